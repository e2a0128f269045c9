// Pages of the whole site over the real corpus.
#include <filesystem>
#include <tuple>

#include "app/kinds.hpp"
#include "app/modules.hpp"
#include "app/search_documents.hpp"
#include "source/operations/import_corpus.hpp"
#include "store/database_fixture.hpp"
#include "web/server.hpp"

namespace pacte::app {
namespace {

namespace fs = std::filesystem;

class SiteTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = fs::temp_directory_path() / ("pacte_site_" + random_hex(6));
    fs::create_directories(folder_);
    database_ = std::make_unique<store::Database>(store::DatabaseUrl::sqlite(folder_ / "pacte.db"));
    ASSERT_TRUE(store::migrate(*database_, all_migrations()));
    ASSERT_TRUE(source::import_corpus(*database_, fs::path(PACTE_SOURCE_DIR) / "data" / "occitanie",
                                      corpus_kinds(), "test", system_now()));
    index_ = std::make_unique<search::Index>(folder_ / "search");
    load_all_views();
    server_ = std::make_unique<web::Server>(web::ServerSettings{},
                                            make_router(make_services(*database_, *index_)),
                                            [](web::Request const&) { return web::Principal{}; });
  }
  static void TearDownTestSuite() {
    server_.reset();
    index_.reset();
    database_.reset();
    fs::remove_all(folder_);
  }

  static web::Response get(std::string target) {
    web::Request request;
    request.target = std::move(target);
    return server_->respond(std::move(request));
  }

  static inline fs::path folder_;
  static inline std::unique_ptr<store::Database> database_;
  static inline std::unique_ptr<search::Index> index_;
  static inline std::unique_ptr<web::Server> server_;
};

// What stands in a row before the link to `path`, from the beginning of the row.
std::string before_link(std::string const& page, std::string const& path) {
  auto const link = page.find("href=\"" + path + "\"");
  if (link == std::string::npos) return "no link";
  auto const row = page.rfind("<li", link);
  return page.substr(row, link - row);
}

TEST_F(SiteTest, everyEntryAnswers) {
  for (char const* path : {"/",
                           "/plans",
                           "/indicateurs",
                           "/propositions",
                           "/dispositifs",
                           "/instances",
                           "/plateformes",
                           "/processus",
                           "/territoires",
                           "/renvois",
                           "/documents",
                           "/themes",
                           "/recherche?q=eau",
                           "/donnees",
                           "/nouveautes",
                           "/nouveautes.atom",
                           "/sitemap.xml",
                           "/methode",
                           "/api",
                           "/accessibilite",
                           "/connexion",
                           "/api/v1",
                           "/api/v1/openapi.json",
                           "/en/plans"}) {
    EXPECT_EQ(get(path).status, 200) << path;
  }
  EXPECT_EQ(get("/plans/nothing/here").status, 404);
  EXPECT_EQ(get("/api/v1/nodes/nothing/here").status, 404);
}

TEST_F(SiteTest, suggestionsAreAskedInTheLanguageOfThePage) {
  for (char const* path : {"/", "/recherche", "/plans"}) {
    auto const french = get(path).body;
    auto const english = get(std::string{"/en"} + path).body;
    EXPECT_NE(french.find("data-suggest=\"/api/v1/suggest\""), std::string::npos) << path;
    EXPECT_NE(english.find("data-suggest=\"/en/api/v1/suggest\""), std::string::npos) << path;
    EXPECT_EQ(english.find("data-suggest=\"/api/v1/suggest\""), std::string::npos) << path;
  }
}

TEST_F(SiteTest, everyCatalogueShowsThePrintedCodesOfThePlanLinesItNames) {
  using Row = std::tuple<std::string, std::string, std::string>;
  for (auto const& [path, line, code] : {
           Row{"/dispositifs/adt-2017/initiative-numerique", "adt-2017/saisine-4", "… Action 4<"},
           Row{"/instances/academie-2023/conference-regionale-de-la-vie-etudiante",
               "academie-2023/action-12", "Action n°12<"},
           Row{"/plateformes/sreste/dansmazone", "sreste/axe-1", ">SRESTE Axe 1<"},
           Row{"/processus/adt-2017/definir-le-dispositif-bourgs-centres", "adt-2017/saisine-1",
               "… Action 1<"},
       }) {
    auto const row = before_link(get(path).body, "/plans/" + line);
    EXPECT_NE(row.find("class=\"code\""), std::string::npos) << path << ": " << row;
    EXPECT_NE(row.find(code), std::string::npos) << path << ": " << row;
  }
}

TEST_F(SiteTest, aRowWithoutCodeDoesNotShowTheCodeOfThePage) {
  auto const page = get("/plans/sreste/action-29").body;
  auto const row = before_link(page, "/plans/srdeii/action-28-transformation-numerique-pme");
  EXPECT_NE(row.find("SRDEII"), std::string::npos) << row;
  EXPECT_EQ(row.find("Action 29"), std::string::npos) << row;
}

TEST_F(SiteTest, aRowWithoutCommitmentDoesNotShowTheOneOfThePage) {
  auto reading = database_->read();
  // A child without commitment below a parent that has one.
  auto const pair =
      reading
          .session()(
              "SELECT p.id, c.id FROM plan_node c JOIN plan_node p ON p.id = c.parent "
              "WHERE c.commitment IS NULL AND p.commitment IS NOT NULL "
              "AND p.level <> 'plan' ORDER BY c.id LIMIT 1")
          .first([](std::string parent, std::string child) {
            return std::pair{std::move(parent), std::move(child)};
          });
  ASSERT_TRUE(pair);
  auto const page = get("/plans/" + pair->first).body;
  auto const link = page.find("href=\"/plans/" + pair->second + "\"");
  ASSERT_NE(link, std::string::npos);
  auto const rest = page.substr(link, page.find("</li>", link) - link);
  EXPECT_EQ(rest.find("class=\"chip"), std::string::npos) << rest;
}

TEST_F(SiteTest, theIndexIsMadeOnceForTheSameData) {
  search::Index index{folder_ / "kept"};
  SearchKeeper keeper{*database_, index};
  EXPECT_TRUE(keeper.refresh());
  auto const size = index.size();
  EXPECT_GT(size, 5'000U);
  EXPECT_FALSE(keeper.refresh());
  search::Index reopened{folder_ / "kept"};
  EXPECT_FALSE((SearchKeeper{*database_, reopened}.refresh()));
  // An index made from other data, or by hand, is made again.
  reopened.rebuild([](auto const&) {});
  EXPECT_TRUE(keeper.refresh());
  EXPECT_EQ(index.size(), size);
}

}  // namespace
}  // namespace pacte::app
