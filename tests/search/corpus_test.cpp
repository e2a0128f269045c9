// The index over the labels and summaries of the demonstration region.
#include <fstream>
#include <iostream>

#include "base/json.hpp"
#include "index_fixture.hpp"

namespace pacte::search {
namespace {

std::vector<Document> corpus() {
  std::vector<Document> documents;
  for (auto const* file :
       {"plans", "indicators", "instruments", "bodies", "platforms", "processes", "territories"}) {
    std::ifstream lines{std::filesystem::path{PACTE_SOURCE_DIR} / "data/occitanie" /
                        (std::string{file} + ".jsonl")};
    for (std::string line; std::getline(lines, line);) {
      auto const json = parse_json(line);
      if (!json) continue;
      Document document;
      document.id = text_or_empty(*json, "id");
      document.path = "/" + document.id;
      document.label = text_or_empty(*json, "label");
      document.code = text_or_empty(*json, "code");
      document.body = text_or_empty(*json, "summary") + " " + text_or_empty(*json, "note") + " " +
                      text_or_empty(*json, "role") + " " + text_or_empty(*json, "purpose");
      document.facets[Facet::kind] = {file};
      document.facets[Facet::document] = {document.id.substr(0, document.id.find('/'))};
      if (auto const plan = text_or_empty(*json, "plan"); !plan.empty())
        document.facets[Facet::plan] = {plan};
      if (auto const level = text_or_empty(*json, "level"); !level.empty())
        document.facets[Facet::level] = {level};
      if (auto const themes = json->find("themes"); themes != json->end() && themes->is_array()) {
        document.facets[Facet::theme] = themes->get<std::vector<std::string>>();
      }
      documents.push_back(std::move(document));
    }
  }
  return documents;
}

double milliseconds(std::function<void()> const& work, int times) {
  auto const start = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i)
    work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
             .count() /
         times;
}

class CorpusTest : public pacte::testing::IndexTest {
 protected:
  void SetUp() override {
    documents_ = corpus();
    if (documents_.size() < 1'000) GTEST_SKIP() << "the demonstration data is not there";
    auto const built = milliseconds([&] { fill(documents_); }, 1);
    std::cout << documents_.size() << " documents, built in " << built << " ms\n";
  }
  std::vector<Document> documents_;
};

TEST_F(CorpusTest, misspeltQueriesAreSpeltAgain) {
  std::vector<std::pair<std::string, std::string>> const cases{
      {"hydrogenne", "hydrogène"},       {"agricullture", "agriculture"},
      {"biodiverssité", "biodiversité"}, {"metropolle", "métropole"},
      {"rénnovation", "rénovation"},     {"feroviaire", "ferroviaire"},
      {"tourrisme", "tourisme"},         {"entreprisse", "entreprise"},
      {"mobillité", "mobilité"},         {"alimantation", "alimentation"},
      {"numérrique", "numérique"},       {"logemment", "logement"}};
  std::size_t right = 0;
  for (auto const& [typed, meant] : cases) {
    auto const suggestion = found(typed).suggestion;
    auto const close = fold(suggestion).starts_with(fold(meant).substr(0, 6));
    if (close) ++right;
    if (suggestion != meant)
      std::cout << typed << " → « " << suggestion << " », meant " << meant << '\n';
  }
  EXPECT_EQ(right, cases.size());
}

TEST_F(CorpusTest, eachLabelFindsItsDocument) {
  std::size_t tried = 0;
  std::size_t near_top = 0;
  for (std::size_t i = 0; i < documents_.size(); i += 37) {
    auto const results = index().find(
        {.text = fold(documents_[i].label).substr(0, 400), .filters = {}, .first = 0, .most = 10});
    ASSERT_TRUE(results) << documents_[i].label;
    ++tried;
    // Several documents may bear one label.
    near_top +=
        std::ranges::any_of(results->hits,
                            [&](auto const& hit) { return hit.label == documents_[i].label; })
            ? 1
            : 0;
  }
  EXPECT_EQ(near_top, tried);
}

TEST_F(CorpusTest, timesAreShown) {
  for (std::string const text :
       {"", "hydrogène", "transition énergétique", "a", "plan régional de développement des mobil",
        "hydrogenne vert", "\"mise en œuvre\" région", "action 29", "région"}) {
    auto const took = milliseconds([&] { found(text); }, 10);
    std::cout << "« " << text << " »: " << found(text).estimated_total << " found, " << took
              << " ms for 100 hits, ";
    std::cout << milliseconds(
                     [&] {
                       (void)index().find({.text = text, .filters = {}, .first = 0, .most = 20});
                     },
                     10)
              << " ms for 20, with two filters "
              << milliseconds(
                     [&] {
                       (void)index().find(
                           {.text = text,
                            .filters = {{Facet::kind, {"plans"}}, {Facet::level, {"action"}}},
                            .first = 0,
                            .most = 20});
                     },
                     10)
              << " ms, completed in " << milliseconds([&] { (void)index().suggest(text, 8); }, 10)
              << " ms\n";
  }
}

}  // namespace
}  // namespace pacte::search
