#include <atomic>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "index_fixture.hpp"

namespace pacte::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Document document(std::string id, std::string label, std::string body = {}) {
  return {id, "/" + id, std::move(label), "", std::move(body), {{Facet::kind, {"action"}}}};
}

class IndexFolderTest : public pacte::testing::IndexTest {
 protected:
  std::filesystem::path where() const { return folder() / "index"; }

  std::size_t generations() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        std::filesystem::directory_iterator(where()),
        [](auto const& entry) { return entry.path().filename().string().starts_with("index-"); }));
  }
};

TEST_F(IndexFolderTest, aMissingIndexReadsAsEmpty) {
  EXPECT_EQ(index().size(), 0U);
  EXPECT_THAT(found("eau").hits, IsEmpty());
  EXPECT_EQ(found("").estimated_total, 0U);
  EXPECT_THAT(index().suggest("eau", 5), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(where()));
}

TEST_F(IndexFolderTest, anEmptyIndexReadsAsEmpty) {
  fill({});
  EXPECT_EQ(index().size(), 0U);
  EXPECT_THAT(found("eau").hits, IsEmpty());
  EXPECT_THAT(found("").hits, IsEmpty());
  EXPECT_THAT(index().suggest("eau", 5), IsEmpty());
}

TEST_F(IndexFolderTest, aBrokenIndexIsAPassingProblem) {
  fill({document("a", "Eau")});
  for (auto const& file : std::filesystem::directory_iterator(where() / "current")) {
    std::ofstream{file.path(), std::ios::trunc} << "?";
  }
  Index const other{where()};
  auto const results = other.find({.text = "eau", .filters = {}, .first = 0, .most = 10});
  ASSERT_FALSE(results);
  EXPECT_EQ(results.error().kind, ProblemKind::unavailable);
  EXPECT_EQ(other.size(), 0U);
  EXPECT_THAT(other.suggest("eau", 5), IsEmpty());
  fill({document("a", "Eau")});
  EXPECT_EQ(other.size(), 1U);
}

TEST_F(IndexFolderTest, aRebuildReplacesEverythingAndLeavesNothingBehind) {
  fill({document("a", "Eau"), document("b", "Air")});
  EXPECT_EQ(index().size(), 2U);
  fill({document("c", "Feu"), document("c", "Flamme")});
  EXPECT_EQ(index().size(), 1U);
  EXPECT_THAT(ids("flamme"), ElementsAre("c"));
  EXPECT_THAT(ids("feu"), IsEmpty());
  EXPECT_EQ(generations(), 1U);
}

TEST_F(IndexFolderTest, readersSeeTheOldIndexUntilTheNewOneIsComplete) {
  fill({document("a", "Eau")});
  index().rebuild([&](auto const& add) {
    add(document("b", "Air"));
    EXPECT_THAT(ids(""), ElementsAre("a"));
    EXPECT_EQ(generations(), 2U);
  });
  EXPECT_THAT(ids(""), ElementsAre("b"));
}

TEST_F(IndexFolderTest, anIndexSaysWhatDataItWasMadeFrom) {
  EXPECT_EQ(index().stamp(), "");
  index().rebuild([](auto const& add) { add(document("a", "Eau")); }, "7/2");
  EXPECT_EQ(index().stamp(), "7/2");
  fill({document("b", "Air")});
  EXPECT_EQ(index().stamp(), "");
}

TEST_F(IndexFolderTest, aFailedRebuildChangesNothing) {
  fill({document("a", "Eau")});
  auto const interrupted = [](auto const& add) {
    add(document("b", "Air"));
    throw std::logic_error("interrompu");
  };
  EXPECT_THROW(index().rebuild(interrupted), std::logic_error);
  EXPECT_THAT(ids(""), ElementsAre("a"));
  EXPECT_EQ(generations(), 1U);
}

