// The faults of files and of a corpus as a whole.
#include "source/corpus.hpp"

#include <fstream>

#include <gmock/gmock.h>

#include "base/text.hpp"
#include "source/record.hpp"

namespace pacte::source {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

RecordKind const& node_kind() {
  static RecordKind const kind{
      .kind = Kind::plan_node,
      .fields = {{.name = "plan", .type = FieldType::reference, .targets = {Kind::plan_node}},
                 {.name = "level"},
                 {.name = "parent",
                  .type = FieldType::reference,
                  .nullable = true,
                  .targets = {Kind::plan_node}},
                 {.name = "near",
                  .type = FieldType::references,
                  .optional = true,
                  .targets = {Kind::plan_node}}}};
  return kind;
}

Json document(std::string const& id, std::string const& lines = "1-100") {
  return {
      {"id", id},         {"label", "Un document"}, {"title", "Titre"},
      {"type", "scheme"}, {"publisher", "Région"},  {"date", nullptr},
      {"act", nullptr},   {"file", "a.txt"},        {"part_of", nullptr},
      {"lines", lines},   {"amends", nullptr},      {"sources", {{{"doc", id}, {"lines", lines}}}}};
}

Json node(std::string const& id, std::string const& plan, Json parent,
          std::string const& lines = "3") {
  return {{"id", id},
          {"label", "Une ligne"},
          {"plan", plan},
          {"level", parent.is_null() ? "plan" : "action"},
          {"parent", std::move(parent)},
          {"sources", {{{"doc", "d/one"}, {"lines", lines}}}}};
}

// A corpus of one document and these nodes, checked.
std::vector<std::string> faults_of(std::vector<Json> const& nodes,
                                   std::vector<Json> const& more = {}) {
  Corpus corpus;
  read_lines(to_line(document("d/one")) + "\n", document_kind(), corpus);
  std::string text;
  for (auto const& one : more)
    text += to_line(one) + "\n";
  read_lines(text, document_kind(), corpus);
  text.clear();
  for (auto const& one : nodes)
    text += to_line(one) + "\n";
  read_lines(text, node_kind(), corpus);
  check_whole(corpus);
  std::vector<std::string> texts;
  for (auto const& fault : corpus.faults)
    texts.push_back(to_text(fault));
  return texts;
}

Corpus read(std::string_view text, CorpusLimits const& limits = {}) {
  Corpus corpus;
  read_lines(text, document_kind(), corpus, limits);
  return corpus;
}

std::string const good_line = to_line(document("d/one"));

TEST(ReadLines, readsEachLineWithItsNumber) {
  auto const corpus = read(good_line + "\n" + to_line(document("d/two")));
  ASSERT_THAT(corpus.records, SizeIs(2));
  EXPECT_THAT(corpus.faults, IsEmpty());
  EXPECT_EQ(corpus.records[1].line, 2U);
}

TEST(ReadLines, saysWhereTheFileIsWrong) {
  auto const corpus = read("\xEF\xBB\xBF" + good_line + "\n\n{\"id\": \n" + good_line + "\xFF\n");
  ASSERT_THAT(corpus.faults, SizeIs(4));
  EXPECT_THAT(to_text(corpus.faults[0]), ::testing::StartsWith("documents.jsonl:1: "));
  EXPECT_THAT(corpus.faults[0].message, HasSubstr("BOM"));
  EXPECT_EQ(corpus.faults[1].line, 2U);
  EXPECT_THAT(corpus.faults[1].message, HasSubstr("ligne vide"));
  EXPECT_EQ(corpus.faults[2].line, 3U);
  EXPECT_EQ(corpus.faults[3].line, 4U);
  EXPECT_THAT(corpus.records, SizeIs(1));
}

TEST(ReadLines, refusesDuplicateKeysAndLongLines) {
  auto twice = good_line;
  twice.insert(1, "\"id\": \"d/other\", ");
  EXPECT_THAT(read(twice).faults, SizeIs(1));
  auto const corpus = read(good_line, {.max_line = 20});
  ASSERT_THAT(corpus.faults, SizeIs(1));
  EXPECT_THAT(corpus.faults[0].message, HasSubstr("plus de 20 octets"));
}

TEST(ReadLines, stopsListingPastTheLimit) {
  auto const corpus = read("\n\n\n\n\n", {.max_faults = 2});
  ASSERT_THAT(corpus.faults, SizeIs(3));
  EXPECT_THAT(to_text(corpus.faults.back()), HasSubstr("plus de 2 fautes"));
}

TEST(CheckWhole, aSoundTreeHasNoFault) {
  EXPECT_THAT(faults_of({node("p/plan", "p/plan", nullptr), node("p/a", "p/plan", "p/plan")}),
              IsEmpty());
}

TEST(CheckWhole, anIdentifierStandsOnceInAllFiles) {
  auto const faults =
      faults_of({node("p/plan", "p/plan", nullptr), node("p/plan", "p/plan", nullptr),
                 node("d/one", "p/plan", "p/plan")});
  EXPECT_THAT(
      faults,
      ElementsAre(
          HasSubstr("plans.jsonl:2: l’identifiant « p/plan » est déjà pris à plans.jsonl:1"),
          HasSubstr("déjà pris à documents.jsonl:1")));
}

TEST(CheckWhole, sourcesNameADocumentAndLinesInIt) {
  auto lost = node("p/plan", "p/plan", nullptr);
  lost["sources"][0]["doc"] = "d/lost";
  EXPECT_THAT(faults_of({lost}),
              ElementsAre(HasSubstr("le document « d/lost » n’est pas dans documents.jsonl")));
  auto own = node("p/plan", "p/plan", nullptr);
  own["sources"][0]["doc"] = "p/plan";
  EXPECT_THAT(faults_of({own}), ElementsAre(HasSubstr("le document « p/plan »")));
  EXPECT_THAT(faults_of({node("p/plan", "p/plan", nullptr, "90-101")}),
              ElementsAre(HasSubstr("sortent du document")));
  auto conflicting = node("p/plan", "p/plan", nullptr);
  conflicting["conflicts"] =
      Json::array({{{"field", "label"}, {"value", "x"}, {"doc", "d/lost"}, {"lines", "1"}}});
  EXPECT_THAT(faults_of({conflicting}), ElementsAre(HasSubstr("« d/lost »")));
}

TEST(CheckWhole, referencesNameSomethingOfTheRightKind) {
  auto const root = node("p/plan", "p/plan", nullptr);
  auto lost = node("p/a", "p/plan", "p/plan");
  lost["near"] = {"p/lost"};
  EXPECT_THAT(faults_of({root, lost}),
              ElementsAre(HasSubstr("« near » nomme « p/lost », qui n’existe pas")));
  lost["near"] = {"d/one"};
  EXPECT_THAT(faults_of({root, lost}), ElementsAre(HasSubstr("qui est dans documents.jsonl")));
  lost["near"] = {"p/a"};
  EXPECT_THAT(faults_of({root, lost}), ElementsAre(HasSubstr("à lui-même")));
  lost.erase("near");
  lost["see_also"] = {"p/lost"};
  EXPECT_THAT(faults_of({root, lost}), ElementsAre(HasSubstr("« see_also » nomme « p/lost »")));
}

TEST(CheckWhole, aLineStandsInItsPlan) {
  auto const root = node("p/plan", "p/plan", nullptr);
  EXPECT_THAT(faults_of({root, node("p/a", "p/lost", "p/plan")}),
              ::testing::Contains(HasSubstr("le plan « p/lost » n’existe pas")));
  EXPECT_THAT(faults_of({root, node("p/a", "p/plan", "p/plan"), node("p/b", "p/a", "p/a")}),
              ::testing::Contains(HasSubstr("« p/a » n’est pas la racine d’un plan")));
  auto orphan = node("p/a", "p/plan", nullptr);
  orphan["level"] = "action";
  EXPECT_THAT(faults_of({root, orphan}), ElementsAre(HasSubstr("sans parent")));
  EXPECT_THAT(faults_of({root, node("q/plan", "q/plan", nullptr), node("q/a", "q/plan", "p/plan")}),
              ElementsAre(HasSubstr("dans un autre plan")));
}

TEST(CheckWhole, cyclesAreFoundOnce) {
  auto const root = node("p/plan", "p/plan", nullptr);
  EXPECT_THAT(faults_of({root, node("p/a", "p/plan", "p/b"), node("p/b", "p/plan", "p/c"),
                         node("p/c", "p/plan", "p/a")}),
              ElementsAre(HasSubstr("cycle")));
  auto first = document("d/two");
  auto second = document("d/three");
  first["part_of"] = "d/three";
  second["part_of"] = "d/two";
  EXPECT_THAT(faults_of({}, {first, second}), ElementsAre(HasSubstr("cycle")));
}

TEST(ReadCorpus, missesNoFile) {
  namespace fs = std::filesystem;
  auto const folder = fs::temp_directory_path() / ("pacte_corpus_" + random_hex(6));
  fs::create_directories(folder);
  std::ofstream{folder / "plans.jsonl"} << to_line(node("p/plan", "p/plan", nullptr)) << "\n";
  std::ofstream{folder / "strange.jsonl"} << "\n";
  auto const corpus = read_corpus(folder, {&document_kind(), &node_kind()}, {.max_file = 10});
  fs::remove_all(folder);
  std::vector<std::string> texts;
  for (auto const& fault : corpus.faults)
    texts.push_back(to_text(fault));
  EXPECT_THAT(texts, ElementsAre(HasSubstr("documents.jsonl: fichier introuvable"),
                                 HasSubstr("plans.jsonl: fichier de plus de"),
                                 HasSubstr("strange.jsonl: sorte inconnue")));
}

}  // namespace
}  // namespace pacte::source
