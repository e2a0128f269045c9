#include "aid/stated.hpp"

#include <algorithm>
#include <array>

#include "aid/amount_reader.hpp"
#include "base/text.hpp"

namespace pacte::aid {
namespace {

// The fields of free words, in which the subject of another may be spoken of.
constexpr std::array<std::string_view, 11> free_texts{
    "amounts", "eligibility",       "conditionality", "beneficiaries",
    "bonuses", "eligible_spending", "how_to_apply",   "when_to_apply",
    "purpose", "eligible_projects", "territories"};

// Beginnings of words, folded, that speak of a field's subject; whole words where a space ends
// them.
struct Subject {
  std::string_view field;
  std::vector<std::string_view> words;
  bool of_money = false;  // figures of the amounts may tell it
};

std::vector<Subject> const& subjects() {
  static std::vector<std::string_view> const sums{"€",      "euros",     "montant", "plafond",
                                                  "gratui", "enveloppe", "dotation"};
  static std::vector<Subject> const all{
      {"amounts", sums, true},
      {"ceiling_cents", sums, true},
      {"envelope_cents", sums, true},
      {"floor_cents", {"plancher", "minimum", "minimal", "au moins"}, true},
      {"rate_basis_points",
       {"taux", "intensite", "modulee", "modulation", "a parts egales", "prise en charge",
        "cofinanc", "%"},
       true},
      {"forms",
       {"subvention", "pret ", "prets ", "avance", "garantie", "fonds propres", "capital",
        "accompagn", "conseil", "gratui", "financ", "cofinanc", "dotation", "remuner", "appui",
        "expertise"},
       true},
      {"bonuses",
       {"bonif", "bonus", "major", "double", "supplement", "modulee", "modulation"},
       true},
      {"regime", {"de minimis", "exempte", "rgec", "sieg ", "aides d'etat", "aide d'etat"}},
      {"territories",
       {"en region", "occitanie", "commune",  "territoire", "territorial", "departement",
        "qpv",       "quartier",  "zone ",    "zones ",     "zrr",         "rural",
        "montagne",  "littoral",  "metropol", "bassin",     "toulouse",    "montpellier",
        "nimes",     "perpignan", "massif",   "pyrenees",   "bourg",       "urbain",
        "siege ",    "littoraux", "ruraux"}},
      {"eligible_projects",
       {"projet", "action", "operation", "travaux", "creation", "reprise", "renovation",
        "innovation", "experiment", "demarche", "etude", "investi"}},
      {"eligible_spending",
       {"depense", "investi", "equipement", "travaux", "frais", "salair", "etude", "materiel",
        "immobilier", "achat", "ressources humaines", "embauche", "modernis"}},
      {"pieces",
       {"dossier ", "piece", "justificat", "attest", "devis", "plan de financement", "diagnostic",
        "promesse"}},
      {"conditionality", {"condition", "engag", "contrepart", "oblig", "sous reserve", "respect"}},
      {"eligibility", {"condition", "eligib", "reserve", "prioritaire", "critere"}},
      {"how_to_apply",
       {"dossier ", "depot", "depos", "candidat", "demande ", "guichet", "inscri", "instruction",
        "selection", "prescri", "service social", "plateforme", "procedure", "validation"}},
      {"when_to_apply",
       {"lancement", "cloture", "clos ", "jusqu'au", "edition", "rentree", "periode", "calendrier",
        "fil de l'eau"},
       true},
      {"contacts",
       {"contact", "guichet", "conseiller", "referent ", "service social", "maison de"}},
      {"purpose", {"vise a", "visant", "objectif", "afin", "finalite"}},
  };
  return all;
}

bool letter_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  char const c = text[at];
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool speaks_of(std::string_view folded, std::string_view word) {
  bool const whole = word.ends_with(' ');
  if (whole) word.remove_suffix(1);
  for (auto at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
    bool const sign = word == "€" || word == "%";
    bool const begins = at == 0 || !letter_at(folded, at - 1);
    bool const ends = !whole || !letter_at(folded, at + word.size());
    if (sign || (begins && ends)) return true;
  }
  return false;
}

std::vector<std::string> sentences_of(SchemeField const& field, SchemeContent const& content) {
  if (auto const* text = std::get_if<std::string SchemeContent::*>(&field.member)) {
    auto const& said = content.**text;
    return said.empty() ? std::vector<std::string>{} : std::vector{said};
  }
  return content.*std::get<Texts SchemeContent::*>(field.member);
}

// A figure that a value was read from tells nothing more of another amount.
bool is_spent_by_figures(std::string_view field) {
  return field == "ceiling_cents" || field == "envelope_cents";
}

bool is_used(std::string const& sentence, std::vector<ReadFrom> const& read) {
  return std::ranges::any_of(read, [&](ReadFrom const& one) {
    return std::ranges::find(one.sentences, sentence) != one.sentences.end();
  });
}

}  // namespace

bool is_missed(SchemeField const& field) {
  return field.name != "regime_article" && field.name != "no_contradiction" &&
         field.name != "coherence" && field.name != "places" && !field.is_code;
}

std::optional<Mention> mention_of(SchemeField const& field, SchemeContent const& content) {
  if (is_stated(field, content)) return std::nullopt;
  if (field.name == "beneficiary_kinds") {
    if (content.beneficiaries.empty()) return std::nullopt;
    return Mention{scheme_field("beneficiaries"), content.beneficiaries};
  }
  auto const about = field.name == "places" ? std::string_view{"territories"} : field.name;
  auto const subject = std::ranges::find(subjects(), about, &Subject::field);
  if (subject == subjects().end()) return std::nullopt;
  auto const read = is_spent_by_figures(field.name) ? read_from(content) : std::vector<ReadFrom>{};
  for (auto const name : free_texts) {
    auto const* where = scheme_field(name);
    if (where == &field || (name == "amounts" && !subject->of_money)) continue;
    for (auto const& sentence : sentences_of(*where, content)) {
      if (is_used(sentence, read)) continue;
      auto const folded = fold(sentence);
      if (std::ranges::any_of(subject->words, [&](auto word) { return speaks_of(folded, word); }))
        return Mention{where, sentence};
    }
  }
  // Conditions of access say of which projects they are, in whatever words.
  if (field.name == "eligible_projects" && !content.eligibility.empty())
    return Mention{scheme_field("eligibility"), content.eligibility.front()};
  return std::nullopt;
}

std::vector<ReadFrom> read_from(SchemeContent const& content) {
  auto const reading = reading_of(content);
  std::vector<ReadFrom> found;
  auto const add = [&](char const* name, auto const& read, auto const& kept) {
    if (read && kept && read->value == *kept)
      found.push_back({scheme_field(name), {read->sentence}});
  };
  ReadFrom forms{scheme_field("forms"), {}};
  for (auto const& [form, sentence] : reading.forms) {
    auto const& kept = content.forms.values;
    if (std::ranges::find(kept, form) == kept.end()) continue;
    if (std::ranges::find(forms.sentences, sentence) == forms.sentences.end())
      forms.sentences.push_back(sentence);
  }
  if (!forms.sentences.empty()) found.push_back(std::move(forms));
  add("rate_basis_points", reading.rate, content.rate);
  add("floor_cents", reading.floor, content.floor);
  add("ceiling_cents", reading.ceiling, content.ceiling);
  add("envelope_cents", reading.envelope, content.envelope);
  return found;
}

}  // namespace pacte::aid
