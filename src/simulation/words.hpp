// Facts, values and amounts as people read them, in both languages.
#pragma once

#include <functional>

#include "aid/rule_words.hpp"
#include "rule/fact_value.hpp"
#include "simulation/model.hpp"
#include "web/locale.hpp"

namespace pacte::simulation {

/// English falls back on French.
std::string const& in(web::Locale locale, rule::Bilingual const& text);

/// The name of a commune by its code; the code when nobody knows.
using PlaceName = std::function<std::string(std::string const& code)>;

struct Words {
  rule::Facts const& facts;
  web::Locale locale;
  PlaceName place;

  /// "12 salariés", "Numérique, Énergétique", "de 0 € à 10 000 €", "au moins 80 €", "à préciser",
  /// "inconnu". Ends as `rule::without_form_bounds` gives them.
  [[nodiscard]] std::string value(rule::Type const& type, std::int64_t scale,
                                  rule::Range range) const;
  /// A share: "50 %", "de 30 % à 50 %".
  [[nodiscard]] std::string share(std::int64_t scale, rule::Range range) const;
  /// What was answered; the rows of a list one after the other.
  [[nodiscard]] std::string answer(int fact) const;
};

/// A number as a rule has it, "30 ans", with its unit in the language.
std::string written_text(std::string const& written, web::Locale locale);

using aid::label_of;

/// What a scheme tells besides an amount: a track, the aid to ask for.
struct ToldOutput {
  std::string name;
  std::string label;
  std::string text;  // empty when the label says all
};

/// The outputs that are certain, except those that do not hold or are nothing.
std::vector<ToldOutput> told_outputs(Judged const& judged, Words const& words);

/// What an answer to this question looks like: "A number between 0 and 500,000 is expected." A
/// program reads the names of choices and dates as "2001-04-30"; people, labels and 30/04/2001.
std::string expected_text(rule::Vocabulary const& vocabulary, rule::Fact const& fact,
                          web::Locale locale, rule::Writer writer);

/// "10 000 €", "jusqu’à 10 000 €", "de 80 € à 130 €", "au moins 80 €"; "montant à préciser" when no
/// rule limits it.
std::string amount_text(rule::OpenAmount const& amount, web::Locale locale);

/// What stands after a number: "salariés"; empty without a unit.
std::string unit_text(rule::Fact const& fact, web::Locale locale);

}  // namespace pacte::simulation
