#include "diagnostic/comparison_rules.hpp"

#include <algorithm>

namespace pacte::diagnostic {
namespace {

QuestionScore const* find(AxisScore const& axis, std::string const& key) {
  auto const found = std::ranges::find_if(
      axis.questions, [&](QuestionScore const& one) { return one.question->key == key; });
  return found == axis.questions.end() ? nullptr : &*found;
}

AxisScore const* find(Assessment const& assessment, std::string const& key) {
  auto const found = std::ranges::find_if(
      assessment.axes, [&](AxisScore const& one) { return one.axis->key == key; });
  return found == assessment.axes.end() ? nullptr : &*found;
}

AxisProgress as_they_are(AxisScore const& before, AxisScore const& after) {
  AxisProgress made{.axis = after.axis,
                    .earned_before = before.earned,
                    .possible_before = before.possible,
                    .earned_after = after.earned,
                    .possible_after = after.possible};
  if (before.possible == 0 || after.possible == 0) made.comparable = Comparability::none;
  return made;
}

// Adds a question of the later filling to what is compared, or says why it is left out.
void confront(AxisProgress& made, AxisScore const& before, QuestionScore const& after) {
  auto const* const earlier = find(before, after.question->key);
  if (earlier == nullptr) {
    made.only_after.push_back(after.question);
  } else if (earlier->question->signature != after.question->signature) {
    made.changed.push_back(after.question);
  } else if (earlier->possible > 0 && after.possible > 0) {
    made.earned_before += earlier->earned;
    made.possible_before += earlier->possible;
    made.earned_after += after.earned;
    made.possible_after += after.possible;
  }
}

AxisProgress on_common_questions(AxisScore const& before, AxisScore const& after) {
  AxisProgress made{.axis = after.axis};
  for (auto const& score : after.questions)
    confront(made, before, score);
  for (auto const& score : before.questions) {
    if (find(after, score.question->key) == nullptr) made.only_before.push_back(score.question);
  }
  bool const all = made.only_before.empty() && made.only_after.empty() && made.changed.empty();
  made.comparable = all ? Comparability::whole : Comparability::partly;
  if (made.possible_after == 0) made.comparable = Comparability::none;
  return made;
}

AxisProgress alone(AxisScore const& axis, bool is_before) {
  AxisProgress made{.axis = axis.axis, .comparable = Comparability::none};
  auto& list = is_before ? made.only_before : made.only_after;
  for (auto const& score : axis.questions)
    list.push_back(score.question);
  return made;
}

}  // namespace

std::optional<decision::Rational> AxisProgress::progress() const {
  if (comparable == Comparability::none) return std::nullopt;
  return decision::Rational{percent_of(earned_after, possible_after) -
                            percent_of(earned_before, possible_before)};
}

Comparison compare(Definition const& before_definition, Assessment const& before,
                   Definition const& after_definition, Assessment const& after) {
  Comparison made{.same_version = before_definition.id == after_definition.id,
                  .same_module = before.short_module == after.short_module};
  bool const same = made.same_version && made.same_module;
  for (auto const& axis : after.axes) {
    auto const* const earlier = find(before, axis.axis->key);
    if (earlier == nullptr) {
      made.axes.push_back(alone(axis, false));
    } else {
      made.axes.push_back(same ? as_they_are(*earlier, axis) : on_common_questions(*earlier, axis));
    }
  }
  for (auto const& axis : before.axes) {
    if (find(after, axis.axis->key) == nullptr) made.axes.push_back(alone(axis, true));
  }
  if (same && before.percent && after.percent) {
    made.progress = decision::Rational{*after.percent - *before.percent};
  }
  return made;
}

}  // namespace pacte::diagnostic
