#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decision/election/reader.hpp"

namespace pacte::decision::election {

namespace {

// A cell, between quotes where it needs them.
std::string cell(std::string_view text) {
  bool const plain = text.find_first_of(";\"") == std::string_view::npos;
  if (plain) return std::string{text};
  std::string quoted{'"'};
  for (char const c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string_view letter(Sex sex) {
  if (sex == Sex::unknown) return "";
  return sex == Sex::woman ? "F" : "H";
}

std::string date(std::optional<Day> day) {
  if (!day) return {};
  std::chrono::year_month_day const date{*day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

template <class T> std::string number(std::optional<T> const& value) {
  return value ? std::to_string(*value) : std::string{};
}

// Shares are read as decimals, and so have an end.
std::string decimal(std::optional<Rational> const& value) {
  if (!value) return {};
  auto text = to_decimal(*value, 9);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string ballot_text(Election const& election, BallotForm form, BallotKind kind,
                        std::span<Mark const> marks) {
  if (kind == BallotKind::blank) return "blanc";
  if (kind == BallotKind::null) return "nul";
  if (kind == BallotKind::abstention) return "abstention";
  std::string text;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    auto const& id = election.candidates[marks[i].candidate].id;
    if (form == BallotForm::grades) {
      text += (i == 0 ? "" : "|") + id + ":" + election.grades[marks[i].level];
    } else {
      bool const same = i > 0 && marks[i].level == marks[i - 1].level;
      std::string_view const equal = form == BallotForm::choice ? "+" : "=";
      if (i > 0) text += same ? equal : ">";
      text += id;
    }
  }
  return text;
}

void write_people(Election const& election, std::string& text) {
  text += "VOTE\n";
  if (!election.title.empty()) text += "titre;" + cell(election.title) + "\n";
  if (election.members) text += fmt::format("membres;{}\n", *election.members);
  if (election.present) text += fmt::format("presents;{}\n", *election.present);
  if (election.colleges.size() > 1 || !election.colleges[0].id.empty()) {
    text += "COLLEGES\nidentifiant;nom;sieges;part;membres;presents\n";
    for (auto const& college : election.colleges) {
      text += fmt::format("{};{};{};{};{};{}\n", cell(college.id), cell(college.name),
                          number(college.seats), decimal(college.share), number(college.members),
                          number(college.present));
    }
  }
  text += "CANDIDATS\nidentifiant;nom;sexe;naissance;college\n";
  bool any_member = false;
  for (auto const& candidate : election.candidates) {
    auto const college =
        candidate.college ? election.colleges[*candidate.college].id : std::string{};
    text += fmt::format("{};{};{};{};{}\n", candidate.id, cell(candidate.name),
                        letter(candidate.sex), date(candidate.birth), cell(college));
    any_member = any_member || !candidate.members.empty();
  }
  if (!any_member) return;
  text += "MEMBRES\ncandidat;nom;sexe;naissance\n";
  for (auto const& candidate : election.candidates) {
    for (auto const& member : candidate.members) {
      text += fmt::format("{};{};{};{}\n", candidate.id, cell(member.name), letter(member.sex),
                          date(member.birth));
    }
  }
}

}  // namespace

std::string write_election(Election const& election, BallotForm form) {
  std::string text;
  write_people(election, text);
  if (!election.grades.empty()) {
    text += "MENTIONS\nmention\n";
    for (auto const& grade : election.grades)
      text += grade + "\n";
  }
  text += "BULLETINS\nbulletin;nombre;poids;college;procurations;tour\n";
  using Key = std::tuple<std::size_t, std::uint16_t, std::string, Votes>;
  std::vector<std::pair<Key, std::string>> rows;
  for (std::size_t round = 0; round < election.rounds.size(); ++round) {
    auto const& ballots = election.rounds[round];
    for (std::size_t ballot = 0; ballot < ballots.size(); ++ballot) {
      auto const& group = ballots.group(ballot);
      auto said = ballot_text(election, form, group.kind, ballots.marks(ballot));
      auto row = fmt::format("{};{};{};{};{};{}\n", said, group.people, group.each,
                             cell(election.colleges[group.college].id), group.proxies, round + 1);
      rows.emplace_back(Key{round, group.college, std::move(said), group.each}, std::move(row));
    }
  }
  std::ranges::sort(rows, {}, &decltype(rows)::value_type::first);
  for (auto const& [key, row] : rows)
    text += row;
  return text;
}

}  // namespace pacte::decision::election
