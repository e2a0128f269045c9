// The compiler's own state, shared by its parts.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rule/compile.hpp"
#include "rule/emitter.hpp"

namespace pacte::rule {

class Compiler;

/// What the compilers of one program share: that of the scheme, and those of the schemes it refers
/// to, each there once.
struct Shared {
  struct Other {
    Faults faults;
    std::unique_ptr<Compiler> compiler;
  };
  Program& program;
  Siblings const& siblings;
  std::set<int> facts{};
  std::map<std::string, Other, std::less<>> others{};
};

class Compiler {
 public:
  /// `scheme`: the one of Program::others that is compiled; -1: the program's own.
  Compiler(Sheet const& sheet, Vocabulary const& vocabulary, Shared& shared, Faults& faults,
           int scheme = -1)
      : sheet_{sheet},
        vocabulary_{vocabulary},
        shared_{shared},
        faults_{faults},
        scheme_{scheme},
        emit_{shared.program, vocabulary, faults} {}

  void all();
  /// One truth, outside of any scheme: an incoherence of the vocabulary.
  void alone(Expression const& written);

 private:
  enum class State { untouched, underway, done, failed };
  struct LineState {
    State state = State::untouched;
    Value value;
    int index = -1;  // in Program::lines
  };

  // Lines: compiler_lines.cpp
  void declare();
  Value line(std::size_t index);
  Value result();
  ProgramLine describe(Line const& line) const;
  void unused();
  void guard(std::size_t index);
  void open_parameter(Value const& value);

  // Steps: compiler_steps.cpp
  std::optional<Value> amount();
  void step(std::size_t index);
  void apply_step(Line const& line, ProgramLine& made, Value const& value,
                  std::optional<Value> const& when);
  void order_of_steps(Line const& line, Value const& value);
  void change_aid(Line const& line, Value const& value, std::optional<Value> const& when);
  Value current_aid(Place place);

  // Bands: compiler_bands.cpp
  Value table(Line const& line);
  struct Rows {
    Node node;
    std::optional<Value> value{};  // of the rows so far
  };
  void bands(Line const& line, Value const& input, Rows& rows);
  void choices(Line const& line, Value const& input, Rows& rows);
  void otherwise(Line const& line, Rows& rows);
  void add_row(Line const& line, Rows& rows, Value const& value, Value const& condition);
  struct Span {
    Band const* band;
    std::int64_t least;
    std::int64_t most;
  };
  std::vector<Span> spans(Line const& line, Value const& input);
  std::int64_t bound(Expression const& written, Value const& input, bool up, bool held);
  void holes(Line const& line, Value const& input, std::vector<Span> const& all);
  void never_otherwise(Line const& line);

  // Expressions: compiler_expressions.cpp
  Value expression(Expression const& written, int hint = -1);
  Value dispatch(Expression const& written, int hint, Node& node);
  Value number(Expression const& written);
  Value logic(Expression const& written, Node& node);
  Value comparison(Expression const& written, Node& node);
  Value equality(Expression const& written, Node& node);
  Value arithmetic(Expression const& written, Node& node);
  Value choose(Expression const& written, int hint, Node& node);
  Value truth(Expression const& written, Node& node);
  Value quantity_or_date(Expression const& written, Node& node);

  // Places: compiler_places.cpp
  Value place(Expression const& written, Node& node);
  Value zoning(Expression const& written, Node& node);
  Value population(Expression const& written, Node& node);

  // References: compiler_references.cpp
  Value reference(Expression const& written, Node& node);
  Compiler& other(Expression const& written);
  /// Of another scheme, emitted once: all its conditions; its aid, nothing when it has none.
  Value verdict();
  std::optional<Value> paid();

  // Names, sets, functions, aggregates: compiler_names.cpp
  Value name(Expression const& written, int hint, Node& node);
  Value fact(int index, Place place, Node& node);
  [[noreturn]] void unknown(Expression const& written, int hint);
  std::optional<Value> choice_named(std::string const& item, int list);
  int list_of(Expression const& written);
  Value within(Expression const& written, Node& node);
  Value within_set(Value const& value, Expression const& set);
  Value within_interval(Value const& value, Expression const& interval);
  std::int64_t bits(Expression const& set, int list);
  Value equal_text(Value const& value, std::string const& text);
  Value total(Expression const& written, Node& node);
  int list_in(Expression const& written);
  void compile_lines_of(Expression const& written);

  // Functions: compiler_functions.cpp
  Value call(Expression const& written, Node& node);
  Value extreme(Expression const& written, Node& node);
  Value round(Expression const& written, Node& node);
  Value between(Expression const& written, Node& node);
  Value today();
  Value age(Expression const& written, Node& node);
  void arguments(Expression const& written, std::size_t least, std::size_t most);

  void same_type(Value const& a, Value const& b, Place place, std::string_view doing);
  std::uint32_t keep(Node node);
  Node begin(Expression const& written) const;
  [[nodiscard]] std::vector<std::string> known_names() const;

  Sheet const& sheet_;
  Vocabulary const& vocabulary_;
  Shared& shared_;
  Faults& faults_;
  int scheme_;
  Emitter emit_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::vector<LineState> states_;
  std::vector<std::size_t> underway_;
  std::set<int> facts_;
  int item_of_ = -1;  // the list whose items are being gone through
  int depth_ = 0;
  bool steps_underway_ = false;
  bool steps_done_ = false;
  std::optional<Value> base_;
  std::optional<Value> rate_;
  std::optional<Value> aid_;
  std::optional<Value> verdict_;
  std::optional<Value> paid_;
};

}  // namespace pacte::rule
