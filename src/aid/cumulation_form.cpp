#include "aid/cumulation_form.hpp"

#include <algorithm>

#include "aid/scheme_form.hpp"
#include "base/text.hpp"
#include "rule/identifiers.hpp"

namespace pacte::aid {
namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_number = 40;
constexpr std::int64_t most_months = 600;

class Reading {
 public:
  Reading(web::FormReader& reader, std::chrono::year_month_day today, Written written)
      : reader_{reader}, today_{today}, written_{written} {}

  std::string siren(std::string const& field) {
    auto const digits = rule::without_spaces(reader_.text(field, 0, longest_number));
    if (!digits.empty() && !rule::is_siren(digits)) {
      reader_.reject(field,
                     "Ce numéro SIREN n’existe pas : neuf chiffres, dont le dernier est une clé.");
    }
    return digits;
  }

  template <class Value, std::size_t size>
  Value one_of(std::string const& field, std::array<NamedValue<Value>, size> const& all) {
    auto const given = reader_.text(field, 0, longest_number);
    auto const found = std::ranges::find(all, given, &NamedValue<Value>::name);
    if (found != all.end()) return found->value;
    if (!given.empty()) {
      std::vector<std::string_view> names;
      for (auto const& one : all)
        names.push_back(one.name);
      reader_.reject(field, fmt::format("« {} » n’est pas une des valeurs : {}.",
                                        shorten(given, longest_number), fmt::join(names, ", ")));
    }
    return all.front().value;
  }

  std::optional<Euros> amount(std::string const& field) {
    auto const text = reader_.text(field, 0, longest_number);
    if (text.empty()) return std::nullopt;
    auto const read = parse_euros(text);
    if (!read || read->cents < 0) {
      reader_.reject(field, in_units() ? "Un montant en euros est attendu : 12 000 ou 12 000,50."
                                       : "Un montant en centimes est attendu, nombre entier de "
                                         "zéro ou plus : 1200050 pour 12 000,50 €.");
    } else if (*read > largest_declared) {
      reader_.reject(field, "Un milliard d’euros au plus.");
    }
    return read;
  }

  Euros needed_amount(std::string const& field) {
    auto const before = reader_.errors().size();
    auto const read = amount(field);
    if (!read && reader_.errors().size() == before)
      reader_.reject(field, in_units() ? "Donnez le montant, en euros : 12 000."
                                       : "Donnez le montant, en centimes : 1200000 pour 12 000 €.");
    return read.value_or(Euros{});
  }

  DeclaredAid aid(std::string const& at, bool day_needed) {
    DeclaredAid made{.siren = siren(at + "-siren"),
                     .reference = reader_.text(at + "-reference", 0, longest_name),
                     .granted = day(at + "-granted", day_needed),
                     .shape = one_of(at + "-shape", aid_shapes),
                     .amount = needed_amount(at + "-amount")};
    made.months = months(at + "-months", made.shape);
    made.planned = made.granted > today_;
    return made;
  }

  DeMinimisRule rule(std::string const& at) { return one_of(at + "-rule", de_minimis_rules); }

  // The identifier of a regime of the table; nothing for the other values.
  std::string regime_id(std::string const& field, std::span<std::string_view const> others) {
    auto const given = reader_.text(field, 0, longest_number);
    if (given.empty() || std::ranges::find(others, given) != others.end()) return {};
    if (exempt_regimes().find(given)) return given;
    reader_.reject(field, "Ce régime n’est pas dans la liste.");
    return {};
  }

  // Empty when it was not given.
  std::optional<UndertakingSize> size() {
    auto const given = reader_.text("size", 0, longest_number);
    if (given.empty()) return std::nullopt;
    return one_of("size", sizes);
  }

  std::vector<std::string> bonuses() {
    std::vector<std::string> had;
    for (auto const& kind : exempt_regimes().bonuses) {
      if (reader_.checked("bonus-" + kind.id)) had.push_back(kind.id);
    }
    return had;
  }

