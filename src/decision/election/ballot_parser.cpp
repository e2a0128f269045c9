#include "decision/election/ballot_parser.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::decision::election {

namespace {

constexpr std::string_view separators = ">=+|:";
constexpr std::array kinds{std::pair{std::string_view{"blanc"}, BallotKind::blank},
                           std::pair{std::string_view{"nul"}, BallotKind::null},
                           std::pair{std::string_view{"abstention"}, BallotKind::abstention}};

// `trim` for the inside of a ballot, read a million times.
std::string_view bare(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

}  // namespace

std::string in_quotes(std::string_view text) {
  return fmt::format("« {} »", shorten(text, 60));
}

std::optional<std::string> wrong_identifier(std::string_view id) {
  if (id.empty()) return "est vide";
  if (id.size() > 200) return "dépasse 200 octets";
  if (id.find_first_of(">=+|:;,\"\t") != std::string_view::npos) {
    return "contient un signe réservé aux bulletins (> = + | : ; , ou guillemets)";
  }
  if (std::ranges::any_of(id, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
    return "contient un caractère de commande";
  }
  bool const reserved =
      std::ranges::any_of(kinds, [id](auto const& kind) { return kind.first == id; }) ||
      std::ranges::find(section_names, id) != section_names.end();
  if (reserved) return "est un mot réservé (blanc, nul, abstention, nom de section)";
  return std::nullopt;
}

void BallotParser::begin() {
  marks_.clear();
  ++ballot_;
}

std::optional<Wrong> BallotParser::add(CandidateIndex candidate, std::size_t level) {
  if (seen_.size() <= candidate) seen_.resize(candidates_.size());
  if (seen_[candidate] == ballot_) {
    return Wrong{fmt::format("le bulletin nomme {} deux fois", in_quotes(candidates_[candidate])),
                 "Gardez une seule mention, ou comptez le bulletin nul (« nul »)"};
  }
  seen_[candidate] = ballot_;
  marks_.push_back({candidate, static_cast<std::uint16_t>(level)});
  return std::nullopt;
}

std::optional<Wrong> BallotParser::finish() {
  auto const form = form_of(rules_.method);
  if (form == BallotForm::choice) {
    auto const most = choices_allowed(rules_, college_seats_);
    if (marks_.size() > most) {
      return Wrong{fmt::format("le bulletin nomme {} candidats, {} au plus sont permis",
                               marks_.size(), most),
                   "Comptez-le nul (« nul »), ou changez --choices"};
    }
    if (std::ranges::any_of(marks_, [](Mark const& mark) { return mark.level > 0; })) {
      return Wrong{"le bulletin classe les candidats, et cette méthode ne lit que des choix",
                   "Écrivez « A », ou « A+B » s’il y a plusieurs choix"};
    }
  }
  if (form == BallotForm::ranking && !allows_equal_ranks(rules_.method)) {
    auto const equal = std::ranges::adjacent_find(
        marks_, [](Mark const& left, Mark const& right) { return left.level == right.level; });
    if (equal != marks_.end()) {
      return Wrong{"le bulletin met deux candidats au même rang, ce que cette méthode n’admet pas",
                   "Comptez-le nul (« nul »), ou dépouillez avec --method schulze"};
    }
  }
  std::ranges::sort(marks_, {}, [](Mark const& mark) {
    return std::uint32_t{mark.level} << 16 | mark.candidate;
  });
  return std::nullopt;
}

std::optional<Wrong> BallotParser::candidate(std::string_view name, std::uint32_t& index) {
  if (auto const found = candidates_.find(name)) {
    index = *found;
    return std::nullopt;
  }
  if (name.empty()) {
    return Wrong{"un nom manque dans le bulletin",
                 "Écrivez un candidat entre chaque signe ; un bulletin vide s’écrit « blanc »"};
  }
  if (!open_) {
    return Wrong{fmt::format("{} n’est pas candidat", in_quotes(name)),
                 "Corrigez le nom, ou ajoutez-le à la section CANDIDATS"};
  }
  if (auto const wrong = wrong_identifier(name)) {
    return Wrong{fmt::format("le nom {} {}", in_quotes(name), *wrong), "Changez-le"};
  }
  if (candidates_.size() == most_candidates) {
    return Wrong{fmt::format("plus de {} candidats", most_candidates), "Vérifiez les bulletins"};
  }
  index = static_cast<std::uint32_t>(candidates_.size());
  candidates_.add(name);
  return std::nullopt;
}

std::optional<Wrong> BallotParser::parse_levels(std::string_view text) {
  std::size_t level = 0;
  while (true) {
    auto const end = std::min(text.find_first_of(separators), text.size());
    std::uint32_t index = 0;
    if (auto wrong = candidate(bare(text.substr(0, end)), index)) return wrong;
    if (auto wrong = add(static_cast<CandidateIndex>(index), level)) return wrong;
    if (end == text.size()) return finish();
    char const sign = text[end];
    if (sign == ':' || sign == '|') {
      return Wrong{fmt::format("le signe « {} » n’a pas de sens dans ce bulletin", sign),
                   "Les mentions ne se lisent qu’avec --method judgment"};
    }
    if (sign == '>') ++level;
    text.remove_prefix(end + 1);
  }
}

std::optional<Wrong> BallotParser::parse_grades(std::string_view text) {
  for (auto const part : split(text, '|')) {
    auto const colon = part.find(':');
    if (colon == std::string_view::npos) {
      return Wrong{fmt::format("{} n’a pas de mention", in_quotes(bare(part))),
                   "Écrivez « candidat:mention », séparés par « | »"};
    }
    std::uint32_t index = 0;
    if (auto wrong = candidate(bare(part.substr(0, colon)), index)) return wrong;
    auto const name = bare(part.substr(colon + 1));
    auto const grade = grades_.find(name);
    if (!grade) {
      return Wrong{fmt::format("la mention {} n’existe pas", in_quotes(name)),
                   "Prenez une mention de la section MENTIONS"};
    }
    if (auto wrong = add(static_cast<CandidateIndex>(index), *grade)) return wrong;
  }
  return finish();
}

std::optional<Wrong> BallotParser::parse(std::string_view text, BallotKind& kind,
                                         std::optional<Votes> college_seats) {
  begin();
  college_seats_ = college_seats;
  text = bare(text);
  for (auto const& [name, value] : kinds) {
    kind = value;
    if (text == name) return std::nullopt;
  }
  kind = BallotKind::valid;
  if (text.empty()) return Wrong{"le bulletin est vide", "Écrivez « blanc », « nul » ou un choix"};
  return form_of(rules_.method) == BallotForm::grades ? parse_grades(text) : parse_levels(text);
}

}  // namespace pacte::decision::election
