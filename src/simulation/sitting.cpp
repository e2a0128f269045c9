#include "simulation/sitting.hpp"

#include <algorithm>

#include "aid/call_facts.hpp"
#include "aid/call_store.hpp"
#include "aid/paris_time.hpp"
#include "base/text.hpp"
#include "rule/calendar.hpp"
#include "simulation/rules.hpp"
#include "simulation/store.hpp"
#include "territory/store.hpp"

namespace pacte::simulation {
namespace {

constexpr std::size_t most_calls = 500;
constexpr std::string_view self_assessment = "entreprise.auto_diagnostic";

std::vector<Candidate> candidates(aid::RuleBook const& book,
                                  std::vector<std::string> const& schemes) {
  std::vector<Candidate> made;
  for (auto const& entry : book.entries()) {
    bool const wanted =
        schemes.empty() || std::ranges::find(schemes, entry.scheme) != schemes.end();
    if (wanted) made.push_back({entry.scheme, entry.version, &entry.rules.program, nullptr});
  }
  return made;
}

// A copy of the facts with those of the nearest call, for the programs that ask for them.
void give_calls(Context const& context, store::Session& session, aid::RuleBook const& book,
                std::vector<Candidate>& candidates, rule::Facts const& facts) {
  auto const& words = book.words().vocabulary;
  std::optional<std::map<std::string, aid::Call>> nearest;
  for (auto& candidate : candidates) {
    if (!aid::reads_call(*candidate.program, words)) continue;
    if (!nearest) nearest = nearest_calls(context, session);
    auto const found = nearest->find(candidate.scheme);
    auto const* call = found == nearest->end() ? nullptr : &found->second;
    candidate.facts =
        std::make_shared<rule::Facts const>(aid::with_call(facts, call, facts.today()));
  }
}

}  // namespace

std::int64_t today(Context const& context) {
  return rule::parse_day(aid::in_paris(context.clock()).day).value_or(0);
}

Sitting sit(Context const& context, store::Session& session, Answers answers, web::Locale locale) {
  return sit_on(context, session, std::move(answers), locale, today(context), rule::Writer::person);
}

Sitting sit_on(Context const& context, store::Session& session, Answers answers, web::Locale locale,
               std::int64_t day, rule::Writer writer) {
  auto book = context.books->current(session);
  auto text = rule::to_day_text(day);
  auto const places = context.places->current(session, text);
  auto read = read_answers(book->words(), answers.facts, day, locale,
                           {.writer = writer, .places = places.get()});
  auto const passed = positions(book->words().vocabulary, answers.passed);
  auto asked = candidates(*book, answers.schemes);
  give_calls(context, session, *book, asked, read.facts);
  auto simulation = simulate(asked, read.facts, places.get(), passed);
  return {.book = std::move(book),
          .day = std::move(text),
          .answers = std::move(answers),
          .read = std::move(read),
          .simulation = std::move(simulation)};
}

std::map<std::string, aid::Call> nearest_calls(Context const& context, store::Session& session) {
  return aid::nearest_calls(aid::calls(session, most_calls), context.clock());
}

bool wants_self_assessment(Sitting const& sitting) {
  auto const fact = sitting.vocabulary().find(self_assessment);
  if (!fact || sitting.fact(*fact).type.kind != rule::Kind::truth) return false;
  if (sitting.read.facts.at(static_cast<std::size_t>(*fact)).least == 1) return false;
  return std::ranges::any_of(sitting.simulation.schemes, [&](Judged const& judged) {
    auto const& why = judged.explanation;
    bool const refused_by_it = why.outcome.verdict == rule::Verdict::ineligible &&
                               std::ranges::find(why.relied_on, *fact) != why.relied_on.end();
    return refused_by_it || std::ranges::find(why.missing, *fact) != why.missing.end();
  });
}

PlaceName place_names(store::Session& session) {
  return [&session](std::string const& code) {
    auto const found =
        territory::territory(session, {.level = territory::Level::commune, .code = code});
    return found ? fmt::format("{} ({})", found->name, code) : code;
  };
}

std::string link_key(Context const& context) {
  {
    auto reading = context.database.read();
    if (auto key = seal_key(reading); !key.empty()) return key;
  }
  constexpr std::size_t key_bytes = 32;
  auto writing = context.database.write();
  insert_seal_key(writing, random_hex(key_bytes));
  auto key = seal_key(writing);
  writing.commit();
  return key;
}

}  // namespace pacte::simulation