  // `id` is a regime of the table, or nothing.
  DeclaredRegime declared(std::string const& at, std::string id,
                          std::optional<UndertakingSize> size) {
    DeclaredRegime made{.id = std::move(id), .typed = typed(at)};
    auto const* regime = exempt_regimes().find(made.id);
    if (!regime) return made;
    if (regime->by_map()) {
      if (reader_.text(at + "-most_share", 0, longest_number).empty())
        reader_.reject(at + "-most_share",
                       "Donnez le taux de la carte des aides à finalité "
                       "régionale : le règlement ne le fixe pas.");
      return made;
    }
    if (made.typed.most_share || made.typed.most_amount)
      reader_.reject(at + "-most_share",
                     "Le taux vient du régime choisi : laissez ce champ vide, "
                     "ou choisissez « Autre régime ».");
    if (!size && regime->by_size()) {
      reject_size("Choisissez la taille de l’entreprise : le taux en dépend.");
    } else if (size && !ceiling_of(*regime, *size, {})) {
      reject_size("Cet article n’aide pas une entreprise de cette taille.");
    }
    return made;
  }

  AidRegime typed(std::string const& at) {
    AidRegime made{.name = reader_.text(at + "-name", 0, longest_name),
                   .most_amount = amount(at + "-most_amount")};
    auto const share = reader_.text(at + "-most_share", 0, longest_number);
    made.most_share = parse_share(share);
    constexpr std::int64_t whole = 10'000;
    if (!share.empty() && (!made.most_share || made.most_share->value > whole))
      reader_.reject(at + "-most_share",
                     in_units() ? "Un taux de 0 à 100 % est attendu : 45 ou 12,5."
                                : "Un taux en centièmes de pour cent est attendu, de 0 à 10000 : "
                                  "4500 pour 45 %.");
    return made;
  }

  Link link(std::string const& at) {
    Link made{siren(at + "-parent"), siren(at + "-child"), one_of(at + "-control", controls)};
    for (auto const& [field, value] :
         {std::pair{"-parent", &made.parent}, {"-child", &made.child}}) {
      if (value->empty()) reader_.reject(at + field, "Donnez les deux numéros SIREN de ce lien.");
    }
    if (!made.parent.empty() && made.parent == made.child)
      reader_.reject(at + "-child", "Une entreprise ne se détient pas elle-même.");
    return made;
  }

  std::string name(std::string const& field) { return reader_.text(field, 0, longest_name); }

 private:
  [[nodiscard]] bool in_units() const { return written_ == Written::units; }

  // Several regimes may ask for the size; it is said once.
  void reject_size(std::string message) {
    if (std::ranges::find(reader_.errors(), "size", &FieldError::field) == reader_.errors().end())
      reader_.reject("size", std::move(message));
  }

  std::chrono::year_month_day day(std::string const& field, bool needed) {
    auto const text = reader_.text(field, 0, longest_number);
    if (text.empty() && !needed) return today_;
    auto const read = parse_partial_date(text);
    constexpr std::size_t of_a_day = 10;
    if (read && text.size() == of_a_day) return read->first;
    reader_.reject(field, "Donnez le jour où l’aide a été accordée : 2025-03-31.");
    return today_;
  }

  int months(std::string const& field, AidShape shape) {
    bool const given = !reader_.text(field, 0, longest_number).empty();
    if (!given) {
      if (shape != AidShape::grant)
        reader_.reject(field, "Donnez la durée du prêt ou de la garantie, en mois.");
      return 0;
    }
    return static_cast<int>(reader_.integer(field, 0, most_months).value_or(0));
  }

