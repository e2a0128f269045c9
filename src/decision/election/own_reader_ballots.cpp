// The ballots of Pacte's own form, and what can be checked once all is read.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decision/election/own_reader.hpp"

namespace pacte::decision::election {

void OwnReader::settle_candidates() {
  for (std::size_t i = 0; i < stands_in_.size(); ++i) {
    auto const& [name, line] = stands_in_[i];
    if (name.empty()) continue;
    auto const college = colleges_.find(name);
    if (college) {
      election_.candidates[i].college = static_cast<std::uint16_t>(*college);
    } else {
      fault(line, fmt::format("le collège {} n’existe pas", in_quotes(name)),
            "Corrigez-le, ou ajoutez-le à la section COLLEGES, avant les bulletins");
    }
  }
}

void OwnReader::settle_colleges() {
  auto const& colleges = election_.colleges;
  auto const seats = std::ranges::count_if(colleges, [](auto const& c) { return !!c.seats; });
  auto const shares = std::ranges::count_if(colleges, [](auto const& c) { return !!c.share; });
  auto const all = std::ssize(colleges);
  if ((seats != 0 && seats != all) || (shares != 0 && shares != all) || (seats > 0 && shares > 0)) {
    fault(0, "des collèges ont des sièges ou une part, et d’autres non",
          "Donnez des sièges à tous, ou une part à tous, ou rien");
  }
}

void OwnReader::settle_grades() {
  if (form_of(rules_.method) != BallotForm::grades || !election_.grades.empty()) return;
  election_.grades = usual_grades();
  for (auto const& grade : election_.grades)
    grades_.add(grade);
}

std::optional<std::uint16_t> OwnReader::college_of(std::string_view name, std::size_t line) {
  if (election_.colleges.empty() && name.empty()) {
    unnamed_ = true;
    return 0;
  }
  if (auto const found = colleges_.find(name)) return static_cast<std::uint16_t>(*found);
  if (plain_ && !unnamed_ && !wrong_identifier(name) && colleges_.size() < most_colleges &&
      colleges_.size() == election_.colleges.size()) {
    colleges_.add(name);
    election_.colleges.push_back({.id = std::string{name}});
    return static_cast<std::uint16_t>(colleges_.size() - 1);
  }
  fault(line, fmt::format("le collège {} n’existe pas", in_quotes(name)),
        "Donnez un collège à chaque bulletin, de la section COLLEGES s’il y en a une");
  return std::nullopt;
}

void OwnReader::check_colleges_of(BallotGroup const& group, std::size_t line) {
  if (plain_) return;
  for (auto const mark : parser_->marks()) {
    auto const& candidate = election_.candidates[mark.candidate];
    if (!candidate.college || *candidate.college == group.college) continue;
    fault(line, fmt::format("{} se présente dans un autre collège", in_quotes(candidate.id)),
          "Corrigez le bulletin ou son collège");
    return;
  }
}

void OwnReader::add_total(BallotGroup const& group, std::size_t round, std::size_t line) {
  if (too_many_) return;
  totals_[round] += group.votes();
  if (totals_[round] <= most_votes) return;
  too_many_ = true;
  fault(line, "le total des voix dépasse un million de milliards",
        "Vérifiez les colonnes nombre et poids");
}

void OwnReader::ballot_row(std::size_t line, BallotColumns const& columns) {
  BallotGroup group;
  auto const college = college_of(cells_[columns.college], line);
  // Colleges whose line was at fault are not among those of the election.
  auto const seats = college && *college < election_.colleges.size()
                         ? election_.colleges[*college].seats
                         : std::optional<Votes>{};
  if (auto const wrong = parser_->parse(cells_[columns.ballot], group.kind, seats)) {
    return fault(line, wrong->what, wrong->remedy);
  }
  auto const whole = [&](std::size_t column, std::string_view what, Votes least, Votes usual) {
    auto const text = cells_[column];
    return text.empty() ? std::optional{usual} : number(text, what, least, line);
  };
  auto const people = whole(columns.number, "le nombre de bulletins", 1, 1);
  auto const each = whole(columns.each, "le poids", 1, 1);
  auto const proxies = whole(columns.proxies, "le nombre de procurations", 0, 0);
  auto const round = whole(columns.round, "le tour", 1, 1);
  if (!people || !each || !proxies || !round || !college) return;
  if (*proxies > *people) {
    return fault(line, "plus de procurations que de bulletins",
                 "Le nombre de procurations est compris dans celui des bulletins");
  }
  if (std::cmp_greater(*round, most_rounds)) {
    return fault(line, fmt::format("{} tours, {} au plus", *round, most_rounds),
                 "Corrigez la colonne tour");
  }
  group = {group.kind, *college, *each, *people, *proxies};
  auto const index = static_cast<std::size_t>(*round - 1);
  add_total(group, index, line);
  if (too_many_) return;
  check_colleges_of(group, line);
  if (election_.rounds.size() <= index) election_.rounds.resize(index + 1);
  election_.rounds[index].add(group, parser_->marks());
}

void OwnReader::read_ballots() {
  static constexpr std::array<std::string_view, 6> known{"bulletin", "nombre",       "poids",
                                                         "college",  "procurations", "tour"};
  static constexpr std::array<std::string_view, 1> needed{"bulletin"};
  settle_candidates();
  settle_colleges();
  settle_grades();
  if (!read_header(known, needed)) {
    while (!lines_.done())
      lines_.next();
    return;
  }
  parser_.emplace(rules_, candidates_, grades_, plain_);
  // What is not among the columns is read beyond the last cell: always empty.
  auto const place = [this](std::string_view name) {
    auto const found = std::ranges::find(header_, name, &decltype(header_)::value_type::first);
    return found == header_.end() ? std::size_t{1} << 20 : found->second;
  };
  BallotColumns const columns{place("bulletin"), place("nombre"),       place("poids"),
                              place("college"),  place("procurations"), place("tour")};
  auto const width = cells_.size();
  bool any = false;
  while (!lines_.done() && (plain_ || !section_named(lines_.peek()))) {
    auto const line = lines_.number();
    auto const text = lines_.next();
    if (text.find_first_not_of(" \t;") == std::string_view::npos) continue;
    any = true;
    if (!cells_.split(text)) {
      fault(line, "des guillemets ne sont pas fermés, ou suivis d’autre chose", "Corrigez-les");
    } else if (cells_.size() > width) {
      fault(line, fmt::format("la ligne a {} cases, et il y a {} colonnes", cells_.size(), width),
            "Mettez entre guillemets ce qui contient le séparateur");
    } else {
      ballot_row(line, columns);
    }
  }
  if (!any) fault(0, "aucun bulletin", "Donnez un bulletin par ligne");
  for (auto& round : election_.rounds)
    round.close();
}

// Names that were taken as they came get the order of their texts, whatever the order of ballots.
void OwnReader::order_candidates() {
  auto order = index_list<CandidateIndex>(candidates_.size());
  std::ranges::sort(order, {}, [this](CandidateIndex i) -> auto const& { return candidates_[i]; });
  std::vector<CandidateIndex> numbers(order.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    numbers[order[place]] = static_cast<CandidateIndex>(place);
    election_.candidates.push_back({.id = candidates_[order[place]]});
  }
  for (auto& round : election_.rounds)
    round.renumber(numbers);
}

namespace {

bool is_pair(Candidate const& candidate) {
  auto const& members = candidate.members;
  return members.size() == 2 && members[0].sex != Sex::unknown && members[1].sex != Sex::unknown &&
         members[0].sex != members[1].sex;
}

}  // namespace

void OwnReader::check_composition() {
  if (rules_.composition == Composition::free) return;
  for (auto const& candidate : election_.candidates) {
    auto const& members = candidate.members;
    if (rules_.composition == Composition::pairs) {
      if (is_pair(candidate)) continue;
      fault(
          candidate.line,
          fmt::format("{} n’est pas un binôme d’une femme et d’un homme", in_quotes(candidate.id)),
          "Donnez ses deux personnes, avec leur sexe, dans la section MEMBRES");
      continue;
    }
    if (members.empty()) {
      fault(candidate.line, fmt::format("la liste {} n’a personne", in_quotes(candidate.id)),
            "Donnez-la dans la section MEMBRES, dans l’ordre de présentation");
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
      bool const unknown = members[i].sex == Sex::unknown;
      if (!unknown && (i == 0 || members[i].sex != members[i - 1].sex)) continue;
      fault(members[i].line,
            fmt::format("la liste {} n’alterne pas au rang {}", in_quotes(candidate.id), i + 1),
            unknown ? "Donnez le sexe de cette personne, F ou H"
                    : "Présentez alternativement une personne de chaque sexe");
    }
  }
}

void OwnReader::check_people() {
  auto const check = [this](std::optional<Votes> most, Votes found, std::string const& where,
                            std::string_view what) {
    if (!most || found <= *most) return;
    fault(0, fmt::format("{}{} : {} pour {}", where, what, found, *most),
          "Corrigez les bulletins ou le nombre de personnes");
  };
  for (auto const& round : election_.rounds) {
    Votes all = 0;
    Votes proxies = 0;
    std::vector<Votes> of_college(std::max<std::size_t>(election_.colleges.size(), 1));
    for (std::size_t ballot = 0; ballot < round.size(); ++ballot) {
      auto const& group = round.group(ballot);
      all += group.people;
      proxies += group.proxies;
      of_college[group.college] += group.people;
    }
    check(election_.members, all, "", "plus de bulletins que de membres");
    check(election_.present, all - proxies, "",
          "plus de bulletins, sans les procurations, que de présents");
    for (std::size_t i = 0; i < election_.colleges.size(); ++i) {
      check(election_.colleges[i].members, of_college[i],
            fmt::format("collège {}, ", in_quotes(election_.colleges[i].id)),
            "plus de bulletins que de membres");
    }
  }
  for (auto const& college : election_.colleges) {
    check(college.members, college.present.value_or(0),
          fmt::format("collège {}, ", in_quotes(college.id)), "plus de présents que de membres");
  }
  check(election_.members, election_.present.value_or(0), "", "plus de présents que de membres");
  if (election_.colleges.empty()) election_.colleges.push_back({.id = ""});
}

}  // namespace pacte::decision::election
