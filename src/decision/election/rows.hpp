// Lines of a text and cells of a line, with their numbers, without copying.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace pacte::decision::election {

/// Takes lines one after the other, without their ends (\n or \r\n).
class Lines {
 public:
  explicit Lines(std::string_view text) : text_{text} {}
  bool done() const { return at_ >= text_.size(); }
  /// Number of the line that comes next, from 1.
  std::size_t number() const { return number_; }
  std::string_view peek() const {
    auto const end = text_.find('\n', at_);
    auto line = text_.substr(at_, end == std::string_view::npos ? end : end - at_);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }
  std::string_view next() {
    auto const line = peek();
    auto const end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
    ++number_;
    return line;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t number_ = 1;
};

/// The cells of one line; a cell between quotes may hold the separator, and quotes written twice.
class Cells {
 public:
  explicit Cells(char separator) : separator_{separator} {}
  /// False when a quote is not closed or is followed by something.
  bool split(std::string_view line);
  std::size_t size() const { return cells_.size(); }
  /// Without white space around; empty beyond the last cell.
  std::string_view operator[](std::size_t index) const {
    return index < cells_.size() ? cells_[index] : std::string_view{};
  }

 private:
  char separator_;
  std::vector<std::string_view> cells_;
  std::deque<std::string> unquoted_;
};

}  // namespace pacte::decision::election
