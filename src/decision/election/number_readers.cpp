#include "decision/election/number_readers.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decision/election/ballot_parser.hpp"
#include "decision/election/rows.hpp"

namespace pacte::decision::election {

namespace {

// What both formats do: candidates 1 to n, ballots with a number of voters.
class Numbered {
 public:
  Numbered(std::string const& file, Rules const& rules, Faults& faults)
      : file_{file}, faults_{faults}, parser_{rules, names_, grades_, false} {
    result_.election.rounds.resize(1);
    result_.election.colleges.push_back({.id = ""});
  }

  void fault(std::size_t line, std::string what, std::string remedy) {
    faults_.add({file_, line, std::move(what), std::move(remedy)});
  }

  bool set_count(std::int64_t count, std::size_t line) {
    if (count < 1 || count > static_cast<std::int64_t>(most_candidates)) {
      fault(line, fmt::format("{} candidats", count),
            fmt::format("Donnez-en de 1 à {}", most_candidates));
      return false;
    }
    for (std::int64_t i = 1; i <= count; ++i) {
      result_.election.candidates.push_back({.id = std::to_string(i)});
      names_.add(result_.election.candidates.back().id);
    }
    return true;
  }

  std::vector<Candidate>& candidates() { return result_.election.candidates; }
  Election& election() { return result_.election; }
  ElectionFile& result() { return result_; }
  BallotParser& parser() { return parser_; }

  /// Names the candidate at `level` of the ballot that was begun; false when it cannot be.
  bool choose(std::string_view text, std::size_t level, std::size_t line) {
    auto const number = parse_integer(text);
    if (!number || *number < 1 || *number > std::ssize(candidates())) {
      fault(line, fmt::format("{} n’est pas le numéro d’un candidat", in_quotes(text)),
            fmt::format("Les candidats vont de 1 à {}", candidates().size()));
      return false;
    }
    return told(parser_.add(static_cast<CandidateIndex>(*number - 1), level), line);
  }

  void count_ballot(std::int64_t people, std::size_t line) {
    if (!told(parser_.finish(), line)) return;
    if (people < 1 || people > largest_number) {
      return fault(line, fmt::format("{} bulletins", people),
                   "Écrivez un nombre entier de 1 à un milliard");
    }
    total_ += people;
    auto const kind = parser_.marks().empty() ? BallotKind::blank : BallotKind::valid;
    result_.election.rounds[0].add({.kind = kind, .people = people}, parser_.marks());
  }

  ElectionFile take() {
    if (result_.election.rounds[0].size() == 0) {
      fault(0, "aucun bulletin", "Donnez un bulletin par ligne");
    }
    if (total_ > most_votes) {
      fault(0, "plus d’un million de milliards de bulletins", "Vérifiez leurs nombres");
    }
    result_.election.rounds[0].close();
    return std::move(result_);
  }

 private:
  bool told(std::optional<Wrong> const& wrong, std::size_t line) {
    if (wrong) fault(line, wrong->what, wrong->remedy);
    return !wrong;
  }

  std::string const& file_;
  Faults& faults_;
  ElectionFile result_;
  Names names_;
  Names grades_;
  BallotParser parser_;
  Int128 total_ = 0;
};

std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> found;
  while (true) {
    auto const start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos) return found;
    auto const end = std::min(line.find_first_of(" \t", start), line.size());
    found.push_back(line.substr(start, end - start));
    line.remove_prefix(end);
  }
}

std::string_view without_comment(std::string_view line) {
  // A name may hold the sign: only what comes before the first quote is looked at.
  auto const sign = line.find('#');
  return trim(sign < line.find('"') ? line.substr(0, sign) : line);
}

std::string unquoted(std::string_view line) {
  line = trim(line);
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') {
    line = trim(line.substr(1, line.size() - 2));
  }
  return std::string{line};
}

class BltReader {
 public:
  BltReader(std::string_view text, std::string const& file, Rules const& rules, Faults& faults)
      : lines_{text}, numbered_{file, rules, faults} {}

  ElectionFile read() {
    if (read_head()) {
      read_ballots();
      read_names();
    }
    return numbered_.take();
  }

 private:
  // The next line with something on it.
  std::string_view next_line() {
    while (!lines_.done()) {
      line_ = lines_.number();
      auto const text = without_comment(lines_.next());
      if (!text.empty()) return text;
    }
    return {};
  }

  bool read_head() {
    auto const head = words(next_line());
    auto const count = parse_integer(head.at(0)).value_or(0);
    auto const seats = parse_integer(head.at(1)).value_or(0);
    if (!numbered_.set_count(count, line_)) return false;
    if (seats < 1 || seats > 10'000) {
      numbered_.fault(line_, fmt::format("{} sièges", seats), "Écrivez un nombre de 1 à 10000");
      return false;
    }
    numbered_.result().seats = static_cast<std::uint32_t>(seats);
    return true;
  }

