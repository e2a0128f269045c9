// The database of this installation: a pool of connections and its transactions.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <expected>
#include <filesystem>
#include <mutex>
#include <string>

#include "base/date.hpp"
#include "base/overloaded.hpp"
#include "store/session.hpp"

namespace pacte::store {

/// Where the data lies. `sqlite:PATH` (one file, WAL) or a libpq address `postgresql://…`.
struct DatabaseUrl {
  Engine engine = Engine::sqlite;
  std::string address;  // file path, or libpq URI

  /// The error says what is accepted.
  static std::expected<DatabaseUrl, std::string> parse(std::string_view text);
  static DatabaseUrl sqlite(std::filesystem::path const& file) {
    return {Engine::sqlite, file.string()};
  }
  /// For messages: without the password.
  [[nodiscard]] std::string shown() const;
};

/// Raised when no connection is free in time, or the database stays locked: a passing trouble.
struct Busy : Overloaded {
  using Overloaded::Overloaded;
};

class Database;

/// A connection on loan, inside a transaction that is rolled back unless committed.
class Transaction {
 public:
  Transaction(Transaction const&) = delete;
  Transaction& operator=(Transaction const&) = delete;
  Transaction(Transaction&&) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Session& session() { return *session_; }
  operator Session&() {
    return *session_;
  }  // NOLINT(google-explicit-constructor): reads as the session it is
  void commit();

 private:
  friend class Database;
  Transaction(Database& database, std::unique_ptr<Session> session);
  Database* database_;
  std::unique_ptr<Session> session_;
  bool open_ = true;
};

struct DatabaseOptions {
  unsigned connections = 8;
  std::chrono::milliseconds wait{5'000};  // for a free connection, and for SQLite's writer lock
  std::chrono::milliseconds statement_timeout{30'000};  // a statement running longer is cancelled
  // No statement begins in a transaction that has lasted longer; 0: no such limit.
  std::chrono::milliseconds transaction_timeout{0};
};

class Database {
 public:
  explicit Database(DatabaseUrl url, DatabaseOptions options = {});
  ~Database();
  Database(Database const&) = delete;
  Database& operator=(Database const&) = delete;

  /// One consistent view of the data; nothing can be written through it on PostgreSQL.
  Transaction read();
  /// Takes SQLite's single writer's place at once, so that it cannot fail half-way.
  Transaction write();

  [[nodiscard]] DatabaseUrl const& url() const { return url_; }
  [[nodiscard]] Engine engine() const { return url_.engine; }

 private:
  friend class Transaction;
  Transaction begin(std::string_view statement);
  std::unique_ptr<Session> take();
  void give_back(std::unique_ptr<Session> session);
  [[nodiscard]] std::unique_ptr<Session> connect() const;

  DatabaseUrl url_;
  DatabaseOptions options_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::deque<std::unique_ptr<Session>> idle_;
  unsigned lent_ = 0;
};

}  // namespace pacte::store
