#include "aid/rules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "aid/amount_reader.hpp"
#include "aid/fields.hpp"
#include "base/text.hpp"

namespace pacte::aid {
namespace {

constexpr std::int64_t whole = 10'000;  // basis points

struct StateNames {
  VersionState state;
  std::string_view name;
  std::string_view label;
};
constexpr std::array<StateNames, 6> states{{
    {VersionState::described, "described",
     "Décrit par les documents, pas encore publié par la Région"},
    {VersionState::draft, "draft", "Brouillon"},
    {VersionState::proposed, "proposed", "Proposé à la publication"},
    {VersionState::published, "published", "Publié par la Région"},
    {VersionState::superseded, "superseded", "Remplacé par une version plus récente"},
    {VersionState::withdrawn, "withdrawn", "Retiré"},
}};

StateNames const& names_of(VersionState state) {
  return *std::ranges::find(states, state, &StateNames::state);
}

void refuse_twice(char const* field, Notes const& notes, std::vector<FieldError>& faults) {
  std::set<std::string_view> seen;
  for (auto const& note : notes) {
    if (!seen.insert(note.about).second)
      faults.push_back({field, fmt::format("« {} » y est deux fois.", note.about)});
  }
}

void check_amounts(SchemeContent const& content, std::vector<FieldError>& faults) {
  if (content.rate && (content.rate->value < 0 || content.rate->value > whole))
    faults.push_back({"rate_basis_points", "Un taux va de 0 à 100 %."});
  auto const check = [&](char const* field, std::optional<Euros> amount) {
    if (amount && amount->cents < 0) faults.push_back({field, "Un montant n’est pas négatif."});
  };
  check("floor_cents", content.floor);
  check("ceiling_cents", content.ceiling);
  check("envelope_cents", content.envelope);
  if (content.floor && content.ceiling && *content.floor > *content.ceiling)
    faults.push_back({"floor_cents", "Le plancher dépasse le plafond."});
}

std::vector<Note>::const_iterator about(Notes const& notes, std::string const& id) {
  return std::ranges::find(notes, id, &Note::about);
}

// Words that name a kind of beneficiary, folded; each matches at the beginning of a word.
struct KindWord {
  std::string_view kind;
  std::string_view word;
};
constexpr std::array<KindWord, 34> kind_words{{
    {"enterprise", "entreprise"},
    {"enterprise", "tpe"},
    {"enterprise", "pme"},
    {"enterprise", "eti"},
    {"enterprise", "commerce"},
    {"enterprise", "artisan"},
    {"enterprise", "start-up"},
    {"enterprise", "startup"},
    {"association", "association"},
    {"association", "club"},
    {"local_authority", "commune"},
    {"local_authority", "collectivite"},
    {"local_authority", "epci"},
    {"local_authority", "metropole"},
    {"local_authority", "departement"},
    {"local_authority", "mairie"},
    {"farm", "agricult"},
    {"farm", "exploitation"},
    {"farm", "exploitant"},
    {"farm", "eleveur"},
    {"farm", "viticult"},
    {"education", "lycee"},
    {"education", "universite"},
    {"education", "organismes de formation"},
    {"education", "cfa"},
    {"education", "etablissement"},
    {"research", "laboratoire"},
    {"research", "recherche"},
    {"research", "chercheur"},
    {"person", "jeune"},
    {"person", "etudiant"},
    {"person", "lyceen"},
    {"person", "demandeur"},
    {"person", "particulier"},
}};

bool names(std::string_view folded, std::string_view word) {
  auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (auto at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
    bool const begins = at == 0 || !letter(folded[at - 1]);
    auto const end = at + word.size();
    // Short ones are whole words, but for a plural: "eti" is not "etiquette".
    bool const ends =
        word.size() > 3 || end == folded.size() || !letter(folded[end]) ||
        (folded[end] == 's' && (end + 1 == folded.size() || !letter(folded[end + 1])));
    if (begins && ends) return true;
  }
  return false;
}

std::string_view form_of_type(std::string_view type) {
  if (type == "grant" || type == "loan" || type == "guarantee" || type == "service") return type;
  if (type == "equity fund") return "equity";
  return {};
}

// Adds what the sentences state beyond doubt.
void read_values(SchemeContent& content) {
  auto const reading = reading_of(content);
  auto const value_of = [](auto const& stated) {
    return stated ? std::optional{stated->value} : std::nullopt;
  };
  content.rate = value_of(reading.rate);
  content.floor = value_of(reading.floor);
  content.ceiling = value_of(reading.ceiling);
  content.envelope = value_of(reading.envelope);
  std::set<std::string> forms{content.forms.values.begin(), content.forms.values.end()};
  for (auto const& form : reading.forms)
    forms.insert(form.value);
  content.forms.values.clear();
  for (auto const& choice : scheme_field("forms")->choices) {
    std::string value{choice.value};
    if (forms.contains(value)) content.forms.values.push_back(std::move(value));
  }
}

}  // namespace

std::vector<FieldError> content_faults(SchemeContent const& content) {
  std::vector<FieldError> faults;
  if (content.label.empty()) faults.push_back({"label", "Un dispositif a un nom."});
  check_amounts(content, faults);
  if (!content.regime_article.empty() && content.regime.values != Texts{"block_exemption"})
    faults.push_back({"regime_article", "Un article va avec un régime exempté : choisissez-le."});
  refuse_twice("plans", content.plans, faults);
  refuse_twice("ambitions", content.ambitions, faults);
  refuse_twice("no_contradiction", content.no_contradiction, faults);
  for (auto const& note : content.ambitions) {
    if (about(content.no_contradiction, note.about) != content.no_contradiction.end())
      faults.push_back({"no_contradiction",
                        fmt::format("« {} » est servie : elle n’est pas des autres.", note.about)});
  }
  return faults;
}

Result<VersionState> moved(VersionState from, Move move) {
  using enum VersionState;
  bool const open = from == draft || from == proposed;
  if (move == Move::edit && open) return draft;
  if (move == Move::propose && from == draft) return proposed;
  if (move == Move::publish && from == proposed) return published;
  if (move == Move::withdraw && (open || from == published)) return withdrawn;
  return fail(ProblemKind::conflict,
              fmt::format("Cette version ne le permet pas ; son état : {}.", state_label(from)));
}

Result<void> second_person(SchemeVersion const& version, std::string const& person) {
  if (!version.writers.contains(person)) return {};
  return fail(ProblemKind::forbidden,
              "Une autre personne que celles qui l’ont écrite ou proposée doit publier cette "
              "version.");
}

std::string_view state_name(VersionState state) {
  return names_of(state).name;
}

std::string_view state_label(VersionState state) {
  return names_of(state).label;
}

VersionState parse_state(std::string_view name) {
  auto const found = std::ranges::find(states, name, &StateNames::name);
  if (found == states.end()) throw std::invalid_argument{fmt::format("no state is {}", name)};
  return found->state;
}

Choices kinds_named_in(std::string_view beneficiaries) {
  auto const folded = fold(beneficiaries);
  Choices kinds;
  for (auto const& choice : scheme_field("beneficiary_kinds")->choices) {
    bool const named = std::ranges::any_of(kind_words, [&](KindWord const& one) {
      return one.kind == choice.value && names(folded, one.word);
    });
    if (named) kinds.values.emplace_back(choice.value);
  }
  return kinds;
}

SchemeContent described_content(Json const& instrument) {
  auto const text = [&](char const* field) { return text_or_empty(instrument, field); };
  auto const texts = [&](char const* field) {
    return instrument.value(field, Json::array()).get<Texts>();
  };
  SchemeContent content;
  content.label = text("label");
  content.nature = text("type_printed");
  if (auto status = text("status"); !status.empty()) content.status.values = {std::move(status)};
  content.run_by = text("operator");
  content.beneficiaries = text("beneficiaries");
  content.beneficiary_kinds = kinds_named_in(content.beneficiaries);
  content.eligibility = texts("eligibility");
  if (auto const form = form_of_type(text("type")); !form.empty())
    content.forms.values = {std::string{form}};
  content.amounts = texts("amounts");
  read_values(content);
  content.conditionality = texts("conditionality");
  for (auto const& node : texts("plan_nodes"))
    content.plans.push_back({.about = node});
  for (auto const& source : instrument.value("sources", Json::array()))
    content.sources.push_back({text_or_empty(source, "doc"), text_or_empty(source, "lines")});
  return content;
}

}  // namespace pacte::aid
