#include "decision/election/reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decision/election/number_readers.hpp"
#include "decision/election/own_reader.hpp"

namespace pacte::decision::election {

namespace {

constexpr std::size_t largest_file = 2'000'000'000;

// Most files of ballots are ASCII: the whole check is left to those that are not.
bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (char const c : text)
    all |= static_cast<unsigned char>(c);
  return all < 0x80U;
}

ElectionFile read(std::string_view text, std::string const& file, Rules const& rules,
                  Faults& faults) {
  if (looks_like_preflib(text) || looks_like_blt(text)) {
    if (form_of(rules.method) == BallotForm::grades) {
      faults.add({file, 0, "ce format n’a que des classements, et cette méthode veut des mentions",
                  "Utilisez le format de Pacte"});
      return {};
    }
    return looks_like_preflib(text) ? read_preflib(text, file, rules, faults)
                                    : read_blt(text, file, rules, faults);
  }
  return {.election = OwnReader{text, file, rules, faults}.read()};
}

}  // namespace

std::expected<ElectionFile, std::vector<Fault>> read_election(std::string_view text,
                                                              std::string const& file,
                                                              Rules const& rules) {
  Faults faults;
  if (text.size() > largest_file) {
    return std::unexpected{std::vector{Fault{file, 0, "le fichier dépasse deux milliards d’octets",
                                             "Réunissez les bulletins égaux"}}};
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  auto const bad = is_ascii(text) ? std::nullopt : first_invalid_utf8(text);
  if (bad) {
    auto const line = 1 + std::ranges::count(text.substr(0, *bad), '\n');
    faults.add({file, static_cast<std::size_t>(line), "un caractère n’est pas en UTF-8",
                "Enregistrez le fichier en UTF-8 (et non en Latin-1 ou Windows-1252)"});
    return std::unexpected{faults.take()};
  }
  auto read_file = read(text, file, rules, faults);
  if (!faults.empty()) return std::unexpected{faults.take()};
  return read_file;
}

}  // namespace pacte::decision::election
