#include "rule/batch.hpp"

#include "random_rules.hpp"

namespace pacte::rule::testing {
namespace {

// Columns and one by one, facts known and not: the same.
TEST(Batch, SameAsOneByOne) {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    RandomRules random{seed};
    auto const program = unchecked(random.body());
    ASSERT_TRUE(program);
    auto const batch = Batch::make(*program, words().vocabulary);
    if (!batch) continue;
    constexpr std::size_t rows = 300;
    auto const count = words().vocabulary.facts.size();
    std::vector<std::vector<std::int64_t>> values(count, std::vector<std::int64_t>(rows));
    std::vector<std::vector<std::uint8_t>> known(count, std::vector<std::uint8_t>(rows, 1));
    std::vector<Outcome> expected;
    std::vector<Range> registers;
    for (std::size_t row = 0; row < rows; ++row) {
      Json given = Json::object();
      for (auto const& [name, value] : random.all_facts()) {
        if (random.pick(20) > 0) given[name] = value;
      }
      auto const one = facts(given.dump());
      for (std::size_t fact = 0; fact < count; ++fact) {
        values[fact][row] = one.at(fact).most;
        known[fact][row] = static_cast<std::uint8_t>(one.known(static_cast<int>(fact)));
      }
      run(*program, one, nullptr, registers);
      expected.push_back(outcome_of(*program, registers));
    }
    std::vector<Column> columns;
    for (std::size_t fact = 0; fact < count; ++fact)
      columns.push_back({values[fact].data(), known[fact].data()});
    BatchOutcome out;
    batch->run(columns, rows, today, out);
    for (std::size_t row = 0; row < rows; ++row) {
      ASSERT_EQ(out.verdicts[row], expected[row].verdict) << seed;
      auto const amount = expected[row].amount.value_or(Amount{});
      ASSERT_EQ(out.least[row], amount.least) << seed;
      ASSERT_EQ(out.most[row], amount.most) << seed;
    }
    if (++compared == 25) break;
  }
  EXPECT_GT(compared, 10);
}

TEST(Batch, ListsAndPlacesAreNotForColumns) {
  EXPECT_FALSE(Batch::make(condition("siege dans zonage(\"QPV\")").program, words().vocabulary));
  EXPECT_FALSE(Batch::make(condition("nombre(depenses) > 1").program, words().vocabulary));
}

}  // namespace
}  // namespace pacte::rule::testing
