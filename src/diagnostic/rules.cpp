#include "diagnostic/rules.hpp"

#include <algorithm>

namespace pacte::diagnostic {
namespace {

constexpr int hundred = 100;

std::int64_t points_of(Question const& question, Answer const& answer) {
  if (question.kind == QuestionKind::number) {
    std::int64_t points = 0;
    for (auto const& band : question.bands) {
      if (answer.number && *answer.number >= band.from) points = band.points;
    }
    return points;
  }
  std::int64_t points = 0;
  for (auto const place : answer.chosen)
    points += question.options.at(place).points;
  return points;
}

QuestionScore score_of(Question const& question, Answers const& answers) {
  QuestionScore score{.question = &question, .possible = question.points};
  auto const found = answers.find(question.key);
  if (found == answers.end()) return score;
  if (found->second.not_applicable) {
    score.state = AnswerState::not_applicable;
    score.possible = 0;
    return score;
  }
  score.state = AnswerState::answered;
  score.earned = points_of(question, found->second);
  return score;
}

AxisScore score_axis(Definition const& definition, Axis const& axis, Answers const& answers) {
  AxisScore result{.axis = &axis};
  for (auto const& question : axis.questions) {
    if (!is_asked(definition, question, answers)) continue;
    auto const score = score_of(question, answers);
    result.earned += score.earned;
    result.possible += score.possible;
    if (score.state == AnswerState::unanswered) result.open += score.possible;
    result.questions.push_back(score);
  }
  if (result.possible > 0) {
    result.level = level_of(definition, percent_of(result.earned, result.possible));
  }
  return result;
}

std::optional<decision::Rational> mean(std::vector<AxisScore> const& axes, bool with_open) {
  decision::Rational sum{0};
  std::int64_t weights = 0;
  for (auto const& one : axes) {
    if (one.possible == 0) continue;
    auto const earned = one.earned + (with_open ? one.open : 0);
    sum += decision::to_rational(one.axis->weight) * percent_of(earned, one.possible);
    weights += one.axis->weight;
  }
  if (weights == 0) return std::nullopt;
  return decision::Rational{sum / decision::to_rational(weights)};
}

// What the question can move the whole by: its lost (or earned) points as a share of its axis.
decision::Rational weight_of(AxisScore const& axis, std::int64_t points) {
  return decision::to_rational(axis.axis->weight) * percent_of(points, axis.possible);
}

void remark(Assessment& result) {
  std::vector<std::pair<decision::Rational, Remark>> strong;
  std::vector<std::pair<decision::Rational, Remark>> weak;
  for (auto const& axis : result.axes) {
    for (auto const& score : axis.questions) {
      if (score.possible == 0) continue;
      if (score.earned == score.possible) {
        strong.emplace_back(weight_of(axis, score.earned), Remark{axis.axis, score});
      } else if (2 * score.earned < score.possible) {
        weak.emplace_back(weight_of(axis, score.possible - score.earned), Remark{axis.axis, score});
      }
    }
  }
  auto const heavier = [](auto const& a, auto const& b) { return a.first > b.first; };
  std::ranges::stable_sort(strong, heavier);
  std::ranges::stable_sort(weak, heavier);
  for (auto& one : strong)
    result.strengths.push_back(one.second);
  for (auto& one : weak)
    result.weaknesses.push_back(one.second);
}

std::size_t rank(Definition const& definition, std::string const& level) {
  auto const found = std::ranges::find(definition.levels, level, &Level::key);
  return static_cast<std::size_t>(found - definition.levels.begin());
}

bool all_hold(Definition const& definition, std::vector<Condition> const& conditions,
              Answers const& answers) {
  return std::ranges::all_of(conditions, [&](Condition const& condition) {
    return holds(definition, condition, answers);
  });
}

void choose_steps(Definition const& definition, Answers const& answers, Assessment& result) {
  std::vector<AxisScore const*> order;
  for (auto const& axis : result.axes) {
    if (axis.level != nullptr) order.push_back(&axis);
  }
  std::ranges::stable_sort(
      order, {}, [](AxisScore const* axis) { return percent_of(axis->earned, axis->possible); });
  for (auto const* axis : order) {
    auto const reached = rank(definition, axis->level->key);
    for (auto const& step : definition.next_steps) {
      if (step.axis == axis->axis->key && reached <= rank(definition, step.up_to) &&
          all_hold(definition, step.conditions, answers)) {
        result.next_steps.push_back(&step);
      }
    }
  }
}

void count(Definition const& definition, Answers const& answers, Assessment& result) {
  auto const look = [&](Question const& question) {
    bool const given = answers.contains(question.key);
    if (!is_asked(definition, question, answers)) {
      if (given) result.ignored.push_back(question.key);
      return;
    }
    ++result.asked;
    if (given) ++result.answered;
  };
  for (auto const& question : definition.profile)
    look(question);
  for (auto const& axis : definition.axes) {
    for (auto const& question : axis.questions)
      look(question);
  }
}

}  // namespace

Question const* find_question(Definition const& definition, std::string const& key) {
  auto const in = [&](std::vector<Question> const& questions) -> Question const* {
    auto const found = std::ranges::find(questions, key, &Question::key);
    return found == questions.end() ? nullptr : &*found;
  };
  if (auto const* found = in(definition.profile)) return found;
  for (auto const& axis : definition.axes) {
    if (auto const* found = in(axis.questions)) return found;
  }
  return nullptr;
}

bool is_short(Definition const& definition, Answers const& answers) {
  if (!definition.small_firm) return false;
  auto const found = answers.find(definition.small_firm->question);
  return found != answers.end() && found->second.number &&
         *found->second.number < definition.small_firm->below;
}

bool holds(Definition const& definition, Condition const& condition, Answers const& answers) {
  auto const* const question = find_question(definition, condition.question);
  auto const found = answers.find(condition.question);
  // An answer left over from a question that is no longer asked decides nothing.
  if (question == nullptr || found == answers.end() || found->second.not_applicable ||
      !is_asked(definition, *question, answers)) {
    return false;
  }
  auto const& answer = found->second;
  if (question->kind == QuestionKind::number) {
    return answer.number && (!condition.at_least || *answer.number >= *condition.at_least) &&
           (!condition.below || *answer.number < *condition.below);
  }
  return std::ranges::any_of(answer.chosen, [&](std::size_t place) {
    return std::ranges::find(condition.answers, question->options.at(place).key) !=
           condition.answers.end();
  });
}

bool is_asked(Definition const& definition, Question const& question, Answers const& answers) {
  bool const in_profile = std::ranges::any_of(
      definition.profile, [&](Question const& one) { return one.key == question.key; });
  if (!in_profile && !question.in_short && is_short(definition, answers)) return false;
  return all_hold(definition, question.conditions, answers);
}

Level const* level_of(Definition const& definition, decision::Rational const& percent) {
  Level const* reached = &definition.levels.front();
  for (auto const& level : definition.levels) {
    if (percent >= decision::to_rational(level.from)) reached = &level;
  }
  return reached;
}

decision::Rational percent_of(std::int64_t earned, std::int64_t possible) {
  return decision::ratio(decision::Int128{hundred} * earned, possible);
}

std::int64_t whole_percent(decision::Rational const& percent) {
  return static_cast<std::int64_t>(decision::floor_of(percent));
}

Assessment assess(Definition const& definition, Answers const& answers) {
  Assessment result{.short_module = is_short(definition, answers)};
  for (auto const& axis : definition.axes)
    result.axes.push_back(score_axis(definition, axis, answers));
  result.percent = mean(result.axes, false);
  result.highest = mean(result.axes, true);
  if (result.percent) result.level = level_of(definition, *result.percent);
  count(definition, answers, result);
  remark(result);
  choose_steps(definition, answers, result);
  return result;
}

}  // namespace pacte::diagnostic
