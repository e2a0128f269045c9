// A site with the sample diagnostic, a scheme that it names, and two people with an account.
#pragma once

#include <filesystem>
#include <fstream>

#include "diagnostic/module.hpp"
#include "diagnostic/opened_link.hpp"
#include "diagnostic/operations/import_diagnostics.hpp"
#include "diagnostic/operations/keep_assessment.hpp"
#include "diagnostic/store.hpp"
#include "diagnostic_samples.hpp"
#include "identity/two_accounts.hpp"
#include "source/module.hpp"
#include "store/database_fixture.hpp"

namespace pacte::diagnostic {

class DiagnosticTest : public identity::TwoAccounts<pacte::testing::DatabaseTest> {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(store::migrate(database(), {store::own_migrations(),
                                            {"identity", identity::identity_module().migrations},
                                            {"source", source::source_module().migrations},
                                            {"diagnostic", diagnostic_module().migrations}}));
    folder_ = std::filesystem::temp_directory_path() / ("pacte_diagnostics_" + random_hex(8));
    std::filesystem::create_directories(folder_);
    add_scheme();
    context_ = std::make_unique<Context>(Context{database(), [this] { return now; }});
    open_accounts({kept_assessments()});
  }

  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
    DatabaseTest::TearDown();
  }

  Context const& context() { return *context_; }

  void write(std::string const& file, std::string const& text) {
    std::ofstream{folder_ / file, std::ios::binary} << text;
  }

  void remove(std::string const& file) { std::filesystem::remove(folder_ / file); }

  Result<DiagnosticImport> import() {
    return import_diagnostics(database(), folder_, "command-line", now);
  }

  /// The sample, loaded.
  void load(Json const& json = sample()) {
    write("sample.json", json.dump(2));
    ASSERT_TRUE(import());
  }

  std::string link(Json const& answers) {
    auto reading = database().read();
    auto const definition = current_diagnostic(reading, "sample").value();
    return link_to(reading, definition,
                   {.version = definition.id,
                    .day = std::chrono::floor<std::chrono::days>(now),
                    .answers = answers_of(definition, answers)});
  }

  std::vector<KeptAssessment> kept(identity::PersonId const& id) {
    auto reading = database().read();
    return assessments_of(reading, id.value);
  }

 private:
  void add_scheme() {
    auto writing = database().write();
    writing.session().script(
        "INSERT INTO source_record (id, kind, label, sort_key, version, digest, changed_at) "
        "VALUES ('a/fund', 'instrument', 'Fonds', 'fonds', 1, 'x', '2026-03-01T12:00:00.000Z')");
    writing.commit();
  }

  std::filesystem::path folder_;
  std::unique_ptr<Context> context_;
};

}  // namespace pacte::diagnostic
