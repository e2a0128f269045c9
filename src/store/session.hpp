// One database connection, and the one way to speak SQL to it.
//
//     auto label = session("SELECT label FROM plan_node WHERE id = :id", id)
//                      .first([](std::string label) { return label; });
//
// Placeholders are `:name`, bound in the order they are written; each name stands once. The columns
// are read into the parameters of the function given: std::string, std::int64_t, int, double, bool,
// or std::optional of one of them for a column that may be null. A null read into a plain type, or
// a column count that differs, throws. Statements are prepared once per connection and kept.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <variant>
#include <vector>

#include <soci/soci.h>

namespace pacte::store {

enum class Engine { sqlite, postgresql };

namespace detail {

template <class T> struct is_optional : std::false_type {};
template <class T> struct is_optional<std::optional<T>> : std::true_type {};

// The C++ type that SOCI exchanges for a value of type T.
template <class T> struct Exchanged {
  using type = std::string;
};
template <class T>
  requires std::is_integral_v<T>
struct Exchanged<T> {
  using type = long long;
};
template <> struct Exchanged<double> {
  using type = double;
};
template <class T> struct Exchanged<std::optional<T>> : Exchanged<T> {};

/// A value on its way in or out, at an address that does not move while the statement runs.
template <class T> struct Cell {
  typename Exchanged<T>::type value{};
  soci::indicator state = soci::i_ok;

  void set(T given) {
    if constexpr (is_optional<T>::value) {
      state = given ? soci::i_ok : soci::i_null;
      if (given) value = static_cast<typename Exchanged<T>::type>(std::move(*given));
    } else {
      value = static_cast<typename Exchanged<T>::type>(std::move(given));
    }
  }

  T take() {
    if constexpr (is_optional<T>::value) {
      if (state == soci::i_null) return std::nullopt;
      return static_cast<typename T::value_type>(std::exchange(value, {}));
    } else {
      if (state == soci::i_null)
        throw std::logic_error("null column read into a type that holds no null");
      return static_cast<T>(std::exchange(value, {}));
    }
  }
};

template <class T> struct parameters;
template <class C, class R, class... A> struct parameters<R (C::*)(A...) const> {
  using cells = std::tuple<Cell<std::decay_t<A>>...>;
  using result = R;
};
template <class C, class R, class... A>
struct parameters<R (C::*)(A...)> : parameters<R (C::*)(A...) const> {};
template <class F> using row_of = parameters<decltype(&std::decay_t<F>::operator())>;

template <class T>
using bound = std::conditional_t<std::is_convertible_v<T, std::string_view> &&
                                     !is_optional<std::decay_t<T>>::value,
                                 std::string, std::decay_t<T>>;

}  // namespace detail

class Session;

/// A value bound to a statement that is not known when compiling.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

/// A statement with its parameters, not run yet.
template <class... P> class Query {
 public:
  Query(Session& session, std::string_view sql, P... values)
      : session_{session}, sql_{sql}, values_{std::move(values)...} {}

  /// Calls `row` for each row.
  template <class F> void each(F&& row);

  /// What `row` makes of each row.
  template <class F> auto map(F&& row) {
    std::vector<typename detail::row_of<F>::result> all;
    auto const& make = row;
    each_cells<F>([&](auto& cells) {
      all.push_back(std::apply([&](auto&... cell) { return make(cell.take()...); }, cells));
      return true;
    });
    return all;
  }

  /// What `row` makes of the first row, if there is one.
  template <class F> auto first(F&& row) {
    std::optional<typename detail::row_of<F>::result> found;
    auto const& make = row;
    each_cells<F>([&](auto& cells) {
      found.emplace(std::apply([&](auto&... cell) { return make(cell.take()...); }, cells));
      return false;
    });
    return found;
  }

  /// Runs a statement that gives no row; says how many rows it touched.
  std::int64_t run();

 private:
  // Runs the statement with the cells of F's parameters; `use` returns false to stop early.
  template <class F, class Use> void each_cells(Use&& use);

  template <class In> void give(In& in) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (std::get<I>(in).set(std::move(std::get<I>(values_))), ...);
    }(std::index_sequence_for<P...>{});
  }

  Session& session_;
  std::string_view sql_;
  std::tuple<P...> values_;
};

namespace detail {

/// A statement prepared. What derives from it holds the cells that the statement is bound to, once
/// for all its runs: binding costs more than running a small query.
struct Prepared {
  Prepared() = default;
  Prepared(Prepared const&) = delete;
  Prepared& operator=(Prepared const&) = delete;
  virtual ~Prepared() = default;
};

template <class In, class Out> struct Bound : Prepared {
  In in;
  Out out;
  std::unique_ptr<soci::details::statement_impl> statement;  // last: it goes before the cells

  void bind() {
    auto const use = [&](auto&... cell) {
      (statement->exchange(soci::use(cell.value, cell.state)), ...);
    };
    auto const into = [&](auto&... cell) {
      (statement->exchange(soci::into(cell.value, cell.state)), ...);
    };
    std::apply(use, in);
    std::apply(into, out);
    statement->define_and_bind();
  }
};

/// What a statement is kept under: its text, and the type it is bound as.
struct StatementKey {
  std::string sql;
  void const* type;
};
struct StatementName {
  std::string_view sql;
  void const* type;
};
struct StatementHash {
  using is_transparent = void;
  std::size_t operator()(auto const& key) const {
    return std::hash<std::string_view>{}(key.sql) ^ std::hash<void const*>{}(key.type);
  }
};
struct StatementSame {
  using is_transparent = void;
  bool operator()(auto const& a, auto const& b) const {
    return a.type == b.type && std::string_view{a.sql} == std::string_view{b.sql};
  }
};
using IdleStatements = std::vector<std::unique_ptr<Prepared>>;

template <class T> inline constexpr char type_mark = 0;

}  // namespace detail

