// What is declared of aids: read from a form or from the API, checked, answered.
#include "aid/cumulation_form.hpp"

#include <gmock/gmock.h>

#include "aid/cumulation_json.hpp"

namespace pacte::aid {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto today = 2026y / 11 / 21;
// Their keys are right (Luhn).
constexpr auto applicant = "732829320";
constexpr auto parent = "552100554";
constexpr auto stranger = "356000000";

struct Read {
  CumulationRequest request;
  std::vector<std::string> faults;  // fields
};

Read read(web::Parameters const& given) {
  web::FormReader reader{given, web::Locale::fr};
  Read made{.request = read_cumulation(reader, given, today)};
  for (auto const& error : reader.errors())
    made.faults.push_back(error.field);
  return made;
}

Read read(char const* json) {
  auto const fields = to_fields(*parse_json(json));
  return fields ? read(*fields) : Read{.faults = {"malformed"}};
}

Cumulation check(char const* json) {
  auto const made = read(json);
  EXPECT_THAT(made.faults, IsEmpty());
  return check_cumulation(made.request);
}

TEST(CumulationForm, EmptyRowsAreLeftOutWhateverTheirChoices) {
  web::Parameters given;
  for (auto const& [name, value] : {std::pair{"asked-amount", "50 000"},
                                    {"asked-shape", "grant"},
                                    {"asked-rule", "general"},
                                    {"account-1-shape", "loan"},
                                    {"account-1-amount", " "},
                                    {"links-1-control", "dominant"},
                                    {"account-2-amount", "1 000,50"},
                                    {"account-2-granted", "2025-03-31"},
                                    {"costs-others-1-giver", ""},
                                    {"costs-eligible", ""}})
    given.add(name, value);
  auto const made = read(given);
  EXPECT_THAT(made.faults, IsEmpty());
  EXPECT_EQ(made.request.asked.granted, today);
  EXPECT_EQ(made.request.asked.amount, Euros{50'000'00});
  ASSERT_EQ(made.request.account.size(), 1U);
  EXPECT_EQ(made.request.account[0].amount, Euros{1'000'50});
  EXPECT_TRUE(made.request.links.empty());
  EXPECT_FALSE(made.request.costs);
  EXPECT_EQ(rows_given(given, "account"), 2U);
  EXPECT_EQ(rows_given(given, "links"), 0U);
  EXPECT_EQ(rows_shown(given, "links"), 1U);
}

TEST(CumulationForm, EachFaultSaysWhere) {
  EXPECT_THAT(read(R"({"asked": {}})").faults, ElementsAre("asked-amount"));
  EXPECT_THAT(read(R"({"asked": {"amount": -1}})").faults, ElementsAre("asked-amount"));
  EXPECT_THAT(read(R"({"asked": {"amount": 100000000001}})").faults, ElementsAre("asked-amount"));
  EXPECT_THAT(read(R"({"asked": {"amount": 1, "siren": "732829321"}})").faults,
              ElementsAre("asked-siren"));
  EXPECT_THAT(read(R"({"asked": {"amount": 1, "granted": "2026-02-30"}})").faults,
              ElementsAre("asked-granted"));
  EXPECT_THAT(read(R"({"asked": {"amount": 1, "shape": "gift"}})").faults,
              ElementsAre("asked-shape"));
  EXPECT_THAT(read(R"({"asked": {"amount": 1, "shape": "loan"}})").faults,
              ElementsAre("asked-months"));
  EXPECT_THAT(read(R"({"asked": {"amount": 1}, "account": [{"amount": 1}]})").faults,
              ElementsAre("account-1-granted"));
  EXPECT_THAT(read(R"({"asked": {"amount": 1}, "links": [{"parent": "732829320"}]})").faults,
              ElementsAre("links-1-child", "applicant"));
  EXPECT_THAT(read(R"({"asked": {"amount": 1}, "hello": "you"})").faults, ElementsAre("hello"));
  EXPECT_THAT(
      read(R"({"asked": {"amount": 1}, "costs": {"eligible": 1, "regime": {"most_share": 10001}}})")
          .faults,
      ElementsAre("costs-regime-most_share"));
  for (auto const* wrong : {"[]", R"({"asked": [1]})", R"({"asked": {"amount": 1.5}})",
                            R"({"asked": {"amount": true}})", R"({"asked": {"amount": "12 000"}})"})
    EXPECT_THAT(read(wrong).faults, ElementsAre("malformed")) << wrong;
}

// What the API is not given in its units is said in its units, where it stands.
TEST(CumulationForm, TheApiSpeaksOfCents) {
  auto const fields = to_fields(*parse_json(R"({"asked": {"amount": -5}})"));
  ASSERT_TRUE(fields);
  web::FormReader reader{*fields, web::Locale::fr};
  (void)read_cumulation(reader, *fields, today, Written::hundredths);
  ASSERT_EQ(reader.errors().size(), 1U);
  EXPECT_THAT(reader.errors()[0].message, ::testing::HasSubstr("centimes"));

  auto const text = to_fields(*parse_json(R"({"asked": {"amount": "12 000,50"}})"));
  ASSERT_FALSE(text);
  ASSERT_EQ(text.error().fields.size(), 1U);
  EXPECT_EQ(text.error().fields[0].field, "/asked/amount");
  EXPECT_THAT(text.error().fields[0].message, ::testing::HasSubstr("1200050"));

  auto const members = to_fields(*parse_json(R"({"asked": {"amount": 1}, "members": [""]})"));
  ASSERT_FALSE(members);
  EXPECT_EQ(members.error().fields[0].field, "/members/0");
}

TEST(CumulationForm, ARegimeOfTheTableNeedsCostsAndASize) {
  EXPECT_THAT(read(R"({"asked": {"amount": 1, "rule": "rgec-17"}})").faults,
              ElementsAre("costs-eligible", "size"));
  EXPECT_THAT(read(R"({"asked": {"amount": 1, "rule": "rgec-17"}, "size": "large",
                       "costs": {"eligible": 100}})")
                  .faults,
              ElementsAre("size"));
  EXPECT_THAT(
      read(R"({"asked": {"amount": 1, "rule": "rgec-32"}, "costs": {"eligible": 100}})").faults,
      IsEmpty());
  EXPECT_THAT(
      read(R"({"asked": {"amount": 1, "rule": "rgec-14"}, "costs": {"eligible": 100}})").faults,
      ElementsAre("costs-regime-most_share"));
  EXPECT_THAT(read(R"({"asked": {"amount": 1, "rule": "rgec-32"},
                       "costs": {"eligible": 100, "regime": {"most_share": 4000}}})")
                  .faults,
              ElementsAre("costs-regime-most_share"));
  EXPECT_THAT(
      read(R"({"asked": {"amount": 1, "rule": "rgec-99"}, "costs": {"eligible": 1}})").faults,
      ElementsAre("asked-rule"));
  EXPECT_THAT(read(R"({"asked": {"amount": 1}, "bonus": {"hello": true}})").faults,
              ElementsAre("bonus-hello"));
}