  void read_ballot(std::vector<std::string_view> const& said) {
    auto const people = parse_integer(said[0]);
    if (!people) {
      return numbered_.fault(line_, fmt::format("{} n’est pas un nombre", in_quotes(said[0])),
                             "Un bulletin commence par son nombre et finit par 0");
    }
    if (*people < 0) {
      return numbered_.fault(line_, "des candidats retirés ne sont pas admis",
                             "Ôtez-les des candidats et des bulletins");
    }
    if (said.back() != "0") {
      return numbered_.fault(line_, "le bulletin ne finit pas par 0", "Ajoutez un 0 à la fin");
    }
    numbered_.parser().begin();
    std::size_t level = 0;
    for (std::size_t i = 1; i + 1 < said.size(); ++i) {
      if (said[i] == "-") continue;
      for (auto const one : split(said[i], '=')) {
        if (!numbered_.choose(one, level, line_)) return;
      }
      ++level;
    }
    numbered_.count_ballot(*people, line_);
  }

  void read_ballots() {
    for (auto text = next_line(); text != "0"; text = next_line()) {
      if (text.empty()) {
        return numbered_.fault(0, "le fichier s’arrête parmi les bulletins",
                               "Finissez-les par une ligne 0");
      }
      read_ballot(words(text));
    }
  }

  void read_names() {
    for (auto& candidate : numbered_.candidates()) {
      candidate.name = unquoted(next_line());
      candidate.line = line_;
      if (candidate.name.empty()) {
        return numbered_.fault(line_, fmt::format("le nom du candidat {} manque", candidate.id),
                               "Donnez un nom par ligne, entre guillemets, après les bulletins");
      }
    }
    numbered_.election().title = unquoted(next_line());
  }

  Lines lines_;
  Numbered numbered_;
  std::size_t line_ = 0;
};

class PreflibReader {
 public:
  PreflibReader(std::string_view text, std::string const& file, Rules const& rules, Faults& faults)
      : lines_{text}, numbered_{file, rules, faults} {}

  ElectionFile read() {
    while (!lines_.done()) {
      auto const line = lines_.number();
      auto const text = trim(lines_.next());
      if (text.starts_with('#')) {
        read_setting(trim(text.substr(1)), line);
      } else if (!text.empty()) {
        read_ballot(text, line);
      }
    }
    return numbered_.take();
  }

 private:
  void read_setting(std::string_view text, std::size_t line) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return;
    auto const key = trim(text.substr(0, colon));
    auto const value = trim(text.substr(colon + 1));
    if (key == "TITLE") numbered_.election().title = value;
    if (key == "NUMBER ALTERNATIVES" && numbered_.candidates().empty()) {
      numbered_.set_count(parse_integer(value).value_or(0), line);
    }
    constexpr std::string_view name{"ALTERNATIVE NAME "};
    if (!key.starts_with(name)) return;
    auto const number = parse_integer(key.substr(name.size()));
    if (!number || *number < 1 || *number > std::ssize(numbered_.candidates())) {
      return numbered_.fault(
          line, fmt::format("{} ne nomme aucun candidat", in_quotes(text)),
          "Les noms suivent NUMBER ALTERNATIVES et sont numérotés à partir de 1");
    }
    numbered_.candidates()[static_cast<std::size_t>(*number - 1)].name = value;
  }

  // "12: 1,{2,3},4"
  void read_ballot(std::string_view text, std::size_t line) {
    auto const colon = text.find(':');
    auto const people = parse_integer(trim(text.substr(0, colon)));
    if (colon == std::string_view::npos || !people) {
      return numbered_.fault(line, fmt::format("{} n’est pas un bulletin", in_quotes(text)),
                             "Écrivez « nombre: 1,2,3 »");
    }
    numbered_.parser().begin();
    std::size_t level = 0;
    bool together = false;
    auto const order = trim(text.substr(colon + 1));
    for (auto part : order.empty() ? std::vector<std::string_view>{} : split(order, ',')) {
      part = trim(part);
      if (part.starts_with('{')) {
        together = true;
        part.remove_prefix(1);
      }
      bool const closes = part.ends_with('}');
      if (closes) part.remove_suffix(1);
      if (!numbered_.choose(trim(part), level, line)) return;
      if (closes) together = false;
      if (!together) ++level;
    }
    numbered_.count_ballot(*people, line);
  }

  Lines lines_;
  Numbered numbered_;
};

}  // namespace

bool looks_like_blt(std::string_view text) {
  Lines lines{text};
  while (!lines.done()) {
    auto const said = words(without_comment(lines.next()));
    if (said.empty()) continue;
    return said.size() == 2 && parse_integer(said[0]) && parse_integer(said[1]);
  }
  return false;
}

bool looks_like_preflib(std::string_view text) {
  return text.starts_with('#') && text.find("# NUMBER ALTERNATIVES:") != std::string_view::npos;
}

ElectionFile read_blt(std::string_view text, std::string const& file, Rules const& rules,
                      Faults& faults) {
  return BltReader{text, file, rules, faults}.read();
}

ElectionFile read_preflib(std::string_view text, std::string const& file, Rules const& rules,
                          Faults& faults) {
  return PreflibReader{text, file, rules, faults}.read();
}

}  // namespace pacte::decision::election
