// What the search index is made from.
#include "app/search_documents.hpp"

#include <filesystem>

#include <gmock/gmock.h>

#include "aid/store.hpp"
#include "app/modules.hpp"
#include "store/database_fixture.hpp"

namespace pacte::app {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SearchDocuments : public pacte::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) {
      ASSERT_TRUE(store::migrate(database(), all_migrations()));
    }
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    DatabaseTest::TearDown();
  }

  void add(std::string const& id, std::string const& label, aid::VersionState state) {
    auto writing = database().write();
    aid::SchemeVersion version{.scheme = id, .number = 1, .state = state};
    version.content.label = label;
    version.content.eligible_projects = {"Turbines hydroliennes en rivière"};
    ASSERT_TRUE(aid::insert_version(writing, version));
    aid::show_version(writing, version, {});
    writing.commit();
  }

  std::vector<std::string> found(std::string const& words) {
    auto const results = index_.find({.text = words});
    std::vector<std::string> paths;
    for (auto const& hit : results->hits)
      paths.push_back(hit.path);
    return paths;
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("pacte_index_" + random_hex(6));
  search::Index index_{folder_};
};

TEST_P(SearchDocuments, hasTheSchemesThatTheRegionPublishes) {
  add("region/rivieres", "Fonds des rivières", aid::VersionState::published);
  add("region/essai", "Orientation des rivières", aid::VersionState::described);
  add("region/fini", "Aide retirée aux rivières", aid::VersionState::withdrawn);
  EXPECT_EQ(rebuild_search(database(), index_), 2U);
  EXPECT_THAT(found("fonds rivieres"), ElementsAre("/dispositifs/region/rivieres"));
  EXPECT_THAT(found("orientation"), ElementsAre("/dispositifs/region/essai"));
  EXPECT_EQ(found("hydrolienne").size(), 2U);
  EXPECT_THAT(found("retiree"), IsEmpty());
}

PACTE_ON_BOTH_DATABASES(SearchDocuments);

}  // namespace
}  // namespace pacte::app
