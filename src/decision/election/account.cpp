// The count told in French, in its order.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decision/election/report.hpp"

namespace pacte::decision::election {

namespace {

std::string voices(Rational const& votes) {
  return number_text(votes) + " voix";
}

std::string percent(Rational const& part, Rational const& whole) {
  if (whole == 0) return "0 %";
  auto text = to_decimal(Rational{100 * part / whole}, 2);
  std::ranges::replace(text, '.', ',');
  return text + " %";
}

// "1 bulletin", "2 bulletins": in French the plural begins at 2.
std::string counted(Rational const& number, std::string_view what) {
  return fmt::format("{} {}{}", number_text(number), what, number < 2 ? "" : "s");
}

class Teller {
 public:
  Teller(Election const& election, Rules const& rules, Contest const& contest)
      : election_{election}, rules_{rules}, contest_{contest} {}

  std::vector<std::string> tell() {
    auto const& outcome = contest_.outcome;
    if (outcome.ending == Outcome::Ending::no_quorum) {
      say("Le quorum n’est pas atteint : aucun bulletin n’est compté.");
      return std::move(lines_);
    }
    if (auto const* scores = std::get_if<ScoreCount>(&outcome.working)) tell_rounds(*scores);
    if (auto const* transfers = std::get_if<TransferCount>(&outcome.working)) {
      tell_turnout(contest_.turnout);
      tell_stages(*transfers);
    }
    if (auto const* paths = std::get_if<PathCount>(&outcome.working)) {
      tell_turnout(contest_.turnout);
      tell_paths(*paths);
    }
    if (auto const* grades = std::get_if<GradeCount>(&outcome.working)) {
      tell_turnout(contest_.turnout);
      tell_grades(*grades);
    }
    if (auto const* seats = std::get_if<SeatCount>(&outcome.working)) {
      tell_turnout(seats->turnout);
      tell_seats(*seats);
    }
    for (auto const& tie : outcome.ties)
      say(tie_text(election_, tie));
    tell_parity();
    tell_ending();
    return std::move(lines_);
  }

 private:
  void say(std::string line) { lines_.push_back(std::move(line)); }
  std::string const& name(CandidateIndex c) const { return election_.candidates[c].shown(); }
  std::string names(CandidateList const& list) const { return names_text(election_, list); }

  void tell_turnout(Turnout const& turnout) {
    std::string apart;
    for (auto const& [votes, what] :
         {std::pair{turnout.blank, "blanc"}, std::pair{turnout.null, "nul"},
          std::pair{turnout.abstention, "abstention"}}) {
      if (votes != 0) apart += ", " + counted(votes, what);
    }
    say(fmt::format(
        "{}{} : {} valables{}.", counted(Rational{turnout.people}, "bulletin"),
        turnout.proxies > 0 ? fmt::format(" dont {} par procuration", turnout.proxies) : "",
        voices(turnout.valid), apart));
  }

  void tell_rounds(ScoreCount const& count) {
    for (std::size_t i = 0; i < count.rounds.size(); ++i) {
      auto const& round = count.rounds[i];
      if (count.rounds.size() > 1) say(fmt::format("Tour {}.", i + 1));
      tell_turnout(round.turnout);
      CandidateList order;
      for (auto const c : all_candidates(election_)) {
        if (round.votes[c] > 0) order.push_back(c);
      }
      std::ranges::stable_sort(order,
                               [&](auto l, auto r) { return round.votes[l] > round.votes[r]; });
      for (auto const c : order) {
        say(fmt::format("{} : {}, {} de {}.", name(c), voices(round.votes[c]),
                        percent(round.votes[c], round.turnout.base),
                        number_text(round.turnout.base)));
      }
      if (round.needed) {
        say(fmt::format("Il faut {} {} ({}) : {}.", round.strict ? "plus de" : "au moins",
                        voices(*round.needed), base_text(),
                        round.elected.empty() ? "personne ne les a" : names(round.elected)));
      }
      if (round.also_needed) {
        say(fmt::format("Il faut aussi {} ({} des membres).", voices(*round.also_needed),
                        to_text(*rules_.least_of_members)));
      }
      if (!round.qualified.empty()) {
        say(fmt::format("Peuvent se présenter au tour suivant : {}.", names(round.qualified)));
      }
    }
  }

  std::string base_text() const {
    auto const share = to_text(rules_.majority.value);
    switch (rules_.base) {
      case Base::expressed: return share + " des suffrages exprimés";
      case Base::cast: return share + " des votants";
      case Base::present: return share + " des présents";
      case Base::members: return share + " des membres";
    }
    return {};
  }

