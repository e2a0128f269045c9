#include "decision/election/rows.hpp"

#include "base/text.hpp"

namespace pacte::decision::election {

bool Cells::split(std::string_view line) {
  cells_.clear();
  unquoted_.clear();
  if (line.find('"') == std::string_view::npos) {
    while (true) {
      auto const end = line.find(separator_);
      cells_.push_back(trim(line.substr(0, end)));
      if (end == std::string_view::npos) return true;
      line.remove_prefix(end + 1);
    }
  }
  while (true) {
    auto const start = line.find_first_not_of(' ');
    if (start == std::string_view::npos || line[start] != '"') {
      auto const end = line.find(separator_);
      cells_.push_back(trim(line.substr(0, end)));
      if (end == std::string_view::npos) return true;
      line.remove_prefix(end + 1);
      continue;
    }
    auto& cell = unquoted_.emplace_back();
    std::size_t at = start + 1;
    for (; at < line.size(); ++at) {
      if (line[at] != '"') {
        cell += line[at];
      } else if (at + 1 < line.size() && line[at + 1] == '"') {
        cell += line[at++];
      } else {
        break;
      }
    }
    if (at >= line.size()) return false;
    cells_.push_back(trim(cell));
    auto const next = line.find_first_not_of(' ', at + 1);
    if (next == std::string_view::npos) return true;
    if (line[next] != separator_) return false;
    line.remove_prefix(next + 1);
  }
}

}  // namespace pacte::decision::election
