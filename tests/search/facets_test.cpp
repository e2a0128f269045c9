#include "index_fixture.hpp"

namespace pacte::search {

void PrintTo(FacetCount const& counted, std::ostream* out) {
  *out << counted.value << ':' << counted.count;
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

auto counted(std::string const& value, std::size_t count) {
  return ::testing::AllOf(::testing::Field(&FacetCount::value, value),
                          ::testing::Field(&FacetCount::count, count));
}

class FacetsTest : public pacte::testing::IndexTest {
 protected:
  void SetUp() override {
    auto const of = [](std::string id, std::string label, std::string kind,
                       std::vector<std::string> themes, std::string plan) {
      return Document{id,
                      "/" + id,
                      std::move(label),
                      "",
                      "",
                      {{Facet::kind, {std::move(kind)}},
                       {Facet::theme, std::move(themes)},
                       {Facet::plan, {std::move(plan)}}}};
    };
    fill({of("a", "Zone d’eau", "action", {"eau", "climat"}, "pacte"),
          of("b", "L’eau", "action", {"eau"}, "pacte"),
          of("c", "Écluses d’eau", "figure", {"eau", "transport"}, "stratégie"),
          of("d", "Vélo", "action", {"transport", "transport"}, "pacte"),
          of("e", "Train", "body", {}, std::string(1000, 'p')),
          of("f", "Bus", "body", {"transport & Cie:é"}, "pacte")});
  }
};

TEST_F(FacetsTest, haveTheNamesOfTheInterface) {
  EXPECT_EQ(name(Facet::kind), "kind");
  EXPECT_EQ(name(Facet::has_budget), "has_budget");
  EXPECT_EQ(name(Facet::has_target), "has_target");
}

TEST_F(FacetsTest, anyValueOfAFacetAndAllOfTheFacets) {
  EXPECT_THAT(ids("", {{Facet::theme, {"eau"}}}), ElementsAre("c", "b", "a"));
  EXPECT_THAT(ids("", {{Facet::theme, {"climat", "transport"}}}),
              UnorderedElementsAre("a", "c", "d"));
  EXPECT_THAT(ids("", {{Facet::theme, {"eau"}}, {Facet::kind, {"action"}}}),
              UnorderedElementsAre("a", "b"));
  EXPECT_THAT(ids("eau", {{Facet::kind, {"figure", "body"}}}), ElementsAre("c"));
  EXPECT_THAT(ids("", {{Facet::theme, {"transport & Cie:é"}}}), ElementsAre("f"));
  EXPECT_THAT(ids("", {{Facet::plan, {std::string(1000, 'p')}}}), ElementsAre("e"));
  EXPECT_THAT(ids("", {{Facet::plan, {std::string(999, 'p')}}}), IsEmpty());
  EXPECT_THAT(ids("", {{Facet::theme, {"Eau"}}}), IsEmpty());
  EXPECT_THAT(ids("eau", {{Facet::theme, {}}}).size(), 3U);
  EXPECT_THAT(ids("", {{Facet::theme, std::vector<std::string>(5'000, "x")}}), IsEmpty());
}

TEST_F(FacetsTest, areCountedOverAllMatchesMostFrequentFirst) {
  auto const all = found("");
  EXPECT_THAT(all.facets.at(Facet::kind),
              ElementsAre(counted("action", 3), counted("body", 2), counted("figure", 1)));
  EXPECT_THAT(all.facets.at(Facet::theme),
              ElementsAre(counted("eau", 3), counted("transport", 2), counted("climat", 1),
                          counted("transport & Cie:é", 1)));
  auto const first = *index().find({.text = "eau", .filters = {}, .first = 0, .most = 1});
  EXPECT_EQ(first.hits.size(), 1U);
  EXPECT_EQ(first.estimated_total, 3U);
  EXPECT_THAT(first.facets.at(Facet::kind),
              ElementsAre(counted("action", 2), counted("figure", 1)));
  EXPECT_EQ(first.hits[0].kind, "action");
}

TEST_F(FacetsTest, aFacetIsCountedWithoutItsOwnFilter) {
  auto const results = found("eau", {{Facet::kind, {"figure"}}});
  EXPECT_EQ(results.estimated_total, 1U);
  EXPECT_THAT(results.facets.at(Facet::kind),
              ElementsAre(counted("action", 2), counted("figure", 1)));
  EXPECT_THAT(results.facets.at(Facet::theme),
              ElementsAre(counted("eau", 1), counted("transport", 1)));
}

}  // namespace
}  // namespace pacte::search
