// A site with schemes and calls, a mail server of its own, and visitors who save searches.
#pragma once

#include <filesystem>
#include <regex>

#include "aid/module.hpp"
#include "aid/operations/schedule_call.hpp"
#include "aid/scheme_fixture.hpp"
#include "alert/module.hpp"
#include "alert/operations/confirm_alert.hpp"
#include "alert/operations/delete_alert.hpp"
#include "alert/operations/deliver_letter.hpp"
#include "alert/operations/save_alert.hpp"
#include "alert/operations/send_alerts.hpp"
#include "alert/store.hpp"
#include "mail/smtp_server.hpp"
#include "search/index.hpp"
#include "web/page.hpp"

namespace pacte::alert {

using ::testing::HasSubstr;
using ::testing::Not;

inline Instant const noon = aid::noon;
inline constexpr std::chrono::hours a_day{24};

class AlertTest : public aid::SchemeTest {
 protected:
  void SetUp() override {
    SchemeTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(store::migrate(database(), {{"alert", alert_module().migrations}}));
    web::configure({.origin = "https://pacte.example"});
    index_folder_ = std::filesystem::temp_directory_path() / ("pacte_index_" + random_hex(8));
    index_ = std::make_unique<search::Index>(index_folder_);
    context_ = std::make_unique<Context>(
        Context{database(), [this] { return now; }, sender_, "https://pacte.example", "Pacte"});
    describe();
  }

  void TearDown() override {
    context_.reset();
    index_.reset();
    if (!index_folder_.empty()) std::filesystem::remove_all(index_folder_);
    web::configure({});
    SchemeTest::TearDown();
  }

  Context const& context() { return *context_; }

  mail::Account account() {
    return {.server = server.address(), .from = "Pacte <pacte@region.example>"};
  }

  Services services() {
    return {.database = database(), .index = *index_, .clock = [this] { return now; }};
  }

  /// What the queue has to do by now.
  void run_jobs() {
    store::JobRunner runner{database(), jobs(services(), account()), [this] { return now; }};
    while (runner.run_one()) {
    }
  }

  static web::Parameters parameters(std::string const& query) {
    return web::Parameters::parse(query).value_or(web::Parameters{});
  }

  Result<void> save(std::string const& query = "", About about = About::calls,
                    std::string const& email = "ada@exemple.fr",
                    web::Locale locale = web::Locale::fr) {
    return save_alert(context(), {},
                      {.email = email,
                       .about = about,
                       .parameters = parameters(query),
                       .locale = locale,
                       .remote = "192.0.2.1"});
  }

  /// The letters that the server took, as text.
  std::vector<std::string> letters() {
    std::vector<std::string> all;
    for (auto const& message : server.received())
      all.push_back(std::regex_replace(message, std::regex{"=\r\n"}, ""));
    return all;
  }

  /// The token of a link of the last letter: "confirmation" or "arret".
  std::string token(std::string const& link) {
    auto const all = letters();
    std::smatch found;
    std::regex const pattern{"/alertes/" + link + "/([0-9a-f]+)"};
    if (all.empty() || !std::regex_search(all.back(), found, pattern)) return {};
    return found[1];
  }

  /// A confirmed alert; its letters so far are read.
  Alert confirmed(std::string const& query = "", About about = About::calls,
                  std::string const& email = "ada@exemple.fr",
                  web::Locale locale = web::Locale::fr) {
    EXPECT_TRUE(save(query, about, email, locale));
    run_jobs();
    auto const done = confirm_alert(context(), token("confirmation"));
    EXPECT_TRUE(done);
    return done.value_or(Alert{});
  }

  /// A call of a scheme, as an officer announces it.
  aid::Call call(aid::Call const& call) {
    auto const made = aid::schedule_call(database(), now, officer("ada"), call);
    EXPECT_TRUE(made) << (made ? "" : made.error().detail);
    return made.value_or(aid::Call{});
  }

  aid::Call open_call(std::string const& label = "Appel vélo") {
    return call({.scheme = "a/fund", .label = label, .opens = now, .closes = now + 60 * a_day});
  }

  std::int64_t count(std::string_view sql) {
    auto reading = database().read();
    return reading.session()(sql).first([](std::int64_t n) { return n; }).value_or(-1);
  }

  std::int64_t alerts() { return count("SELECT COUNT(*) FROM alert"); }

  mail::testing::SmtpServer server;
  Instant now = noon;

 private:
  mail::Sender sender_{account()};
  std::filesystem::path index_folder_;
  std::unique_ptr<search::Index> index_;
  std::unique_ptr<Context> context_;
};

}  // namespace pacte::alert
