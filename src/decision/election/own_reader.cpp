#include "decision/election/own_reader.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/text.hpp"

namespace pacte::decision::election {

namespace {

std::string listed(std::span<std::string_view const> names) {
  std::string text;
  for (auto const name : names)
    text += (text.empty() ? "" : ", ") + std::string{name};
  return text;
}

}  // namespace

std::vector<std::string> usual_grades() {
  return {"Excellent", "Très bien", "Bien", "Assez bien", "Passable", "Insuffisant", "À rejeter"};
}

void OwnReader::fault(std::size_t line, std::string what, std::string remedy) {
  faults_.add({file_, line, std::move(what), std::move(remedy)});
}

std::optional<OwnReader::Section> OwnReader::section_named(std::string_view line) {
  auto const end = line.find_last_not_of("; \t");
  auto const name = line.substr(0, end == std::string_view::npos ? 0 : end + 1);
  auto const found = std::ranges::find(section_names, name);
  if (found == section_names.end()) return std::nullopt;
  return static_cast<Section>(found - section_names.begin());
}

std::optional<Votes> OwnReader::number(std::string_view text, std::string_view what, Votes least,
                                       std::size_t line) {
  auto const value = parse_integer(text);
  if (value && *value >= least && *value <= largest_number) return value;
  fault(line, fmt::format("{} {} n’est pas un nombre qui convienne", what, in_quotes(text)),
        fmt::format("Écrivez un nombre entier de {} à un milliard, sans espace", least));
  return std::nullopt;
}

std::optional<Day> OwnReader::day(std::string_view text, std::size_t line) {
  if (text.empty()) return std::nullopt;
  auto const date = parse_partial_date(text);
  if (date && text.size() == 10 && date->first == date->last) return Day{date->first};
  fault(line, fmt::format("la date de naissance {} ne se lit pas", in_quotes(text)),
        "Écrivez-la AAAA-MM-JJ");
  return std::nullopt;
}

Sex OwnReader::sex(std::string_view text, std::size_t line) {
  if (text.empty()) return Sex::unknown;
  if (text == "F") return Sex::woman;
  if (text == "H" || text == "M") return Sex::man;
  fault(line, fmt::format("le sexe {} ne se lit pas", in_quotes(text)), "Écrivez F ou H");
  return Sex::unknown;
}

std::string_view OwnReader::cell(std::string_view column) const {
  auto const found = std::ranges::find(header_, column, &decltype(header_)::value_type::first);
  return found == header_.end() ? std::string_view{} : cells_[found->second];
}

bool OwnReader::read_header(std::span<std::string_view const> known,
                            std::span<std::string_view const> needed) {
  header_.clear();
  auto const line = lines_.number();
  if (lines_.done() || !cells_.split(lines_.next())) {
    fault(line, "la ligne des noms de colonnes manque", "Colonnes possibles : " + listed(known));
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    auto const name = std::ranges::find(known, cells_[i]);
    if (name == known.end()) {
      fault(line, fmt::format("la colonne {} est inconnue", in_quotes(cells_[i])),
            "Colonnes possibles : " + listed(known));
      continue;
    }
    if (std::ranges::find(header_, *name, &decltype(header_)::value_type::first) != header_.end()) {
      fault(line, fmt::format("la colonne {} est donnée deux fois", in_quotes(*name)),
            "Gardez-en une");
      continue;
    }
    header_.emplace_back(*name, i);
  }
  for (auto const name : needed) {
    if (std::ranges::find(header_, name, &decltype(header_)::value_type::first) != header_.end()) {
      continue;
    }
    fault(line, fmt::format("la colonne {} manque", in_quotes(name)), "Ajoutez-la");
    good = false;
  }
  return good;
}

void OwnReader::vote_row(std::size_t line) {
  auto const key = cells_[0];
  auto const value = cells_[1];
  if (key == "titre") {
    election_.title = value;
  } else if (key == "membres") {
    election_.members = number(value, "le nombre de membres", 1, line);
  } else if (key == "presents") {
    election_.present = number(value, "le nombre de présents", 0, line);
  } else {
    fault(line, fmt::format("{} n’est pas connu dans VOTE", in_quotes(key)),
          "Gardez titre, membres ou presents");
  }
}

void OwnReader::candidate_row(std::size_t line) {
  auto const id = cell("identifiant");
  if (auto const wrong = wrong_identifier(id)) {
    return fault(line, fmt::format("l’identifiant {} {}", in_quotes(id), *wrong), "Changez-le");
  }
  if (candidates_.size() == most_candidates) {
    return fault(line, fmt::format("plus de {} candidats", most_candidates), "Ôtez-en");
  }
  if (!candidates_.add(id)) {
    return fault(line, fmt::format("le candidat {} figure déjà plus haut", in_quotes(id)),
                 "Donnez un identifiant à chacun");
  }
  election_.candidates.push_back({.id = std::string{id},
                                  .name = std::string{cell("nom")},
                                  .sex = sex(cell("sexe"), line),
                                  .birth = day(cell("naissance"), line),
                                  .line = line});
  stands_in_.push_back({std::string{cell("college")}, line});
}

void OwnReader::college_row(std::size_t line) {
  auto const id = cell("identifiant");
  if (wrong_identifier(id) || colleges_.size() == most_colleges || !colleges_.add(id)) {
    return fault(
        line, fmt::format("l’identifiant de collège {} ne convient pas", in_quotes(id)),
        fmt::format("Donnez-en un à chacun, sans > = + | : ; ni virgule, et {} collèges au "
                    "plus",
                    most_colleges));
  }
  College college{.id = std::string{id}, .name = std::string{cell("nom")}};
  if (auto const seats = cell("sieges"); !seats.empty()) {
    college.seats = number(seats, "le nombre de sièges", 1, line);
    if (college.seats > 10'000) fault(line, "plus de 10 000 sièges", "Vérifiez ce nombre");
  }
  if (auto const share = cell("part"); !share.empty()) {
    auto const value = parse_decimal(share);
    if (value && *value > 0) {
      college.share = *value;
    } else {
      fault(line, fmt::format("la part {} ne se lit pas", in_quotes(share)),
            "Écrivez un nombre positif, comme 50 ou 12,5");
    }
  }
  if (auto const members = cell("membres"); !members.empty()) {
    college.members = number(members, "le nombre de membres", 1, line);
  }
  if (auto const present = cell("presents"); !present.empty()) {
    college.present = number(present, "le nombre de présents", 0, line);
  }
  election_.colleges.push_back(std::move(college));
}

void OwnReader::grade_row(std::size_t line) {
  auto const name = cell("mention");
  auto const wrong = wrong_identifier(name);
  if (wrong || grades_.size() == most_grades || !grades_.add(name)) {
    return fault(line, fmt::format("la mention {} ne convient pas", in_quotes(name)),
                 fmt::format("Donnez {} mentions différentes au plus, de la meilleure à la pire, "
                             "sans > = + | : ; ni virgule",
                             most_grades));
  }
  election_.grades.emplace_back(name);
}

void OwnReader::member_row(std::size_t line) {
  auto const id = cell("candidat");
  auto const candidate = candidates_.find(id);
  if (!candidate) {
    return fault(line, fmt::format("{} n’est pas dans la section CANDIDATS", in_quotes(id)),
                 "Mettez MEMBRES après CANDIDATS et corrigez le nom");
  }
  auto& members = election_.candidates[*candidate].members;
  if (members.size() == most_candidates) {
    return fault(line, fmt::format("plus de {} membres", most_candidates), "Ôtez-en");
  }
  members.push_back({.name = std::string{cell("nom")},
                     .sex = sex(cell("sexe"), line),
                     .birth = day(cell("naissance"), line),
                     .line = line});
}

void OwnReader::read_rows(Section section) {
  while (!lines_.done() && !section_named(lines_.peek())) {
    auto const line = lines_.number();
    auto const text = lines_.next();
    if (trim(text).empty()) continue;
    if (!cells_.split(text)) {
      fault(line, "des guillemets ne sont pas fermés, ou suivis d’autre chose", "Corrigez-les");
      continue;
    }
    switch (section) {
      case Section::vote: vote_row(line); break;
      case Section::candidates: candidate_row(line); break;
      case Section::colleges: college_row(line); break;
      case Section::grades: grade_row(line); break;
      default: member_row(line); break;
    }
  }
}

void OwnReader::read_section(Section section, std::size_t line) {
  static constexpr std::array<std::string_view, 5> person{"identifiant", "nom", "sexe", "naissance",
                                                          "college"};
  static constexpr std::array<std::string_view, 6> college{"identifiant", "nom",     "sieges",
                                                           "part",        "membres", "presents"};
  static constexpr std::array<std::string_view, 1> grade{"mention"};
  static constexpr std::array<std::string_view, 4> member{"candidat", "nom", "sexe", "naissance"};
  static constexpr std::array<std::string_view, 1> identifier{"identifiant"};
  static constexpr std::array<std::string_view, 2> named_member{"candidat", "nom"};
  if (std::exchange(met_[static_cast<std::size_t>(section)], true)) {
    fault(line, "cette section est ouverte deux fois", "Réunissez-les en une seule");
  }
  bool good = true;
  switch (section) {
    case Section::vote: break;
    case Section::candidates: good = read_header(person, identifier); break;
    case Section::colleges: good = read_header(college, identifier); break;
    case Section::grades: good = read_header(grade, grade); break;
    case Section::members: good = read_header(member, named_member); break;
    case Section::ballots: return read_ballots();
  }
  if (good) return read_rows(section);
  while (!lines_.done() && !section_named(lines_.peek()))
    lines_.next();
}

void OwnReader::read_sections() {
  bool lost = false;
  while (!lines_.done()) {
    auto const line = lines_.number();
    auto const text = lines_.next();
    if (auto const section = section_named(text)) {
      if (met_[static_cast<std::size_t>(Section::ballots)]) {
        fault(line, "une section suit les bulletins", "Mettez BULLETINS en dernier");
      }
      read_section(*section, line);
    } else if (!trim(text).empty() && !std::exchange(lost, true)) {
      fault(line, fmt::format("la ligne {} n’est dans aucune section", in_quotes(text)),
            "Les sections sont " + listed(section_names));
    }
  }
}

Election OwnReader::read() {
  while (!lines_.done() && trim(lines_.peek()).empty())
    lines_.next();
  plain_ = !lines_.done() && !section_named(lines_.peek());
  election_.rounds.resize(1);
  if (plain_) {
    auto const head = lines_.peek();
    auto const separator = head.find_first_of(";,\t");
    if (separator != std::string_view::npos) cells_ = Cells{head[separator]};
    read_ballots();
    order_candidates();
  } else {
    read_sections();
    if (!met_[static_cast<std::size_t>(Section::candidates)]) {
      fault(0, "la section CANDIDATS manque", "Donnez un candidat par ligne");
    }
    if (!met_[static_cast<std::size_t>(Section::ballots)]) {
      fault(0, "la section BULLETINS manque", "Donnez un bulletin par ligne");
    }
  }
  check_composition();
  check_people();
  return std::move(election_);
}

}  // namespace pacte::decision::election
