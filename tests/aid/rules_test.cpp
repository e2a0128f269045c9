#include "aid/rules.hpp"

#include <gmock/gmock.h>

#include "aid/content_json.hpp"
#include "aid/differences.hpp"

namespace pacte::aid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> fields_of(std::vector<FieldError> const& faults) {
  std::vector<std::string> fields;
  for (auto const& fault : faults)
    fields.push_back(fault.field);
  return fields;
}

SchemeContent whole() {
  SchemeContent content;
  content.label = "Aide";
  content.nature = "contrat";
  content.status.values = {"existing"};
  content.beneficiary_kinds.values = {"enterprise", "farm"};
  content.eligibility = {"Siège en région"};
  content.forms.values = {"grant", "loan"};
  content.rate = BasisPoints{4'500};
  content.floor = Euros{1};
  content.ceiling = Euros{30'000'000};
  content.regime.values = {"block_exemption"};
  content.regime_article = "article 17";
  content.contacts = {{"Tarbes", "05 00 00 00 00"}};
  content.plans = {{"p/i", ""}};
  content.ambitions = {{"p/i", "Par les cantines."}};
  content.no_contradiction = {{"p/ii", "Sans effet."}};
  content.sources = {{"d/one", "12-48"}};
  return content;
}

TEST(SchemeContentJson, isReadBackAsWritten) {
  auto const content = whole();
  auto const json = to_json(content);
  auto const read = read_content(json);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, content);
  EXPECT_TRUE(json["purpose"].is_null());
  EXPECT_EQ(to_line(json["plans"]), R"([{"node": "p/i", "how": null}])");
}

TEST(SchemeContentJson, writesEveryFieldInItsPlace) {
  auto const json = to_json(SchemeContent{});
  EXPECT_EQ(json.size(), scheme_fields().size());
  EXPECT_EQ(read_content(json), SchemeContent{});
}

TEST(SchemeContentJson, saysWhereItDoesNotRead) {
  Json const json{{"label", 3},
                  {"unknown", 1},
                  {"forms", {"grant", "gift"}},
                  {"regime", "any"},
                  {"rate_basis_points", 45.5},
                  {"eligibility", {"bien", ""}},
                  {"plans", {{{"node", "p/i"}, {"why", "x"}}}},
                  {"purpose", std::string(4'001, 'a')},
                  {"amounts", "3 M€"}};
  auto const read = read_content(json);
  ASSERT_FALSE(read);
  EXPECT_THAT(fields_of(read.error()),
              ElementsAre("/label", "/unknown", "/forms/1", "/regime", "/rate_basis_points",
                          "/eligibility/1", "/plans/0", "/purpose", "/amounts"));
  EXPECT_FALSE(read_content(Json::array()));
}

TEST(SchemeMoves, areThoseAllowed) {
  using enum VersionState;
  EXPECT_EQ(moved(draft, Move::edit), draft);
  EXPECT_EQ(moved(proposed, Move::edit), draft);
  EXPECT_EQ(moved(draft, Move::propose), proposed);
  EXPECT_EQ(moved(proposed, Move::publish), published);
  for (auto const state : {draft, proposed, published})
    EXPECT_EQ(moved(state, Move::withdraw), withdrawn);
  for (auto const& [state, move] :
       {std::pair{draft, Move::publish}, std::pair{proposed, Move::propose},
        std::pair{published, Move::edit}, std::pair{described, Move::edit},
        std::pair{described, Move::withdraw}, std::pair{superseded, Move::withdraw},
        std::pair{withdrawn, Move::withdraw}}) {
    auto const refused = moved(state, move);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ProblemKind::conflict);
  }
}

TEST(SchemeMoves, everyStateHasANameThatReadsBack) {
  using enum VersionState;
  for (auto const state : {described, draft, proposed, published, superseded, withdrawn})
    EXPECT_EQ(parse_state(state_name(state)), state);
  EXPECT_THROW(parse_state("lost"), std::invalid_argument);
}

TEST(ContentFaults, nameTheField) {
  auto content = whole();
  EXPECT_TRUE(content_faults(content).empty());
  content.label.clear();
  content.rate = BasisPoints{10'001};
  content.floor = Euros{30'000'001};
  content.regime.values = {"de_minimis"};
  content.plans = {{"p/i", ""}, {"p/i", ""}};
  content.no_contradiction = {{"p/i", "Il la sert."}};
  EXPECT_THAT(fields_of(content_faults(content)),
              ElementsAre("label", "rate_basis_points", "floor_cents", "regime_article", "plans",
                          "no_contradiction"));
}

TEST(Differences, areFieldByField) {
  auto const before = whole();
  auto after = before;
  EXPECT_TRUE(differences(before, after).empty());
  after.eligibility.emplace_back("Moins de 250 salariés");
  after.ceiling.reset();
  auto const changes = differences(before, after);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].field->name, "eligibility");
  EXPECT_EQ(to_line(to_json(changes)[1]),
            R"({"field": "ceiling_cents", "before": 30000000, "after": null})");
}

TEST(KindsNamedIn, readsUsualWordsOnly) {
  EXPECT_EQ(kinds_named_in("TPE/PME, ETI").values, Texts{"enterprise"});
  EXPECT_EQ(kinds_named_in("Éleveurs et lycées").values, (Texts{"farm", "education"}));
  EXPECT_TRUE(kinds_named_in("Étiquettes").values.empty());  // no "ETI" in it
  EXPECT_TRUE(kinds_named_in("").values.empty());
}

}  // namespace
}  // namespace pacte::aid
