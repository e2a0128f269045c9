// A small diagnostic, as a file, and what the tests change in it.
#pragma once

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "diagnostic/answer_rules.hpp"
#include "diagnostic/definition.hpp"

namespace pacte::diagnostic {

inline Json sample_text(std::string const& text) {
  return {{"fr", text}, {"en", text}};
}

inline Json sample_option(std::string const& key, int points) {
  return {{"key", key}, {"label", sample_text(key)}, {"points", points}};
}

inline Json sample_question(std::string const& key, std::string const& type, int points) {
  return {{"key", key}, {"type", type}, {"label", sample_text(key)}, {"points", points}};
}

inline Json sample_axis(std::string const& key, int points, Json questions) {
  return {{"key", key},
          {"label", sample_text(key)},
          {"summary", sample_text(key)},
          {"weight", "weight-" + key},
          {"points", points},
          {"levels", {{"low", sample_text("low")}, {"high", sample_text("high")}}},
          {"questions", std::move(questions)}};
}

/// Three axes of weights 50, 30 and 20; the short module has one question of each.
inline Json sample() {
  auto choice = sample_question("choice", "single", 4);
  choice["options"] = {sample_option("none", 0), sample_option("half", 2), sample_option("all", 4)};
  choice["short"] = true;
  choice["evidence"] = sample_text("A report");
  auto after = sample_question("after", "yes-no", 4);
  after["if"] = Json::array({{{"question", "choice"}, {"answers", {"all"}}}});
  auto several = sample_question("several", "multiple", 6);
  several["options"] = {sample_option("a", 1), sample_option("b", 2), sample_option("c", 3),
                        sample_option("neither", 0)};
  several["options"][3]["exclusive"] = true;
  several["may_not_apply"] = true;
  several["short"] = true;
  auto share = sample_question("share", "number", 5);
  share["min"] = 0;
  share["max"] = 100;
  share["bands"] = {
      {{"from", 0}, {"points", 0}}, {{"from", 25}, {"points", 2}}, {{"from", 50}, {"points", 5}}};
  share["short"] = true;
  share["may_not_apply"] = true;
  Json people{{"key", "people"},
              {"type", "number"},
              {"label", sample_text("people")},
              {"min", 0},
              {"max", 1'000}};
  auto const number = [](int value) {
    return Json{{"value", value}, {"label", sample_text("value")}, {"to_be_set", true}};
  };
  return {{"key", "sample"},
          {"version", "1"},
          {"order", 1},
          {"title", sample_text("Sample")},
          {"summary", sample_text("Sample")},
          {"intro", sample_text("Sample")},
          {"sources", Json::array()},
          {"parameters",
           {{"small", number(10)},
            {"high", number(50)},
            {"weight-one", number(50)},
            {"weight-two", number(30)},
            {"weight-three", number(20)}}},
          {"small_firm", {{"question", "people"}, {"below", "small"}}},
          {"levels",
           {{{"key", "low"}, {"label", sample_text("Low")}, {"text", sample_text("low")}},
            {{"key", "high"},
             {"from", "high"},
             {"label", sample_text("High")},
             {"text", sample_text("high")}}}},
          {"profile", Json::array({people})},
          {"axes",
           {sample_axis("one", 8, Json::array({choice, after})),
            sample_axis("two", 6, Json::array({several})),
            sample_axis("three", 5, Json::array({share}))}},
          {"next_steps", Json::array({{{"scheme", "a/fund"},
                                       {"axis", "two"},
                                       {"up_to", "low"},
                                       {"why", sample_text("because")}}})}};
}

inline Definition read(Json const& json) {
  auto made = read_definition(json.dump(2));
  if (!made) {
    for (auto const& fault : made.error())
      ADD_FAILURE() << fault.line << ": " << fault.message;
    return {};
  }
  return *std::move(made);
}

inline Answers answers_of(Definition const& definition, Json const& given) {
  auto read = read_answers(definition, given, web::Locale::fr);
  EXPECT_TRUE(read);
  return read.value_or(Answers{});
}

}  // namespace pacte::diagnostic
