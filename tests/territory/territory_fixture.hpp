// An empty database with the tables of territories, and of the documents that zonings cite.
#pragma once

#include "store/database_fixture.hpp"

namespace pacte::embedded {
std::vector<File> source_migrations();
std::vector<File> territory_migrations();
}  // namespace pacte::embedded

namespace pacte::territory {

inline Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");

class TerritoryDatabaseTest : public pacte::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(store::migrate(database(), {store::own_migrations(),
                                            {"source", embedded::source_migrations()},
                                            {"territory", embedded::territory_migrations()}}));
  }
};

}  // namespace pacte::territory
