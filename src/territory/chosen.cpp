#include "territory/chosen.hpp"

#include "base/text.hpp"
#include "territory/contour_store.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t longest = 100;
constexpr std::size_t most_choices = 8;
constexpr std::int64_t exact_name = 2;  // rank of the search: the code, or the whole name

// The code between the brackets at the end: "Prades (66149)".
std::string_view code_in(std::string_view typed) {
  if (!typed.ends_with(')')) return {};
  auto const open = typed.rfind('(');
  if (open == std::string_view::npos) return {};
  return trim(typed.substr(open + 1, typed.size() - open - 2));
}

bool sure(std::vector<Found> const& found) {
  if (found.size() == 1) return true;
  return found[0].rank.rank <= exact_name && found[0].rank.rank < found[1].rank.rank;
}

}  // namespace

Chosen chosen(store::Session& session, AtlasKeeper& keeper, std::string_view typed) {
  Chosen one{.typed = shorten(trim(typed), longest)};
  if (one.typed.empty()) return one;
  if (auto const key = parse_key(one.typed)) {
    one.territory = territory(session, *key);
    if (!one.territory && key->level == Level::commune) {
      if (auto const now = successor(session, key->code)) one.territory = territory(session, *now);
    }
    return one;
  }
  if (auto const code = code_in(one.typed); !code.empty()) {
    auto found = search(session, code, std::nullopt, std::nullopt, 2);
    if (!found.empty() && found[0].territory.key.code == code) {
      one.territory = std::move(found[0].territory);
      return one;
    }
  }
  auto found =
      search_or_nearest(session, keeper, one.typed, std::nullopt, std::nullopt, most_choices);
  if (found.empty()) return one;
  if (found.front().rank.key.code.empty() ? found.size() == 1 : sure(found)) {
    one.territory = std::move(found.front().territory);
    return one;
  }
  for (auto& hit : found)
    one.choices.push_back(std::move(hit.territory));
  return one;
}

}  // namespace pacte::territory
