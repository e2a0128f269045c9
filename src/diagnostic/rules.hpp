// What answers are worth: points by axis, levels, strengths, weaknesses, next steps, and why. Exact
// whole numbers and fractions, so that anyone finds the same.
//
// The share of an axis is its points over the points of the questions that apply. A question that
// does not concern the firm leaves both; one left without an answer keeps its points in the second
// and adds none to the first, so that skipping hard questions gains nothing: `open` says how many
// points wait. The whole is the mean of the axes' shares by their weights, over the axes with a
// question that applies.
#pragma once

#include "decision/rational.hpp"
#include "diagnostic/model.hpp"

namespace pacte::diagnostic {

enum class AnswerState { answered, unanswered, not_applicable };

struct QuestionScore {
  Question const* question = nullptr;
  AnswerState state = AnswerState::unanswered;
  std::int64_t earned = 0;
  std::int64_t possible = 0;  // 0 when it does not apply
};

struct AxisScore {
  Axis const* axis = nullptr;
  std::vector<QuestionScore> questions;  // those asked
  std::int64_t earned = 0;
  std::int64_t possible = 0;
  std::int64_t open = 0;         // points of the questions without an answer
  Level const* level = nullptr;  // none when nothing applies
};

/// A question that stands out, with its axis.
struct Remark {
  Axis const* axis = nullptr;
  QuestionScore score;
};

/// It points into the Definition that it was made from, which must outlive it.
struct Assessment {
  bool short_module = false;
  std::vector<AxisScore> axes;
  std::optional<decision::Rational> percent;  // of the whole; nothing when nothing applies
  std::optional<decision::Rational> highest;  // if what is open had all its points
  Level const* level = nullptr;
  std::size_t asked = 0;
  std::size_t answered = 0;          // "does not apply" is an answer
  std::vector<std::string> ignored;  // answers to questions that are not asked after these answers
  std::vector<Remark> strengths;     // all the points, the heaviest first
  std::vector<Remark> weaknesses;    // less than half of the points, the heaviest loss first
  std::vector<NextStep const*> next_steps;  // for the weakest axes first
};

/// Whether a very small firm answers.
bool is_short(Definition const& definition, Answers const& answers);

/// Whether the question is asked after these answers.
bool is_asked(Definition const& definition, Question const& question, Answers const& answers);

bool holds(Definition const& definition, Condition const& condition, Answers const& answers);

/// The question of that key, or null.
Question const* find_question(Definition const& definition, std::string const& key);

/// The level of a share in per cent.
Level const* level_of(Definition const& definition, decision::Rational const& percent);

/// 100 * earned / possible; `possible` is positive.
decision::Rational percent_of(std::int64_t earned, std::int64_t possible);

/// Whole per cent, rounded down: a threshold is shown as reached only when it is.
std::int64_t whole_percent(decision::Rational const& percent);

Assessment assess(Definition const& definition, Answers const& answers);

}  // namespace pacte::diagnostic
