#include "diagnostic/rules.hpp"

#include <random>

#include <gmock/gmock.h>

#include "diagnostic/comparison_rules.hpp"
#include "diagnostic_samples.hpp"

namespace pacte::diagnostic {
namespace {

using decision::ratio;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> keys(std::vector<Remark> const& remarks) {
  std::vector<std::string> all;
  for (auto const& one : remarks)
    all.push_back(one.score.question->key);
  return all;
}

TEST(DiagnosticRules, countsPointsByHand) {
  auto const sample_definition = read(sample());
  auto const answers = answers_of(sample_definition, {{"people", 40},
                                                      {"choice", "all"},
                                                      {"after", false},
                                                      {"several", {"a", "c"}},
                                                      {"share", 25}});
  auto const result = assess(sample_definition, answers);
  ASSERT_EQ(result.axes.size(), 3U);
  EXPECT_EQ(result.axes[0].earned, 4);
  EXPECT_EQ(result.axes[0].possible, 8);
  EXPECT_EQ(result.axes[1].earned, 4);
  EXPECT_EQ(result.axes[1].possible, 6);
  EXPECT_EQ(result.axes[2].earned, 2);
  // 50 % of 50, 66.66… % of 30, 40 % of 20: 25 + 20 + 8.
  EXPECT_EQ(result.percent, ratio(53, 1));
  EXPECT_EQ(result.axes[0].level->key, "high");
  EXPECT_EQ(result.axes[2].level->key, "low");
  EXPECT_EQ(result.level->key, "high");
  EXPECT_THAT(keys(result.strengths), ElementsAre("choice"));
  EXPECT_THAT(keys(result.weaknesses), ElementsAre("after", "share"));
  EXPECT_THAT(result.next_steps, IsEmpty());
  EXPECT_EQ(result.asked, 5U);
  EXPECT_EQ(result.answered, 5U);
}

TEST(DiagnosticRules, aThresholdIsReachedExactly) {
  auto const definition = read(sample());
  EXPECT_EQ(level_of(definition, ratio(50, 1))->key, "high");
  EXPECT_EQ(level_of(definition, ratio(499'999'999, 10'000'000))->key, "low");
  EXPECT_EQ(whole_percent(ratio(499'999'999, 10'000'000)), 49);
}

TEST(DiagnosticRules, noAnswerCountsZeroAndSaysWhatIsOpen) {
  auto const definition = read(sample());
  auto const result = assess(definition, answers_of(definition, {{"people", 40}, {"share", 100}}));
  EXPECT_EQ(result.percent, ratio(20, 1));
  EXPECT_EQ(result.highest, ratio(100, 1));
  EXPECT_EQ(result.axes[0].open, 4) << "the question that hangs on another is not asked yet";
  EXPECT_EQ(result.asked, 4U);
  EXPECT_EQ(result.answered, 2U);
  ASSERT_EQ(result.next_steps.size(), 1U);
  EXPECT_EQ(result.next_steps[0]->scheme, "a/fund");
}

TEST(DiagnosticRules, whatDoesNotApplyLeavesBothSums) {
  auto const definition = read(sample());
  auto const result = assess(definition, answers_of(definition, {{"people", 40},
                                                                 {"choice", "half"},
                                                                 {"several", "not-applicable"},
                                                                 {"share", "not-applicable"}}));
  EXPECT_EQ(result.axes[1].level, nullptr);
  EXPECT_EQ(result.axes[1].possible, 0);
  EXPECT_EQ(result.percent, ratio(50, 1)) << "the mean is over the axes that apply";
  EXPECT_THAT(result.next_steps, IsEmpty());
}

TEST(DiagnosticRules, aConditionHidesAndAnAnswerLeftOverDecidesNothing) {
  auto const definition = read(sample());
  auto const result = assess(
      definition, answers_of(definition, {{"people", 40}, {"choice", "half"}, {"after", true}}));
  EXPECT_EQ(result.axes[0].possible, 4);
  EXPECT_EQ(result.axes[0].earned, 2);
  EXPECT_THAT(result.ignored, ElementsAre("after"));
}

TEST(DiagnosticRules, fewerThanTenEmployeesGetTheShortModule) {
  auto const definition = read(sample());
  auto const asked = [&](int people) {
    return assess(definition, answers_of(definition, {{"people", people}, {"choice", "all"}}));
  };
  EXPECT_TRUE(asked(9).short_module);
  EXPECT_EQ(asked(9).axes[0].possible, 4);
  EXPECT_FALSE(asked(10).short_module);
  EXPECT_EQ(asked(10).axes[0].possible, 8);
  EXPECT_FALSE(assess(definition, {}).short_module) << "an unknown headcount gets everything";
}

// Answers drawn at random, each question with some chance of none.
Answers random_answers(Definition const& definition, std::mt19937& random) {
  Answers answers;
  auto const draw = [&](std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>{0, most}(random);
  };
  auto const give = [&](Question const& question) {
    auto const chance = draw(9);
    if (chance == 0) return;
    if (chance == 1 && question.may_not_apply) {
      answers[question.key] = {.not_applicable = true};
    } else if (question.kind == QuestionKind::number) {
      answers[question.key] = {.number = question.min + draw(question.max - question.min)};
    } else if (question.kind == QuestionKind::multiple) {
      Answer several;
      for (std::size_t i = 0; i < question.options.size(); ++i) {
        if (!question.options[i].exclusive && draw(1) == 1) several.chosen.push_back(i);
      }
      if (!several.chosen.empty()) answers[question.key] = several;
    } else {
      auto const last = static_cast<std::int64_t>(question.options.size()) - 1;
      answers[question.key] = {.chosen = {static_cast<std::size_t>(draw(last))}};
    }
  };
  for (auto const& question : definition.profile)
    give(question);
  for (auto const& axis : definition.axes) {
    for (auto const& question : axis.questions)
      give(question);
  }
  return answers;
}

TEST(DiagnosticRules, scoresStayWithinBounds) {
  auto const definition = read(sample());
  std::mt19937 random{7};
  for (int i = 0; i < 2'000; ++i) {
    auto const result = assess(definition, random_answers(definition, random));
    for (auto const& axis : result.axes) {
      EXPECT_LE(0, axis.earned);
      EXPECT_LE(axis.earned + axis.open, axis.possible);
      EXPECT_EQ(axis.level == nullptr, axis.possible == 0);
    }
    if (!result.percent) continue;
    EXPECT_GE(*result.percent, 0);
    EXPECT_LE(*result.percent, *result.highest);
    EXPECT_LE(*result.highest, 100);
  }
}

// On questions that nothing hangs on, another answer worth more never lowers the result.
TEST(DiagnosticRules, morePointsNeverLower) {
  auto const definition = read(sample());
  std::mt19937 random{11};
  for (int i = 0; i < 1'000; ++i) {
    auto answers = random_answers(definition, random);
    answers["several"] = {.chosen = {0, 1}};
    auto const before = assess(definition, answers);
    answers["several"].chosen.push_back(2);
    auto const after = assess(definition, answers);
    EXPECT_GT(*after.percent, *before.percent);
    answers["share"] = {.number = 49};
    auto const low = assess(definition, answers);
    answers["share"].number = 50;
    EXPECT_GT(*assess(definition, answers).percent, *low.percent);
  }
}

TEST(DiagnosticComparison, progressByAxisAndOfTheWhole) {
  auto const definition = read(sample());
  auto const first =
      assess(definition,
             answers_of(definition,
                        {{"people", 40}, {"choice", "none"}, {"several", {"a"}}, {"share", 0}}));
  auto const second =
      assess(definition,
             answers_of(definition,
                        {{"people", 40}, {"choice", "half"}, {"several", {"a"}}, {"share", 60}}));
  auto const made = compare(definition, first, definition, second);
  ASSERT_EQ(made.axes.size(), 3U);
  EXPECT_EQ(made.axes[0].progress(), ratio(50, 1));
  EXPECT_EQ(made.axes[1].progress(), ratio(0, 1));
  EXPECT_EQ(made.axes[2].progress(), ratio(100, 1));
  EXPECT_EQ(made.progress, ratio(45, 1));
}

TEST(DiagnosticComparison, acrossVersionsSaysWhatIsNotComparable) {
  auto const old_definition = read(sample());
  auto changed = sample();
  changed["version"] = "2";
  changed["axes"][0]["questions"][0]["label"] = sample_text("other words");
  changed["axes"][1]["key"] = "new";
  changed["next_steps"] = Json::array();
  auto const new_definition = read(changed);
  EXPECT_NE(old_definition.id, new_definition.id);
  Json const given{{"people", 40}, {"choice", "all"}, {"after", true}, {"several", {"a"}}};
  auto before_given = given;
  before_given["share"] = 0;
  auto after_given = given;
  after_given["share"] = 30;
  auto const before = assess(old_definition, answers_of(old_definition, before_given));
  auto const after = assess(new_definition, answers_of(new_definition, after_given));
  auto const made = compare(old_definition, before, new_definition, after);
  EXPECT_FALSE(made.same_version);
  EXPECT_FALSE(made.progress);
  ASSERT_EQ(made.axes.size(), 4U);
  EXPECT_EQ(made.axes[0].comparable, Comparability::partly);
  ASSERT_EQ(made.axes[0].changed.size(), 1U);
  EXPECT_EQ(made.axes[0].changed[0]->key, "choice");
  EXPECT_EQ(made.axes[0].possible_after, 4) << "only the question that stayed the same";
  EXPECT_EQ(made.axes[1].comparable, Comparability::none);
  EXPECT_EQ(made.axes[2].comparable, Comparability::whole);
  EXPECT_EQ(made.axes[2].progress(), ratio(40, 1));
  EXPECT_EQ(made.axes[3].axis->key, "two") << "the axis that is no more";
  EXPECT_FALSE(made.axes[3].progress());
}

TEST(DiagnosticComparison, shortAndWholeModulesOnTheirCommonQuestions) {
  auto const definition = read(sample());
  auto const before =
      assess(definition, answers_of(definition, {{"people", 6}, {"choice", "half"}}));
  auto const after = assess(
      definition, answers_of(definition, {{"people", 12}, {"choice", "all"}, {"after", false}}));
  auto const made = compare(definition, before, definition, after);
  EXPECT_FALSE(made.same_module);
  EXPECT_EQ(made.axes[0].comparable, Comparability::partly);
  EXPECT_EQ(made.axes[0].progress(), ratio(50, 1));
  ASSERT_EQ(made.axes[0].only_after.size(), 1U);
  EXPECT_EQ(made.axes[0].only_after[0]->key, "after");
}

}  // namespace
}  // namespace pacte::diagnostic