  web::FormReader& reader_;
  std::chrono::year_month_day today_;
  Written written_;
};

// Choices have a value even where nothing was written.
bool is_choice(std::string_view field) {
  return field.ends_with("-shape") || field.ends_with("-rule") || field.ends_with("-control");
}

// The number of the row of a field: 2 of "account-2-amount". None of other fields.
std::optional<std::size_t> row_of(std::string_view field, std::string_view rows) {
  if (!field.starts_with(rows) || field.size() <= rows.size() || field[rows.size()] != '-')
    return std::nullopt;
  auto const rest = field.substr(rows.size() + 1);
  auto const number = parse_integer(rest.substr(0, rest.find('-')));
  if (!number || *number < 1) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

std::set<std::size_t> filled_rows(web::Parameters const& given, std::string_view rows) {
  std::set<std::size_t> filled;
  for (auto const& [field, value] : given.pairs()) {
    if (trim(value).empty() || is_choice(field)) continue;
    if (auto const number = row_of(field, rows)) filled.insert(*number);
  }
  return filled;
}

// Reads the rows that have something in them, and passes over the others.
template <class Read>
void each_row(web::Parameters const& given, std::string_view rows, std::size_t most,
              web::FormReader& reader, Read const& read) {
  auto const filled = filled_rows(given, rows);
  if (filled.size() > most)
    reader.reject(std::string{rows}, fmt::format("{} lignes au plus.", most));
  for (auto const number : filled)
    read(fmt::format("{}-{}", rows, number));
  for (auto const& [field, value] : given.pairs()) {
    auto const number = row_of(field, rows);
    if (number && !filled.contains(*number)) (void)reader.text(field, 0, longest_number);
  }
}

bool any_given(web::Parameters const& given, std::string_view prefix) {
  return std::ranges::any_of(given.pairs(), [&](auto const& pair) {
    return pair.first.starts_with(prefix) && !is_choice(pair.first) && !trim(pair.second).empty();
  });
}

void pass_over(web::Parameters const& given, web::FormReader& reader, std::string_view prefix) {
  for (auto const& [field, value] : given.pairs()) {
    if (field.starts_with(prefix)) (void)reader.text(field, 0, longest_name);
  }
}

SharedCosts read_costs(Reading& reading, web::Parameters const& given, web::FormReader& reader,
                       std::string asked_regime, std::optional<UndertakingSize> size) {
  SharedCosts costs{.eligible = reading.needed_amount("costs-eligible"),
                    .regime = reading.declared("costs-regime", std::move(asked_regime), size)};
  constexpr std::array<std::string_view, 2> without_table{other_rule, de_minimis_rule};
  each_row(given, "costs-others", most_declared_aids, reader, [&](std::string const& at) {
    costs.others.push_back(
        {.giver = reading.name(at + "-giver"),
         .equivalent = reading.needed_amount(at + "-amount"),
         .regime = reading.declared(at + "-regime", reading.regime_id(at + "-rule", without_table),
                                    size)});
  });
  return costs;
}

bool is_de_minimis(std::string_view rule) {
  return rule.empty() ||
         std::ranges::find(de_minimis_rules, rule, &NamedValue<DeMinimisRule>::name) !=
             de_minimis_rules.end();
}

}  // namespace

CumulationRequest read_cumulation(web::FormReader& reader, web::Parameters const& given,
                                  std::chrono::year_month_day today, Written written) {
  Reading reading{reader, today, written};
  CumulationRequest request{.asked = reading.aid("asked", false),
                            .de_minimis = is_de_minimis(given.get("asked-rule"))};
  std::string asked_regime;
  if (request.de_minimis) {
    request.asked.rule = reading.rule("asked");
  } else {
    constexpr std::array without_table{other_rule};
    asked_regime = reading.regime_id("asked-rule", without_table);
  }
  auto const size = reading.size();
  request.size = size.value_or(UndertakingSize::small);
  request.bonuses = reading.bonuses();
  request.applicant = reading.siren("applicant");
  each_row(given, "links", most_declared_links, reader,
           [&](std::string const& at) { request.links.push_back(reading.link(at)); });
  if (!request.links.empty() && request.applicant.empty())
    reader.reject("applicant", "Pour suivre des liens, donnez le numéro SIREN du demandeur.");
  each_row(given, "account", most_declared_aids, reader, [&](std::string const& at) {
    request.account.push_back(reading.aid(at, true));
    request.account.back().rule = reading.rule(at);
  });
  // An aid that is not de minimis is judged on the costs alone.
  if (!request.de_minimis || any_given(given, "costs-")) {
    request.costs = read_costs(reading, given, reader, std::move(asked_regime), size);
  } else {
    pass_over(given, reader, "costs-");
  }
  reader.refuse_unknown();
  return request;
}

std::size_t rows_given(web::Parameters const& given, std::string_view rows) {
  auto const filled = filled_rows(given, rows);
  return filled.empty() ? 0 : *filled.rbegin();
}

std::size_t rows_shown(web::Parameters const& given, std::string_view rows) {
  std::size_t last = 0;
  for (auto const& [field, value] : given.pairs())
    last = std::max(last, row_of(field, rows).value_or(0));
  return last;
}

}  // namespace pacte::aid
