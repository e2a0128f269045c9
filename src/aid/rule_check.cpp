#include "aid/rule_check.hpp"

#include <algorithm>

#include "aid/places.hpp"
#include "rule/check.hpp"
#include "source/schema.hpp"
#include "source/store.hpp"
#include "territory/zoning_model.hpp"

namespace pacte::aid {

bool RuleCheck::good() const {
  return !has_error(faults) && std::ranges::all_of(cases, [](rule::CaseReport const& report) {
    return report.faults.empty();
  });
}

namespace {

// Rules saved in one scheme must not name another: they would be loaded there.
rule::Faults other_record(std::string const& scheme, rule::Sheet const& sheet) {
  if (sheet.record.empty() || sheet.record == scheme) return {};
  return {{rule::Severity::error, sheet.record_place,
           fmt::format("La fiche « {} » n’est pas celle de ce dispositif.", sheet.record),
           fmt::format("Écrivez : fiche \"{}\".", scheme)}};
}

// A citation outside the lines that its document has.
void check_lines(store::Session& session, rule::Citation const& citation, rule::Faults& faults) {
  auto const document = source::document(session, citation.document);
  auto const held = document ? source::parse_lines(document->lines) : std::nullopt;
  if (!held || (citation.first >= held->first && citation.last <= held->last)) return;
  faults.push_back({rule::Severity::error, citation.place,
                    fmt::format("« {} » va de la ligne {} à la ligne {}.", citation.document,
                                held->first, held->last),
                    "Vérifiez les lignes citées."});
}

// A file may wait for its cases; what is proposed to the public may not.
void require_cases(rule::Faults& faults) {
  for (auto& fault : faults) {
    if (fault.message == rule::without_cases) fault.severity = rule::Severity::error;
  }
}

}  // namespace

rule::Faults unknown_documents(store::Session& session, rule::Sheet const& sheet) {
  auto const citations = citations_of(sheet);
  std::vector<std::string> ids;
  for (auto const& citation : citations)
    ids.push_back(citation.document);
  auto const known = source::summaries(session, ids);
  rule::Faults faults;
  for (auto const& citation : citations) {
    auto const found = known.find(citation.document);
    if (found != known.end() && found->second.kind == source::Kind::document) {
      check_lines(session, citation, faults);
      continue;
    }
    faults.push_back({rule::Severity::error, citation.place,
                      fmt::format("« {} » n’est pas un document du corpus.", citation.document),
                      "Prenez l’identifiant qui est dans l’adresse de la page du document."});
  }
  return faults;
}

RuleCheck check_rules(store::Session& session, std::string const& scheme, std::string const& text,
                      Instant now) {
  RuleCheck check;
  std::vector<std::string> sources;
  for (auto& other : shown_rules(session)) {
    if (other.scheme != scheme) sources.push_back(std::move(other.text));
  }
  // Last: it is the one told when two have the same name.
  sources.push_back(text);
  auto words = std::make_shared<rule::CheckedVocabulary const>(
      rule::read_vocabulary(rule_vocabulary(session)));
  check.rules = std::move(rule::read_schemes(std::move(sources), words->vocabulary).back());
  check.faults = check.rules.faults;
  std::ranges::move(unknown_documents(session, check.rules.sheet),
                    std::back_inserter(check.faults));
  std::ranges::move(other_record(scheme, check.rules.sheet), std::back_inserter(check.faults));
  require_cases(check.faults);
  Places const places{read_places(session, territory::iso_day(now))};
  if (check.compiles()) rule::check_zonings(check.rules.program, places.zonings(), check.faults);
  std::ranges::stable_sort(check.faults, {}, &rule::Fault::place);
  check.cases = run_cases(check.rules, words->vocabulary, &places, rule_day(now));
  check.words = std::move(words);
  return check;
}

std::vector<FieldError> rule_gaps(store::Session& session, std::string const& scheme,
                                  std::string const& text, Instant now) {
  std::vector<FieldError> gaps;
  if (text.empty()) return gaps;
  auto const check = check_rules(session, scheme, text, now);
  auto const tell = [&](rule::Fault const& fault) {
    if (fault.severity != rule::Severity::error) return;
    auto message = fmt::format("Règles, ligne {} : {}", fault.place.line, fault.message);
    if (!fault.mend.empty()) message += " " + fault.mend;
    gaps.push_back(
        {fmt::format("rules/{}:{}", fault.place.line, fault.place.column), std::move(message)});
  };
  std::ranges::for_each(check.faults, tell);
  for (auto const& report : check.cases)
    std::ranges::for_each(report.faults, tell);
  return gaps;
}

}  // namespace pacte::aid
