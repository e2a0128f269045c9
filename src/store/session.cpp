#include "store/session.hpp"

#include <deque>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace pacte::store {

namespace {

sqlite_api::sqlite3* sqlite_handle(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

}  // namespace

StatementLoan::StatementLoan(Session& session, std::string_view sql)
    : session_{session}, sql_{sql} {
  session_.interrupt_at_ = std::chrono::steady_clock::now() + session_.longest_;
  auto& idle = session_.idle_[std::string{sql}];
  if (!idle.empty()) {
    statement_ = std::move(idle.back());
    idle.pop_back();
    return;
  }
  statement_ = std::make_unique<soci::details::statement_impl>(session_.soci_);
  statement_->alloc();
  statement_->prepare(std::string{sql});
}

StatementLoan::~StatementLoan() {
  try {
    session_.reset(*statement_);
    session_.idle_[std::string{sql_}].push_back(std::move(statement_));
  } catch (...) {
    statement_.reset();  // a statement that cannot be reset is prepared anew the next time
  }
}

Session::Session(Engine engine, std::string const& connection)
    : engine_{engine},
      soci_{engine == Engine::sqlite
                ? static_cast<soci::backend_factory const&>(*soci::factory_sqlite3())
                : static_cast<soci::backend_factory const&>(*soci::factory_postgresql()),
            connection} {}

Session::~Session() {
  idle_.clear();
}

void Session::reset(soci::details::statement_impl& statement) {
  statement.bind_clean_up();
  if (engine_ == Engine::sqlite) {
    // Without this, a statement read only in part would keep its read lock.
    auto* backend = static_cast<soci::sqlite3_statement_backend*>(statement.get_backend());
    sqlite_api::sqlite3_reset(backend->stmt_);
    backend->databaseReady_ = true;
  }
}

namespace {

// The values of a dynamic statement, at addresses that do not move while it runs.
struct BoundValue {
  long long integer = 0;
  double number = 0;
  std::string text;
  soci::indicator state = soci::i_ok;

  void bind(soci::details::statement_impl& statement, Value const& value) {
    if (auto const* i = std::get_if<std::int64_t>(&value)) {
      integer = *i;
      statement.exchange(soci::use(integer, state));
    } else if (auto const* d = std::get_if<double>(&value)) {
      number = *d;
      statement.exchange(soci::use(number, state));
    } else {
      if (auto const* s = std::get_if<std::string>(&value)) {
        text = *s;
      } else {
        state = soci::i_null;
      }
      statement.exchange(soci::use(text, state));
    }
  }
};

std::deque<BoundValue> bind_all(soci::details::statement_impl& statement,
                                std::span<Value const> values) {
  std::deque<BoundValue> bound;
  for (auto const& value : values)
    bound.emplace_back().bind(statement, value);
  return bound;
}

}  // namespace

std::int64_t Session::run(std::string_view sql, std::span<Value const> values) {
  std::deque<BoundValue> bound;
  StatementLoan statement{*this, sql};
  bound = bind_all(*statement, values);
  statement->define_and_bind();
  statement->execute(true);
  return statement->get_affected_rows();
}

void Session::each(std::string_view sql, std::span<Value const> values, std::size_t columns,
                   std::function<void(std::span<std::optional<std::string>>)> const& row) {
  std::deque<BoundValue> bound;
  std::vector<std::string> texts(columns);
  std::vector<soci::indicator> states(columns, soci::i_ok);
  std::vector<std::optional<std::string>> cells(columns);
  StatementLoan statement{*this, sql};
  bound = bind_all(*statement, values);
  for (std::size_t i = 0; i < columns; ++i)
    statement->exchange(soci::into(texts[i], states[i]));
  statement->define_and_bind();
  for (bool more = statement->execute(true); more; more = statement->fetch()) {
    for (std::size_t i = 0; i < columns; ++i) {
      cells[i] = states[i] == soci::i_null ? std::nullopt : std::optional{texts[i]};
    }
    row(cells);
  }
}

void Session::limit_statements(std::chrono::milliseconds longest) {
  longest_ = longest;
  constexpr int instructions_between_checks = 10'000;
  auto const too_long = [](void* self) {
    auto const& session = *static_cast<Session*>(self);
    return std::chrono::steady_clock::now() > session.interrupt_at_ ? 1 : 0;
  };
  sqlite_api::sqlite3_progress_handler(sqlite_handle(soci_), instructions_between_checks, too_long,
                                       this);
}

void Session::script(std::string_view sql) {
  std::string const text{sql};
  if (engine_ == Engine::sqlite) {
    char* message = nullptr;
    interrupt_at_ = std::chrono::steady_clock::now() + longest_;
    if (sqlite_api::sqlite3_exec(sqlite_handle(soci_), text.c_str(), nullptr, nullptr, &message) !=
        SQLITE_OK) {
      std::string const why = message != nullptr ? message : "unknown error";
      sqlite_api::sqlite3_free(message);
      throw soci::soci_error(why);
    }
    return;
  }
  auto* backend = static_cast<soci::postgresql_session_backend*>(soci_.get_backend());
  std::unique_ptr<PGresult, decltype(&PQclear)> const result{PQexec(backend->conn_, text.c_str()),
                                                             &PQclear};
  auto const status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
    throw soci::soci_error(PQresultErrorMessage(result.get()));
  }
}

}  // namespace pacte::store
