// Rules and facts made up from a seed: what they say does not matter, that they hold together does.
#pragma once

#include <random>

#include "rule_support.hpp"

namespace pacte::rule::testing {

class RandomRules {
 public:
  explicit RandomRules(std::uint64_t seed) : random_{seed} {}

  std::string truth(int depth) {
    switch (pick(depth <= 0 ? 9 : 14)) {
      case 0: return "oui_a";
      case 1: return "oui_b";
      case 2: return "oui_c";
      case 3: return fmt::format("effectif {} {} salariés", comparison(), pick(6) * 10);
      case 4: return fmt::format("taille dans {{ {} }}", one_of({"tpe", "pme, eti", "eti"}));
      case 5: return fmt::format("{} dans themes", one_of({"eau", "energie", "climat"}));
      case 6: return fmt::format("age(naissance) {} {} ans", comparison(), 16 + pick(20));
      case 7: return fmt::format("{} {} {} €", money(depth - 1), comparison(), pick(50) * 100);
      case 8: return fmt::format("duree dans [{} mois, {} mois[", pick(10), 10 + pick(20));
      case 9: return fmt::format("({} et {})", truth(depth - 1), truth(depth - 1));
      case 10: return fmt::format("({} ou {})", truth(depth - 1), truth(depth - 1));
      case 11: return fmt::format("(non ({}))", truth(depth - 1));
      case 12:
        return fmt::format("(si {} alors {} sinon {})", truth(depth - 1), truth(depth - 1),
                           truth(depth - 1));
      default: return fmt::format("un(depenses.montant {} {} €)", comparison(), pick(30) * 100);
    }
  }

  std::string money(int depth) {
    switch (pick(depth <= 0 ? 3 : 9)) {
      case 0: return "cout";
      case 1: return fmt::format("{} €", pick(60) * 100);
      case 2: return "somme(depenses.montant si depenses.theme = eau)";
      case 3: return fmt::format("({} + {})", money(depth - 1), money(depth - 1));
      case 4: return fmt::format("({} - {})", money(depth - 1), money(depth - 1));
      case 5: return fmt::format("min({}; {})", money(depth - 1), money(depth - 1));
      case 6: return fmt::format("({} % de {})", pick(100), money(depth - 1));
      case 7: return fmt::format("arrondi({}; {} €)", money(depth - 1), 1 + pick(9));
      default:
        return fmt::format("(si {} alors {} sinon {})", truth(depth - 1), money(depth - 1),
                           money(depth - 1));
    }
  }

  std::string body() {
    std::string made;
    for (auto i = 1 + pick(3); i > 0; --i)
      made += fmt::format("condition c{} \"C\" source \"s\" lignes 1 : {}\n", i, truth(3));
    made += "montant assiette : max(0 €; " + money(2) + ")\n taux : 30 % bonus si " + truth(1) +
            " : 5 %\n plafond : " + money(1) + "\n";
    return made;
  }

  /// Names of facts, and for each a value.
  std::vector<std::pair<std::string, Json>> all_facts() {
    std::vector<std::pair<std::string, Json>> made;
    for (auto const* name : {"oui_a", "oui_b", "oui_c"})
      made.emplace_back(name, pick(2) == 1);
    made.emplace_back("effectif", pick(60));
    made.emplace_back("taille", one_of({"tpe", "pme", "eti"}));
    made.emplace_back("themes",
                      pick(2) == 1 ? Json::array({"eau", "climat"}) : Json::array({"energie"}));
    made.emplace_back("naissance", fmt::format("{}-06-1{}", 1985 + pick(30), pick(10)));
    made.emplace_back("cout", pick(8000));
    made.emplace_back("duree", pick(40));
    Json items = Json::array();
    for (auto i = pick(4); i > 0; --i)
      items.push_back({{"montant", pick(3000)}, {"theme", one_of({"eau", "climat"})}});
    made.emplace_back("depenses", items);
    std::ranges::shuffle(made, random_);
    return made;
  }

  int pick(int below) { return static_cast<int>(random_() % static_cast<std::uint64_t>(below)); }

 private:
  std::string one_of(std::initializer_list<char const*> values) {
    return values.begin()[pick(static_cast<int>(values.size()))];
  }
  std::string comparison() { return one_of({"<", "<=", ">", ">=", "="}); }

  std::mt19937_64 random_;
};

/// Without the checks that refuse rules which are always true or contradict each other.
inline std::optional<Program> unchecked(std::string const& body) {
  auto const read = scheme(body);
  for (auto const& fault : read.faults) {
    if (fault.severity != Severity::error) continue;
    bool const only_useless = fault.message.find("toujours") != std::string::npos ||
                              fault.message.find("contredisent") != std::string::npos ||
                              fault.message.find("Rien ne peut") != std::string::npos ||
                              fault.message.find("Aucun demandeur") != std::string::npos;
    if (!only_useless) {
      ADD_FAILURE() << to_text(fault, body);
      return std::nullopt;
    }
  }
  return read.program;
}

}  // namespace pacte::rule::testing
