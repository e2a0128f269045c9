// The pages of this room over a small corpus, on both databases.
#pragma once

#include "search/index.hpp"
#include "source/module.hpp"
#include "source/record.hpp"
#include "source/record_store.hpp"
#include "store/database_fixture.hpp"
#include "web/server.hpp"
#include "web/view.hpp"

namespace pacte::testing {

class SiteTest : public DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    std::vector<store::ModuleMigrations> migrations{store::own_migrations()};
    for (auto const& module : modules()) {
      migrations.push_back({module.name, module.migrations});
      web::load_views(module.name, module.views);
    }
    ASSERT_TRUE(store::migrate(database(), migrations));
    index_folder_ = std::filesystem::temp_directory_path() / ("pacte_index_" + random_hex(8));
    index_ = std::make_unique<search::Index>(index_folder_);
    fill();
    web::Router router;
    Services const services{database(), *index_, system_now, {}};
    for (auto const& module : modules())
      module.routes(router, services);
    server_ = std::make_unique<web::Server>(web::ServerSettings{}, std::move(router),
                                            [](web::Request const&) { return web::Principal{}; });
  }

  void TearDown() override {
    server_.reset();
    index_.reset();
    if (!index_folder_.empty()) std::filesystem::remove_all(index_folder_);
    DatabaseTest::TearDown();
  }

  [[nodiscard]] virtual std::vector<Module> modules() const { return {source::source_module()}; }
  virtual void fill() = 0;

  void add(source::RecordKind const& kind, Json const& record) {
    auto const faults = source::check_record(kind, record);
    ASSERT_TRUE(faults.empty()) << faults.front();
    auto writing = database().write();
    source::insert_record(writing, kind, record, 1, *parse_instant("2026-03-01T12:00:00.000Z"));
    writing.commit();
  }

  static Json document(std::string const& id, std::string const& lines) {
    return {{"id", id},
            {"label", "Document " + id},
            {"title", "Titre entier de " + id},
            {"type", "scheme"},
            {"publisher", "Région"},
            {"date", "2022-11-25"},
            {"act", "AP/1"},
            {"file", "a.txt"},
            {"part_of", nullptr},
            {"lines", lines},
            {"amends", nullptr},
            {"sources", {{{"doc", id}, {"lines", lines}}}}};
  }

  web::Response get(std::string const& target) {
    web::Request request;
    request.target = target;
    request.headers["host"] = "localhost";
    request.remote = "192.0.2.9";
    return server_->respond(std::move(request));
  }

  Json api(std::string const& target) { return parse_json(get(target).body).value_or(Json{}); }

  static std::string streamed(web::Response const& response) {
    std::string text;
    while (response.stream && response.stream(text)) {
    }
    return text;
  }

  std::unique_ptr<search::Index> index_;

 private:
  std::filesystem::path index_folder_;
  std::unique_ptr<web::Server> server_;
};

}  // namespace pacte::testing
