// Verification bundles: written, read, computed again; and every way of being wrong.
#include "decision/bundle.hpp"

#include <gmock/gmock.h>

#include "decision/election/proof.hpp"
#include "decision/election_support.hpp"

namespace {

using namespace pacte::decision;
using pacte::Json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Bundle vote() {
  using namespace election;
  auto const rules =
      election::testing::rules_of({{"method", "stv"}, {"seats", "2"}, {"ties", "order"}});
  auto const made = election::testing::read("bulletin,nombre\nA>B,4\nB>C,3\nC,2\n", rules);
  return prove(made, rules, *elect(made, rules), "pacte test");
}

TEST(bundle, reads_back_and_computes_the_same) {
  auto const written = write_bundle(vote());
  auto const bundle = read_bundle(written);
  ASSERT_TRUE(bundle);
  EXPECT_EQ(write_bundle(*bundle), written);
  auto const computed = election::recompute(*bundle);
  ASSERT_TRUE(computed);
  EXPECT_THAT(differences("result", bundle->result, computed->result), ElementsAre());
  EXPECT_THAT(differences("certificate", bundle->certificate, computed->certificate),
              ElementsAre());
}

TEST(bundle, a_changed_ballot_shows_in_the_digest) {
  auto text = write_bundle(vote());
  auto const place = text.find("A>B;4");
  ASSERT_NE(place, std::string::npos);
  text.replace(place, 5, "A>B;5");
  auto const bundle = read_bundle(text);
  ASSERT_FALSE(bundle);
  EXPECT_THAT(bundle.error(), ElementsAre(HasSubstr("n’a pas l’empreinte annoncée")));
}

TEST(bundle, a_changed_result_shows_where) {
  auto bundle = vote();
  bundle.result["elected"][1] = "C";
  bundle.certificate["contests"][0]["stages"][0]["votes"]["A"] = 5;
  auto const computed = election::recompute(bundle);
  ASSERT_TRUE(computed);
  EXPECT_THAT(differences("result", bundle.result, computed->result),
              ElementsAre("result.elected[1] : \"C\" dans le fichier, \"B\" recompté"));
  EXPECT_THAT(differences("certificate", bundle.certificate, computed->certificate),
              ElementsAre(HasSubstr("certificate.contests[0].stages[0].votes.A : 5")));
}

TEST(bundle, changed_parameters_or_inputs_are_refused) {
  auto bundle = vote();
  bundle.parameters["seats"] = "zéro";
  EXPECT_FALSE(election::recompute(bundle));
  bundle = vote();
  bundle.inputs[0].text = "CANDIDATS\n";
  EXPECT_FALSE(election::recompute(bundle));
  bundle = vote();
  bundle.inputs[0].name = "autre";
  EXPECT_FALSE(election::recompute(bundle));
}

TEST(bundle, other_files_are_refused) {
  for (auto const* text :
       {"", "[]", "{}", R"({"format": "pacte-bundle"})",
        R"({"format": "pacte-bundle", "version": 2})",
        R"({"format": "pacte-bundle", "version": 1, "kind": "elect", "program": "p",
            "parameters": {}, "result": {}, "certificate": {}, "inputs": [3]})",
        R"({"format": "pacte-bundle", "version": 1, "kind": "elect", "program": "p",
            "parameters": [], "result": {}, "certificate": {}, "inputs": []})"}) {
    auto const bundle = read_bundle(text);
    ASSERT_FALSE(bundle) << text;
    EXPECT_FALSE(bundle.error().empty()) << text;
  }
}

TEST(bundle, differences_tell_what_is_missing_and_what_is_too_much) {
  EXPECT_THAT(differences("x", Json{{"a", 1}, {"b", 2}}, Json{{"b", 2}, {"c", 3}}),
              ElementsAre("x.c : absent du fichier", "x.a : de trop dans le fichier"));
  EXPECT_THAT(differences("x", Json::array({1, 2}), Json::array({1})),
              ElementsAre(HasSubstr("2 éléments dans le fichier, 1 recomptés")));
  EXPECT_THAT(differences("x", 0.1 + 0.2, 0.3), ElementsAre());
  EXPECT_THAT(differences("x", 0.3001, 0.3), ::testing::SizeIs(1));
}

}  // namespace