  void tell_stages(TransferCount const& count) {
    if (count.quota) {
      say(fmt::format("Quota pour un siège : {}, soit {} valables pour {} sièges et un de plus.",
                      voices(*count.quota), voices(contest_.turnout.valid), contest_.seats));
    }
    for (std::size_t i = 0; i < count.stages.size(); ++i) {
      auto const& stage = count.stages[i];
      std::string what = "premiers choix";
      if (stage.kind == Stage::Kind::surplus) {
        what = fmt::format(
            "{} a plus que le quota, le surplus passe aux choix suivants et chaque bulletin y va "
            "pour {} de ce qu’il valait",
            name(*stage.candidate), to_text(*stage.factor));
      } else if (stage.kind == Stage::Kind::exclusion) {
        what = fmt::format("exclusion ({}), les bulletins passent aux choix suivants",
                           name(*stage.candidate));
      }
      say(fmt::format("Étape {} : {}. {}{}", i + 1, what, standings(stage),
                      stage.elected.empty()
                          ? std::string{}
                          : fmt::format(" A un siège : {}.", names(stage.elected))));
    }
  }

  std::string standings(Stage const& stage) const {
    std::string text;
    for (auto const c : all_candidates(election_)) {
      if (stage.votes[c] == 0) continue;
      text +=
          fmt::format("{}{} {}", text.empty() ? "" : ", ", name(c), number_text(stage.votes[c]));
    }
    if (stage.exhausted != 0) {
      text += fmt::format("{}épuisés {}", text.empty() ? "" : ", ", number_text(stage.exhausted));
    }
    return text + ".";
  }

  void tell_paths(PathCount const& count) {
    if (count.condorcet) {
      say(fmt::format("{} bat chacun des autres en duel.", name(*count.condorcet)));
    } else {
      say("Personne ne bat tous les autres en duel : les chemins décident.");
    }
    auto const size = count.candidates.size();
    for (std::size_t i = 0; i < size; ++i) {
      auto const& elected = contest_.outcome.elected;
      if (std::ranges::find(elected, count.candidates[i]) == elected.end()) continue;
      for (std::size_t j = 0; j < size; ++j) {
        if (i != j) tell_duel(count, i, j);
      }
    }
    std::string order;
    for (auto const& level : count.levels)
      order += (order.empty() ? "" : " > ") + names(level);
    say(fmt::format("Ordre : {}.", order));
  }

  void tell_duel(PathCount const& count, std::size_t i, std::size_t j) {
    auto const size = count.candidates.size();
    auto const& there = count.strength[i * size + j];
    auto const& back = count.strength[j * size + i];
    say(fmt::format("{} face à {} : {} contre {} ; meilleur chemin {} à l’aller, {} au retour.",
                    name(count.candidates[i]), name(count.candidates[j]),
                    number_text(count.preferred[i * size + j]),
                    number_text(count.preferred[j * size + i]), number_text(there),
                    number_text(back)));
  }

  void tell_grades(GradeCount const& count) {
    std::size_t place = 1;
    for (auto const& level : count.levels) {
      for (auto const c : level) {
        auto const& gauge = count.gauges[c];
        say(fmt::format("{}. {} : « {} » ({} au-dessus, {} au-dessous).", place, name(c),
                        election_.grades[count.medians[c]],
                        percent(gauge.above, contest_.turnout.valid),
                        percent(gauge.below, contest_.turnout.valid)));
      }
      place += level.size();
    }
  }

  void tell_seats(SeatCount const& count) {
    if (!count.qualified.empty()) {
      return say(
          fmt::format("Aucune liste n’a plus de la moitié des exprimés. Second tour entre : "
                      "{}.",
                      names(count.qualified)));
    }
    if (count.least_votes != 0) {
      say(fmt::format("Il faut {} pour avoir des sièges : {}.", voices(count.least_votes),
                      names(count.admitted)));
    }
    if (count.leader) {
      say(fmt::format("{} est en tête et reçoit d’abord {} sièges.", name(*count.leader),
                      count.bonus));
    }
    if (count.hare_quota != 0) {
      say(fmt::format("Quotient : {} par siège.", voices(count.hare_quota)));
    }
    if (!count.awards.empty() && count.next_best) {
      say(fmt::format("Le dernier siège va à {} ({}) ; le meilleur qui n’en a pas eu : {}.",
                      name(count.awards.back().list), number_text(count.awards.back().quotient),
                      number_text(*count.next_best)));
    }
    for (auto const c : count.admitted) {
      say(fmt::format(
          "{} : {}, {} de {}, {} sièges{}.", name(c), voices(count.votes[c]),
          percent(count.votes[c], count.turnout.base), number_text(count.turnout.base),
          count.seats[c],
          count.vacant[c] > 0 ? fmt::format(" dont {} sans personne", count.vacant[c]) : ""));
    }
  }

  void tell_parity() {
    if (!rules_.parity_gap) return;
    auto const women = std::ranges::count_if(contest_.outcome.elected, [this](auto c) {
      return election_.candidates[c].sex == Sex::woman;
    });
    auto const all = std::ssize(contest_.outcome.elected);
    say(fmt::format("Parité : {} femmes et {} hommes, {} au plus de chaque sexe.", women,
                    all - women, (contest_.seats + *rules_.parity_gap) / 2));
  }

