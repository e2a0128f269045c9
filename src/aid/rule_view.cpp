#include "aid/rule_view.hpp"

#include <algorithm>
#include <set>

#include "aid/pages.hpp"
#include "aid/rule_words.hpp"
#include "base/markup.hpp"
#include "base/text.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::aid {
namespace {

using rule::LineKind;
using web::Locale;
using web::tr;
using web::View;

using Labels = std::map<std::string, source::Summary>;

Labels labels_of(store::Session& session, std::vector<RuleWords> const& lines) {
  std::vector<std::string> ids;
  auto const add = [&](std::vector<rule::Citation> const& sources) {
    for (auto const& source : sources)
      ids.push_back(source.document);
  };
  for (auto const& line : lines) {
    add(line.sources);
    for (auto const& conflict : line.conflicts)
      add(conflict.sources);
  }
  return source::summaries(session, ids);
}

void fill_sources(View& row, char const* section, std::vector<rule::Citation> const& sources,
                  Labels const& labels, Locale locale) {
  for (auto const& cited : sources) {
    auto const found = labels.find(cited.document);
    if (found == labels.end()) continue;
    auto const lines = cited.first == cited.last ? std::to_string(cited.first)
                                                 : fmt::format("{}-{}", cited.first, cited.last);
    row.section(section)
        .set("URL", source::passage_url(locale, {.document = cited.document, .lines = lines}))
        .set("DOCUMENT", found->second.label)
        .set("LINES", source::lines_text(locale, lines));
  }
}

void fill_line(View& group, RuleWords const& line, Labels const& labels, Locale locale) {
  auto row = group.section("LINE");
  row.set("LABEL", line.label);
  auto const step = step_name(line.kind);
  row.set_optional("STEP", step.empty() ? "" : tr(locale, step));
  if (line.kind == LineKind::table) {
    auto table = row.section("TABLE");
    table.set("BY", line.text);
    for (auto const& band : line.bands)
      table.section("BAND").set("TEXT", band);
  } else if (line.text != line.label) {
    row.section("SAYS").set("TEXT", line.text);
  }
  row.set_optional("WHEN", line.when);
  row.set_optional("NOTE", line.note);
  if (line.to_be_set) row.show("TO_BE_SET");
  for (auto const& conflict : line.conflicts) {
    auto other = row.section("CONFLICT");
    other.set("VALUE", conflict.value);
    fill_sources(other, "OTHER_SOURCE", conflict.sources, labels, locale);
  }
  fill_sources(row, "SOURCE", line.sources, labels, locale);
}

struct Group {
  std::string_view title;  // French
  std::set<LineKind> kinds;
  bool folded = false;  // read by those who want to check a computation
};

std::vector<Group> const& groups() {
  using enum LineKind;
  static std::vector<Group> const all{
      {"Les conditions", {condition}},
      {"Ce qui compte sans être exigé", {priority}},
      {"Le calcul de l’aide",
       {base, rate, bonus, flat, modulation, floor, threshold, ceiling, cumulation, rounding}},
      {"Ce que les règles disent d’autre", {output}},
      {"Les valeurs", {parameter}},
      {"Les barèmes et les définitions", {table, definition}, true},
  };
  return all;
}

std::string_view severity_text(rule::Severity severity) {
  switch (severity) {
    case rule::Severity::error: return "Erreur";
    case rule::Severity::warning: return "Attention";
    case rule::Severity::note: return "Note";
  }
  return "";
}

void fill_fault(View row, rule::Fault const& fault, std::vector<std::string_view> const& lines,
                Locale locale) {
  auto const number = static_cast<std::size_t>(std::max(fault.place.line, 1));
  row.set("SEVERITY", tr(locale, severity_text(fault.severity)))
      .set("LINE", static_cast<std::int64_t>(fault.place.line))
      .set("COLUMN", static_cast<std::int64_t>(fault.place.column))
      .set("MESSAGE", fault.message);
  row.set_optional("MEND", fault.mend);
  if (number <= lines.size()) row.set_optional("QUOTED", trim(lines[number - 1]));
}

void fill_cases(View& report, RuleCheck const& check, Locale locale) {
  auto const passed =
      std::ranges::count_if(check.cases, [](auto const& one) { return one.faults.empty(); });
  auto cases = report.section("CASES");
  cases.set("SUMMARY", web::trf(locale, "{} sur {} réussis", passed, check.cases.size()));
  for (auto const& one : check.cases) {
    auto row = cases.section("CASE");
    row.set("TITLE", one.title);
    if (one.faults.empty()) row.show("PASSED");
    for (auto const& fault : one.faults) {
      auto why = row.section("WHY");
      why.set("MESSAGE", fault.message).set("LINE", static_cast<std::int64_t>(fault.place.line));
    }
  }
}

}  // namespace

