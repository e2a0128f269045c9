#include "database_fixture.hpp"
#include "store/jobs.hpp"
#include "store/journal.hpp"

namespace pacte::store {
namespace {

Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");

class StoreTest : public pacte::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(migrate(database(), {own_migrations()}));
    auto writing = database().write();
    writing.session().script("CREATE TABLE fruit (id BIGINT, name TEXT, weight DOUBLE PRECISION)");
    writing.commit();
  }

  std::int64_t fruits() {
    auto reading = database().read();
    return *reading.session()("SELECT COUNT(*) FROM fruit").first([](std::int64_t count) {
      return count;
    });
  }
};

TEST_P(StoreTest, bindsAndReadsEachKindOfValue) {
  auto writing = database().write();
  auto& session = writing.session();
  session("INSERT INTO fruit (id, name, weight) VALUES (:id, :name, :weight)", 7, "pêche d’août",
          0.25)
      .run();
  session("INSERT INTO fruit (id, name, weight) VALUES (:id, :name, :weight)",
          std::int64_t{9'000'000'000}, std::optional<std::string>{}, std::optional<double>{})
      .run();
  auto const names =
      session("SELECT id, name, weight FROM fruit ORDER BY id")
          .map([](std::int64_t id, std::optional<std::string> name, std::optional<double> weight) {
            return fmt::format("{}|{}|{}", id, name.value_or("null"), weight.value_or(-1));
          });
  EXPECT_EQ(names, (std::vector<std::string>{"7|pêche d’août|0.25", "9000000000|null|-1"}));
  EXPECT_THROW(session("SELECT name FROM fruit WHERE id > :id", 8).first([](std::string name) {
    return name;
  }),
               std::logic_error);
}

TEST_P(StoreTest, aStatementReadInPartOrNestedCanRunAgain) {
  auto writing = database().write();
  auto& session = writing.session();
  for (int id = 1; id <= 5; ++id) {
    session("INSERT INTO fruit (id, name) VALUES (:id, :name)", id, "fruit").run();
  }
  auto const first = [&](int after) {
    return session("SELECT id FROM fruit WHERE id > :after ORDER BY id", after).first([](int id) {
      return id;
    });
  };
  EXPECT_EQ(first(0), 1);
  EXPECT_EQ(first(3), 4);
  EXPECT_EQ(first(5), std::nullopt);
  int pairs = 0;
  session("SELECT id FROM fruit WHERE id > :after ORDER BY id", 0).each([&](int outer) {
    session("SELECT id FROM fruit WHERE id > :after ORDER BY id", outer).each([&](int) {
      ++pairs;
    });
  });
  EXPECT_EQ(pairs, 10);
}

TEST_P(StoreTest, aTransactionNotCommittedLeavesNoTrace) {
  {
    auto writing = database().write();
    writing.session()("INSERT INTO fruit (id) VALUES (:id)", 1).run();
  }
  EXPECT_EQ(fruits(), 0);
}

TEST_P(StoreTest, hostileTextStaysText) {
  std::string const hostile = "'; DROP TABLE fruit; --";
  {
    auto writing = database().write();
    writing.session()("INSERT INTO fruit (id, name) VALUES (:id, :name)", 1, hostile).run();
    writing.commit();
  }
  auto reading = database().read();
  EXPECT_EQ(reading.session()("SELECT name FROM fruit WHERE name = :name", hostile)
                .first([](std::string name) { return name; }),
            hostile);
}

TEST_P(StoreTest, migrationsRunOnceAndRefuseANewerOrChangedSchema) {
  ModuleMigrations const one{"garden",
                             {{"001_tree.sql", "CREATE TABLE tree (id @key@ PRIMARY KEY)"}}};
  ModuleMigrations const two{"garden",
                             {one.files[0], {"002_leaf.sql", "CREATE TABLE leaf (n @identity@)"}}};
  EXPECT_FALSE(check_schema(database(), {one}));
  EXPECT_EQ(migrate(database(), {one})->size(), 1U);
  EXPECT_EQ(migrate(database(), {two})->size(), 1U);
  EXPECT_EQ(migrate(database(), {two})->size(), 0U);
  EXPECT_TRUE(check_schema(database(), {two}));
  auto const newer = migrate(database(), {one});
  ASSERT_FALSE(newer);
  EXPECT_NE(newer.error().detail.find("002_leaf.sql"), std::string::npos);
  ModuleMigrations const changed{"garden",
                                 {{"001_tree.sql", "CREATE TABLE tree (id TEXT)"}, two.files[1]}};
  EXPECT_FALSE(migrate(database(), {changed}));
}

TEST_P(StoreTest, aFailingMigrationLeavesNoTrace) {
  ModuleMigrations const broken{
      "garden", {{"001_tree.sql", "CREATE TABLE tree (id BIGINT); CREATE TABLE broken ("}}};
  EXPECT_ANY_THROW(std::ignore = migrate(database(), {broken}));
  auto writing = database().write();
  EXPECT_NO_THROW(writing.session().script("CREATE TABLE tree (id BIGINT)"));
}

TEST_P(StoreTest, theJournalHoldsAndShowsEveryTampering) {
  {
    auto writing = database().write();
    Journal journal{writing, noon};
    for (int i = 1; i <= 4; ++i) {
      EXPECT_EQ(journal.append({"system", "plant_tree", "tree", fmt::format("tree-{}", i),
                                Json{{"height", i}}}),
                i);
    }
    writing.commit();
  }
  auto const verified = [&] {
    auto reading = database().read();
    return verify_journal(reading);
  };
  EXPECT_EQ(verified().entries, 4);
  EXPECT_EQ(verified().fault, std::nullopt);
  auto const head = verified().head;
  {
    auto writing = database().write();
    Journal{writing, noon}.append({"system", "plant_tree", "tree", "tree-5", {}});
    writing.commit();
  }
  auto const last_head = verified().head;
  EXPECT_NE(last_head, head);

  auto const after = [&](std::string const& tampering) {
    auto writing = database().write();
    writing.session().script(tampering);
    return verify_journal(writing);  // rolled back
  };
  EXPECT_NE(after("UPDATE journal SET payload = '{}' WHERE seq = 2").fault, std::nullopt);
  EXPECT_NE(after("UPDATE journal SET actor = 'other' WHERE seq = 3").fault, std::nullopt);
  EXPECT_NE(after("DELETE FROM journal WHERE seq = 3").fault, std::nullopt);
  EXPECT_NE(after("UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 1").fault,
            std::nullopt);
  {
    auto writing = database().write();
    writing.session().script("DELETE FROM journal WHERE seq = 5");
    EXPECT_EQ(verify_journal(writing).fault, std::nullopt);
    EXPECT_EQ(verify_journal(writing, head).fault, std::nullopt);
    EXPECT_NE(verify_journal(writing, last_head).fault, std::nullopt);
  }

  auto const erased = after("UPDATE journal SET payload = NULL WHERE seq = 2");
  EXPECT_EQ(erased.fault, std::nullopt);
  EXPECT_EQ(erased.erased, 1);

  auto reading = database().read();
  auto const page = journal_page(reading, "", 0, 2);
  ASSERT_EQ(page.size(), 2U);
  EXPECT_EQ(page[0].seq, 5);
  EXPECT_EQ(journal_page(reading, "tree-2", 0, 9).at(0).entry.payload["height"], 2);
}

TEST_P(StoreTest, noStatementBeginsOnceTheTimeOfATransactionIsOver) {
  using namespace std::chrono_literals;
  Database hasty{url(), {.connections = 1, .transaction_timeout = 20ms}};
  {
    auto writing = hasty.write();
    writing.session()("INSERT INTO fruit (id, name) VALUES (1, 'figue')").run();
    std::this_thread::sleep_for(30ms);
    EXPECT_THROW(writing.session()("INSERT INTO fruit (id, name) VALUES (2, 'kaki')").run(),
                 Overloaded);
  }
  EXPECT_EQ(fruits(), 0);
  // The connection serves again, for a time of its own.
  auto writing = hasty.write();
  writing.session()("INSERT INTO fruit (id, name) VALUES (3, 'coing')").run();
  std::this_thread::sleep_for(30ms);
  writing.commit();
  EXPECT_EQ(fruits(), 1);
}

TEST_P(StoreTest, oneStatementServesValuesOfSeveralTypes) {
  auto writing = database().write();
  auto& session = writing.session();
  session("INSERT INTO fruit (id, name, weight) VALUES (1, 'figue', 0.5)").run();
  auto const found = [&](Value const& weight) {
    std::vector<std::string> names;
    std::vector<Value> const values{weight};
    session.each("SELECT name FROM fruit WHERE weight = CAST(:weight AS DOUBLE PRECISION)", values,
                 1, [&](auto cells) { names.push_back(cells[0].value_or("")); });
    return names;
  };
  EXPECT_EQ(found(0.5), std::vector<std::string>{"figue"});
  EXPECT_EQ(found(Value{}), std::vector<std::string>{});
  EXPECT_EQ(found(std::string{"0.5"}), std::vector<std::string>{"figue"});
  EXPECT_EQ(found(std::int64_t{1}), std::vector<std::string>{});
  EXPECT_EQ(found(0.5), std::vector<std::string>{"figue"});
}

TEST_P(StoreTest, whatConcernsAccountsAloneDoesNotChangeThePublicRevision) {
  auto writing = database().write();
  EXPECT_EQ(public_revision(writing), 0);
  EXPECT_EQ(last_entry(writing, "plant_tree"), "");
  Journal journal{writing, noon};
  auto const planted = journal.append({"ana", "plant_tree", "tree", "tree-1", {}});
  journal.append({"ana", "sign_in", "person", "ana", {}});
  EXPECT_EQ(public_revision(writing), planted);
  auto const first = last_entry(writing, "plant_tree");
  auto const second = journal.append({"ana", "plant_tree", "tree", "tree-2", {}});
  EXPECT_EQ(public_revision(writing), second);
  EXPECT_NE(last_entry(writing, "plant_tree"), first);
}

TEST_P(StoreTest, jobsRunAfterTheCommitAndOnceUnderOneKey) {
  std::vector<int> done;
  JobRunner runner{database(),
                   {{"water", [&](Json const& payload) { done.push_back(payload["n"]); }}},
                   [] { return noon; }};
  {
    auto writing = database().write();
    enqueue(writing, "water", {{"n", 1}}, noon, "key");
    enqueue(writing, "water", {{"n", 2}}, noon, "key");
    enqueue(writing, "water", {{"n", 3}}, noon + std::chrono::hours{1});
    writing.commit();
  }
  EXPECT_TRUE(runner.run_one());
  EXPECT_FALSE(runner.run_one());
  EXPECT_EQ(done, std::vector<int>{1});
}

TEST_P(StoreTest, aFailedJobIsTriedAgainThenKeptAsFailed) {
  auto now = noon;
  int tries = 0;
  JobRunner runner{database(),
                   {{"water",
                     [&](Json const&) {
                       ++tries;
                       throw std::runtime_error("dry");
                     }}},
                   [&] { return now; },
                   {.max_attempts = 3}};
  {
    auto writing = database().write();
    enqueue(writing, "water", Json::object(), now);
    writing.commit();
  }
  for (int i = 0; i < 10; ++i) {
    runner.run_one();
    now += std::chrono::hours{2};
  }
  EXPECT_EQ(tries, 3);
  auto reading = database().read();
  EXPECT_EQ(reading.session()("SELECT last_error FROM job WHERE failed_at IS NOT NULL")
                .first([](std::string e) { return e; }),
            "dry");
}

TEST_P(StoreTest, readersSeeNothingOfAnUnfinishedWrite) {
  auto writing = database().write();
  writing.session()("INSERT INTO fruit (id) VALUES (:id)", 1).run();
  EXPECT_EQ(fruits(), 0);
  writing.commit();
  EXPECT_EQ(fruits(), 1);
}

PACTE_ON_BOTH_DATABASES(StoreTest);

TEST(DatabaseUrl, readsBothFormsAndHidesThePassword) {
  EXPECT_EQ(DatabaseUrl::parse("sqlite:/data/x.db")->address, "/data/x.db");
  EXPECT_EQ(DatabaseUrl::parse("sqlite:///data/x.db")->address, "/data/x.db");
  EXPECT_FALSE(DatabaseUrl::parse("mysql://x"));
  EXPECT_EQ(DatabaseUrl::parse("postgresql://me:secret@host/db")->shown(),
            "postgresql://me:…@host/db");
}

}  // namespace
}  // namespace pacte::store
