#include <set>

#include "random_rules.hpp"

namespace pacte::rule::testing {
namespace {

Facts made_of(std::span<std::pair<std::string, Json> const> given) {
  Json json = Json::object();
  for (auto const& [name, value] : given)
    json[name] = value;
  return facts(json.dump());
}

bool inside(std::optional<Amount> const& inner, std::optional<Amount> const& outer) {
  if (!inner || !outer) return true;
  return outer->least <= inner->least && inner->most <= outer->most;
}

// Adding a fact never turns a certain result into another, nor widens an amount.
TEST(Property, KnowingMoreNeverContradicts) {
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    RandomRules random{seed};
    auto const body = random.body();
    auto const program = unchecked(body);
    ASSERT_TRUE(program) << body;
    auto const given = random.all_facts();
    std::vector<Range> registers;
    std::optional<Outcome> before;
    for (std::size_t count = 0; count <= given.size(); ++count) {
      run(*program, made_of({given.data(), count}), nullptr, registers);
      auto const now = outcome_of(*program, registers);
      if (before) {
        if (before->verdict != unknown) {
          ASSERT_EQ(now.verdict, before->verdict) << body;
        }
        ASSERT_TRUE(inside(now.amount, before->amount)) << body;
      }
      before = now;
    }
    ASSERT_NE(before->verdict, unknown) << body;
    if (before->amount) {
      ASSERT_EQ(before->amount->least, before->amount->most) << body;
    }
  }
}

// Everything a run can make lies within what was foreseen when the program was compiled.
TEST(Property, NothingLeavesItsStaticBounds) {
  for (std::uint64_t seed = 1000; seed < 1300; ++seed) {
    RandomRules random{seed};
    auto const program = unchecked(random.body());
    ASSERT_TRUE(program);
    auto const given = random.all_facts();
    std::vector<Range> registers;
    run(*program, made_of(given), nullptr, registers);
    for (auto const& line : program->lines) {
      auto const& node = program->nodes[line.node];
      auto const& bounds = program->statics[node.slot];
      if (node.type.kind != Kind::quantity && node.type.kind != Kind::truth) continue;
      ASSERT_LE(bounds.least, registers[node.slot].least) << node.text;
      ASSERT_GE(bounds.most, registers[node.slot].most) << node.text;
    }
  }
}

// An explanation names all that the outcome rests on: those facts alone give it again.
TEST(Property, ExplanationsReplayed) {
  for (std::uint64_t seed = 2000; seed < 2600; ++seed) {
    RandomRules random{seed};
    auto const body = random.body();
    auto const program = unchecked(body);
    ASSERT_TRUE(program);
    auto const all = random.all_facts();
    auto const given = made_of({all.data(), static_cast<std::size_t>(random.pick(11))});
    std::vector<Range> registers;
    run(*program, given, nullptr, registers);
    auto const made = explain(*program, given, registers);
    ASSERT_EQ(made.outcome, outcome_of(*program, registers));
    run(*program, restricted(given, made.relied_on), nullptr, registers);
    auto const again = outcome_of(*program, registers);
    ASSERT_EQ(again.verdict, made.outcome.verdict) << body;
    if (made.outcome.verdict == yes) {
      ASSERT_EQ(again.amount, made.outcome.amount) << body;
    }
  }
}

// Answering what is asked comes to a result, in as many questions as there are facts at most.
TEST(Property, QuestionsLeadToAResult) {
  for (std::uint64_t seed = 3000; seed < 3060; ++seed) {
    RandomRules random{seed};
    auto const body = random.body();
    auto const program = unchecked(body);
    ASSERT_TRUE(program);
    Program const* const only[] = {&*program};
    auto const all = random.all_facts();
    Json answered = Json::object();
    for (std::size_t asked = 0; asked <= all.size(); ++asked) {
      auto const known = facts(answered.dump());
      auto const next = next_question(only, known, nullptr);
      if (!next) break;
      ASSERT_LT(asked, all.size()) << body;
      ASSERT_FALSE(known.known(*next)) << body;
      auto const& name = words().vocabulary.facts[static_cast<std::size_t>(*next)].name;
      auto const found = std::ranges::find(all, name, &std::pair<std::string, Json>::first);
      ASSERT_NE(found, all.end()) << name;
      answered[name] = found->second;
    }
    std::vector<Range> registers;
    run(*program, facts(answered.dump()), nullptr, registers);
    auto const early = outcome_of(*program, registers);
    run(*program, made_of(all), nullptr, registers);
    ASSERT_EQ(early, outcome_of(*program, registers)) << body;
  }
}

// Over every completion of three truths: what is asked can change the outcome.
TEST(Property, WhatIsAskedCanMatter) {
  int asked = 0;
  for (std::uint64_t seed = 4000; seed < 4400; ++seed) {
    std::mt19937_64 random{seed};
    auto const name = [&] { return std::string{"oui_"} + static_cast<char>('a' + random() % 3); };
    std::function<std::string(int)> truth = [&](int depth) -> std::string {
      switch (depth == 0 ? 0 : random() % 4) {
        case 1: return "(" + truth(depth - 1) + " et " + truth(depth - 1) + ")";
        case 2: return "(" + truth(depth - 1) + " ou " + truth(depth - 1) + ")";
        case 3: return "(non " + name() + ")";
        default: return name();
      }
    };
    auto const body = "condition c \"C\" source \"s\" lignes 1 : " + truth(3) + "\n";
    auto const program = unchecked(body);
    ASSERT_TRUE(program);
    Program const* const only[] = {&*program};
    Facts const none{words().vocabulary, today};
    auto const next = next_question(only, none, nullptr);
    if (!next) continue;
    std::vector<Range> registers;
    bool matters = false;
    bool any = false;
    std::set<Verdict> seen;
    for (int bits = 0; bits < 8; ++bits) {
      auto const result = [&](int values) {
        Facts known{words().vocabulary, today};
        for (int i = 0; i < 3; ++i)
          known.set(*words().vocabulary.find(std::string{"oui_"} + static_cast<char>('a' + i)),
                    {values >> i & 1, values >> i & 1});
        run(*program, known, nullptr, registers);
        return outcome_of(*program, registers).verdict;
      };
      seen.insert(result(bits));
      matters = matters ||
                result(bits) != result(bits ^ (1 << (*next - *words().vocabulary.find("oui_a"))));
    }
    any = seen.size() > 1;
    // A rule that is always true, though Kleene's logic does not see it, has no useful question.
    if (any) {
      ASSERT_TRUE(matters) << body;
    }
    asked += static_cast<int>(any);
  }
  EXPECT_GT(asked, 200);
}

}  // namespace
}  // namespace pacte::rule::testing
