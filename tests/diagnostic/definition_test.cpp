// The file of a diagnostic: what is refused, and on which line.
#include "diagnostic/definition.hpp"

#include <fstream>
#include <functional>

#include <gmock/gmock.h>

#include "diagnostic/json_lines.hpp"
#include "diagnostic_samples.hpp"

namespace pacte::diagnostic {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Change = std::function<void(Json&)>;

// The faults of the sample once changed.
std::vector<std::string> faults_after(Change const& change) {
  auto json = sample();
  change(json);
  auto const made = read_definition(json.dump(2));
  std::vector<std::string> messages;
  if (made) return messages;
  for (auto const& fault : made.error()) {
    EXPECT_GT(fault.line, 0U);
    messages.push_back(fault.message);
  }
  return messages;
}

TEST(DiagnosticFile, theSampleReads) {
  EXPECT_TRUE(read_definition(sample().dump()));
}

TEST(DiagnosticFile, theVersionComesFromTheContent) {
  EXPECT_EQ(read_definition(sample().dump())->id, read_definition(sample().dump(4))->id);
  auto other = sample();
  other["parameters"]["high"]["value"] = 51;
  EXPECT_NE(read_definition(sample().dump())->id, read_definition(other.dump())->id);
}

struct Case {
  char const* name;
  Change change;
  char const* fault;
};

class FaultyFile : public ::testing::TestWithParam<Case> {};

TEST_P(FaultyFile, isRefusedWithItsPlace) {
  EXPECT_THAT(faults_after(GetParam().change), Contains(HasSubstr(GetParam().fault)));
}

Json& question(Json& json, int axis, int place) {
  return json["axes"][axis]["questions"][place];
}

INSTANTIATE_TEST_SUITE_P(
    DiagnosticFile, FaultyFile,
    ::testing::Values(
        Case{"missingField", [](Json& j) { j.erase("title"); }, "/title : ce champ manque"},
        Case{"unknownField", [](Json& j) { j["colour"] = 1; }, "/colour : ce champ n’existe pas"},
        Case{"oneLanguage", [](Json& j) { j["title"].erase("en"); }, "/title/en : ce champ manque"},
        Case{"badKey", [](Json& j) { j["key"] = "Été"; }, "/key : une clé est attendue"},
        Case{"fraction", [](Json& j) { question(j, 0, 0)["points"] = 1.5; },
             "un nombre entier de 1 à 1000"},
        Case{"hugeNumber", [](Json& j) { j["order"] = 18'446'744'073'709'551'615ULL; },
             "/order : un nombre entier"},
        Case{"unknownType", [](Json& j) { question(j, 0, 0)["type"] = "colour"; },
             "types admis : single"},
        Case{"unknownParameter", [](Json& j) { j["levels"][1]["from"] = "no-such"; },
             "le paramètre « no-such »"},
        Case{"unusedParameter", [](Json& j) { j["parameters"]["idle"] = j["parameters"]["high"]; },
             "/parameters/idle : ce paramètre ne sert nulle part"},
        Case{"twoAxes", [](Json& j) { j["axes"].erase(2); }, "de 3 à 10 éléments"},
        Case{"axisWithoutQuestion", [](Json& j) { j["axes"][2]["questions"] = Json::array(); },
             "/axes/2/questions : de 1 à 40 éléments"},
        Case{"sameKeyTwice", [](Json& j) { question(j, 0, 1)["key"] = "choice"; },
             "deux questions portent la clé « choice »"},
        Case{"sameOptionTwice", [](Json& j) { question(j, 0, 0)["options"][1]["key"] = "none"; },
             "deux réponses portent la clé « none »"},
        Case{"unknownQuestion", [](Json& j) { question(j, 0, 1)["if"][0]["question"] = "no-such"; },
             "/axes/0/questions/1/if/0/question : la question « no-such » n’existe pas"},
        Case{"laterQuestion", [](Json& j) { question(j, 0, 1)["if"][0]["question"] = "several"; },
             "vient plus tard"},
        Case{"itself", [](Json& j) { question(j, 0, 1)["if"][0]["question"] = "after"; },
             "vient plus tard"},
        Case{"unknownAnswer",
             [](Json& j) { question(j, 0, 1)["if"][0]["answers"] = Json::array({"maybe"}); },
             "« maybe » n’est pas une réponse de la question « choice »"},
        Case{"numberCondition",
             [](Json& j) {
               question(j, 0, 1)["if"] =
                   Json::array({{{"question", "people"}, {"answers", {"all"}}}});
             },
             "pour un nombre"},
        Case{"unreachable",
             [](Json& j) {
               question(j, 0, 1)["if"] =
                   Json::array({{{"question", "choice"}, {"answers", {"all"}}},
                                {{"question", "choice"}, {"answers", {"none"}}}});
             },
             "cette question n’est jamais posée"},
        Case{"unreachableBySize",
             [](Json& j) {
               question(j, 0, 1)["if"] = Json::array({{{"question", "people"}, {"below", 5}}});
             },
             "cette question n’est jamais posée"},
        Case{"unreachableInShort",
             [](Json& j) {
               question(j, 0, 1)["short"] = true;
               question(j, 0, 0).erase("short");
             },
             "le module court ne pose pas la question « choice »"},
        Case{"axisWithoutShort", [](Json& j) { question(j, 2, 0).erase("short"); },
             "le module court n’a aucune question"},
        Case{"shortWithoutModule",
             [](Json& j) {
               j.erase("small_firm");
               j["parameters"].erase("small");
             },
             "il n’y a pas de module court"},
        Case{"bestAnswer", [](Json& j) { question(j, 0, 0)["options"][2]["points"] = 3; },
             "la meilleure réponse vaut 3, et non 4"},
        Case{"sumOfAnswers", [](Json& j) { question(j, 1, 0)["options"][0]["points"] = 2; },
             "les points des réponses font 7 en tout, et non 6"},
        Case{"exclusiveWithPoints",
             [](Json& j) {
               question(j, 1, 0)["options"][2]["points"] = 2;
               question(j, 1, 0)["options"][3]["points"] = 1;
             },
             "une réponse qui exclut les autres"},
        Case{"bandsDecrease", [](Json& j) { question(j, 2, 0)["bands"][2]["from"] = 20; },
             "les tranches doivent croître"},
        Case{"firstBand", [](Json& j) { question(j, 2, 0)["bands"][0]["from"] = 1; },
             "la première tranche commence au minimum"},
        Case{"axisPoints", [](Json& j) { j["axes"][0]["points"] = 9; },
             "les points des questions font 8 en tout, et non 9"},
        Case{"weights", [](Json& j) { j["parameters"]["weight-one"]["value"] = 40; },
             "les poids des axes font 90 en tout"},
        Case{"thresholds",
             [](Json& j) {
               j["levels"].push_back(j["levels"][1]);
               j["levels"][2]["key"] = "higher";
             },
             "les seuils des niveaux doivent croître"},
        Case{"levelText", [](Json& j) { j["axes"][0]["levels"].erase("high"); },
             "le texte du niveau « high » manque"},
        Case{"unknownLevelText",
             [](Json& j) { j["axes"][0]["levels"]["top"] = sample_text("top"); },
             "le niveau « top » n’existe pas"},
        Case{"stepAxis", [](Json& j) { j["next_steps"][0]["axis"] = "four"; },
             "l’axe « four » n’existe pas"},
        Case{"stepLevel", [](Json& j) { j["next_steps"][0]["up_to"] = "high"; },
             "jusqu’au plus haut niveau"}),
    [](auto const& tested) { return std::string{tested.param.name}; });

TEST(DiagnosticFile, aTextThatIsNotJsonSaysItsLine) {
  auto const made = read_definition("{\n  \"key\": \"a\",\n  oops\n}");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().at(0).line, 3U);
}