TEST(CumulationForm, PointersLeadBackToWhatWasSent) {
  EXPECT_EQ(pointer_of("account-2-amount"), "/account/1/amount");
  EXPECT_EQ(pointer_of("costs-others-1-regime-most_share"), "/costs/others/0/regime/most_share");
}

TEST(Cumulation, AidsOfLinkedEnterprisesShareOneAccount) {
  auto const made = check(R"({
    "applicant": "732829320",
    "links": [{"parent": "552100554", "child": "732829320"}],
    "account": [{"siren": "552100554", "granted": "2025-05-01", "amount": 20000000},
                {"siren": "356000000", "granted": "2025-05-01", "amount": 9000000},
                {"granted": "2024-01-01", "amount": 4000000}],
    "asked": {"amount": 7000000}})");
  EXPECT_THAT(made.undertaking.members, ElementsAre(applicant, parent));
  ASSERT_TRUE(made.de_minimis);
  EXPECT_EQ(made.de_minimis->most, Euros{60'000'00});
  EXPECT_FALSE(made.de_minimis->allowed);
  EXPECT_FALSE(made.account[1].of_undertaking);
  EXPECT_EQ(made.account[1].aid.siren, stranger);
}

TEST(Cumulation, LoansCountForTheirEquivalent) {
  auto const made = check(R"({
    "account": [{"granted": "2025-05-01", "shape": "loan", "amount": 20000000, "months": 30}],
    "asked": {"shape": "guarantee", "amount": 75000000, "months": 60}})");
  EXPECT_EQ(made.account[0].equivalent, Euros{30'000'00});
  EXPECT_EQ(made.asked.equivalent, Euros{150'000'00});
  EXPECT_EQ(made.de_minimis->most, Euros{270'000'00});
  EXPECT_TRUE(made.de_minimis->allowed);
}

