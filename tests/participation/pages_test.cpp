// The pages and the API of proposals, over those of the demonstration region.
#include <fstream>
#include <set>

#include "participation/module.hpp"
#include "participation/record.hpp"
#include "participation/store.hpp"
#include "plan/module.hpp"
#include "plan/record.hpp"
#include "source/site_fixture.hpp"

namespace pacte::participation {
namespace {

class ProposalPagesTest : public pacte::testing::SiteTest {
 protected:
  std::vector<Module> modules() const override {
    auto plans = plan::plan_module();
    plans.routes = [](web::Router&, Services const&) {};
    return {source::source_module(), plans, participation_module()};
  }

  void fill() override {
    auto writing = database().write();
    load(writing, "documents.jsonl", source::document_kind(), "");
    load(writing, "plans.jsonl", plan::node_kind(), "\"pacte-vert-2020/");
    load(writing, "links.jsonl", plan::link_kind(), "\"answers\"");
    load(writing, "proposals.jsonl", proposal_kind(), "");
    writing.commit();
  }

 private:
  static void load(store::Session& session, std::string const& file, source::RecordKind const& kind,
                   std::string_view containing) {
    std::ifstream lines{std::string{PACTE_SOURCE_DIR} + "/data/occitanie/" + file};
    for (std::string line; std::getline(lines, line);) {
      auto record = parse_json(line).value();
      if (line.find(containing) == std::string::npos) continue;
      record.erase("see_also");  // other kinds are not here
      if (kind.kind == source::Kind::plan_node &&
          !text_or_empty(record, "id").starts_with("pacte-vert-2020/"))
        continue;
      source::insert_record(session, kind, record, 1, *parse_instant("2026-03-01T12:00:00.000Z"));
    }
  }
};

bool has(web::Response const& response, std::string_view text) {
  return response.body.find(text) != std::string::npos;
}

TEST_P(ProposalPagesTest, aProposalShowsWhatAnswersIt) {
  auto const page = get("/propositions/P07");
  ASSERT_EQ(page.status, 200);
  for (char const* text : {"Proposition P07", "Action n°14", "À relire", "n’est pas imprimé",
                           "Prévu", "P06", "P08", "Enjeux où le numéro est ambigu"}) {
    EXPECT_TRUE(has(page, text)) << text;
  }
  EXPECT_TRUE(has(get("/propositions/p7"), "Proposition P07"));
  EXPECT_TRUE(has(get("/propositions/7"), "Proposition 7"));
  EXPECT_TRUE(has(get("/propositions/pacte-vert-2020/proposition-p07"), "Proposition P07"));
}

TEST_P(ProposalPagesTest, theApiGivesAnswersAndFollowUp) {
  auto const body = api("/api/v1/proposals/P07");
  EXPECT_EQ(body["id"], "pacte-vert-2020/proposition-p07");
  EXPECT_EQ(body["follow_up"]["answers"], 3);
  EXPECT_EQ(body["follow_up"]["planned"], 3);
  EXPECT_EQ(body["follow_up"]["to_review"], 5);
  EXPECT_EQ(body["answers"].size(), 8U);
  EXPECT_EQ(body["ambiguous_stakes"].size(), 2U);
  for (auto const& answer : body["answers"])
    EXPECT_FALSE(answer["sources"].empty());
}

TEST_P(ProposalPagesTest, unknownCodesAndFiltersAreRefused) {
  auto const missing = get("/propositions/P99");
  EXPECT_EQ(missing.status, 404);
  EXPECT_TRUE(has(missing, "Propositions citoyennes"));
  EXPECT_EQ(get("/api/v1/proposals/P99").status, 404);
  EXPECT_EQ(get("/propositions?serie=Q").status, 400);
  EXPECT_EQ(get("/propositions?reponse=oui").status, 400);
  EXPECT_EQ(get("/api/v1/proposals?answered=oui").status, 400);
}

TEST_P(ProposalPagesTest, listsEveryProposalOnceInTheOrderOfReading) {
  std::vector<std::string> codes;
  Json next = "/api/v1/proposals";
  while (next.is_string()) {
    auto const page = api(next.get<std::string>());
    for (auto const& item : page["items"])
      codes.push_back(item["code"].get<std::string>());
    ASSERT_TRUE(page.contains("next"));
    next = page["next"];
  }
  ASSERT_EQ(codes.size(), 203U);
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 203U);
  EXPECT_EQ(codes.front(), "P01");
  EXPECT_EQ(codes[45], "1");
  EXPECT_EQ(codes.back(), "290");
  EXPECT_TRUE(has(get("/propositions"), "Convention citoyenne"));
  EXPECT_EQ(get("/propositions?code=p7").status, 303);
}

TEST_P(ProposalPagesTest, theListCountsWhatThePageOfEachOneCounts) {
  std::size_t answered = 0;
  auto const items = api("/api/v1/proposals?series=P")["items"];
  for (auto const& item : items) {
    auto const alone = api("/api/v1/proposals/" + item["code"].get<std::string>());
    EXPECT_EQ(item["follow_up"], alone["follow_up"]) << item["code"];
    if (item["follow_up"]["answers"] > 0) ++answered;
  }
  EXPECT_GT(answered, 10U);
}

TEST_P(ProposalPagesTest, filtersByAnswerShareTheWhole) {
  std::size_t sum = 0;
  for (char const* answered : {"sure", "doubtful", "none"}) {
    Json next = std::string{"/api/v1/proposals?answered="} + answered;
    while (next.is_string()) {
      auto const page = api(next.get<std::string>());
      sum += page["items"].size();
      ASSERT_TRUE(page.contains("next"));
      next = page["next"];
    }
  }
  EXPECT_EQ(sum, 203U);
}

TEST_P(ProposalPagesTest, neighboursStopAtTheEndsOfTheSeries) {
  auto reading = database().read();
  auto const first = proposals_with_code(reading, "1").at(0);
  EXPECT_FALSE(previous_proposal(reading, first));
  EXPECT_EQ(next_proposal(reading, first)->code, "2");
  EXPECT_EQ(next_proposal(reading, proposals_with_code(reading, "9").at(0))->code, "10");
}

PACTE_ON_BOTH_DATABASES(ProposalPagesTest);

}  // namespace
}  // namespace pacte::participation