void fill_rules(View& view, store::Session& session, Locale locale, std::string const& scheme,
                rule::Sheet const& sheet, rule::Vocabulary const& words) {
  auto const lines = in_words(sheet, words, locale);
  auto const labels = labels_of(session, lines);
  auto rules = view.include("RULES", "aid/rules.html");
  rules.set("RAW", web::localized(locale, scheme_path(scheme) + "/regles"))
      .set("SIMULATOR", simulator_url(locale, scheme));
  rules.set_optional("INTRO", sheet.note);
  for (auto const& group : groups()) {
    if (std::ranges::none_of(lines, [&](auto const& l) { return group.kinds.contains(l.kind); }))
      continue;
    auto part = rules.section(group.folded ? "FOLDED" : "GROUP");
    part.set("TITLE", tr(locale, group.title));
    for (auto const& line : lines) {
      if (group.kinds.contains(line.kind)) fill_line(part, line, labels, locale);
    }
  }
}

void fill_public_rules(View& view, RuleBookKeeper& rules, store::Session& session,
                       web::Request const& request, std::string const& scheme) {
  auto const book = rules.current(session);
  auto const* entry = book->find(scheme);
  if (entry == nullptr) return;
  fill_rules(view, session, request.locale, scheme, entry->rules.sheet, book->words().vocabulary);
}

void fill_rule_editor(View& view, Locale locale, RuleCheck const& check) {
  auto const lines = split(check.rules.sheet.source, '\n');
  auto heads = view.include("RULE_FAULTS", "aid/rule_faults.html");
  if (check.good()) {
    heads.show("GOOD");
  } else {
    heads.show("BAD");
  }
  std::set<int> marked;
  for (auto const& fault : check.faults) {
    marked.insert(fault.place.line);
    bool const error = fault.severity == rule::Severity::error;
    fill_fault(heads.section(error ? "FAULT" : "REMARK"), fault, lines, locale);
  }
  for (auto const& one : check.cases) {
    for (auto const& fault : one.faults) {
      marked.insert(fault.place.line);
      fill_fault(heads.section("FAULT"), fault, lines, locale);
    }
  }
  auto report = view.include("RULE_REPORT", "aid/rule_report.html");
  if (!check.cases.empty()) fill_cases(report, check, locale);
  if (!check.rules.program.facts.empty()) {
    auto asked = report.section("ASKED");
    for (int const index : check.rules.program.facts) {
      auto const& fact = check.words->vocabulary.facts[static_cast<std::size_t>(index)];
      asked.section("FACT")
          .set("NAME", fact.name)
          .set("QUESTION", in_language(fact.question, locale));
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto const number = static_cast<std::int64_t>(i) + 1;
    auto row = report.section("TEXT_LINE");
    row.set("NUMBER", number);
    row.set_trusted_html("TEXT", escape_html(lines[i]));
    if (marked.contains(static_cast<int>(number))) row.show("MARKED");
  }
}

}  // namespace pacte::aid
