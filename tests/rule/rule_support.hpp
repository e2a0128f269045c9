// A small vocabulary, and short ways to compile and evaluate rules written in it.
#pragma once

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "rule/calendar.hpp"
#include "rule/cases.hpp"
#include "rule/facts_json.hpp"
#include "rule/question.hpp"
#include "rule/report.hpp"

namespace pacte::rule::testing {

inline constexpr char const* small_words = R"(
vocabulaire mots
unité salarié "salariés" : salariés, employees
choix taille : tpe "Très petite", pme "Moyenne", eti "Intermédiaire"
choix theme : eau, energie, climat
fait oui_a : oui ou non question "A ?" anglais "A?"
fait oui_b : oui ou non question "B ?"
fait oui_c : oui ou non question "C ?"
fait effectif : nombre salarié, de 0 à 5 000 question "Combien de salariés ?"
fait surface : nombre, de 0 à 100 précision 0,1 question "Surface ?"
fait cout : argent, de 0 € à 1 000 000 € question "Coût ?"
fait depense_prevue : argent, de 0 € à 1 000 000 € question "Dépense prévue ?"
fait part : pourcentage question "Part ?"
fait naissance : date, de 1900-01-01 à 2099-12-31, jusqu'à aujourd'hui question "Né quand ?"
fait duree : durée en mois, de 0 à 60 question "Durée ?"
fait taille : choix taille question "Taille ?"
fait themes : plusieurs theme question "Thèmes ?"
fait nom : texte question "Nom ?"
fait siege : commune question "Siège ?"
fait habitants : nombre habitant, de 0 à 3 000 000 question "Habitants ?"
fait siret : siret question "SIRET ?"
fait depenses : liste question "Dépenses ?"
fait depenses.montant : argent, de 0 € à 100 000 € question "Montant ?"
fait depenses.theme : choix theme question "Thème ?"
incohérent "Une très petite entreprise n’a pas 250 salariés." : taille = tpe et effectif >= 250 salariés
)";

inline std::int64_t const today = *parse_day("2026-06-15");

inline CheckedVocabulary const& words() {
  static CheckedVocabulary const read = read_vocabulary(small_words);
  return read;
}

inline std::string all_text(Faults const& faults) {
  std::string made;
  for (auto const& fault : faults)
    made += to_text(fault, "f") + "\n";
  return made;
}

/// `body` is a scheme without its first line.
inline CheckedScheme scheme(std::string const& body) {
  return read_scheme("dispositif d titre \"D\"\n" + body, words().vocabulary);
}

/// A scheme of one condition.
inline CheckedScheme condition(std::string const& expression) {
  return scheme("condition c \"C\" source \"s\" lignes 1 : " + expression + "\n");
}

inline Facts facts(std::string_view json) {
  auto const parsed = parse_json(json);
  EXPECT_TRUE(parsed.has_value()) << json;
  auto made = read_facts(*parsed, words().vocabulary, today);
  if (!made) {
    for (auto const& field : made.error().fields)
      ADD_FAILURE() << field.field << ": " << field.message;
  }
  return made ? *made : Facts{words().vocabulary, today};
}

inline Outcome outcome(CheckedScheme const& scheme, Facts const& facts,
                       Zonings const* zonings = nullptr) {
  EXPECT_TRUE(scheme.good()) << all_text(scheme.faults);
  if (!scheme.good()) return {};
  std::vector<Range> registers;
  run(scheme.program, facts, zonings, registers);
  return outcome_of(scheme.program, registers);
}

inline Verdict verdict(std::string const& expression, std::string_view json,
                       Zonings const* zonings = nullptr) {
  return outcome(condition(expression), facts(json), zonings).verdict;
}

inline constexpr auto yes = Verdict::eligible;
inline constexpr auto no = Verdict::ineligible;
inline constexpr auto unknown = Verdict::unknown;

inline bool tells(Faults const& faults, std::string_view text) {
  return std::ranges::any_of(faults, [&](Fault const& fault) {
    return (fault.message + " " + fault.mend).find(text) != std::string::npos;
  });
}

}  // namespace pacte::rule::testing
