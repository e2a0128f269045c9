#include "simulation/page_support.hpp"

#include <array>

#include "aid/call_rules.hpp"
#include "simulation/advisers.hpp"
#include "source/parts.hpp"

namespace pacte::simulation {
namespace {

using rule::Verdict;
using web::Locale;
using web::tr;
using web::View;

struct Group {
  Verdict verdict;
  char const* name;   // in addresses and in the style
  char const* title;  // French
  char const* none;   // French: said when it is empty
};

constexpr std::array groups{
    Group{Verdict::eligible, "yes", "Pour vous", "Rien de certain encore."},
    Group{Verdict::unknown, "maybe", "Peut-être", "Plus rien n’est en suspens."},
    Group{Verdict::ineligible, "no", "Pas pour vous", "Rien n’est écarté."},
};

void fill_reasons(View& row, Judged const& judged, Locale locale) {
  auto const verdict = judged.explanation.outcome.verdict;
  if (verdict == Verdict::unknown) {
    auto const count = static_cast<std::int64_t>(judged.explanation.missing.size());
    row.set_optional("TO_KNOW", fmt::format(fmt::runtime(web::trn(locale, "{} réponse attendue",
                                                                  "{} réponses attendues", count)),
                                            count));
    return;
  }
  if (verdict != Verdict::ineligible) return;
  for (auto const& label : deciding_conditions(judged, locale))
    row.section("REFUSED").set("LABEL", label);
}

void fill_call(View& row, aid::Call const& call, Locale locale, Instant now) {
  auto one = row.section("CALL");
  one.set("URL", web::localized(locale, fmt::format("/appels/{}/{}", call.scheme, call.number)));
  one.set("LABEL", call.label);
  one.set("STATE", tr(locale, aid::call_state_label(aid::call_state(call, now))));
}

void fill_scheme(View row, Judged const& judged, Locale locale) {
  auto const& [scheme, version, program] = judged.candidate;
  row.set("TITLE", in(locale, program->title));
  row.set("URL", source::page_url(locale, source::Kind::instrument, scheme));
  if (judged.amount) row.set_optional("AMOUNT", amount_text(*judged.amount, locale));
  fill_reasons(row, judged, locale);
}

}  // namespace

std::string result_url(Locale locale, std::string const& link) {
  return web::localized(locale, result_path) + "?r=" + link;
}

std::string explanation_url(Locale locale, std::string const& link, std::string const& scheme) {
  return result_url(locale, link) + "&dispositif=" + web::percent_encode(scheme);
}

std::string_view verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::eligible: return "Pour vous";
    case Verdict::ineligible: return "Pas pour vous";
    case Verdict::unknown: break;
  }
  return "Peut-être pour vous";
}

std::vector<std::string> deciding_conditions(Judged const& judged, Locale locale) {
  std::vector<std::string> labels;
  auto const& program = *judged.candidate.program;
  auto const& why = judged.explanation;
  for (auto const each : rule::explaining_lines(program, why.outcome)) {
    auto const& line = program.lines[each];
    if (line.kind != rule::LineKind::condition || !why.decides_line(each)) continue;
    auto const& label = in(locale, line.label);
    labels.push_back(label.empty() ? line.name : label);
  }
  return labels;
}

void fill_verdicts(View& view, Context const& context, store::Session& session,
                   Sitting const& sitting, Locale locale, VerdictsShown const& shown) {
  auto verdicts = view.include("VERDICTS", "simulation/verdicts.html");
  auto const now = context.clock();
  auto const calls = nearest_calls(context, session);
  std::optional<Advisers> advisers;
  if (shown.advisers) advisers.emplace(context, session, sitting);
  if (shown.setting == Setting::frame) verdicts.show("NEW_TAB");
  for (auto const& group : groups) {
    auto section = verdicts.section("GROUP");
    section.set("NAME", group.name).set("TITLE", tr(locale, group.title));
    std::int64_t count = 0;
    for (auto const& judged : sitting.simulation.schemes) {
      if (judged.explanation.outcome.verdict != group.verdict) continue;
      ++count;
      auto row = section.section("SCHEME");
      fill_scheme(row, judged, locale);
      if (auto const& link = shown.link)
        row.section("WHY").set("URL", explanation_url(locale, *link, judged.candidate.scheme));
      if (auto const adviser = advisers ? advisers->of(judged) : std::nullopt)
        fill_adviser(row, *adviser);
      auto const call = calls.find(judged.candidate.scheme);
      if (group.verdict != Verdict::ineligible && call != calls.end()) {
        fill_call(row, call->second, locale, now);
      }
    }
    section.set("COUNT", count);
    if (count == 0) section.section("NONE").set("TEXT", tr(locale, group.none));
  }
  if (wants_self_assessment(sitting)) {
    verdicts.section("ASSESS").set("URL", web::localized(locale, "/diagnostics/impact-score"));
  }
}

web::Response broken_link(web::Request const& request, Problem const& problem) {
  return web::error_page(request, http_status(problem.kind), tr(request.locale, problem.detail));
}

}  // namespace pacte::simulation