TEST(Cumulation, IsNotJudgedWhereAnEquivalentIsUnknown) {
  auto const made = check(R"({
    "account": [{"granted": "2025-05-01", "shape": "loan", "amount": 200000000, "months": 30}],
    "asked": {"amount": 100}, "costs": {"eligible": 100000}})");
  EXPECT_FALSE(made.de_minimis);
  EXPECT_TRUE(made.intensity);
  // That of an enterprise which is not of the undertaking changes nothing.
  auto const other = check(R"({
    "account": [{"siren": "356000000", "granted": "2025-05-01", "shape": "loan",
                 "amount": 200000000, "months": 30}],
    "asked": {"amount": 100}})");
  EXPECT_TRUE(other.de_minimis);
}

TEST(Cumulation, TheSameCostsHaveTheirOwnCeiling) {
  auto const made = check(R"({
    "asked": {"amount": 4000000},
    "costs": {"eligible": 10000000, "regime": {"name": "moitié", "most_share": 5000},
              "others": [{"giver": "État", "amount": 2000000}]}})");
  ASSERT_TRUE(made.intensity);
  EXPECT_EQ(made.intensity->most, Euros{30'000'00});
  EXPECT_FALSE(made.intensity->allowed);
  auto const json = to_json(made);
  EXPECT_EQ(json["intensity"]["ceiling_of"], "moitié");
  EXPECT_EQ(json["de_minimis"]["limits"][0]["from"], "2023-11-22");
  EXPECT_EQ(json["asked"]["granted"], "2026-11-21");
}

TEST(Cumulation, AnExemptedRegimeHoldsItsOwnShare) {
  auto const made = check(R"({
    "size": "small", "bonus": {"collaboration": true, "zone-c": false},
    "asked": {"amount": 5000000, "rule": "rgec-25-experimental"},
    "account": [{"granted": "2025-05-01", "amount": 30000000}],
    "costs": {"eligible": 10000000,
              "others": [{"giver": "État", "amount": 2000000, "rule": "rgec-17"}]}})");
  // 25 + 20 + 15, of 100,000: 60,000, of which 20,000 are taken. The account, full, says nothing.
  EXPECT_FALSE(made.de_minimis);
  ASSERT_TRUE(made.intensity && made.ceiling);
  EXPECT_EQ(made.ceiling->share.value, 6'000);
  EXPECT_EQ(made.most(), Euros{40'000'00});
  EXPECT_TRUE(made.judged());
  EXPECT_FALSE(made.allowed());
  auto const json = to_json(made);
  EXPECT_EQ(json["asked"]["rule"], "rgec-25-experimental");
  EXPECT_EQ(json["regime"]["share"], 6'000);
  EXPECT_EQ(json["regime"]["steps"][2]["bonus"], "collaboration");
  EXPECT_EQ(json["intensity"]["ceiling_of"], "rgec-25-experimental");
}

TEST(Cumulation, TheShareOfTheMapIsTyped) {
  auto const made = check(R"({
    "asked": {"amount": 100, "rule": "rgec-14"},
    "costs": {"eligible": 10000000, "regime": {"most_share": 1500}}})");
  EXPECT_EQ(made.most(), Euros{15'000'00});
  EXPECT_FALSE(made.ceiling);
  EXPECT_EQ(made.regime, "rgec-14");
}

TEST(Cumulation, BeyondItsThresholdARegimeExemptsNoMore) {
  auto const made = check(R"({
    "size": "small", "asked": {"amount": 900000000, "rule": "rgec-17"},
    "costs": {"eligible": 10000000000}})");
  EXPECT_EQ(made.most(), Euros{8'250'000'00});
  EXPECT_FALSE(made.allowed());
}

TEST(Cumulation, AnAidOfALaterDayIsPlannedAndSaidSo) {
  auto const made = check(R"({
    "account": [{"granted": "2027-05-01", "amount": 25000000},
                {"granted": "2026-11-21", "amount": 100}],
    "asked": {"amount": 10000000}})");
  EXPECT_TRUE(made.account[0].aid.planned);
  EXPECT_FALSE(made.account[1].aid.planned);
  EXPECT_FALSE(made.allowed());
  EXPECT_EQ(to_json(made)["de_minimis"]["limits"][0]["counted"][1]["planned"], true);
}

}  // namespace
}  // namespace pacte::aid