TEST_F(IndexFolderTest, whatAStoppedWriterLeftIsRemoved) {
  fill({document("a", "Eau")});
  std::filesystem::create_directory(where() / "index-9-abandoned");
  fill({document("b", "Air")});
  EXPECT_EQ(generations(), 1U);
  EXPECT_THAT(ids(""), ElementsAre("b"));
}

TEST_F(IndexFolderTest, theFolderMayBeRemovedAndMadeAgain) {
  fill({document("a", "Eau")});
  EXPECT_THAT(ids(""), ElementsAre("a"));
  std::filesystem::remove_all(where());
  EXPECT_THAT(ids(""), IsEmpty());
  Index{where()}.rebuild([](auto const& add) { add(document("b", "Air")); });
  EXPECT_THAT(ids(""), ElementsAre("b"));
}

TEST_F(IndexFolderTest, updateReplacesAddsAndRemoves) {
  index().update({document("a", "Hydrogène"), document("b", "Forêt")}, {});
  EXPECT_EQ(index().size(), 2U);
  index().update({document("a", "Éolienne"), document("c", "Vélo")}, {"b", "inconnu"});
  EXPECT_THAT(ids(""), ElementsAre("a", "c"));
  EXPECT_THAT(ids("hydrogène"), IsEmpty());
  EXPECT_THAT(ids("eoliennes"), ElementsAre("a"));
  EXPECT_THAT(index().suggest("éol", 5).size(), 1U);
  // The words that left are not suggested any more.
  EXPECT_EQ(found("hydrogenne").suggestion, "");
  EXPECT_EQ(found("eolliene").suggestion, "éolienne");
  EXPECT_THAT(found("").facets.at(Facet::kind).at(0).count, 2U);
}

TEST_F(IndexFolderTest, anotherProgramsWritingsAreSeen) {
  fill({document("a", "Eau")});
  EXPECT_EQ(index().size(), 1U);
  Index other{where()};
  other.update({document("b", "Air")}, {});
  EXPECT_THAT(ids(""), UnorderedElementsAre("a", "b"));
  other.rebuild([](auto const& add) { add(document("c", "Feu")); });
  EXPECT_THAT(ids(""), ElementsAre("c"));
}

TEST_F(IndexFolderTest, aWriterWaitsForTheOther) {
  fill({document("a", "Eau")});
  auto const file = ::open((where() / "lock").c_str(), O_RDWR);
  ASSERT_EQ(::flock(file, LOCK_EX), 0);
  std::thread writer{[&] { index().update({document("b", "Air")}, {}); }};
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  EXPECT_EQ(index().size(), 1U);
  ::close(file);
  writer.join();
  EXPECT_EQ(index().size(), 2U);
}

TEST_F(IndexFolderTest, manyReadWhileItIsRebuiltAndUpdated) {
  auto const all = [](std::function<void(Document const&)> const& add) {
    for (int i = 0; i < 60; ++i)
      add(document(fmt::format("d{}", i), fmt::format("Document {}", i), "eau et énergie"));
  };
  index().rebuild(all);
  std::atomic<bool> done = false;
  std::atomic<int> read = 0;
  std::vector<std::string> faults;
  std::mutex mutex;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        auto const results =
            index().find({.text = "énergie docu", .filters = {}, .first = 0, .most = 10});
        (void)index().suggest("doc", 5);
        ++read;
        if (results && results->estimated_total == 60) continue;
        std::lock_guard const lock{mutex};
        faults.push_back(results ? std::to_string(results->estimated_total)
                                 : results.error().detail);
      }
    });
  }
  Index other{where()};
  for (int i = 0; i < 8; ++i) {
    (i % 2 == 0 ? index() : other).rebuild(all);
    index().update({document("d1", "Document 1", "énergie")}, {});
  }
  done = true;
  for (auto& reader : readers)
    reader.join();
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_GT(read, 8);
}

}  // namespace
}  // namespace pacte::search