TEST(DiagnosticFile, aFaultIsOnItsLine) {
  auto json = sample();
  json["version"] = 3;
  auto const made = read_definition(json.dump(2));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().at(0).line, 3U) << "after the brace and the key";
}

TEST(DiagnosticFile, tooLongIsRefused) {
  EXPECT_FALSE(read_definition(std::string(longest_file + 1, ' ')));
}

TEST(JsonLines, keysItemsAndTheNearest) {
  auto const lines = lines_of("{\n\"a\": [\n1,\n{\"b\\\"c\": \"x\\\\\"}\n],\n\"d\": {}\n}");
  EXPECT_EQ(line_of(lines, "/a"), 2U);
  EXPECT_EQ(line_of(lines, "/a/0"), 3U);
  EXPECT_EQ(line_of(lines, "/a/1/b\"c"), 4U);
  EXPECT_EQ(line_of(lines, "/a/1/none/deeper"), 4U);
  EXPECT_EQ(line_of(lines, "/d"), 6U);
  EXPECT_EQ(line_of(lines, "/nothing"), 1U);
}

TEST(DiagnosticAnswers, everyShapeAndBack) {
  auto const definition = read(sample());
  Json const given{{"people", 12},
                   {"choice", "half"},
                   {"after", "no"},
                   {"several", {"a", "c"}},
                   {"share", "not-applicable"}};
  auto const answers = answers_of(definition, given);
  EXPECT_EQ(to_line(answers_json(definition, answers)), to_line(given));
}

