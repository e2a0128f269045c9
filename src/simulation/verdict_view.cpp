// The schemes in their three groups.
#include <algorithm>
#include <array>

#include "aid/call_rules.hpp"
#include "simulation/advisers.hpp"
#include "simulation/coverage.hpp"
#include "simulation/page_support.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"

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

// Named one by one, as many as a reader takes in.
constexpr std::size_t most_named = 4;

using Documents = std::map<std::string, source::Summary>;

Documents cited(store::Session& session, Sitting const& sitting) {
  std::set<std::string> documents;
  for (auto const& judged : sitting.simulation.schemes) {
    for (auto const& line : judged.candidate.program->lines) {
      for (auto const& each : line.sources)
        documents.insert(each.document);
    }
  }
  return source::summaries(session, {documents.begin(), documents.end()});
}

// One scheme among those of its group.
class VerdictView {
 public:
  VerdictView(Sitting const& sitting, Words const& words, VerdictsShown const& shown,
              Documents const& documents)
      : sitting_{sitting}, words_{words}, shown_{shown}, documents_{documents} {}

  void fill(View& row, Judged const& judged) const {
    auto const& [scheme, version, program, with_call] = judged.candidate;
    auto const verdict = judged.explanation.outcome.verdict;
    row.set("TITLE", in(words_.locale, program->title));
    row.set("URL", source::page_url(words_.locale, source::Kind::instrument, scheme));
    if (shown_.link)
      row.section("WHY").set("URL", explanation_url(words_.locale, *shown_.link, scheme));
    amount(row, judged);
    for (auto const& output : told_outputs(judged, words_))
      row.section("OUTPUT").set("LABEL", output.label).set_optional("VALUE", output.text);
    if (verdict == Verdict::unknown) awaited(row, judged);
    if (verdict == Verdict::ineligible) {
      for (auto const& label : deciding_conditions(judged, words_.locale))
        row.section("REFUSED").set("LABEL", label);
    }
    if (shown_.grounds) grounds(row, judged);
  }

 private:
  void amount(View& row, Judged const& judged) const {
    if (!judged.amount) return;
    row.set_optional("AMOUNT", amount_text(*judged.amount, words_.locale));
    if (judged.amount->most == 0) row.set_optional("NOTHING", step_to_nothing(judged));
  }

  // The step of the amount that leaves nothing.
  [[nodiscard]] std::string step_to_nothing(Judged const& judged) const {
    auto const& program = *judged.candidate.program;
    for (auto const each : rule::explaining_lines(program, judged.explanation.outcome)) {
      auto const& line = program.lines[each];
      if (line.has_aid && judged.told[line.aid] == rule::Range{0, 0})
        return label_of(line, words_.locale);
    }
    return {};
  }

  void awaited(View& row, Judged const& judged) const {
    auto const& missing = judged.explanation.missing;
    auto const count = static_cast<std::int64_t>(missing.size());
    row.set_optional("TO_KNOW", counted("{} réponse attendue", "{} réponses attendues", count));
    if (!shown_.named || missing.empty()) return;
    auto list = row.section("AWAITED");
    for (std::size_t i = 0; i < std::min(missing.size(), most_named); ++i) {
      auto const& fact = sitting_.fact(missing[i]);
      auto one = list.section("MISSING");
      one.set("QUESTION", in(words_.locale, fact.question));
      if (shown_.link) {
        one.set_optional("ASK_URL",
                         question_url(words_.locale, shown_.setting, *shown_.link, fact.name));
      } else {
        one.show("PLAIN");
      }
    }
    auto const rest = count - static_cast<std::int64_t>(most_named);
    if (rest > 0)
      list.set_optional("MORE", counted("et {} autre réponse", "et {} autres réponses", rest));
  }

  [[nodiscard]] std::string counted(char const* one, char const* many, std::int64_t count) const {
    return fmt::format(fmt::runtime(web::trn(words_.locale, one, many, count)), count);
  }

  // For paper, where no link opens: each condition, what it comes to, where it is written.
  void grounds(View& row, Judged const& judged) const {
    auto const& program = *judged.candidate.program;
    auto const& why = judged.explanation;
    auto list = row.section("ON_PAPER");
    for (auto const each : rule::explaining_lines(program, why.outcome)) {
      auto const& line = program.lines[each];
      if (line.kind != rule::LineKind::condition) continue;
      if (why.outcome.verdict == Verdict::ineligible && !why.decides_line(each)) continue;
      auto const holds = rule::value_of(program, judged.registers, line);
      auto const* const settled = holds.least == 1 ? "remplie" : "non remplie";
      list.section("GROUND")
          .set("LABEL", label_of(line, words_.locale))
          .set("MARK", tr(words_.locale, holds.least == holds.most ? settled : "à savoir"))
          .set_optional("SOURCE", sources(line));
    }
  }

  [[nodiscard]] std::string sources(rule::ProgramLine const& line) const {
    std::string made;
    for (auto const& each : line.sources) {
      auto const found = documents_.find(each.document);
      if (found == documents_.end()) continue;
      if (!made.empty()) made += " ; ";
      made += found->second.label + ", " +
              source::lines_text(words_.locale, fmt::format("{}-{}", each.first, each.last));
    }
    return made;
  }

  Sitting const& sitting_;
  Words const& words_;
  VerdictsShown const& shown_;
  Documents const& documents_;
};

void fill_call(View& row, aid::Call const& call, Locale locale, Instant now) {
  auto one = row.section("CALL");
  one.set("URL", web::localized(locale, fmt::format("/appels/{}/{}", call.scheme, call.number)));
  one.set("LABEL", call.label);
  one.set("STATE", tr(locale, aid::call_state_label(aid::call_state(call, now))));
}

}  // namespace

std::vector<std::string> deciding_conditions(Judged const& judged, Locale locale) {
  std::vector<std::string> labels;
  auto const& program = *judged.candidate.program;
  auto const& why = judged.explanation;
  for (auto const each : rule::explaining_lines(program, why.outcome)) {
    auto const& line = program.lines[each];
    if (line.kind != rule::LineKind::condition || !why.decides_line(each)) continue;
    labels.push_back(label_of(line, locale));
  }
  return labels;
}

void fill_verdicts(View& view, Context const& context, store::Session& session,
                   Sitting const& sitting, Locale locale, VerdictsShown const& shown) {
  Words const words{.facts = sitting.read.facts, .locale = locale, .place = place_names(session)};
  auto const documents = shown.grounds ? cited(session, sitting) : Documents{};
  VerdictView const verdict{sitting, words, shown, documents};
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
      verdict.fill(row, judged);
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
  fill_coverage(verdicts, session, sitting, locale);
  if (wants_self_assessment(sitting)) {
    verdicts.section("ASSESS").set("URL", web::localized(locale, "/diagnostics/impact-score"));
  }
}

}  // namespace pacte::simulation
