// Every fault that the check of one record can find, and that each sentence names its field.
#include "source/schema.hpp"

#include <gmock/gmock.h>

#include "source/record.hpp"

namespace pacte::source {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A kind with a field of each type.
RecordKind const& everything() {
  static RecordKind const kind{
      .kind = Kind::instrument,
      .fields = {{.name = "text", .label = "Texte", .nullable = true, .max_length = 10},
                 {.name = "choice", .values = {"one", "two"}, .value_labels = {"Un", "Deux"}},
                 {.name = "integer", .type = FieldType::integer, .nullable = true},
                 {.name = "number", .type = FieldType::number_or_text, .nullable = true},
                 {.name = "flag", .type = FieldType::boolean, .optional = true},
                 {.name = "date", .type = FieldType::date, .nullable = true},
                 {.name = "lines", .type = FieldType::lines, .nullable = true},
                 {.name = "list", .type = FieldType::texts, .max_length = 10},
                 {.name = "tags", .type = FieldType::terms},
                 {.name = "parent", .type = FieldType::reference, .nullable = true},
                 {.name = "others", .type = FieldType::references},
                 {.name = "free", .type = FieldType::json, .optional = true}},
      .check = [](Json const& record) -> std::vector<std::string> {
        if (record["choice"] == "two" && record["text"].is_null()) return {"« two » veut un texte"};
        return {};
      }};
  return kind;
}

Json good() {
  return {{"id", "test/one"},
          {"label", "Une fiche"},
          {"text", "texte"},
          {"choice", "one"},
          {"integer", 3},
          {"number", "1/3"},
          {"flag", true},
          {"date", "2022-03"},
          {"lines", "12-48"},
          {"list", {"a", "b"}},
          {"tags", Json::array()},
          {"parent", nullptr},
          {"others", Json::array()},
          {"free", {{"x", 1}}},
          {"sources",
           {{{"doc", "test/doc"}, {"lines", "3"}}, {{"doc", "test/doc"}, {"lines", "5-6"}}}}};
}

std::vector<std::string> faults_with(std::string const& field, Json value) {
  auto record = good();
  record[field] = std::move(value);
  return check_record(everything(), record);
}

std::vector<std::string> faults_without(std::string const& field) {
  auto record = good();
  record.erase(field);
  return check_record(everything(), record);
}

TEST(CheckRecord, aGoodRecordHasNoFault) {
  EXPECT_THAT(check_record(everything(), good()), IsEmpty());
  EXPECT_THAT(faults_without("flag"), IsEmpty());
  EXPECT_THAT(faults_with("number", 4.5), IsEmpty());
}

TEST(CheckRecord, aLineIsAnObject) {
  EXPECT_THAT(check_record(everything(), Json::array()), ElementsAre(HasSubstr("objet JSON")));
  EXPECT_THAT(check_record(everything(), Json("texte")), ElementsAre(HasSubstr("objet JSON")));
}

TEST(CheckRecord, identifiersAreScopeAndSlug) {
  EXPECT_THAT(faults_without("id"), ElementsAre(HasSubstr("« id » manque")));
  for (auto const* id : {"seul", "Maj/uscule", "été/x", "/debut", "fin/", "a b/c"}) {
    EXPECT_THAT(faults_with("id", id), ElementsAre(HasSubstr("domaine/nom-court"))) << id;
  }
  EXPECT_THAT(faults_with("id", "a/" + std::string(300, 'b')), ElementsAre(HasSubstr("200")));
}

TEST(CheckRecord, labelsAreNotEmptyNorEndless) {
  EXPECT_THAT(faults_with("label", " "), ElementsAre(HasSubstr("texte non vide")));
  EXPECT_THAT(faults_with("label", std::string(401, 'x')), ElementsAre(HasSubstr("400")));
}

TEST(CheckRecord, fieldsAreThereAndKnown) {
  EXPECT_THAT(faults_without("choice"), ElementsAre(HasSubstr("« choice » manque")));
  EXPECT_THAT(faults_with("choice", nullptr), ElementsAre(HasSubstr("ne peut pas être null")));
  EXPECT_THAT(faults_with("autre", 1), ElementsAre(HasSubstr("« autre » est inconnu")));
}

struct BadValue {
  char const* field;
  Json value;
  char const* said;
};

class CheckValues : public ::testing::TestWithParam<BadValue> {};

TEST_P(CheckValues, aValueOfAnotherTypeIsRefusedByName) {
  auto const& [field, value, said] = GetParam();
  auto const faults = faults_with(field, value);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_THAT(faults.front(), HasSubstr(said));
  EXPECT_THAT(faults.front(), HasSubstr(field));
}

INSTANTIATE_TEST_SUITE_P(
    EachType, CheckValues,
    ::testing::Values(
        BadValue{"text", 3, "doit être un texte"},
        BadValue{"text", "beaucoup trop long", "dépasse 10"},
        BadValue{"text", std::string("a\0b", 3), "caractère nul"},
        BadValue{"choice", "three", "valeurs admises : one, two"},
        BadValue{"integer", 3.5, "nombre entier"}, BadValue{"integer", "3", "nombre entier"},
        BadValue{"number", Json::array(), "doit être un texte"},
        BadValue{"flag", 1, "true ou false"}, BadValue{"date", "2022-13", "date qui existe"},
        BadValue{"date", "2023-02-29", "date qui existe"},
        BadValue{"date", 2022, "date qui existe"},
        BadValue{"lines", "48-12", "intervalle de lignes"},
        BadValue{"lines", 12, "intervalle de lignes"}, BadValue{"list", "a", "doit être une liste"},
        BadValue{"list", Json(std::vector<int>{1}), "doit être un texte"},
        BadValue{"list", Json(std::vector<std::string>(501, "a")), "plus de 500"},
        BadValue{"tags", nullptr, "ne peut pas être null"},
        BadValue{"parent", 1, "doit être un texte"},
        BadValue{"others", "a/b", "doit être une liste"}));

TEST(CheckRecord, everyFactSaysWhereItStands) {
  EXPECT_THAT(faults_without("sources"), ElementsAre(HasSubstr("« sources »")));
  EXPECT_THAT(faults_with("sources", Json::array()), ElementsAre(HasSubstr("au moins une source")));
  EXPECT_THAT(faults_with("sources", Json::array({{{"doc", "a/b"}}})),
              ElementsAre(HasSubstr("la source n° 1")));
  EXPECT_THAT(faults_with("sources", Json::array({{{"doc", "a/b"}, {"lines", "0"}}})),
              ElementsAre(HasSubstr("la source n° 1")));
}

TEST(CheckRecord, theEnvelopeIsChecked) {
  EXPECT_THAT(faults_with("note", 1), ElementsAre(HasSubstr("« note »")));
  EXPECT_THAT(faults_with("inferred", "text"), ElementsAre(HasSubstr("« inferred »")));
  EXPECT_THAT(faults_with("aliases", {{"a", 1}}), ElementsAre(HasSubstr("« aliases »")));
  EXPECT_THAT(faults_with("see_also", 1), ElementsAre(HasSubstr("« see_also »")));
  EXPECT_THAT(faults_with("conflicts", 1), ElementsAre(HasSubstr("« conflicts »")));
  EXPECT_THAT(faults_with("conflicts", Json::array({{{"field", "text"}}})),
              ElementsAre(HasSubstr("« conflicts »")));
  Json const without_lines{{"field", "text"}, {"value", 1}, {"doc", "a/b"}};
  EXPECT_THAT(faults_with("conflicts", Json::array({without_lines})),
              ElementsAre(HasSubstr("un élément de « conflicts »")));
}

TEST(CheckRecord, itemSourcesPointIntoSources) {
  EXPECT_THAT(faults_with("item_sources", {{"list", {{0U}, {0U, 1U}}}}), IsEmpty());
  EXPECT_THAT(faults_with("item_sources", 1), ElementsAre(HasSubstr("objet")));
  EXPECT_THAT(faults_with("item_sources", {{"list", Json::array({Json::array({0U})})}}),
              ElementsAre(HasSubstr("une liste par élément")));
  EXPECT_THAT(faults_with("item_sources", {{"nothing", Json::array()}}),
              ElementsAre(HasSubstr("item_sources.nothing")));
  EXPECT_THAT(faults_with("item_sources", {{"list", {{0U}, {2U}}}}),
              ElementsAre(HasSubstr("de 0 à 1")));
  EXPECT_THAT(faults_with("item_sources", {{"list", {{0U}, {-1}}}}),
              ElementsAre(HasSubstr("de 0 à 1")));
}

TEST(CheckRecord, allFaultsAreSaidAtOnceAndOwnRulesOnlyOfAGoodRecord) {
  auto record = good();
  record["choice"] = "three";
  record["integer"] = "x";
  record.erase("sources");
  EXPECT_EQ(check_record(everything(), record).size(), 3U);
  record = good();
  record["choice"] = "two";
  record["text"] = nullptr;
  EXPECT_THAT(check_record(everything(), record), ElementsAre("« two » veut un texte"));
}

TEST(ParseLines, oneLineOrARange) {
  EXPECT_EQ(parse_lines("12")->last, 12);
  EXPECT_EQ(parse_lines("12-48")->first, 12);
  EXPECT_EQ(parse_lines("12-48")->last, 48);
  for (auto const* text :
       {"", "0", "-", "12-", "-12", "48-12", "a", "1-2-3", "1 -2", "+1", "1234567890"}) {
    EXPECT_FALSE(parse_lines(text)) << text;
  }
}

TEST(JsonSchema, saysWhatIsRequiredAndWhatMayBeNull) {
  auto const schema = json_schema(everything());
  auto const required = schema["required"].get<std::vector<std::string>>();
  EXPECT_THAT(required, ::testing::Contains("choice"));
  EXPECT_THAT(required, ::testing::Not(::testing::Contains("flag")));
  EXPECT_EQ(schema["properties"]["choice"]["enum"], Json({"one", "two"}));
  EXPECT_EQ(schema["properties"]["integer"]["anyOf"][1]["type"], "null");
}

TEST(ValueLabel, isTheFrenchNameOrTheValue) {
  EXPECT_EQ(value_label(everything(), "choice", "two"), "Deux");
  EXPECT_EQ(value_label(everything(), "choice", "three"), "three");
  EXPECT_EQ(value_label(everything(), "nothing", "x"), "x");
}

}  // namespace
}  // namespace pacte::source
