// Which question comes next, over the schemes of the demonstration: the conversations that people
// have with them.
#include "simulation/rules.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "rule/calendar.hpp"
#include "simulation/answers.hpp"
#include "simulation/words.hpp"

namespace pacte::simulation {
namespace {

using rule::Verdict;

std::string text_of(std::filesystem::path const& file) {
  std::ifstream in{file};
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

class Schemes : public ::testing::Test {
 protected:
  void SetUp() override {
    auto const folder = std::filesystem::path{PACTE_SOURCE_DIR} / "data/occitanie/schemes";
    words = rule::read_vocabulary(text_of(folder / "faits.regle"));
    std::vector<std::string> sources;
    for (auto const& file : std::filesystem::directory_iterator{folder}) {
      if (file.path().filename() == "faits.regle") continue;
      sources.push_back(text_of(file.path()));
    }
    schemes = rule::read_schemes(std::move(sources), words.vocabulary);
    for (auto const& scheme : schemes) {
      EXPECT_TRUE(scheme.good()) << scheme.program.name;
      candidates.push_back({scheme.program.record, 1, &scheme.program});
    }
    ASSERT_GT(candidates.size(), 10U);
  }

  Simulation run(Json const& facts, std::set<int> const& passed = {}) {
    auto const read = read_answers(words, facts, today, web::Locale::fr);
    EXPECT_TRUE(read.faults.empty());
    return simulate(candidates, read.facts, nullptr, passed);
  }

  std::string next(Json const& facts, std::set<int> const& passed = {}) {
    auto const made = run(facts, passed);
    return made.next ? words.vocabulary.facts[static_cast<std::size_t>(made.next->fact)].name : "";
  }

  Judged judged(Json const& facts, std::string const& scheme, std::set<int> const& passed = {}) {
    for (auto& each : run(facts, passed).schemes) {
      if (each.candidate.program->name == scheme) return std::move(each);
    }
    ADD_FAILURE() << scheme << " has no rules";
    return {};
  }

  Verdict verdict(Json const& facts, std::string const& scheme, std::set<int> const& passed = {}) {
    return judged(facts, scheme, passed).explanation.outcome.verdict;
  }

  int fact(std::string const& name) { return words.vocabulary.find(name).value(); }

  // What is asked, in its order, when all that is not said is passed.
  std::vector<std::string> conversation(Json const& facts) {
    Json said = Json::object();
    std::set<int> passed;
    std::vector<std::string> asked;
    for (auto name = next(said, passed); !name.empty(); name = next(said, passed)) {
      asked.push_back(name);
      if (facts.contains(name)) {
        said[name] = facts.at(name);
      } else {
        passed.insert(fact(name));
      }
      if (asked.size() > words.vocabulary.facts.size()) break;
    }
    return asked;
  }

  std::int64_t today = rule::parse_day("2026-11-21").value();
  rule::CheckedVocabulary words;
  std::vector<rule::CheckedScheme> schemes;
  std::vector<Candidate> candidates;
};

TEST_F(Schemes, whoAsksComesFirst) {
  EXPECT_EQ(next(Json::object()), "demandeur.statut");
  auto const made = run(Json::object());
  EXPECT_GT(made.next->concerns.size(), 8U) << "it settles most of them";
}

TEST_F(Schemes, aFirmIsAskedWhatItIsBeforeWhatItPlans) {
  Json const firm{{"demandeur.statut", "entreprise"}};
  EXPECT_EQ(next(firm), "entreprise.effectif");
  auto const asked = conversation(firm);
  EXPECT_EQ(std::ranges::find(asked, "exploitation.volontaire"), asked.end());
  EXPECT_EQ(std::ranges::find(asked, "club.charte"), asked.end());
  EXPECT_EQ(std::ranges::find(asked, "demandeur.naissance"), asked.end());
  EXPECT_NE(std::ranges::find(asked, "projet.transformations"), asked.end());
}

TEST_F(Schemes, anAssociationIsAskedAboutItsNeighbourhood) {
  EXPECT_EQ(next({{"demandeur.statut", "association"}}), "projet.commune");
}

TEST_F(Schemes, aPersonIsAskedTheirAge) {
  EXPECT_EQ(next({{"demandeur.statut", "personne"}}), "demandeur.naissance");
}

TEST_F(Schemes, aFarmerIsAskedAboutTheFarm) {
  EXPECT_EQ(next({{"demandeur.statut", "exploitation"}}), "exploitation.volontaire");
}

TEST_F(Schemes, whatAFormTakesIsNeverTheAmountOfAnAid) {
  for (auto const* who :
       {"entreprise", "association", "exploitation", "personne", "etablissement"}) {
    auto const read = read_answers(words, {{"demandeur.statut", who}}, today, web::Locale::fr);
    Words const shown{.facts = read.facts, .locale = web::Locale::fr, .place = {}};
    for (auto const& judged : simulate(candidates, read.facts, nullptr, {}).schemes) {
      auto const& program = *judged.candidate.program;
      if (program.name == "aap_emergence" && judged.amount) {
        EXPECT_EQ(judged.amount->most, std::nullopt);
      }
      for (auto const& node : program.nodes) {
        if (node.type.kind != rule::Kind::quantity) continue;
        auto const text = shown.value(node.type, node.scale, judged.told[node.slot]);
        EXPECT_EQ(text.find("000\u202F000\u202F000"), std::string::npos) << text << node.text;
      }
    }
  }
}

TEST_F(Schemes, theEveOfThirtyIsStillYoung) {
  Json facts{{"demandeur.statut", "personne"},
             {"parcours.metier_vert", true},
             {"demandeur.naissance", "1996-11-22"}};
  EXPECT_EQ(verdict(facts, "revenu_ecologique_jeune"), Verdict::eligible);
  facts["demandeur.naissance"] = "1996-11-21";
  EXPECT_EQ(verdict(facts, "revenu_ecologique_jeune"), Verdict::ineligible);
}

TEST_F(Schemes, noQuestionComesTwiceAndAllEnd) {
  for (auto const* who :
       {"entreprise", "association", "exploitation", "personne", "etablissement", "commune"}) {
    auto asked = conversation({{"demandeur.statut", who}});
    EXPECT_LE(asked.size(), 60U) << who;
    std::ranges::sort(asked);
    EXPECT_EQ(std::ranges::adjacent_find(asked), asked.end()) << who;
  }
}

TEST_F(Schemes, whoeverPassesThePlaceIsAskedWhatItWouldHaveTold) {
  auto const asked = conversation({{"demandeur.statut", "association"}});
  auto const place = std::ranges::find(asked, "projet.commune");
  ASSERT_NE(place, asked.end());
  EXPECT_NE(std::find(place, asked.end(), "projet.en_qpv"), asked.end());
  auto const firm =
      conversation({{"demandeur.statut", "entreprise"}, {"projet.touristique", true}});
  for (auto const* name :
       {"projet.en_grand_site", "projet.en_bourg_centre", "projet.population_de_la_commune"})
    EXPECT_NE(std::ranges::find(firm, name), firm.end()) << name;
}

TEST_F(Schemes, whatIsSaidInsteadOfAPlacePassedCounts) {
  auto const* const fund = "soutien_aux_associations_des_qpv";
  Json facts{{"demandeur.statut", "association"},
             {"projet.en_qpv", true},
             {"projet.publics", {"jeunes"}},
             {"projet.depenses", {{{"montant", 20000}}}}};
  std::set<int> const passed{fact("projet.commune")};
  EXPECT_EQ(verdict(facts, fund), Verdict::unknown) << "the place might tell otherwise";
  EXPECT_EQ(verdict(facts, fund, passed), Verdict::eligible);
  facts["projet.en_qpv"] = false;
  EXPECT_EQ(verdict(facts, fund, passed), Verdict::ineligible);
  facts.erase("projet.en_qpv");
  auto const misses = [&](std::string const& name) {
    auto const missing = judged(facts, fund, passed).explanation.missing;
    return std::ranges::find(missing, fact(name)) != missing.end();
  };
  EXPECT_EQ(verdict(facts, fund, passed), Verdict::unknown);
  EXPECT_TRUE(misses("projet.commune")) << "it may still be told";
  EXPECT_TRUE(misses("projet.en_qpv"));
  facts["projet.commune"] = "31555";
  EXPECT_FALSE(misses("projet.commune")) << "given in the end";
}

TEST_F(Schemes, aQuestionConcernsTheSchemesThatMissIt) {
  auto const made = run({{"demandeur.statut", "association"}});
  ASSERT_TRUE(made.next);
  for (auto const position : made.next->concerns) {
    auto const& missing = made.schemes.at(position).explanation.missing;
    EXPECT_NE(std::ranges::find(missing, made.next->fact), missing.end());
  }
}

}  // namespace
}  // namespace pacte::simulation