  void tell_ending() {
    auto const& elected = contest_.outcome.elected;
    bool const lists = rules_.method == Method::lists;
    switch (contest_.outcome.ending) {
      case Outcome::Ending::elected: {
        say(fmt::format("{} : {}.", lists ? "Ont des sièges" : "Résultat", names(elected)));
        if (!lists && elected.size() < contest_.seats) {
          say(fmt::format("Il reste {} à pourvoir.",
                          counted(Rational{contest_.seats - elected.size()}, "siège")));
        }
        break;
      }
      case Outcome::Ending::nobody: say("Aucune candidature n’est retenue."); break;
      case Outcome::Ending::next_round:
        if (!elected.empty()) say(fmt::format("Ont déjà un siège : {}.", names(elected)));
        say("Il faut un autre tour.");
        break;
      case Outcome::Ending::no_quorum: break;
    }
  }

  Election const& election_;
  Rules const& rules_;
  Contest const& contest_;
  std::vector<std::string> lines_;
};

std::string tie_rule_text(Election const& election, TieRule const& rule) {
  switch (rule.kind) {
    case TieRule::Kind::age: return "au bénéfice de l’âge";
    case TieRule::Kind::youngest: return "au bénéfice du plus jeune";
    case TieRule::Kind::first_votes: return "par le nombre de premiers choix";
    case TieRule::Kind::earlier: return "par les voix à l’étape précédente où elles diffèrent";
    case TieRule::Kind::order: return "par l’ordre de présentation";
    case TieRule::Kind::casting: {
      auto const found = std::ranges::find(election.candidates, rule.argument, &Candidate::id);
      return fmt::format("par la voix prépondérante, donnée à {}", found->shown());
    }
    case TieRule::Kind::seed: return fmt::format("par tirage publié « {} »", rule.argument);
  }
  return {};
}

}  // namespace

std::vector<std::string> account(Election const& election, Rules const& rules,
                                 Contest const& contest) {
  return Teller{election, rules, contest}.tell();
}

std::string number_text(Rational const& value) {
  bool const whole = value.get_den() == 1;
  auto const text = to_decimal(value, whole ? 0 : 3);
  auto const point = std::min(text.find('.'), text.size());
  auto const units = parse_integer(text.substr(0, point));
  auto made = units ? grouped(*units) : text.substr(0, point);
  auto const last = text.find_last_not_of('0');
  if (point < text.size() && last > point) made += "," + text.substr(point + 1, last - point);
  return made;
}

std::string names_text(Election const& election, CandidateList const& candidates) {
  std::string text;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (i > 0) text += i + 1 == candidates.size() ? " et " : ", ";
    text += election.candidates[candidates[i]].shown();
  }
  return text.empty() ? "personne" : text;
}

std::string tie_text(Election const& election, Tie const& tie) {
  constexpr std::array stakes{"pour un siège", "pour ne pas être exclu",
                              "pour le premier surplus à répartir", "pour le tour suivant",
                              "pour la première place"};
  return fmt::format(
      "Égalité {} entre {} (étape {}), tranchée {} : {}.",
      stakes.at(static_cast<std::size_t>(tie.stake)), names_text(election, tie.tied), tie.stage,
      tie_rule_text(election, *tie.rule),
      tie.chosen.empty() ? "d’autres sont écartés" : names_text(election, tie.chosen));
}

std::string quorum_text(QuorumCheck const& quorum) {
  return fmt::format("Quorum {} : {} présents, il en faut {}.",
                     quorum.reached ? "atteint" : "non atteint", grouped(quorum.counted),
                     grouped(quorum.needed));
}

std::string rule_text(Rules const& rules, std::uint32_t seats) {
  std::string_view name;
  switch (rules.method) {
    case Method::relative: name = "Majorité relative"; break;
    case Method::absolute: name = "Majorité absolue"; break;
    case Method::qualified: name = "Majorité qualifiée"; break;
    case Method::rounds: name = "Scrutin à plusieurs tours"; break;
    case Method::approval: name = "Vote par approbation"; break;
    case Method::instant_runoff: name = "Vote alternatif"; break;
    case Method::schulze: name = "Méthode de Schulze"; break;
    case Method::stv: name = "Vote unique transférable"; break;
    case Method::judgment: name = "Jugement majoritaire"; break;
    case Method::lists:
      switch (rules.formula) {
        case Formula::largest_remainder: name = "Listes, plus forts restes"; break;
        case Formula::dhondt: name = "Listes, plus forte moyenne"; break;
        case Formula::sainte_lague: name = "Listes, Sainte-Laguë"; break;
      }
      break;
  }
  return fmt::format("{}, {} siège{}", name, seats, seats > 1 ? "s" : "");
}

}  // namespace pacte::decision::election
