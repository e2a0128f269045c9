// The pages, the API and the CSV of figures, over those of the demonstration region.
#include <algorithm>
#include <fstream>
#include <set>

#include "base/sort_key.hpp"
#include "indicator/module.hpp"
#include "indicator/record.hpp"
#include "indicator/store.hpp"
#include "report/csv.hpp"
#include "source/site_fixture.hpp"

namespace pacte::indicator {
namespace {

std::string const students = "occitanie/serie-etudiants";

class IndicatorPagesTest : public pacte::testing::SiteTest {
 protected:
  std::vector<Module> modules() const override {
    return {source::source_module(), indicator_module()};
  }

  void fill() override {
    load("documents.jsonl", source::document_kind());
    load("indicators.jsonl", indicator_kind());
  }

 private:
  // What they measure belongs to other rooms, which are not here.
  void load(std::string const& file, source::RecordKind const& kind) {
    std::ifstream lines{std::string{PACTE_SOURCE_DIR} + "/data/occitanie/" + file};
    auto writing = database().write();
    for (std::string line; std::getline(lines, line);) {
      auto record = parse_json(line).value();
      if (record.contains("about")) record["about"] = nullptr;
      source::insert_record(writing, kind, record, 1, *parse_instant("2026-03-01T12:00:00.000Z"));
    }
    writing.commit();
  }
};

// With no-break spaces read as plain ones.
bool has(web::Response const& response, std::string_view text) {
  auto body = response.body;
  for (std::string_view const space : {"\u00a0", "\u202f"}) {
    for (auto at = body.find(space); at != std::string::npos; at = body.find(space, at))
      body.replace(at, space.size(), " ");
  }
  return body.find(text) != std::string::npos;
}

TEST_P(IndicatorPagesTest, listAndFilters) {
  auto const all = get("/indicateurs");
  EXPECT_EQ(all.status, 200);
  EXPECT_TRUE(all.cacheable);
  EXPECT_TRUE(has(all, "1 183 chiffres"));
  EXPECT_TRUE(has(all, "rel=\"next\""));
  auto const targets = get("/indicateurs?forme=cible&territoire=Toulouse%20M%C3%A9tropole");
  EXPECT_EQ(targets.status, 200);
  EXPECT_TRUE(has(get("/indicateurs?q=ETUDIANTS"), "tudiants"));
  EXPECT_TRUE(has(get("/indicateurs?q=%25zzz"), "Aucun chiffre ne correspond"));
  EXPECT_EQ(get("/indicateurs?forme=autre").status, 400);
  EXPECT_EQ(get("/indicateurs?annee=20x2").status, 400);
  EXPECT_EQ(get("/indicateurs?q=" + std::string(201, 'a')).status, 400);
  EXPECT_EQ(get("/chiffres?q=lycée").status, 308);
  EXPECT_TRUE(has(get("/en/indicateurs?forme=ecart"), "<html lang=\"en\">"));
}

TEST_P(IndicatorPagesTest, aSeriesShowsAllItsValuesAndWhyTheyDisagree) {
  auto const page = get("/indicateurs/" + students);
  ASSERT_EQ(page.status, 200);
  for (char const* text : {"260 000", "256 000", "270 400", "plus de", "class=\"versus\"", "<svg",
                           "<caption>", "rien ne dit"}) {
    EXPECT_TRUE(has(page, text)) << text;
  }
  auto const body = api("/api/v1/indicators/" + students);
  EXPECT_EQ(body["id"], students);
  EXPECT_EQ(body["observations"].size(), 4U);
  EXPECT_FALSE(body["conflicts_between"].at(0)["reason"].get<std::string>().empty());
}

TEST_P(IndicatorPagesTest, aFigureShowsItsTargetAndItsSeries) {
  auto const controls = get("/indicateurs/academie-2023/ind-controles-acm");
  EXPECT_TRUE(has(controls, "Soit 48"));
  auto const doubling = get("/indicateurs/cprdfop/ind-part-formations-vertes-verdissantes-prf");
  EXPECT_TRUE(has(doubling, "Sans point de départ imprimé."));
  EXPECT_TRUE(has(doubling, "en 2028"));
  EXPECT_TRUE(has(doubling, "Aucune valeur observée"));
  EXPECT_TRUE(has(doubling, "elle ne peut pas être vérifiée"));
  EXPECT_FALSE(has(get("/indicateurs/pacte-vert-2020/ind-autocars-hydrogene"),
                   "elle ne peut pas être vérifiée"));
  auto const record = api("/api/v1/indicators/sreste/ind-etudiants");
  EXPECT_EQ(record["series"], students);
  EXPECT_EQ(record["observations"].size(), 4U);
  EXPECT_EQ(record["sources"].at(0)["doc"], "sreste/deliberation");
  EXPECT_EQ(record["_links"]["html"], "/indicateurs/sreste/ind-etudiants");
}

TEST_P(IndicatorPagesTest, unknownIdentifiersAreNotFound) {
  EXPECT_EQ(get("/indicateurs/rien/du-tout").status, 404);
  EXPECT_EQ(get("/indicateurs/rien/du-tout.csv").status, 404);
  EXPECT_EQ(get("/api/v1/indicators/rien").status, 404);
  EXPECT_EQ(get("/api/v1/indicators?form=x").status, 400);
}

TEST_P(IndicatorPagesTest, pagingGivesEveryFigureOnce) {
  std::set<std::string> seen;
  std::size_t items = 0;
  Json next = "/api/v1/indicators";
  while (next.is_string()) {
    auto const page = api(next.get<std::string>());
    for (auto const& item : page["items"]) {
      seen.insert(item["id"].get<std::string>());
      ++items;
    }
    ASSERT_TRUE(page.contains("next"));
    next = page["next"];
  }
  EXPECT_EQ(items, 1183U);
  EXPECT_EQ(seen.size(), items);
}

TEST_P(IndicatorPagesTest, theListByLabelGoesOnWhereItStopped) {
  auto reading = database().read();
  auto const whole = list_figures(reading, {}, "", 100);
  auto const rest = list_figures(reading, {}, whole[49].id, 50);
  ASSERT_EQ(rest.size(), 50U);
  for (std::size_t i = 0; i < rest.size(); ++i)
    EXPECT_EQ(rest[i].id, whole[50 + i].id);
  EXPECT_TRUE(std::ranges::is_sorted(whole, {},
                                     [](Figure const& figure) { return sort_key(figure.label); }));
}

TEST_P(IndicatorPagesTest, onlySeriesThatDisagreeAreKept) {
  std::set<std::string> kept;
  std::set<std::string> kept_ids;
  auto const differing_only = api("/api/v1/indicators?form=differing&territory=Occitanie");
  for (auto const& item : differing_only["items"]) {
    kept.insert(item["series"].get<std::string>());
    kept_ids.insert(item["id"].get<std::string>());
  }
  ASSERT_FALSE(kept.empty());
  for (auto const& series : kept) {
    auto const conflicts = api("/api/v1/indicators/" + series);
    ASSERT_FALSE(conflicts["conflicts_between"].empty()) << series;
    for (auto const& conflict : conflicts["conflicts_between"]) {
      for (auto const& id : conflict["ids"])
        kept_ids.erase(id.get<std::string>());
    }
  }
  EXPECT_TRUE(kept_ids.empty());  // each figure kept is in a disagreement of its series
  std::size_t differing = 0;
  Json next = "/api/v1/series";
  std::size_t series = 0;
  while (next.is_string()) {
    auto const page = api(next.get<std::string>());
    for (auto const& item : page["items"]) {
      ++series;
      if (item["differs"].get<bool>()) ++differing;
    }
    next = page["next"];
  }
  EXPECT_EQ(series, 137U);
  EXPECT_GT(differing, 40U);
  EXPECT_LT(differing, 70U);
}

TEST_P(IndicatorPagesTest, csvHasEveryFigureWithItsSources) {
  auto const response = get("/indicateurs.csv");
  ASSERT_TRUE(response.stream);
  std::string text;
  for (std::string part; response.stream(part); part.clear())
    text += part;
  std::vector<std::string_view> const required{"id", "value", "sources"};
  auto table = report::CsvTable::open(text, required);
  ASSERT_TRUE(table);
  std::size_t rows = 0;
  while (true) {
    auto const row = table->next();
    ASSERT_TRUE(row);
    if (!*row) break;
    ++rows;
    EXPECT_FALSE((**row)["sources"].empty());
  }
  EXPECT_EQ(rows, 1183U);
  EXPECT_EQ(get("/indicateurs/" + students + ".csv").status, 200);
}

TEST_P(IndicatorPagesTest, figuresOfATerritory) {
  auto reading = database().read();
  EXPECT_EQ(figures_of_territory(reading, "Montpellier Méditerranée Métropole").size(), 48U);
  EXPECT_TRUE(figures_about(reading, "academie-2023/service-national-universel").empty());
}

PACTE_ON_BOTH_DATABASES(IndicatorPagesTest);

}  // namespace
}  // namespace pacte::indicator
