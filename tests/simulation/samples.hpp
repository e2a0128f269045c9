// A small vocabulary and two schemes: one for small firms, one for young people.
#pragma once

#include <string>

namespace pacte::simulation {

inline std::string const sample_words = R"(vocabulaire exemple
unité salarié "salariés" : salariés
choix statut : entreprise "Entreprise" anglais "Business", personne "Particulier" anglais "Private person"
choix nature : conseil "Conseil" anglais "Advice", travaux "Travaux" anglais "Works"
fait demandeur.statut : choix statut
  question "Qui demande l’aide ?" anglais "Who is asking for aid?"
fait demandeur.naissance : date, de 1900-01-01 à 2099-12-31, jusqu'à aujourd'hui
  question "Quelle est votre date de naissance ?" anglais "What is your date of birth?"
fait entreprise.siret : siret
  question "Quel est le SIRET ?" anglais "What is the SIRET?"
fait entreprise.effectif : nombre salarié, de 0 à 10 000
  question "Combien de salariés ?" anglais "How many employees?"
fait entreprise.siege : commune
  question "Où est le siège ?" anglais "Where is the head office?"
fait projet.natures : plusieurs nature
  question "Que fait le projet ?" anglais "What does the project do?"
fait projet.depenses : liste
  question "Quelles dépenses ?" anglais "Which expenses?"
fait projet.depenses.montant : argent, de 0 € à 1 000 000 €
  question "Montant" anglais "Amount"
fait projet.depenses.nature : choix nature
  question "Nature" anglais "Kind"
incohérent "Un particulier n’a pas de salariés." anglais "A private person has no employees." :
  demandeur.statut = personne et entreprise.effectif > 0 salariés
)";

inline std::string const fund_rules = R"(dispositif fonds_regional
titre "Fonds régional" anglais "Regional fund"
fiche "a/fund"
source "d/one" lignes 3-4
condition statut_entreprise "Le demandeur est une entreprise" anglais "The applicant is a business"
  source "d/one" lignes 3 : demandeur.statut = entreprise
condition petite "Moins de 20 salariés" anglais "Fewer than 20 employees"
  source "d/one" lignes 3-4 : entreprise.effectif < 20 salariés
montant
  assiette "Dépenses" anglais "Expenses" source "d/one" lignes 4 : somme(projet.depenses.montant)
  taux "Taux" anglais "Rate" source "d/one" lignes 4 : 50 %
  plafond "Plafond" anglais "Ceiling" source "d/one" lignes 4 : 10 000 €
essai "Douze salariés"
  fait demandeur.statut : entreprise
  fait entreprise.effectif : 12 salariés
  fait projet.depenses : liste { montant : 8 000 € }
  attend éligible
  aide 4 000 €
)";

inline std::string const loan_rules = R"(dispositif pret_regional
titre "Prêt régional" anglais "Regional loan"
fiche "a/loan"
source "d/one" lignes 3-4
condition particulier "Le demandeur est un particulier" anglais "The applicant is a private person"
  source "d/one" lignes 3 : demandeur.statut = personne
condition jeune "De 18 à 29 ans" anglais "Aged 18 to 29"
  source "d/one" lignes 4 : age(demandeur.naissance) dans [18 ans, 29 ans]
montant
  forfait "Prêt" anglais "Loan" source "d/one" lignes 4 : 1 000 €
essai "Une personne"
  fait demandeur.statut : entreprise
  attend inéligible
)";

}  // namespace pacte::simulation
