// A new, empty database for each test, on each engine: the embedded one always, PostgreSQL when
// PACTE_TEST_POSTGRESQL gives the address of a cluster where schemas may be made (./test starts
// one).
#pragma once

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

namespace pacte::testing {

class DatabaseTest : public ::testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override {
    name_ = "pacte_test_" + random_hex(8);
    if (GetParam() == store::Engine::sqlite) {
      folder_ = std::filesystem::temp_directory_path() / name_;
      std::filesystem::create_directories(folder_);
      url_ = store::DatabaseUrl::sqlite(folder_ / "pacte.db");
    } else {
      char const* cluster = std::getenv("PACTE_TEST_POSTGRESQL");
      if (cluster == nullptr) GTEST_SKIP() << "PACTE_TEST_POSTGRESQL is not set";
      cluster_ = cluster;
      store::Session admin{store::Engine::postgresql, cluster_};
      admin.script("CREATE SCHEMA " + name_);
      auto const separator = cluster_.find('?') == std::string::npos ? "?" : "&";
      url_ = {store::Engine::postgresql, cluster_ + separator + "options=-csearch_path%3D" + name_};
    }
    database_ = std::make_unique<store::Database>(url_);
  }

  void TearDown() override {
    database_.reset();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
    if (!cluster_.empty()) {
      store::Session admin{store::Engine::postgresql, cluster_};
      admin.script("DROP SCHEMA IF EXISTS " + name_ + " CASCADE");
    }
  }

  store::Database& database() { return *database_; }
  store::DatabaseUrl const& url() const { return url_; }

 private:
  std::string name_;
  std::filesystem::path folder_;
  std::string cluster_;
  store::DatabaseUrl url_;
  std::unique_ptr<store::Database> database_;
};

/// Runs every case of a fixture derived from DatabaseTest on both engines.
#define PACTE_ON_BOTH_DATABASES(Fixture)                                                     \
  INSTANTIATE_TEST_SUITE_P(                                                                  \
      Databases, Fixture,                                                                    \
      ::testing::Values(::pacte::store::Engine::sqlite, ::pacte::store::Engine::postgresql), \
      [](auto const& which) {                                                                \
        return which.param == ::pacte::store::Engine::sqlite ? "sqlite" : "postgresql";      \
      })

}  // namespace pacte::testing
