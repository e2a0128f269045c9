// Any text as a scheme: it is refused with faults that have a place, or it compiles to a program
// whose every run keeps within its bounds.
#include <cstdlib>

#include "rule/cases.hpp"
#include "rule/library.hpp"
#include "rule/report.hpp"

namespace {

using namespace pacte::rule;

void require(bool good) {
  if (!good) std::abort();
}

constexpr char const* words = R"(
vocabulaire mots
unité salarié : salariés
choix taille : tpe, pme, eti
fait a : oui ou non
fait effectif : nombre salarié, de 0 à 5 000
fait cout : argent, de 0 € à 1 000 000 €
fait part : pourcentage
fait ne_le : date
fait duree : durée en mois, de 0 à 60
fait taille : choix taille
fait tailles : plusieurs taille
fait nom : texte
fait siege : commune
fait habitants : nombre habitant, de 0 à 3 000 000
fait depenses : liste
fait depenses.montant : argent, de 0 € à 1 000 000 €
)";

// That the text may refer to.
constexpr char const* other = R"(
dispositif autre
condition petite : effectif < 20 salariés
montant
  assiette : cout
  taux : 30 %
)";

CheckedVocabulary const& vocabulary() {
  static CheckedVocabulary const read = read_vocabulary(words);
  return read;
}

void run_all(CheckedScheme const& scheme) {
  auto const& program = scheme.program;
  Facts facts{vocabulary().vocabulary, 20'000};
  std::vector<Range> registers;
  run(program, facts, nullptr, registers);
  auto const before = outcome_of(program, registers);
  facts.set(*vocabulary().vocabulary.find("a"), {1, 1});
  facts.set(*vocabulary().vocabulary.find("effectif"), {12, 12});
  run(program, facts, nullptr, registers);
  auto const after = outcome_of(program, registers);
  if (before.verdict != Verdict::unknown) require(after.verdict == before.verdict);
  require(!to_json(evaluate(program, facts, nullptr)).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const text{reinterpret_cast<char const*>(data), size};
  auto const schemes = read_schemes({text, other}, vocabulary().vocabulary);
  auto const& scheme = schemes.front();
  for (auto const& fault : scheme.faults)
    require(fault.place.line >= 1 && fault.place.column >= 1 && !fault.message.empty());
  if (scheme.good()) {
    run_all(scheme);
    run_cases(scheme, vocabulary().vocabulary, nullptr, 20'000);
  }
  read_vocabulary(text);
  return 0;
}
