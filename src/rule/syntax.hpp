// The tree of a file of rules, as written: names are not resolved and types not known.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rule/exact.hpp"
#include "rule/fault.hpp"

namespace pacte::rule {

enum class Operator : std::uint8_t {
  number,  // `number`, and its unit in `text`
  text,
  date,
  truth,  // `number` is 0 or 1
  name,
  negative,
  no,
  all,  // and
  any,  // or
  plus,
  minus,
  times,
  over,
  equal,
  different,
  less,
  at_most,
  more,
  at_least,
  within,      // parts: value, then `set`, `interval` or a name
  set,         // { a, b }
  interval,    // [a, b]; `number` counts: 1 when the left end is left out, 2 the right end, 3 both
  zoning,      // parts: place, optional truth; `text`: the zoning
  population,  // parts: place, optional quantity
  scheme,      // `text`: "eligible" or "amount"; part: the name of another scheme
  choose,      // if a then b else c
  call,        // `text`: the function
  total,       // `text`: sum, count, every, some; parts: value or list, optional condition
};

/// How deep expressions may nest.
inline constexpr int deepest = 60;

struct Expression {
  Operator op = Operator::truth;
  Place place;
  std::size_t begin = 0;  // bytes of the source
  std::size_t end = 0;
  std::string text;
  Exact number{};
  std::int64_t day = 0;
  std::vector<Expression> parts;
};

struct Bilingual {
  std::string french;
  std::string english;
};

/// Lines of a document of the corpus.
struct Citation {
  Place place;
  std::string document;
  int first = 0;
  int last = 0;
};

/// Another value that a source gives: kept beside, never merged.
struct Conflict {
  Expression value;
  std::vector<Citation> sources;
};

enum class LineKind : std::uint8_t {
  parameter,
  definition,
  condition,  // must hold: the scheme is refused otherwise
  priority,   // weighed, never a reason to refuse
  output,     // another result, shown
  table,
  // Steps of the amount, in the order written:
  base,        // eligible base
  rate,        // share of the base; the aid is then base × rate
  bonus,       // added to the rate
  flat,        // a sum, without base or rate
  modulation,  // the aid is multiplied by it
  floor,       // at least this
  threshold,   // no aid under this
  ceiling,     // at most this
  cumulation,  // at most what other aids leave
  rounding,    // to a multiple of this
};

constexpr bool is_step(LineKind kind) {
  return kind >= LineKind::base;
}

enum class Rounding { down, nearest, up };

/// One end of a band: the value, and whether the band holds it.
struct End {
  Expression value;
  bool held = false;
};

/// A row of a table: a band between two ends, or a choice.
struct Band {
  Place place;
  std::optional<Expression> choice;
  std::optional<End> lower;
  std::optional<End> upper;
  bool otherwise = false;
  bool gap = false;  // the source says nothing here; the file says so
  std::string note;
  Expression value;
};

/// Whatever has a name in a scheme.
struct Line {
  LineKind kind = LineKind::condition;
  Place place;
  std::string name;
  Bilingual label;
  std::vector<Citation> sources;
  std::string note;
  bool to_be_set = false;  // the sources leave it open: the Region sets it, this is a default
  std::vector<Conflict> conflicts;
  Expression value;  // of a table: what it is read by
  std::optional<Expression> when;
  std::vector<Band> bands;
  Rounding rounding = Rounding::down;
};

enum class Verdict { eligible, ineligible, unknown };

struct Given {
  Place place;
  std::string name;
  std::vector<Expression> values;         // several: a set
  std::vector<std::vector<Given>> items;  // of a list
  bool is_list = false;
};

struct TestCase {
  Place place;
  std::string title;
  std::optional<std::int64_t> day;
  std::vector<Given> facts;
  std::optional<Verdict> verdict;
  std::optional<Expression> least;
  std::optional<Expression> most;  // equals `least` for a certain amount
  std::vector<std::pair<Place, std::string>> reasons;
  std::vector<std::pair<Place, std::string>> missing;
  std::vector<std::pair<std::string, Expression>> outputs;
  std::vector<Place> output_places;
};

struct ChoiceItem {
  Place place;
  std::string name;
  Bilingual label;
};
struct ChoiceDeclaration {
  Place place;
  std::string name;
  std::vector<ChoiceItem> items;
};

struct UnitDeclaration {
  Place place;
  std::string name;  // as it is shown
  std::vector<std::string> forms;
};

enum class FactKind {
  truth,
  number,
  money,
  percentage,
  date,
  duration,
  choice,
  choices,
  text,
  place,
  siret,
  siren,
  items,
};

struct FactDeclaration {
  Place place;
  std::string name;
  FactKind kind = FactKind::truth;
  std::string unit;  // of a number or a duration; name of the list of a choice
  std::optional<Expression> least;
  std::optional<Expression> most;
  bool until_today = false;
  bool supplied = false;
  std::optional<Expression> step;
  Bilingual question;
  Bilingual help;
};

struct Incoherence {
  Place place;
  Bilingual message;
  Expression value;
};

/// A vocabulary or a scheme.
struct Sheet {
  bool is_vocabulary = false;
  Place place;
  std::string name;
  Bilingual title;
  std::string record;
  Place record_place;
  std::vector<Citation> sources;
  std::string note;
  std::vector<UnitDeclaration> units;
  std::vector<ChoiceDeclaration> choices;
  std::vector<FactDeclaration> facts;
  std::vector<Incoherence> incoherences;
  std::vector<Line> lines;
  std::vector<TestCase> cases;
  std::string source;  // the whole text
};

}  // namespace pacte::rule
