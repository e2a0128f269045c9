#include <algorithm>

#include "app/decision/tally_report.hpp"
#include "base/text.hpp"

namespace pacte::app {

namespace {

using namespace decision;
using namespace decision::budgeting;

std::string currency_of(Election const& election) {
  for (auto const& [key, value] : election.meta) {
    if (key == "currency") return value;
  }
  return {};
}

// A decimal with the French comma and its thousands apart.
std::string french(std::string const& decimal) {
  auto const point = decimal.find('.');
  auto const whole = parse_integer(decimal.substr(0, point));
  auto made = whole ? grouped(*whole) : decimal.substr(0, point);
  if (point != std::string::npos) made += "," + decimal.substr(point + 1);
  return made;
}

std::string count_text(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(static_cast<std::int64_t>(count)), count < 2 ? one : many);
}

std::string voters_text(std::uint64_t count) {
  return count_text(count, "votant", "votants");
}

std::string with_currency(TallyReport const& report, std::string const& amount) {
  auto const currency = currency_of(report.election);
  return currency.empty() ? amount : amount + "\u00A0" + currency;
}

// A sum that is not whole, to the hundredth of the currency.
std::string price_text(TallyReport const& report, Rational const& price) {
  Integer unit;
  mpz_ui_pow_ui(unit.get_mpz_t(), 10, static_cast<unsigned long>(report.election.decimals));
  return with_currency(report, french(to_decimal(price / Rational{unit}, 2)));
}

// What a unit of support is, for the remedies of a rule.
std::string support_text(TallyReport const& report, std::uint64_t more) {
  if (report.request.rule == Rule::equal_shares) {
    return count_text(more, "soutien de plus, avec sa part entière",
                      "soutiens de plus, avec leur part entière");
  }
  if (report.request.rule == Rule::phragmen) {
    return count_text(more, "soutien de plus, qui ne porte encore aucune charge",
                      "soutiens de plus, qui ne portent encore aucune charge");
  }
  bool const voices = report.tally.satisfaction == Satisfaction::cardinality ||
                      report.tally.satisfaction == Satisfaction::cost;
  return voices ? count_text(more, "voix de plus", "voix de plus")
                : count_text(more, "point de plus", "points de plus");
}

std::string remedy_text(TallyReport const& report, Remedy const& remedy) {
  auto const support = remedy.more_support ? support_text(report, *remedy.more_support) : "";
  bool const cheaper = remedy.lower_cost && *remedy.lower_cost > 0;
  auto const cost =
      cheaper ? fmt::format("un coût de {}", amount_text(report, *remedy.lower_cost)) : "";
  if (support.empty() && cost.empty()) return "Ni voix ni économie n’y suffisaient à elles seules.";
  return fmt::format("Il aurait suffi de {}{}{}.", support,
                     support.empty() || cost.empty() ? "" : ", ou d’", cost);
}

std::string chosen_text(TallyReport const& report, Account const& account) {
  auto const rank = account.round.value_or(0) + 1;
  if (account.payers > 0 && account.price) {
    bool const flat = report.tally.satisfaction == Satisfaction::cardinality ||
                      report.tally.satisfaction == Satisfaction::cost;
    auto text =
        fmt::format("Acheté au tour {} par {}, {}{} au plus.", rank, voters_text(account.payers),
                    price_text(report, *account.price), flat ? " chacun" : " par point");
    if (account.emptied > 0) {
      text += fmt::format(" {} y {} mis tout ce qui restait.", voters_text(account.emptied),
                          account.emptied < 2 ? "a" : "ont");
    }
    return text;
  }
  if (account.price) {
    return fmt::format("Retenu au tour {} : ses {} portent alors chacun {}.", rank,
                       count_text(account.supporters, "soutien", "soutiens"),
                       price_text(report, *account.price));
  }
  if (account.left) {
    return fmt::format("Retenu en position {}, quand il restait {}.", rank,
                       amount_text(report, *account.left));
  }
  return "Fait partie du meilleur ensemble.";
}

std::string lost_text(TallyReport const& report, Account const& account) {
  switch (account.fate) {
    case Fate::no_room:
      return fmt::format("Trop cher pour les {} qui restaient à son tour.",
                         amount_text(report, account.left.value_or(0)));
    case Fate::supporters_short:
      return "Ses soutiens n’avaient plus assez, ensemble, pour le payer.";
    case Fate::load_too_high: return "La règle s’est arrêtée avant son tour.";
    case Fate::not_in_best_set: return "N’entre pas dans le meilleur ensemble.";
    case Fate::comparison_lost:
      return "Retenu par la règle, perdu à la comparaison avec l’ordre des voix.";
    case Fate::minimum_votes: return "N’atteint pas le nombre de voix demandé.";
    case Fate::group_budget: return "Le plafond de son quartier ou de sa catégorie est atteint.";
    case Fate::exclusive: return "Un projet incompatible a été retenu.";
    case Fate::dependency: return "Dépend d’un projet qui n’est pas retenu.";
    default: return "Personne ne le soutient.";
  }
}

bool remediable(Fate fate) {
  return fate == Fate::no_room || fate == Fate::supporters_short || fate == Fate::load_too_high ||
         fate == Fate::not_in_best_set;
}

std::string satisfaction_text(Satisfaction satisfaction) {
  switch (satisfaction) {
    case Satisfaction::cardinality: return "nombre de projets";
    case Satisfaction::cost: return "coût";
    case Satisfaction::additive: return "points donnés";
    case Satisfaction::borda: return "rangs, comptés selon Borda";
    case Satisfaction::harmonic: return "rangs, en fractions 1, 1/2, 1/3…";
    case Satisfaction::first: return "premier choix";
    case Satisfaction::all_but_last: return "tous les choix sauf le dernier";
  }
  return {};
}

std::string completion_text(Completion const& completion) {
  std::string text;
  switch (completion.kind) {
    case Completion::Kind::none: break;
    case Completion::Kind::greedy: return ", complétées par l’ordre des voix";
    case Completion::Kind::add_one: text = ", complétées d’une unité par votant à la fois"; break;
    case Completion::Kind::increase:
      text =
          fmt::format(", complétées par pas de {} %", french(to_decimal(completion.step * 100, 2)));
      break;
  }
  return completion.then_greedy ? text + " puis par l’ordre des voix" : text;
}

std::string tie_text(TallyReport const& report, Tie const& tie) {
  std::vector<std::string> ids;
  for (auto const project : tie.projects)
    ids.push_back(report.election.projects[project].id);
  return fmt::format("Égalité exacte entre {} ; {} passe devant.", fmt::join(ids, ", "),
                     ids.front());
}

}  // namespace

