#include "aid/amount_reader.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <set>

#include "base/text.hpp"

namespace pacte::aid {
namespace {

// All of these match folded text: no capital, no accent, plain spaces and apostrophes.
std::string const number = R"((\d{1,3}(?: \d{3})+|\d{1,9})(?:,(\d{1,3}))?)";
std::string const unit = R"( ?(€|euros?|k€|m€|md€|millions? d'euros|milliards? d'euros))";
std::string const amount = number + unit;
std::string const percent = number + R"( ?%)";
std::string const aid = R"((?:(?:aide|subvention|avance remboursable|pret|montant)s? )?)";
// What may follow an amount without changing what it is; `is_plain` looks at its words.
std::string const rest = R"(((?: par [a-z' -]+)?(?:(?:,| \()[^€%]*)?))";

std::regex whole(std::string const& pattern) {
  return std::regex{pattern, std::regex::ECMAScript | std::regex::optimize};
}

// A condition, or a part of a whole: the amount would hold for some only.
bool is_plain(std::string const& after) {
  static std::regex const conditional = whole(
      R"(\b(pour|si|selon|sauf|hors|quand|lorsque|dont|chez|en cas|porte|majore|puis|environ)\b)");
  return !std::regex_search(after, conditional);
}

std::optional<std::int64_t> cents_in_one(std::string const& unit_of) {
  constexpr std::int64_t euro = 100;
  constexpr std::int64_t thousand = 1'000;
  constexpr std::int64_t million = thousand * thousand;
  if (unit_of == "€" || unit_of.starts_with("euro")) return euro;
  if (unit_of == "k€") return euro * thousand;
  if (unit_of == "m€" || unit_of.starts_with("million")) return euro * million;
  if (unit_of == "md€" || unit_of.starts_with("milliard")) return euro * million * thousand;
  return std::nullopt;
}

// "1 454,5" in units of 1/`one`; nothing when that is not exact or too large.
std::optional<std::int64_t> exact(std::string digits, std::string const& decimals,
                                  std::int64_t one) {
  constexpr std::int64_t thousandths = 1'000;
  constexpr std::size_t most_digits = 9;
  std::erase(digits, ' ');
  auto const parsed = digits.size() > most_digits ? std::nullopt : parse_integer(digits);
  auto const part = parse_integer((decimals + "000").substr(0, 3));
  if (!parsed || !part) return std::nullopt;
  constexpr std::int64_t largest = 1'000'000'000'000'000;
  auto const scaled = *parsed * thousandths + *part;
  if (scaled > largest / one * thousandths) return std::nullopt;
  if (scaled * one % thousandths != 0) return std::nullopt;
  return scaled * one / thousandths;
}

std::optional<Euros> euros(std::string const& digits, std::string const& decimals,
                           std::string const& unit_of) {
  auto const one = cents_in_one(unit_of);
  auto const cents = one ? exact(digits, decimals, *one) : std::nullopt;
  return cents ? std::optional{Euros{*cents}} : std::nullopt;
}

/// One kind of sentence with one amount; the groups of `amount` come first, then `rest`.
std::optional<Euros> only_amount(std::string const& folded, std::regex const& pattern) {
  std::smatch found;
  if (!std::regex_match(folded, found, pattern) || !is_plain(found[4])) return std::nullopt;
  return euros(found[1], found[2], found[3]);
}

std::optional<Euros> ceiling_in(std::string const& folded) {
  static std::regex const before =
      whole(aid +
            "(?:plafond|plafonnee? a|maximale?|maximum|au maximum|au plus|jusqu'a|dans la limite "
            "de)(?: de)?(?: :)? " +
            amount + rest);
  static std::regex const after =
      whole(aid + "(?:: )?(?:de )?" + amount + " (?:maximum|au maximum|au plus)" + rest);
  if (auto const found = only_amount(folded, before)) return found;
  return only_amount(folded, after);
}

std::optional<Euros> floor_in(std::string const& folded) {
  static std::regex const named = whole("(?:" + aid + "plancher)(?: de)?(?: :)? " + amount + rest);
  // "10 000 € minimum" alone may be the least expense as well as the least aid.
  static std::regex const of_aid = whole(
      "(?:aide|subvention|avance remboursable|pret) (?:minimale?|minimum|d'au moins|au moins|a "
      "partir de)(?: de)?(?: :)? " +
      amount + rest);
  if (auto const found = only_amount(folded, named)) return found;
  return only_amount(folded, of_aid);
}

std::optional<Euros> envelope_in(std::string const& folded) {
  static std::regex const pattern =
      whole("(?:enveloppe|dotation|fonds)(?: globale?| totale?| regionale?)?(?: de)?(?: :)? " +
            amount + R"(((?: \([^€%]*\))?))");
  return only_amount(folded, pattern);
}

struct Range {
  Euros floor;
  Euros ceiling;
};

std::optional<Range> range_in(std::string const& folded) {
  static std::regex const pattern =
      whole(aid + "(?:: )?(de |entre )?" + number + "(?:" + unit + ")? (?:a|et) " + amount + rest);
  std::smatch found;
  if (!std::regex_match(folded, found, pattern)) return std::nullopt;
  enum Group { lead = 1, first, first_part, first_unit, last, last_part, last_unit, after };
  // Without « de » nor a unit of its own, the first number may be anything.
  if (!found[lead].matched && !found[first_unit].matched) return std::nullopt;
  std::string const shared = found[first_unit].matched ? found[first_unit] : found[last_unit];
  auto const least = euros(found[first], found[first_part], shared);
  auto const most = euros(found[last], found[last_part], found[last_unit]);
  if (!least || !most || *least > *most || !is_plain(found[after])) return std::nullopt;
  return Range{*least, *most};
}

std::optional<BasisPoints> rate_in(std::string const& folded) {
  static std::string const of =
      "(?: (?:maximum|au maximum|au plus))?(?: (?:des (?:depenses|couts)|du cout|de "
      "l'assiette)(?: eligibles?| subventionnables?| totale?| du projet)*)";
  static std::regex const named = whole(
      "taux(?: d'aide| d'intervention| de subvention| de l'aide| maximale?| maximum)*(?: de)?(?: "
      ":)? " +
      percent + of + "?" + rest);
  static std::regex const bare = whole(aid + "(?:jusqu'a |au plus |de )?" + percent + of + rest);
  std::smatch found;
  if (!std::regex_match(folded, found, named) && !std::regex_match(folded, found, bare))
    return std::nullopt;
  enum Group { digits = 1, decimals, after };
  constexpr std::int64_t one_percent = 100;
  constexpr std::int64_t all = 10'000;
  auto const share = exact(found[digits], found[decimals], one_percent);
  if (!share || *share > all || !is_plain(found[after])) return std::nullopt;
  return BasisPoints{*share};
}

std::optional<std::string> form_named(std::string const& folded) {
  static std::array<std::pair<char const*, std::regex>, 6> const forms{{
      {"grant", whole("subventions?")},
      {"repayable_advance", whole("avances? remboursables?")},
      {"loan", whole("prets?(?: participatifs?| bonifies?| d'honneur| a taux zero)*")},
      {"guarantee", whole("garanties?(?: d'emprunt| de prets?| bancaires?)?")},
      {"equity", whole("fonds propres|prises? de participation|capital")},
      {"service", whole("accompagnement(?: gratuit| individuel)?")},
  }};
  auto const found =
      std::ranges::find_if(forms, [&](auto const& one) { return regex_match(folded, one.second); });
  return found == forms.end() ? std::nullopt : std::optional<std::string>{found->first};
}

// A list of forms and of nothing but names, the first of them known; or "dont 200 000 € en
// subvention".
std::vector<std::string> forms_in(std::string const& folded) {
  static std::regex const part = whole("(?:dont )?" + amount + " en ([a-z ]+)");
  std::smatch found;
  if (std::regex_match(folded, found, part)) {
    auto form = form_named(found[4]);
    return form ? std::vector{*std::move(form)} : std::vector<std::string>{};
  }
  static std::regex const lead = whole("^formes?(?: de l'aide)? ?: ");
  static std::regex const apart = whole(" et/ou | ou | et |, | / ");
  static std::regex const a_figure = whole(R"([0-9€%:])");
  auto const list = std::regex_replace(folded, lead, "");
  if (std::regex_search(list, a_figure)) return {};
  std::vector<std::string> forms;
  for (std::sregex_token_iterator item{list.begin(), list.end(), apart, -1}, end; item != end;
       ++item) {
    auto form = form_named(*item);
    if (!form && forms.empty()) return {};
    if (form) forms.push_back(*std::move(form));
  }
  return forms;
}

// The value that sentences agree on.
template <class Value> class Agreed {
 public:
  void take(std::optional<Value> value, std::string const& sentence) {
    if (!value) return;
    torn_ = torn_ || (kept_ && kept_->value != *value);
    if (!kept_) kept_ = Stated<Value>{*value, sentence};
  }
  [[nodiscard]] std::optional<Stated<Value>> kept() const { return torn_ ? std::nullopt : kept_; }

 private:
  std::optional<Stated<Value>> kept_;
  bool torn_ = false;
};

}  // namespace

AmountReading read_amounts(std::span<std::string const> sentences) {
  Agreed<Euros> floor;
  Agreed<Euros> ceiling;
  Agreed<Euros> envelope;
  Agreed<BasisPoints> rate;
  AmountReading reading;
  std::set<std::string> seen;
  for (auto const& sentence : sentences) {
    std::string const folded{trim(fold(sentence))};
    constexpr std::size_t longest = 200;  // a longer one is a paragraph, with more than an amount
    if (folded.size() > longest) continue;
    if (auto const range = range_in(folded)) {
      floor.take(range->floor, sentence);
      ceiling.take(range->ceiling, sentence);
    }
    floor.take(floor_in(folded), sentence);
    ceiling.take(ceiling_in(folded), sentence);
    envelope.take(envelope_in(folded), sentence);
    rate.take(rate_in(folded), sentence);
    for (auto& form : forms_in(folded)) {
      if (seen.insert(form).second) reading.forms.push_back({std::move(form), sentence});
    }
  }
  reading.floor = floor.kept();
  reading.ceiling = ceiling.kept();
  reading.envelope = envelope.kept();
  reading.rate = rate.kept();
  if (reading.floor && reading.ceiling && reading.floor->value > reading.ceiling->value) {
    reading.floor.reset();
    reading.ceiling.reset();
  }
  return reading;
}

AmountReading reading_of(SchemeContent const& content) {
  auto sentences = content.amounts;
  sentences.push_back(content.nature);
  return read_amounts(sentences);
}

}  // namespace pacte::aid
