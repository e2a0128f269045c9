#include "aid/fields.hpp"

#include <algorithm>
#include <array>

namespace pacte::aid {
namespace {

constexpr std::size_t line = 300;
constexpr std::size_t paragraph = 4'000;
constexpr std::size_t longest_rules = 60'000;

constexpr std::array<Choice, 3> statuses{
    {{"existing", "En place"}, {"planned", "Prévu"}, {"past", "Passé"}}};

constexpr std::array<Choice, 8> beneficiary_kinds{{
    {"enterprise", "Entreprises"},
    {"association", "Associations"},
    {"local_authority", "Communes et collectivités"},
    {"farm", "Exploitations agricoles"},
    {"education", "Établissements d’enseignement et de formation"},
    {"research", "Laboratoires et recherche"},
    {"person", "Particuliers"},
    {"other", "Autres"},
}};

constexpr std::array<Choice, 6> forms{{
    {"grant", "Subvention"},
    {"repayable_advance", "Avance remboursable"},
    {"loan", "Prêt"},
    {"guarantee", "Garantie"},
    {"equity", "Fonds propres"},
    {"service", "Service ou accompagnement"},
}};

constexpr std::array<Choice, 3> regimes{{
    {"de_minimis", "De minimis (règlement (UE) 2023/2831)"},
    {"block_exemption", "Régime exempté (règlement (UE) 651/2014)"},
    {"none", "Hors aides d’État"},
}};

constexpr std::array<PartNames, 8> parts{{
    {Part::presentation, "presentation", "Le dispositif"},
    {Part::audience, "public", "Pour qui, pour quoi"},
    {Part::amounts, "montants", "L’aide"},
    {Part::request, "demande", "La demande"},
    {Part::plans, "plans", "Les plans servis"},
    {Part::green_pact, "pacte-vert", "Le Pacte vert"},
    {Part::rules, "regles", "Les règles"},
    {Part::sources, "sources", "Les sources"},
}};

std::vector<SchemeField> make_fields() {
  using C = SchemeContent;
  return {
      {"label", "Nom", "", Part::presentation, &C::label, line},
      {"nature", "Nature", "Telle que la nomme le document : contrat, appel à projets…",
       Part::presentation, &C::nature, line},
      {"status", "État", "", Part::presentation, &C::status, 0, statuses, true},
      {"purpose", "Objet", "Ce que le dispositif doit changer.", Part::presentation, &C::purpose,
       paragraph},
      {"operator", "Opérateur", "Qui l’instruit et le verse.", Part::presentation, &C::run_by,
       line},

      {"beneficiary_kinds", "Sortes de bénéficiaires", "", Part::audience, &C::beneficiary_kinds, 0,
       beneficiary_kinds},
      {"beneficiaries", "Bénéficiaires", "", Part::audience, &C::beneficiaries, paragraph},
      {"eligibility", "Conditions d’accès", "Une condition par ligne.", Part::audience,
       &C::eligibility, line * 2},
      {"eligible_projects", "Projets éligibles", "Un par ligne.", Part::audience,
       &C::eligible_projects, line * 2},
      {"eligible_spending", "Dépenses éligibles", "Une par ligne.", Part::audience,
       &C::eligible_spending, line * 2},
      {"territories", "Territoires", "En mots, un par ligne : commune, département, zonage.",
       Part::audience, &C::territories, line},
      {"places", "Limité à ces territoires et zonages",
       "Un par ligne, comme finit l’adresse de sa page : commune/31555, departement/31, "
       "zonages/qpv-quartier. Vide : sans restriction.",
       Part::audience, &C::places, line},

      {"forms", "Forme de l’aide", "", Part::amounts, &C::forms, 0, forms},
      {"amounts", "Montants", "Une phrase par ligne, comme le texte de référence les donne.",
       Part::amounts, &C::amounts, line * 2},
      {"rate_basis_points", "Taux", "En pour cent : 45 ou 12,5.", Part::amounts, &C::rate},
      {"floor_cents", "Plancher", "En euros : 5 000.", Part::amounts, &C::floor},
      {"ceiling_cents", "Plafond", "En euros : 300 000.", Part::amounts, &C::ceiling},
      {"envelope_cents", "Enveloppe", "En euros, pour tout le dispositif.", Part::amounts,
       &C::envelope},
      {"bonuses", "Bonifications", "Une par ligne.", Part::amounts, &C::bonuses, line * 2},
      {"regime", "Régime d’aide", "", Part::amounts, &C::regime, 0, regimes, true},
      {"regime_article", "Article du régime", "Pour un régime exempté : article 17.", Part::amounts,
       &C::regime_article, line},

      {"pieces", "Pièces à fournir", "Une par ligne.", Part::request, &C::pieces, line * 2},
      {"conditionality", "Contreparties", "Une par ligne.", Part::request, &C::conditionality,
       line * 2},
      {"how_to_apply", "Comment demander", "", Part::request, &C::how_to_apply, paragraph},
      {"when_to_apply", "Quand demander", "", Part::request, &C::when_to_apply, paragraph},
      {"contacts",
       "Contacts",
       "Un par lieu : une commune, une intercommunalité, un département, plusieurs avec des "
       "virgules, ou « toute la région ». Le simulateur donne celui du lieu du demandeur.",
       Part::request,
       &C::contacts,
       line,
       {},
       false,
       "place",
       "Lieu",
       "contact",
       "Contact"},

      {"plans",
       "Lignes de plan servies",
       "L’identifiant de la ligne, comme dans son adresse : srdeii/action-27.",
       Part::plans,
       &C::plans,
       paragraph,
       {},
       false,
       "node",
       "Ligne de plan",
       "how",
       "Comment il la sert"},

      {"ambitions",
       "Ambitions servies",
       "",
       Part::green_pact,
       &C::ambitions,
       paragraph,
       {},
       false,
       "node",
       "Ambition",
       "how",
       "Comment il la sert"},
      {"no_contradiction",
       "Autres ambitions",
       "",
       Part::green_pact,
       &C::no_contradiction,
       paragraph,
       {},
       false,
       "node",
       "Ambition",
       "why",
       "Pourquoi il ne la contredit pas"},
      {"coherence", "Pour toutes les autres ambitions",
       "Pourquoi le dispositif n’en contredit aucune : une fois pour toutes, ou ambition par "
       "ambition ci-dessus.",
       Part::green_pact, &C::coherence, paragraph},

      {.name = "rules",
       .label = "Règles",
       .hint = "Conditions et calcul de l’aide, dans le langage des règles.",
       .part = Part::rules,
       .member = &C::rules,
       .longest = longest_rules,
       .is_code = true},

      {"sources",
       "Sources",
       "L’identifiant du document et ses lignes : 12 ou 12-48.",
       Part::sources,
       &C::sources,
       line,
       {},
       false,
       "doc",
       "Document",
       "lines",
       "Lignes"},
  };
}

}  // namespace

std::span<PartNames const> scheme_parts() {
  return parts;
}

std::span<SchemeField const> scheme_fields() {
  static std::vector<SchemeField> const fields = make_fields();
  return fields;
}

SchemeField const* scheme_field(std::string_view name) {
  auto const fields = scheme_fields();
  auto const found = std::ranges::find(fields, name, &SchemeField::name);
  return found == fields.end() ? nullptr : &*found;
}

bool is_stated(SchemeField const& field, SchemeContent const& content) {
  return std::visit(
      [&](auto member) {
        auto const& value = content.*member;
        if constexpr (requires { value.has_value(); }) {
          return value.has_value();
        } else if constexpr (requires { value.values; }) {
          return !value.values.empty();
        } else {
          return !value.empty();
        }
      },
      field.member);
}

std::string_view choice_label(SchemeField const& field, std::string_view value) {
  auto const found = std::ranges::find(field.choices, value, &Choice::value);
  return found == field.choices.end() ? value : found->label;
}

}  // namespace pacte::aid
