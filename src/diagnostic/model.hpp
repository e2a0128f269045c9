// Questionnaires scored on axes, and what somebody answered. A questionnaire is data: a file that
// the Region writes (docs/guide/diagnostics.md), read by definition.hpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pacte::diagnostic {

struct Text {
  std::string fr;
  std::string en;
};

/// A number that the Region decides, under a name: a threshold, a weight.
struct Parameter {
  std::string name;
  std::int64_t value = 0;
  Text label;
  bool to_be_set = false;  // no document gives it: the value is ours until the Region sets it
};

enum class QuestionKind { single, multiple, number, yes_no };

struct Option {
  std::string key;
  Text label;
  std::int64_t points = 0;
  bool exclusive = false;  // of several answers, the one that goes with no other: "none of these"
};

/// From this number on, so many points; until the next band.
struct Band {
  std::int64_t from = 0;
  std::int64_t points = 0;
};

/// Holds when the earlier question has one of these answers, or a number in [at_least, below).
struct Condition {
  std::string question;
  std::vector<std::string> answers;
  std::optional<std::int64_t> at_least;
  std::optional<std::int64_t> below;
};

struct Question {
  std::string key;
  QuestionKind kind = QuestionKind::single;
  Text label;
  Text help;      // both empty when there is none
  Text evidence;  // what would prove the answer; both empty when nothing is asked
  std::int64_t points = 0;
  std::vector<Option> options;  // "yes" and "no" for a yes_no question; none for a number
  std::vector<Band> bands;      // of a number that counts
  std::int64_t min = 0;
  std::int64_t max = 0;
  Text unit;
  bool may_not_apply = false;         // "does not concern us" is an answer
  bool in_short = false;              // asked of very small firms too
  std::vector<Condition> conditions;  // all must hold for the question to be asked
  std::string signature;              // the same in two versions: the same question
};

struct Level {
  std::string key;
  Text label;
  Text text;
  std::int64_t from = 0;  // per cent
};

struct Axis {
  std::string key;
  Text label;
  Text summary;
  std::int64_t weight = 0;  // of all axes together: 100
  std::int64_t points = 0;
  std::map<std::string, Text> level_texts;  // by key of the level
  std::vector<Question> questions;
};

/// What to do about an axis as long as its level is low.
struct NextStep {
  std::string scheme;  // identifier of an instrument of the corpus
  std::string axis;
  std::string up_to;  // key of the highest level that it answers
  Text why;
  std::vector<Condition> conditions;
};

struct Citation {
  std::string document;
  std::string lines;
};

/// Firms with fewer than `below` at that question are asked the short module only.
struct SmallFirm {
  std::string question;
  std::int64_t below = 0;
};

struct Definition {
  std::string id;   // of this version: 16 hexadecimal digits, from the content
  std::string key;  // "impact-score", the same in all versions
  std::string version;
  std::int64_t order = 0;  // among all diagnostics
  Text title;
  Text summary;
  Text intro;
  std::vector<Citation> sources;
  std::vector<Parameter> parameters;
  std::optional<SmallFirm> small_firm;
  std::vector<Level> levels;      // increasing; the first is from 0
  std::vector<Question> profile;  // asked first, worth nothing
  std::vector<Axis> axes;
  std::vector<NextStep> next_steps;
};

/// One answer: that it does not apply, a number, or options by their place.
struct Answer {
  bool not_applicable = false;
  std::optional<std::int64_t> number;
  std::vector<std::size_t> chosen;  // increasing
  bool operator==(Answer const&) const = default;
};

using Answers = std::map<std::string, Answer>;  // by key of the question

/// What proves an answer, as its author notes it: a few words or an address. By key of the
/// question.
using Notes = std::map<std::string, std::string>;
inline constexpr std::size_t longest_note = 150;     // code points
inline constexpr std::size_t longest_notes = 3'000;  // bytes, of one filling

/// A filling of one version of a diagnostic, on a day.
struct Filling {
  std::string version;  // Definition::id
  std::chrono::sys_days day;
  Answers answers;
  Notes notes{};
};

}  // namespace pacte::diagnostic
