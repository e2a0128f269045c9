// The shared instances: certified leximin and maximin, and the programme on which Cbc aborts.
#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include <CoinMpsIO.hpp>

#include "base/json.hpp"
#include "decision/sortition/integer.hpp"
#include "decision/sortition_support.hpp"

namespace pacte::decision::sortition {
namespace {

using namespace std::chrono_literals;

std::vector<Json> lines_of(std::filesystem::path const& path) {
  std::vector<Json> lines;
  std::istringstream text{contents(path)};
  for (std::string line; std::getline(text, line);)
    lines.push_back(Json::parse(line));
  return lines;
}

// Probability by features, as the reference writes it.
std::map<std::vector<std::string>, double> reference_by_type(Json const& record) {
  std::map<std::vector<std::string>, double> by_type;
  for (auto const& type : record.at("leximin_by_type")) {
    by_type[type.at(0).get<std::vector<std::string>>()] = type.at(2).get<double>();
  }
  return by_type;
}

double largest_deviation(Request const& request, Draw const& found, Json const& record) {
  auto const by_type = reference_by_type(record);
  auto largest = 0.0;
  for (std::size_t i = 0; i < request.pool.people.size(); ++i) {
    std::vector<std::string> names;
    for (std::size_t c = 0; c < request.quotas.categories.size(); ++c) {
      auto const f = request.pool.people[i].features[c];
      names.push_back(request.quotas.categories[c].features[f].name);
    }
    largest = std::max(largest, std::abs(found.probabilities[i] - by_type.at(names)));
  }
  return largest;
}

void expect_verified(Draw const& found) {
  auto const verification = verify(found.model, found.panels, found.certificate);
  EXPECT_EQ(verification.failures, std::vector<std::string>{});
  EXPECT_LT(verification.largest_gap, 1e-6);
  EXPECT_LT(verification.largest_deviation, 1e-6);
}

TEST(SortitionReference, LeximinAndMaximinOfEveryCertifiedInstance) {
  if (!std::filesystem::exists(shared_data())) GTEST_SKIP() << "no shared data beside the project";
  std::map<std::string, Json> instances;
  for (auto& line : lines_of(shared_data() / "instances.jsonl")) {
    instances[line.at("name").get<std::string>()] = line;
  }
  auto const references = lines_of(shared_data() / "reference.jsonl");
  ASSERT_EQ(references.size(), 8U);
  for (auto const& record : references) {
    auto const name = record.at("name").get<std::string>();
    SCOPED_TRACE(name);
    auto const& instance = instances.at(name);
    auto const request =
        read_request(shared_data() / instance.at("path").get<std::string>(), instance.at("k"));
    auto const leximin = drawn(request);
    EXPECT_LT(largest_deviation(request, leximin, record), 1e-6);
    expect_verified(leximin);
    expect_uniform(leximin, make_uniform_lottery(leximin.model, leximin.by_class, "graine"));
    auto const maximin = drawn(request, Method::maximin);
    EXPECT_NEAR(maximin.minimum, record.at("maximin").get<double>(), 1e-6);
    expect_verified(maximin);
  }
}

TEST(SortitionReference, EveryOtherInstanceProvesItself) {
  if (!std::filesystem::exists(shared_data())) GTEST_SKIP() << "no shared data beside the project";
  for (auto const& instance : lines_of(shared_data() / "instances.jsonl")) {
    if (!instance.at("reference").is_null() && instance.at("name") != "tight_10") continue;
    SCOPED_TRACE(instance.at("name").get<std::string>());
    auto const request =
        read_request(shared_data() / instance.at("path").get<std::string>(), instance.at("k"));
    auto const found = drawn(request);
    expect_verified(found);
    expect_uniform(found, make_uniform_lottery(found.model, found.by_class, "graine"));
  }
}

TEST(SortitionReference, AProgrammeThatBreaksTheSolverIsSurvived) {
  auto const file = shared_data() / "cbc_abort/nexus_170.mps.gz";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no shared data beside the project";
  CoinMpsIO reader;
  reader.messageHandler()->setLogLevel(0);
  ASSERT_EQ(reader.readMps(file.c_str(), ""), 0);
  IntegerProgramme programme;
  for (int i = 0; i < reader.getNumCols(); ++i) {
    programme.columns.push_back({.lower = reader.getColLower()[i],
                                 .upper = reader.getColUpper()[i],
                                 .cost = reader.getObjCoefficients()[i],
                                 .integer = reader.isInteger(i)});
  }
  auto const* matrix = reader.getMatrixByRow();
  for (int r = 0; r < reader.getNumRows(); ++r) {
    IntegerRow row{.lower = reader.getRowLower()[r], .upper = reader.getRowUpper()[r]};
    for (auto i = matrix->getVectorFirst(r); i < matrix->getVectorLast(r); ++i) {
      row.entries.push_back({matrix->getIndices()[i], matrix->getElements()[i]});
    }
    programme.rows.push_back(std::move(row));
  }
  auto const result = solve_guarded(programme, 60s);
  EXPECT_EQ(result.status, IntegerResult::Status::optimal);
  EXPECT_NEAR(result.objective, -104.6456, 1e-4);
}

}  // namespace
}  // namespace pacte::decision::sortition
