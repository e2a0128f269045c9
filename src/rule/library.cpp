#include "rule/library.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "rule/check.hpp"
#include "rule/compiler.hpp"
#include "rule/parser.hpp"
#include "rule/references.hpp"

namespace pacte::rule {
namespace {

void refuse_lines(Sheet const& sheet, Faults& faults) {
  for (auto const& line : sheet.lines) {
    faults.push_back({Severity::error, line.place, "Un vocabulaire n’a pas de règles.",
                      "Écrivez-les dans le fichier d’un dispositif."});
  }
}

void refuse_facts(Sheet const& sheet, Faults& faults) {
  constexpr auto mend = "Déclarez-le dans le vocabulaire, qui sert à tous les dispositifs.";
  for (auto const& fact : sheet.facts)
    faults.push_back({Severity::error, fact.place, "Un dispositif ne déclare pas de fait.", mend});
  for (auto const& list : sheet.choices)
    faults.push_back({Severity::error, list.place, "Un dispositif ne déclare pas de liste.", mend});
  for (auto const& unit : sheet.units)
    faults.push_back({Severity::error, unit.place, "Un dispositif ne déclare pas d’unité.", mend});
  for (auto const& each : sheet.incoherences) {
    faults.push_back(
        {Severity::error, each.place, "Un dispositif ne déclare pas d’incohérence.", mend});
  }
}

CheckedScheme parsed_scheme(std::string source) {
  CheckedScheme made;
  auto parsed = parse(std::move(source));
  made.sheet = std::move(parsed.sheet);
  made.faults = std::move(parsed.faults);
  if (made.sheet.is_vocabulary) {
    // All it declares would be refused too: that is the useful line.
    made.faults = {{Severity::error, made.sheet.place, "Ce fichier est un vocabulaire.",
                    "Un dispositif est attendu."}};
    return made;
  }
  refuse_facts(made.sheet, made.faults);
  return made;
}

}  // namespace

CheckedVocabulary read_vocabulary(std::string source) {
  CheckedVocabulary made;
  auto parsed = parse(std::move(source));
  made.faults = std::move(parsed.faults);
  if (!parsed.sheet.is_vocabulary && !has_error(made.faults)) {
    made.faults.push_back({Severity::error, parsed.sheet.place,
                           "Ce fichier n’est pas un vocabulaire.",
                           "Il commence par « vocabulaire nom »."});
  }
  refuse_lines(parsed.sheet, made.faults);
  made.vocabulary = make_vocabulary(parsed.sheet, made.faults);
  made.incoherences = compile_incoherences(made.vocabulary, made.faults);
  std::ranges::stable_sort(made.faults, {}, &Fault::place);
  return made;
}

std::vector<CheckedScheme> read_schemes(std::vector<std::string> sources,
                                        Vocabulary const& vocabulary,
                                        std::span<std::string const> files) {
  std::vector<CheckedScheme> made;
  for (auto& source : sources)
    made.push_back(parsed_scheme(std::move(source)));
  Faults told_elsewhere;  // of the vocabulary
  auto const incoherences = undated(compile_incoherences(vocabulary, told_elsewhere));
  References references{made, files};
  for (auto const index : references.order()) {
    auto& scheme = made[index];
    if (scheme.sheet.is_vocabulary) continue;
    auto compiled = compile(scheme.sheet, vocabulary, references.siblings(index));
    std::ranges::copy(compiled.faults, std::back_inserter(scheme.faults));
    scheme.program = std::move(compiled.program);
    if (scheme.good()) check(scheme.sheet, scheme.program, vocabulary, incoherences, scheme.faults);
    std::ranges::stable_sort(scheme.faults, {}, &Fault::place);
  }
  return made;
}

CheckedScheme read_scheme(std::string source, Vocabulary const& vocabulary) {
  std::vector<std::string> only;
  only.push_back(std::move(source));
  return std::move(read_schemes(std::move(only), vocabulary).front());
}

}  // namespace pacte::rule