TEST(DiagnosticAnswers, allFaultsAtOnce) {
  auto const definition = read(sample());
  auto const read_back = read_answers(definition,
                                      {{"people", -1},
                                       {"choice", "no-such"},
                                       {"several", {"a", "neither"}},
                                       {"after", "not-applicable"},
                                       {"share", 1.5},
                                       {"colour", "red"}},
                                      web::Locale::fr);
  ASSERT_FALSE(read_back);
  std::vector<std::string> fields;
  for (auto const& error : read_back.error())
    fields.push_back(error.field);
  EXPECT_THAT(fields, ElementsAre("/answers/people", "/answers/choice", "/answers/several",
                                  "/answers/after", "/answers/share", "/answers/colour"));
}

TEST(DiagnosticAnswers, numbersAsPeopleWriteThem) {
  auto const definition = read(sample());
  auto const& people = definition.profile.at(0);
  auto const parsed = [&](std::string const& text) {
    return parse_answer(people, {text}, web::Locale::fr);
  };
  EXPECT_EQ((*parsed(" 1\u202F000 "))->number, 1'000);
  EXPECT_FALSE(parsed("1,5"));
  EXPECT_FALSE(parsed("1001"));
  EXPECT_FALSE(*parsed("  "));
}

// The questionnaires that come with Pacte.
TEST(DiagnosticFile, theDemonstrationReads) {
  auto const folder =
      std::filesystem::path{PACTE_SOURCE_DIR} / "data" / "occitanie" / "diagnostics";
  std::size_t count = 0;
  for (auto const& entry : std::filesystem::directory_iterator{folder}) {
    std::ifstream input{entry.path(), std::ios::binary};
    std::string const text{std::istreambuf_iterator<char>{input}, {}};
    auto const made = read_definition(text);
    if (!made) {
      for (auto const& fault : made.error())
        ADD_FAILURE() << entry.path().filename() << ':' << fault.line << ": " << fault.message;
      continue;
    }
    ++count;
    for (auto const& axis : made->axes) {
      EXPECT_TRUE(std::ranges::any_of(made->next_steps,
                                      [&](NextStep const& step) { return step.axis == axis.key; }))
          << axis.key << " has no next step";
    }
  }
  EXPECT_EQ(count, 3U);
}

}  // namespace
}  // namespace pacte::diagnostic