std::string amount_text(TallyReport const& report, Amount amount) {
  return with_currency(report, french(to_text(amount, report.election.decimals)));
}

std::string account_text(TallyReport const& report, ProjectIndex project) {
  auto const& account = report.tally.accounts[project];
  if (account.fate == Fate::completed) {
    return fmt::format("Retenu en position {}, avec l’argent que la règle laissait.",
                       account.round.value_or(0) + 1);
  }
  if (account.fate == Fate::chosen) return chosen_text(report, account);
  auto text = lost_text(report, account);
  if (remediable(account.fate)) text += " " + remedy_text(report, account.remedy);
  return text;
}

std::string rule_text(TallyReport const& report) {
  auto const measure = satisfaction_text(report.tally.satisfaction);
  switch (report.request.rule) {
    case Rule::greedy:
      return report.tally.satisfaction == Satisfaction::cost
                 ? "Ordre des voix"
                 : fmt::format("Ordre de la satisfaction par unité de coût ({})", measure);
    case Rule::equal_shares:
      return fmt::format("Parts égales ({}){}{}", measure,
                         completion_text(report.request.completion),
                         report.request.comparison ? ", avec comparaison" : "");
    case Rule::phragmen: return "Phragmén, charges égales";
    case Rule::welfare: return fmt::format("Plus grande satisfaction totale ({})", measure);
  }
  return {};
}

std::vector<std::string> summary_lines(TallyReport const& report) {
  auto const& tally = report.tally;
  std::vector<std::string> lines;
  if (tally.shares && tally.shares->runs > 1) {
    lines.push_back(fmt::format("{} distributions essayées ; la retenue donne {} à chaque votant.",
                                grouped(static_cast<std::int64_t>(tally.shares->runs)),
                                price_text(report, tally.shares->run.start)));
  }
  if (tally.phragmen && !tally.phragmen->stopped_by.empty()) {
    auto const& stop = report.election.projects[tally.phragmen->stopped_by.front()];
    lines.push_back(fmt::format("La règle s’arrête à {} ({}), qui ne tient pas dans ce qui reste.",
                                stop.id, amount_text(report, stop.cost)));
  }
  for (auto const& tie : tally.outcome.ties)
    lines.push_back(tie_text(report, tie));
  if (tally.comparison) {
    auto const& compared = *tally.comparison;
    lines.push_back(fmt::format(
        "Comparaison : {} préfèrent les parts égales, {} l’ordre des voix ; {}.",
        voters_text(compared.prefer_first), voters_text(compared.prefer_second),
        compared.second_wins() ? "l’ordre des voix l’emporte" : "les parts égales restent"));
  }
  if (!tally.measures) return lines;
  auto const& measures = *tally.measures;
  lines.push_back(fmt::format(
      "{} sur {} ({} %) ont au moins un projet retenu.",
      grouped(static_cast<std::int64_t>(measures.served)), voters_text(measures.voters),
      french(to_decimal(
          100 * ratio(static_cast<Int128>(measures.served), static_cast<Int128>(measures.voters)),
          1))));
  if (measures.price_of_voter) {
    lines.push_back(
        fmt::format("Équilibre des paiements : avec {} par votant, les soutiens paient tout ce qui "
                    "est retenu et "
                    "n’ont pas de quoi payer autre chose.",
                    price_text(report, *measures.price_of_voter)));
  }
  if (measures.underserved) {
    auto const& case_ = *measures.underserved;
    lines.push_back(
        fmt::format("Représentation (EJR+) : non. {} soutiennent {} et sont tous moins servis que "
                    "leur part du budget ne le permettrait.",
                    voters_text(case_.voters), report.election.projects[case_.project].id));
  } else {
    lines.emplace_back("Représentation (EJR+, à un projet près) : oui, aucun groupe n’est lésé.");
  }
  return lines;
}

std::vector<ProjectIndex> reading_order(TallyReport const& report) {
  auto order = report.tally.outcome.selected;
  auto const taken = chosen(report.election, report.tally.outcome);
  auto const votes = votes_by_project(report.election);
  auto const first_lost = order.size();
  for (ProjectIndex p = 0; p < taken.size(); ++p) {
    if (!taken[p]) order.push_back(p);
  }
  std::ranges::sort(std::span{order}.subspan(first_lost), [&](ProjectIndex a, ProjectIndex b) {
    return votes[a] != votes[b] ? votes[a] > votes[b] : a < b;
  });
  return order;
}

}  // namespace pacte::app
