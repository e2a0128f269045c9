#include "territory/neighbours.hpp"

#include <gmock/gmock.h>

namespace pacte::territory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Key commune(std::string code) {
  return {Level::commune, std::move(code)};
}

// A square of side 10 from its south-west corner, with one more vertex on its west side if asked.
Contour square(std::int32_t x, std::int32_t y, std::optional<std::int32_t> more = std::nullopt) {
  Ring ring{{x, y}, {x + 10, y}, {x + 10, y + 10}, {x, y + 10}};
  if (more) ring.push_back({x, *more});
  ring.push_back({x, y});
  return {{{ring, {}}}};
}

// a b
// c d   and e far away
std::map<Key, Contour> five() {
  return {{commune("a"), square(0, 10)},
          {commune("b"), square(10, 10, 15)},
          {commune("c"), square(0, 0)},
          {commune("d"), square(10, 0)},
          {commune("e"), square(100, 100)}};
}

TEST(Neighbours, ShareABorderNotACorner) {
  EXPECT_THAT(
      neighbouring_communes(five()),
      ElementsAre(std::pair{commune("a"), commune("b")}, std::pair{commune("a"), commune("c")},
                  std::pair{commune("b"), commune("d")}, std::pair{commune("c"), commune("d")}));
}

TEST(Neighbours, WiderLevelsDoNotCount) {
  auto contours = five();
  contours.emplace(Key{Level::department, "01"}, square(0, 0));
  EXPECT_EQ(neighbouring_communes(contours).size(), 4U);
  EXPECT_THAT(neighbouring_communes({}), IsEmpty());
}

TEST(Neighbours, OfWiderLevelsAreThoseOfTheirCommunes) {
  std::vector<Territory> territories;
  for (auto const& [code, epci] : {std::pair{"a", "1"}, {"b", "2"}, {"c", "1"}, {"d", ""}}) {
    auto& one = territories.emplace_back();
    one.key = commune(code);
    one.epci = epci;
    one.department = "34";
  }
  auto const communes = neighbouring_communes(five());
  EXPECT_THAT(neighbouring(Level::epci, communes, territories),
              ElementsAre(std::pair{Key{Level::epci, "1"}, Key{Level::epci, "2"}}));
  EXPECT_THAT(neighbouring(Level::department, communes, territories), IsEmpty());
}

}  // namespace
}  // namespace pacte::territory
