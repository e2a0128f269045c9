// The rule files of the demonstration region, and those that the documentation shows.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "rule_support.hpp"

namespace pacte::rule::testing {
namespace {

std::filesystem::path const root{PACTE_SOURCE_DIR};

std::string text_of(std::filesystem::path const& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

CheckedVocabulary const& region() {
  static auto const read = read_vocabulary(text_of(root / "data/occitanie/schemes/faits.regle"));
  return read;
}

void good(CheckedScheme const& read, std::string const& name) {
  EXPECT_TRUE(read.good()) << name << "\n" << all_text(read.faults);
  EXPECT_FALSE(read.sheet.cases.empty()) << name;
  for (auto const& report : run_cases(read, region().vocabulary, nullptr, today))
    EXPECT_TRUE(report.faults.empty()) << name << ": " << report.title << "\n"
                                       << all_text(report.faults);
}

TEST(Schemes, AllOfTheRegionPassTheirCases) {
  ASSERT_FALSE(has_error(region().faults)) << all_text(region().faults);
  std::vector<std::string> names;
  std::vector<std::string> sources;
  for (auto const& entry : std::filesystem::directory_iterator{root / "data/occitanie/schemes"}) {
    if (entry.path().extension() != ".regle" || entry.path().filename() == "faits.regle") continue;
    names.push_back(entry.path().filename());
    sources.push_back(text_of(entry.path()));
  }
  for (auto const* wanted :
       {"aap-emergence.regle", "aide-a-la-garde-d-enfants.regle", "aide-ponctuelle-crous.regle",
        "bonification-territoriale.regle", "club-occitanie-sport-pour-tous.regle",
        "contrat-3s.regle", "contrat-agriculture-durable.regle",
        "contrat-entreprise-d-avenir.regle", "innov-emploi-recrutement.regle",
        "objectif-competences.regle", "orientation-numerique.regle",
        "pass-transformation-ecologique.regle", "pret-regional-souverainete-industrielle.regle",
        "revenu-ecologique-jeune.regle", "sesame.regle", "soutien-aux-associations-des-qpv.regle"})
    EXPECT_NE(std::ranges::find(names, wanted), names.end()) << wanted;
  auto const schemes = read_schemes(std::move(sources), region().vocabulary);
  for (std::size_t i = 0; i < schemes.size(); ++i)
    good(schemes[i], names[i]);
}

TEST(Schemes, EachFactAsksItsQuestionInBothLanguages) {
  for (auto const& fact : region().vocabulary.facts) {
    EXPECT_FALSE(fact.question.french.empty()) << fact.name;
    EXPECT_FALSE(fact.question.english.empty()) << fact.name;
  }
}

// Blocks of code of a page that hold a scheme.
std::vector<std::string> shown_schemes(std::string const& page) {
  std::vector<std::string> made;
  std::istringstream lines{page};
  std::string line;
  std::optional<std::string> block;
  while (std::getline(lines, line)) {
    if (!line.starts_with("```")) {
      if (block) *block += line + "\n";
    } else if (!block) {
      block.emplace();
    } else {
      if (block->starts_with("dispositif ")) made.push_back(*block);
      block.reset();
    }
  }
  return made;
}

TEST(Schemes, ThoseOfTheDocumentationWork) {
  for (auto const* page : {"docs/rules/README.md", "docs/guide/regles.md"}) {
    auto const schemes = shown_schemes(text_of(root / page));
    EXPECT_FALSE(schemes.empty()) << page;
    for (auto const& each : schemes)
      good(read_scheme(each, region().vocabulary), page);
  }
}

}  // namespace
}  // namespace pacte::rule::testing
