// Files of rules as the commands read them: with their neighbours, and against the corpus above.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "app/rule/corpus.hpp"
#include "app/rule/files.hpp"
#include "base/text.hpp"

namespace pacte::app {
namespace {

namespace fs = std::filesystem;

class RuleFilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("pacte_rules_" + random_hex(6));
    fs::create_directories(root_ / "schemes");
    write("documents.jsonl",
          "{\"id\": \"plan/schema\", \"lines\": \"10-50\"}\n{\"id\": \"plan/annexe\", \"lines\": "
          "null}\n");
    write("instruments.jsonl", "{\"id\": \"plan/aide\"}\n");
    write("schemes/faits.regle", "vocabulaire v\nfait oui_a : oui ou non question \"A ?\"\n");
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string write(std::string const& name, std::string const& text) {
    std::ofstream{root_ / name, std::ios::binary} << text;
    return (root_ / name).string();
  }

  std::vector<std::string> faults(std::string const& text) {
    auto const file = write("schemes/aide.regle", "dispositif aide\n" + text);
    auto const corpus = corpus_above(file);
    EXPECT_TRUE(corpus);
    auto const folder = open_folder(file, vocabulary_of(file, ""));
    rule::Faults found;
    check_citations(folder.schemes.at("aide.regle").sheet, *corpus, found);
    std::vector<std::string> texts;
    for (auto const& fault : found)
      texts.push_back(to_text(fault, "f"));
    return texts;
  }

  fs::path root_;
};

TEST_F(RuleFilesTest, WhatTheCorpusHoldsIsNoFault) {
  EXPECT_TRUE(faults("fiche \"plan/aide\"\nsource \"plan/schema\" lignes 10-50\n"
                     "source \"plan/annexe\" lignes 900\ncondition c \"C\" : oui_a\n")
                  .empty());
}

TEST_F(RuleFilesTest, DocumentsLinesAndRecordsAreLookedFor) {
  auto const found = faults(
      "fiche \"plan/aid\"\nsource \"plan/schma\" lignes 12\n"
      "paramètre p \"P\" source \"plan/schema\" lignes 9-12\n"
      "  conflit non source \"plan/schema\" lignes 50-51 : oui\ncondition c \"C\" : oui_a\n");
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0],
            "f:3:8: erreur : Le corpus n’a pas de document « plan/schma ». Vouliez-vous dire « "
            "plan/schema » ?");
  EXPECT_NE(found[1].find("f:4:"), std::string::npos);
  EXPECT_NE(found[1].find("de la ligne 10 à la ligne 50"), std::string::npos);
  EXPECT_NE(found[2].find("f:5:"), std::string::npos);
  EXPECT_NE(found[3].find("f:2:7: erreur : Le corpus n’a pas de fiche « plan/aid »"),
            std::string::npos);
}

TEST_F(RuleFilesTest, WithoutACorpusNothingIsSaidOfSources) {
  fs::remove(root_ / "documents.jsonl");
  EXPECT_FALSE(corpus_above((root_ / "schemes/aide.regle").string()));
}

TEST_F(RuleFilesTest, SchemesOfOneFolderReferToOneAnother) {
  write("schemes/autre.regle", "dispositif autre\ncondition c \"C\" : oui_a\n");
  auto const file =
      write("schemes/aide.regle", "dispositif aide\ncondition c \"C\" : éligible(autre)\n");
  auto const folder = open_folder(file, vocabulary_of(file, ""));
  ASSERT_TRUE(folder.words);
  ASSERT_EQ(folder.schemes.size(), 2U);
  EXPECT_TRUE(folder.schemes.at("aide.regle").good());
}

}  // namespace
}  // namespace pacte::app
