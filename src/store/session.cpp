#include "store/session.hpp"

#include <deque>
#include <mutex>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/overloaded.hpp"

namespace pacte::store {

namespace {

sqlite_api::sqlite3* sqlite_handle(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

// Each connection is used by one thread at a time, and nobody reads SQLite's count of the memory it
// uses: its locks around both would only make threads wait for each other.
void without_needless_locks() {
  static std::once_flag once;
  std::call_once(once, [] {
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  });
}

soci::backend_factory const& factory(Engine engine) {
  if (engine == Engine::postgresql) return *soci::factory_postgresql();
  without_needless_locks();
  return *soci::factory_sqlite3();
}

}  // namespace

Session::Session(Engine engine, std::string const& connection)
    : engine_{engine}, soci_{factory(engine), connection} {}

Session::~Session() {
  idle_.clear();
}

detail::IdleStatements& Session::idle(std::string_view sql, void const* type) {
  auto const found = idle_.find(detail::StatementName{sql, type});
  if (found != idle_.end()) return found->second;
  return idle_[detail::StatementKey{std::string{sql}, type}];
}

std::unique_ptr<soci::details::statement_impl> Session::prepare(std::string_view sql) {
  auto statement = std::make_unique<soci::details::statement_impl>(soci_);
  statement->alloc();
  statement->prepare(std::string{sql});
  return statement;
}

void Session::begin_statement() {
  auto const now = std::chrono::steady_clock::now();
  if (now >= end_) throw Overloaded{"the transaction has taken all of its time"};
  interrupt_at_ = std::min(now + longest_, end_);
}

void Session::reset(soci::details::statement_impl& statement) {
  if (engine_ != Engine::sqlite) return;
  // Without this, a statement read only in part would keep its read lock.
  auto* backend = static_cast<soci::sqlite3_statement_backend*>(statement.get_backend());
  sqlite_api::sqlite3_reset(backend->stmt_);
  backend->databaseReady_ = true;
}

namespace {

// A value of a dynamic statement, at an address that does not move while the statement lives.
struct DynamicValue {
  std::size_t type = 0;  // index of the Value it was bound for; a null is bound as a text
  long long integer = 0;
  double number = 0;
  std::string text;
  soci::indicator state = soci::i_ok;

  static std::size_t type_of(Value const& value) {
    constexpr std::size_t null = 0;
    constexpr std::size_t a_text = 3;
    return value.index() == null ? a_text : value.index();
  }

  void set(Value const& value) {
    state = value.index() == 0 ? soci::i_null : soci::i_ok;
    if (auto const* i = std::get_if<std::int64_t>(&value)) integer = *i;
    if (auto const* d = std::get_if<double>(&value)) number = *d;
    if (auto const* s = std::get_if<std::string>(&value)) text = *s;
  }

  void bind(soci::details::statement_impl& statement) {
    constexpr std::size_t an_integer = 1;
    constexpr std::size_t a_number = 2;
    if (type == an_integer) {
      statement.exchange(soci::use(integer, state));
    } else if (type == a_number) {
      statement.exchange(soci::use(number, state));
    } else {
      statement.exchange(soci::use(text, state));
    }
  }
};

// A statement whose parameters and columns are known when it runs only.
struct DynamicBound : detail::Prepared {
  std::deque<DynamicValue> in;
  std::vector<std::string> texts;
  std::vector<soci::indicator> states;
  std::vector<std::optional<std::string>> cells;
  bool bound = false;
  std::unique_ptr<soci::details::statement_impl> statement;  // last: it goes before the cells

  void bind() {}  // when the values are there

  void give(std::span<Value const> values, std::size_t columns) {
    auto const same = [](DynamicValue const& mine, Value const& given) {
      return mine.type == DynamicValue::type_of(given);
    };
    if (!bound || !std::ranges::equal(in, values, same)) rebind(values, columns);
    for (std::size_t i = 0; i < values.size(); ++i)
      in[i].set(values[i]);
  }

  void read() {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (states[i] == soci::i_null) {
        cells[i].reset();
      } else {
        cells[i] = texts[i];
      }
    }
  }

 private:
  void rebind(std::span<Value const> values, std::size_t columns) {
    statement->bind_clean_up();
    in.clear();
    for (auto const& value : values) {
      in.emplace_back().type = DynamicValue::type_of(value);
      in.back().bind(*statement);
    }
    texts.resize(columns);
    states.assign(columns, soci::i_ok);
    cells.resize(columns);
    for (std::size_t i = 0; i < columns; ++i)
      statement->exchange(soci::into(texts[i], states[i]));
    statement->define_and_bind();
    bound = true;
  }
};

}  // namespace

std::int64_t Session::run(std::string_view sql, std::span<Value const> values) {
  StatementLoan<DynamicBound> bound{*this, sql};
  bound->give(values, 0);
  bound->statement->execute(true);
  return bound->statement->get_affected_rows();
}

void Session::each(std::string_view sql, std::span<Value const> values, std::size_t columns,
                   std::function<void(std::span<std::optional<std::string>>)> const& row) {
  StatementLoan<DynamicBound> bound{*this, sql};
  bound->give(values, columns);
  auto& statement = *bound->statement;
  for (bool more = statement.execute(true); more; more = statement.fetch()) {
    bound->read();
    row(bound->cells);
  }
}

void Session::control(std::string_view sql) {
  if (engine_ == Engine::postgresql) return script(sql);
  (*this)(sql).run();
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
