#include "rule/fault.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace pacte::rule {
namespace {

constexpr std::size_t longest_compared = 80;

// Levenshtein's distance, in bytes.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j)
    row[j] = j;
  for (std::size_t i = 0; i < left.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      auto const changed = diagonal + static_cast<std::size_t>(left[i] != right[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::error: return "erreur";
    case Severity::warning: return "attention";
    case Severity::note: return "note";
  }
  return "";
}

}  // namespace

bool has_error(Faults const& faults) {
  return std::ranges::any_of(faults,
                             [](Fault const& fault) { return fault.severity == Severity::error; });
}

std::string to_text(Fault const& fault, std::string_view file) {
  auto made = fmt::format("{}:{}:{}: {} : {}", file, fault.place.line, fault.place.column,
                          severity_name(fault.severity), fault.message);
  if (!fault.mend.empty()) made += " " + fault.mend;
  return made;
}

std::string awaited(std::string_view what) {
  bool const feminine =
      what.starts_with("Une ") || what.starts_with("une ") || what.starts_with("La ");
  return fmt::format("{} attendu{}", what, feminine ? "e" : "");
}

std::string nearest(std::string_view asked, std::vector<std::string> const& names) {
  if (asked.size() > longest_compared) return {};
  std::string best;
  std::size_t best_distance = asked.size() / 3 + 2;
  for (auto const& name : names) {
    if (name.size() > longest_compared) continue;
    auto const found = distance(asked, name);
    // One who leaves out what is before the dot has the name nearly right.
    auto const dot = name.rfind('.');
    auto const tail = dot == std::string::npos
                          ? found
                          : distance(asked, std::string_view{name}.substr(dot + 1)) + 1;
    if (std::min(found, tail) < best_distance) {
      best_distance = std::min(found, tail);
      best = name;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view asked, std::vector<std::string> const& names) {
  auto const near = nearest(asked, names);
  return near.empty() ? std::string{} : fmt::format("Vouliez-vous dire « {} » ?", near);
}

}  // namespace pacte::rule
