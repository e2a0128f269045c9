#include "decision/election/rules.hpp"

#include <array>
#include <limits>

#include "base/text.hpp"

namespace pacte::decision::election {

namespace {

using Understood = std::optional<std::string>;

template <class T> struct Name {
  T value;
  std::string_view text;
};

constexpr std::array methods{
    Name{Method::relative, "relative"},   Name{Method::absolute, "absolute"},
    Name{Method::qualified, "qualified"}, Name{Method::rounds, "two-round"},
    Name{Method::approval, "approval"},   Name{Method::instant_runoff, "irv"},
    Name{Method::schulze, "schulze"},     Name{Method::stv, "stv"},
    Name{Method::judgment, "judgment"},   Name{Method::lists, "lists"}};
constexpr std::array bases{Name{Base::expressed, "expressed"}, Name{Base::cast, "cast"},
                           Name{Base::present, "present"}, Name{Base::members, "members"}};
constexpr std::array strengths{Name{Strength::winning, "winning"},
                               Name{Strength::margins, "margins"}};
constexpr std::array quotas{Name{QuotaKind::droop, "droop"}, Name{QuotaKind::exact, "exact"}};
constexpr std::array formulas{Name{Formula::largest_remainder, "hare"},
                              Name{Formula::dhondt, "dhondt"},
                              Name{Formula::sainte_lague, "sainte-lague"}};
constexpr std::array roundings{Name{Rounding::up, "up"}, Name{Rounding::down, "down"},
                               Name{Rounding::nearest, "nearest"}};
constexpr std::array compositions{Name{Composition::free, "free"},
                                  Name{Composition::pairs, "pairs"},
                                  Name{Composition::alternating, "alternate"}};
constexpr std::array tie_kinds{Name{TieRule::Kind::age, "age"},
                               Name{TieRule::Kind::youngest, "youngest"},
                               Name{TieRule::Kind::first_votes, "first-votes"},
                               Name{TieRule::Kind::earlier, "earlier"},
                               Name{TieRule::Kind::order, "order"},
                               Name{TieRule::Kind::casting, "casting"},
                               Name{TieRule::Kind::seed, "seed"}};

template <class T, std::size_t size>
std::string_view name_in(std::array<Name<T>, size> const& names, T value) {
  for (auto const& name : names) {
    if (name.value == value) return name.text;
  }
  return {};
}

template <class T, std::size_t size>
Understood choose(std::array<Name<T>, size> const& names, std::string_view text, T& value) {
  std::string known;
  for (auto const& name : names) {
    if (name.text == text) {
      value = name.value;
      return std::nullopt;
    }
    known += (known.empty() ? "" : ", ") + std::string{name.text};
  }
  return "choisissez parmi " + known;
}

Understood count(std::string_view text, std::uint32_t least, std::uint32_t most,
                 std::uint32_t& value) {
  auto const number = parse_integer(text);
  if (!number || *number < least || *number > most) {
    return fmt::format("écrivez un nombre entier de {} à {}", least, most);
  }
  value = static_cast<std::uint32_t>(*number);
  return std::nullopt;
}

std::optional<Rational> parse_fraction(std::string_view text) {
  if (text.ends_with('%')) {
    auto const percent = parse_decimal(trim(text.substr(0, text.size() - 1)));
    if (!percent) return std::nullopt;
    return Rational{*percent / 100};
  }
  auto const slash = text.find('/');
  auto over = parse_decimal(trim(text.substr(0, slash)));
  if (!over || slash == std::string_view::npos) return over;
  auto const under = parse_decimal(trim(text.substr(slash + 1)));
  if (!under || *under == 0) return std::nullopt;
  return Rational{*over / *under};
}

Understood parse_share(std::string_view text, Share& share) {
  bool const strict = text.starts_with('>');
  auto const value = parse_fraction(trim(text.substr(strict ? 1 : 0)));
  if (!value || *value < 0 || *value > 1) {
    return "écrivez une part entre 0 et 1, comme 2/3, 0,6 ou 60%, précédée de > si elle doit être "
           "dépassée";
  }
  share = {*value, strict};
  return std::nullopt;
}

Understood optional_share(std::string_view text, std::optional<Rational>& value) {
  Share share;
  if (auto wrong = parse_share(text, share)) return wrong;
  if (share.strict) return "écrivez la part sans >";
  value = share.value;
  return std::nullopt;
}

std::string optional_text(std::optional<Rational> const& value) {
  return value ? to_text(*value) : "";
}

Understood set_ties(Rules& rules, std::string_view text) {
  rules.ties.clear();
  while (!text.empty()) {
    // A seed may hold anything: it goes on to the end.
    auto const end = text.starts_with("seed:") ? std::string_view::npos : text.find(',');
    auto const one = trim(text.substr(0, end));
    text = end == std::string_view::npos ? "" : text.substr(end + 1);
    auto const colon = one.find(':');
    TieRule rule;
    if (auto wrong = choose(tie_kinds, one.substr(0, colon), rule.kind)) {
      return *wrong + ", séparés par des virgules";
    }
    if (colon != std::string_view::npos) rule.argument = one.substr(colon + 1);
    bool const needs = rule.kind == TieRule::Kind::seed || rule.kind == TieRule::Kind::casting;
    if (needs == rule.argument.empty()) {
      return needs ? "écrivez seed:TEXTE ou casting:CANDIDAT"
                   : fmt::format("« {} » ne prend rien après", name_in(tie_kinds, rule.kind));
    }
    rules.ties.push_back(std::move(rule));
  }
  return std::nullopt;
}

std::string get_ties(Rules const& rules) {
  std::string text;
  for (auto const& rule : rules.ties)
    text += (text.empty() ? "" : ",") + to_text(rule);
  return text;
}

Understood set_counted(Rules& rules, std::string_view text) {
  rules.count_blank = rules.count_null = rules.count_abstention = false;
  for (auto const part : split(text, ',')) {
    auto const one = trim(part);
    if (one == "blank") {
      rules.count_blank = true;
    } else if (one == "null") {
      rules.count_null = true;
    } else if (one == "abstention") {
      rules.count_abstention = true;
    } else {
      return "choisissez parmi blank, null, abstention, séparés par des virgules";
    }
  }
  return std::nullopt;
}

std::string get_counted(Rules const& rules) {
  std::string text;
  for (auto const& [counted, name] :
       {std::pair{rules.count_blank, "blank"}, std::pair{rules.count_null, "null"},
        std::pair{rules.count_abstention, "abstention"}}) {
    if (counted) text += (text.empty() ? "" : ",") + std::string{name};
  }
  return text;
}

Understood set_quorum(Rules& rules, std::string_view text) {
  auto const number = parse_integer(text);
  if (number && *number > 1 && *number <= largest_number) {
    rules.quorum = Quorum{.people = *number};
    return std::nullopt;
  }
  Share share;
  if (auto wrong = parse_share(text, share)) return *wrong + ", ou un nombre de personnes";
  rules.quorum = Quorum{.share = share};
  return std::nullopt;
}

std::string get_quorum(Rules const& rules) {
  if (!rules.quorum) return {};
  return rules.quorum->share ? to_text(*rules.quorum->share) : std::to_string(rules.quorum->people);
}

Understood set_flag(std::string_view text, bool& flag) {
  if (text != "yes" && text != "no") return "écrivez yes ou no";
  flag = text == "yes";
  return std::nullopt;
}

Understood set_qualify(Rules& rules, std::string_view text) {
  rules.qualify_all = text == "all";
  rules.qualify_share.reset();
  if (rules.qualify_all) return std::nullopt;
  auto const number = parse_integer(text);
  if (number && *number > 1) return count(text, 2, most_candidates, rules.qualify_top);
  if (auto wrong = optional_share(text, rules.qualify_share)) {
    return *wrong + ", un nombre de candidats, ou all";
  }
  return std::nullopt;
}

std::string get_qualify(Rules const& rules) {
  if (rules.qualify_all) return "all";
  return rules.qualify_share ? to_text(*rules.qualify_share) : std::to_string(rules.qualify_top);
}

using Text = std::string_view;

constexpr std::array all_settings{
    Setting{"method",
            "Méthode : relative, absolute, qualified, two-round, approval, irv, schulze, stv, "
            "judgment, lists",
            [](Rules& rules, Text text) { return choose(methods, text, rules.method); },
            [](Rules const& rules) { return std::string{name_of(rules.method)}; }},
    Setting{"seats", "Sièges à pourvoir (1 par défaut)",
            [](Rules& rules, Text text) { return count(text, 1, 10'000, rules.seats); },
            [](Rules const& rules) { return std::to_string(rules.seats); }},
    Setting{"ties",
            "Règles qui départagent, dans l’ordre : age, youngest, first-votes, earlier, order, "
            "casting:CANDIDAT, seed:TEXTE",
            set_ties, get_ties},
    Setting{"base", "Base des majorités : expressed (par défaut), cast, present, members",
            [](Rules& rules, Text text) { return choose(bases, text, rules.base); },
            [](Rules const& rules) { return std::string{name_in(bases, rules.base)}; }},
    Setting{"counted", "Ce qui compte parmi les exprimés : blank, null, abstention", set_counted,
            get_counted},
    Setting{"majority", "Part à atteindre, ou à dépasser avec > : '>1/2' (par défaut), 2/3, 60%",
            [](Rules& rules, Text text) { return parse_share(text, rules.majority); },
            [](Rules const& rules) { return to_text(rules.majority); }},
    Setting{"least-of-members", "Voix à réunir aussi avant le dernier tour, en part des membres",
            [](Rules& rules, Text text) { return optional_share(text, rules.least_of_members); },
            [](Rules const& rules) { return optional_text(rules.least_of_members); }},
    Setting{"quorum", "Quorum : part des membres ('>1/2', 1/4) ou nombre de personnes", set_quorum,
            get_quorum},
    Setting{
        "quorum-with-proxies", "Les procurations comptent pour le quorum : yes, no",
        [](Rules& rules, Text text) { return set_flag(text, rules.quorum_with_proxies); },
        [](Rules const& rules) { return std::string{rules.quorum_with_proxies ? "yes" : "no"}; }},
    Setting{"choices", "Candidats qu’un bulletin peut nommer (autant que de sièges par défaut)",
            [](Rules& rules, Text text) {
              return count(text, 1, most_candidates, rules.most_choices.emplace());
            },
            [](Rules const& rules) {
              return rules.most_choices ? std::to_string(*rules.most_choices) : std::string{};
            }},
    Setting{"last-round", "Tour où la majorité relative suffit (2 par défaut)",
            [](Rules& rules, Text text) { return count(text, 1, most_rounds, rules.last_round); },
            [](Rules const& rules) { return std::to_string(rules.last_round); }},
    Setting{"qualify",
            "Qui reste au tour suivant : un nombre (2), une part des membres (12,5%), ou all",
            set_qualify, get_qualify},
    Setting{"strength", "Force d’une victoire (Schulze) : winning (par défaut), margins",
            [](Rules& rules, Text text) { return choose(strengths, text, rules.strength); },
            [](Rules const& rules) { return std::string{name_in(strengths, rules.strength)}; }},
    Setting{"quota", "Quota (STV) : droop (entier, par défaut), exact (à dépasser)",
            [](Rules& rules, Text text) { return choose(quotas, text, rules.quota); },
            [](Rules const& rules) { return std::string{name_in(quotas, rules.quota)}; }},
    Setting{"formula",
            "Répartition entre listes : dhondt (plus forte moyenne, par défaut), sainte-lague, "
            "hare (plus forts restes)",
            [](Rules& rules, Text text) { return choose(formulas, text, rules.formula); },
            [](Rules const& rules) { return std::string{name_in(formulas, rules.formula)}; }},
    Setting{"threshold", "Part des exprimés sous laquelle une liste n’a aucun siège (5%)",
            [](Rules& rules, Text text) { return optional_share(text, rules.threshold); },
            [](Rules const& rules) { return optional_text(rules.threshold); }},
    Setting{"bonus", "Prime à la liste en tête, en part des sièges (1/4 aux régionales)",
            [](Rules& rules, Text text) { return optional_share(text, rules.bonus); },
            [](Rules const& rules) { return optional_text(rules.bonus); }},
    Setting{
        "bonus-rounding", "Arrondi de la prime : up (par défaut), down, nearest",
        [](Rules& rules, Text text) { return choose(roundings, text, rules.bonus_rounding); },
        [](Rules const& rules) { return std::string{name_in(roundings, rules.bonus_rounding)}; }},
    Setting{
        "bonus-majority", "Au premier tour, il faut la majorité absolue : yes, no",
        [](Rules& rules, Text text) { return set_flag(text, rules.bonus_needs_majority); },
        [](Rules const& rules) { return std::string{rules.bonus_needs_majority ? "yes" : "no"}; }},
    Setting{
        "parity", "Écart permis entre femmes et hommes parmi les élus (0, 1…)",
        [](Rules& rules, Text text) { return count(text, 0, 10'000, rules.parity_gap.emplace()); },
        [](Rules const& rules) {
          return rules.parity_gap ? std::to_string(*rules.parity_gap) : std::string{};
        }},
    Setting{
        "composition",
        "Composition des candidatures : free (par défaut), pairs (binômes), alternate (listes)",
        [](Rules& rules, Text text) { return choose(compositions, text, rules.composition); },
        [](Rules const& rules) { return std::string{name_in(compositions, rules.composition)}; }},
};

}  // namespace

BallotForm form_of(Method method) {
  switch (method) {
    case Method::instant_runoff:
    case Method::schulze:
    case Method::stv: return BallotForm::ranking;
    case Method::judgment: return BallotForm::grades;
    default: return BallotForm::choice;
  }
}

bool allows_equal_ranks(Method method) {
  return method == Method::schulze;
}

std::uint32_t choices_allowed(Rules const& rules, std::optional<Votes> college_seats) {
  if (rules.most_choices) return *rules.most_choices;
  if (rules.method == Method::approval) return most_candidates;
  if (rules.method == Method::lists) return 1;
  return college_seats ? static_cast<std::uint32_t>(*college_seats) : rules.seats;
}

std::span<Setting const> settings() {
  return all_settings;
}

Json to_json(Rules const& rules) {
  Rules const usual;
  Json json = Json::object();
  for (auto const& setting : all_settings) {
    auto text = setting.get(rules);
    bool const always = setting.name == "method" || setting.name == "seats";
    if (always || text != setting.get(usual)) json[std::string{setting.name}] = std::move(text);
  }
  return json;
}

std::expected<Rules, std::string> rules_from_json(Json const& json) {
  if (!json.is_object()) return std::unexpected{std::string{"les paramètres ne sont pas un objet"}};
  Rules rules;
  for (auto const& [name, value] : json.items()) {
    Setting const* setting = nullptr;
    for (auto const& one : all_settings) {
      if (one.name == name) setting = &one;
    }
    if (setting == nullptr || !value.is_string()) {
      return std::unexpected{fmt::format("paramètre « {} » inconnu ou mal écrit", name)};
    }
    if (auto const wrong = setting->set(rules, value.get_ref<std::string const&>())) {
      return std::unexpected{fmt::format("paramètre « {} » : {}", name, *wrong)};
    }
  }
  return rules;
}

std::string_view name_of(Method method) {
  return name_in(methods, method);
}

std::string to_text(TieRule const& rule) {
  std::string text{name_in(tie_kinds, rule.kind)};
  return rule.argument.empty() ? text : text + ":" + rule.argument;
}

std::string to_text(Share const& share) {
  return (share.strict ? ">" : "") + to_text(share.value);
}

std::string to_text(Rational const& value) {
  return value.get_str();
}

}  // namespace pacte::decision::election
