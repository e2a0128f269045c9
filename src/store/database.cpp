#include "store/database.hpp"

#include <regex>

namespace pacte::store {

std::expected<DatabaseUrl, std::string> DatabaseUrl::parse(std::string_view text) {
  if (text.starts_with("postgresql://") || text.starts_with("postgres://")) {
    return DatabaseUrl{Engine::postgresql, std::string{text}};
  }
  constexpr std::string_view scheme = "sqlite:";
  if (text.starts_with(scheme) && text.size() > scheme.size()) {
    text.remove_prefix(scheme.size());
    if (text.starts_with("///")) text.remove_prefix(2);
    return DatabaseUrl{Engine::sqlite, std::string{text}};
  }
  return std::unexpected(
      "adresse de base de données inconnue : écrivez « sqlite:CHEMIN » ou « postgresql://… »");
}

std::string DatabaseUrl::shown() const {
  if (engine == Engine::sqlite) return address;
  static std::regex const password{R"((://[^:/@]*):[^@]*@)"};
  static std::regex const parameter{R"((password=)[^&]*)"};
  return std::regex_replace(std::regex_replace(address, password, "$1:…@"), parameter, "$1…");
}

Transaction::Transaction(Database& database, std::unique_ptr<Session> session)
    : database_{&database}, session_{std::move(session)} {}

Transaction::Transaction(Transaction&& other) noexcept
    : database_{other.database_},
      session_{std::move(other.session_)},
      open_{std::exchange(other.open_, false)} {}

Transaction::~Transaction() {
  if (!session_) return;
  try {
    session_->finish_by(Session::no_end);
    if (open_) session_->control("ROLLBACK");
    database_->give_back(std::move(session_));
  } catch (...) {
    database_->give_back(nullptr);  // the connection is lost; the pool opens another when needed
  }
}

void Transaction::commit() {
  session_->finish_by(Session::no_end);
  session_->control("COMMIT");
  open_ = false;
}

Database::Database(DatabaseUrl url, DatabaseOptions options)
    : url_{std::move(url)}, options_{options} {
  give_back(take());  // fails at once, with the reason, when the database cannot be reached
}

Database::~Database() = default;

std::unique_ptr<Session> Database::connect() const {
  if (url_.engine == Engine::sqlite) {
    auto session = std::make_unique<Session>(Engine::sqlite,
                                             fmt::format("dbname=\"{}\" timeout={}", url_.address,
                                                         (options_.wait.count() + 999) / 1000));
    // WAL lets readers go on while one writes; NORMAL is safe with it (a crash of the machine may
    // lose the last commits, never consistency) and FULL is kept for what people entered: the
    // default.
    session->script(fmt::format(
        "PRAGMA busy_timeout = {}; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; "
        "PRAGMA synchronous = FULL; PRAGMA cache_size = -8192; PRAGMA mmap_size = 134217728; "
        "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF",
        options_.wait.count()));
    session->limit_statements(options_.statement_timeout);
    return session;
  }
  auto session = std::make_unique<Session>(Engine::postgresql, url_.address);
  session->script(fmt::format(
      "SET client_encoding = 'UTF8'; SET statement_timeout = {}; SET lock_timeout = {}; "
      "SET client_min_messages = warning; SET timezone = 'UTC'",
      options_.statement_timeout.count(), options_.wait.count()));
  return session;
}

std::unique_ptr<Session> Database::take() {
  {
    std::unique_lock lock{mutex_};
    auto const ready = [&] { return !idle_.empty() || lent_ < options_.connections; };
    if (!freed_.wait_for(lock, options_.wait, ready))
      throw Busy("toutes les connexions à la base sont prises");
    ++lent_;
    if (!idle_.empty()) {
      auto session = std::move(idle_.back());
      idle_.pop_back();
      return session;
    }
  }
  try {
    return connect();
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void Database::give_back(std::unique_ptr<Session> session) {
  {
    std::lock_guard const lock{mutex_};
    --lent_;
    if (session) idle_.push_back(std::move(session));
  }
  freed_.notify_one();
}

Transaction Database::begin(std::string_view statement) {
  auto session = take();
  auto* raw = session.get();
  Transaction transaction{*this, std::move(session)};
  raw->control(statement);
  if (options_.transaction_timeout.count() > 0)
    raw->finish_by(std::chrono::steady_clock::now() + options_.transaction_timeout);
  return transaction;
}

Transaction Database::read() {
  return begin(url_.engine == Engine::sqlite ? "BEGIN"
                                             : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

Transaction Database::write() {
  return begin(url_.engine == Engine::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
}

}  // namespace pacte::store