/// A prepared statement on loan from its session: given back, reset, at the end of its life.
template <class B> class StatementLoan {
 public:
  StatementLoan(Session& session, std::string_view sql);
  StatementLoan(StatementLoan const&) = delete;
  StatementLoan& operator=(StatementLoan const&) = delete;
  ~StatementLoan();
  B& operator*() { return *bound_; }
  B* operator->() { return bound_.get(); }

 private:
  Session& session_;
  detail::IdleStatements& idle_;
  std::unique_ptr<B> bound_;
};

class Session {
 public:
  /// `connection` is a SOCI connection string of `engine`.
  Session(Engine engine, std::string const& connection);
  ~Session();
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;

  /// `sql` must outlive the query. The statement stays prepared under its text.
  template <class... P> auto operator()(std::string_view sql, P const&... values) {
    return Query<detail::bound<P>...>{*this, sql, detail::bound<P>(values)...};
  }

  /// For statements made from a description of columns: values bound in order, columns read as
  /// text.
  std::int64_t run(std::string_view sql, std::span<Value const> values);
  void each(std::string_view sql, std::span<Value const> values, std::size_t columns,
            std::function<void(std::span<std::optional<std::string>>)> const& row);

  /// Several statements separated by `;`, without parameters: migrations only.
  void script(std::string_view sql);

  /// BEGIN, COMMIT and their like.
  void control(std::string_view sql);

  [[nodiscard]] Engine engine() const { return engine_; }

  /// SQLite only: a statement that runs longer is interrupted (PostgreSQL does it by itself).
  void limit_statements(std::chrono::milliseconds longest);

  /// After `end`, no statement begins: it raises Overloaded. SQLite interrupts the one under way.
  void finish_by(std::chrono::steady_clock::time_point end) { end_ = end; }
  static constexpr auto no_end = std::chrono::steady_clock::time_point::max();

 private:
  template <class B> friend class StatementLoan;
  detail::IdleStatements& idle(std::string_view sql, void const* type);
  std::unique_ptr<soci::details::statement_impl> prepare(std::string_view sql);
  void reset(soci::details::statement_impl& statement);
  void begin_statement();

  Engine engine_;
  soci::session soci_;
  std::chrono::milliseconds longest_{0};
  std::chrono::steady_clock::time_point end_ = no_end;
  std::chrono::steady_clock::time_point interrupt_at_{};
  std::unordered_map<detail::StatementKey, detail::IdleStatements, detail::StatementHash,
                     detail::StatementSame>
      idle_;
};

template <class B>
StatementLoan<B>::StatementLoan(Session& session, std::string_view sql)
    : session_{session}, idle_{session.idle(sql, &detail::type_mark<B>)} {
  session_.begin_statement();
  if (!idle_.empty()) {
    bound_.reset(static_cast<B*>(idle_.back().release()));
    idle_.pop_back();
    return;
  }
  bound_ = std::make_unique<B>();
  bound_->statement = session_.prepare(sql);
  bound_->bind();
}

template <class B> StatementLoan<B>::~StatementLoan() {
  try {
    session_.reset(*bound_->statement);
    idle_.push_back(std::move(bound_));
  } catch (...) {
    bound_.reset();  // a statement that cannot be reset is prepared anew the next time
  }
}

template <class... P> template <class F, class Use> void Query<P...>::each_cells(Use&& use) {
  using Cells = typename detail::row_of<F>::cells;
  StatementLoan<detail::Bound<std::tuple<detail::Cell<P>...>, Cells>> bound{session_, sql_};
  give(bound->in);
  auto& statement = *bound->statement;
  bool more = statement.execute(true);
  while (more && use(bound->out))
    more = statement.fetch();
}

template <class... P> template <class F> void Query<P...>::each(F&& row) {
  auto&& call = row;
  each_cells<F>([&](auto& cells) {
    std::apply([&](auto&... cell) { call(cell.take()...); }, cells);
    return true;
  });
}

template <class... P> std::int64_t Query<P...>::run() {
  StatementLoan<detail::Bound<std::tuple<detail::Cell<P>...>, std::tuple<>>> bound{session_, sql_};
  give(bound->in);
  bound->statement->execute(true);
  return bound->statement->get_affected_rows();
}

}  // namespace pacte::store
