#include "simulation/advisers.hpp"

#include <algorithm>
#include <array>

#include "territory/contour_store.hpp"
#include "territory/store.hpp"

namespace pacte::simulation {
namespace {

using territory::Level;
using territory::Territory;

constexpr std::array<std::string_view, 2> counts_first{"projet.commune", "entreprise.siege"};

std::size_t rank(rule::Fact const& fact) {
  return static_cast<std::size_t>(std::ranges::find(counts_first, fact.name) -
                                  counts_first.begin());
}

// Of today, when the code is that of a commune that went into another one.
std::optional<Territory> commune_of(store::Session& session, std::string const& code) {
  if (auto found = territory::territory(session, {.level = Level::commune, .code = code})) {
    return found;
  }
  auto const now = territory::successor(session, code);
  return now ? territory::territory(session, *now) : std::nullopt;
}

bool reads(rule::Program const& program, int fact) {
  return std::ranges::any_of(program.nodes,
                             [fact](rule::Node const& node) { return node.fact == fact; });
}

}  // namespace

Advisers::Advisers(Context const& context, store::Session& session, Sitting const& sitting)
    : sitting_{sitting}, book_{context.contacts->current(session)} {
  auto const& facts = sitting.vocabulary().facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    auto const fact = static_cast<int>(i);
    auto const& read = sitting.read.facts;
    bool const answered = facts[i].type.kind == rule::Kind::place && facts[i].owner < 0;
    if (!answered || !read.known(fact)) continue;
    if (auto commune = commune_of(session, read.text(read.at(i).least))) {
      answered_.push_back({fact, *std::move(commune)});
    }
  }
  std::ranges::stable_sort(
      answered_, {}, [&sitting](Answered const& each) { return rank(sitting.fact(each.fact)); });
}

std::optional<Adviser> Advisers::of(Judged const& judged) const {
  if (judged.explanation.outcome.verdict == rule::Verdict::ineligible) return std::nullopt;
  auto const found = book_->find(judged.candidate.scheme);
  if (found == book_->end()) return Adviser{};
  auto order = answered_;
  std::ranges::stable_partition(
      order, [&](Answered const& each) { return reads(*judged.candidate.program, each.fact); });
  std::vector<Territory> communes;
  for (auto const& each : order)
    communes.push_back(each.commune);
  return Adviser{.advice = aid::advice(found->second, communes),
                 .placed = !communes.empty(),
                 .run_by = found->second.run_by};
}

void fill_adviser(web::View& view, Adviser const& adviser) {
  auto shown = view.include("ADVISER", "simulation/adviser.html");
  auto const& [reach, contacts] = adviser.advice;
  if (contacts.empty()) {
    shown.set_optional("OPERATOR", adviser.run_by);
    if (adviser.run_by.empty()) shown.show("NOBODY");
    return;
  }
  auto list = shown.section("CONTACTS");
  if (reach == aid::Reach::elsewhere) list.show(adviser.placed ? "ELSEWHERE" : "BY_PLACE");
  for (auto const& contact : contacts)
    list.section("CONTACT").set("PLACE", contact.place).set("TEXT", contact.text);
}

}  // namespace pacte::simulation
