// The small corpus with a folder of rules: facts of an enterprise, and a fund for small ones.
#pragma once

#include <filesystem>
#include <fstream>

#include "aid/operations/import_rules.hpp"
#include "aid/rule_book.hpp"
#include "aid/scheme_fixture.hpp"

namespace pacte::aid {

inline std::string const words = R"(vocabulaire petit
unité salarié "salariés" : salariés
fait entreprise.effectif : nombre salariés, de 0 à 10 000
  question "Combien de salariés ?" anglais "How many employees?"
fait entreprise.siege : commune
  question "Où est le siège ?" anglais "Where is the head office?"
fait projet.depenses : argent, de 0 à 1 000 000
  question "Quelles dépenses ?" anglais "Which spending?")";

/// `fund_rules("20")`: fewer than 20 employees.
inline std::string fund_rules(std::string const& limit) {
  return R"(dispositif fonds_regional
titre "Fonds régional" anglais "Regional fund"
fiche "a/fund"
source "d/one" lignes 3-4

paramètre limite "Salariés à ne pas atteindre" source "d/one" lignes 3 : )" +
         limit + R"( salariés
paramètre taux_d_aide "Taux" : 50 % à fixer

condition petite "Une petite entreprise" source "d/one" lignes 3 :
  entreprise.effectif < limite

montant
  assiette "Dépenses" source "d/one" lignes 4 : projet.depenses
  taux "Taux" source "d/one" lignes 4 : taux_d_aide
  plafond "Plafond" source "d/one" lignes 4 : 10 000 €

essai "Douze salariés"
  fait entreprise.effectif : 12 salariés
  fait projet.depenses : 8 000 €
  attend éligible
  aide 4 000 €

essai "Dix-neuf salariés"
  fait entreprise.effectif : 19 salariés
  fait projet.depenses : 8 000 €
  attend )" +
         std::string{limit == "20" ? "éligible" : "inéligible"};
}

class RuleTest : public SchemeTest {
 protected:
  void SetUp() override {
    SchemeTest::SetUp();
    if (IsSkipped()) return;
    describe();
    folder_ = std::filesystem::temp_directory_path() / ("pacte_rules_" + random_hex(8));
    std::filesystem::create_directories(folder_);
    write("faits.regle", words);
    write("fonds.regle", fund_rules("20"));
  }

  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
    SchemeTest::TearDown();
  }

  void write(std::string const& file, std::string const& text) {
    std::ofstream{folder_ / file, std::ios::binary} << text << "\n";
  }

  void remove_file(std::string const& file) { std::filesystem::remove(folder_ / file); }

  Result<RulesImport> import() { return import_rules(database(), folder_, "command-line", noon); }

  RulesImport load() {
    auto const report = import();
    EXPECT_TRUE(report) << (report ? ""
                                   : report.error().fields.front().field + " " +
                                         report.error().fields.front().message);
    return report.value_or(RulesImport{});
  }

  std::shared_ptr<RuleBook const> book() {
    auto reading = database().read();
    return keeper_.current(reading);
  }

 private:
  std::filesystem::path folder_;
  RuleBookKeeper keeper_;
};

}  // namespace pacte::aid
