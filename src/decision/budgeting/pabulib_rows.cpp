#include "decision/budgeting/pabulib_rows.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::decision::budgeting {

void FaultList::add(std::size_t line, std::string what, std::string mend) {
  if (faults_.size() < most_faults) {
    faults_.push_back({line, std::move(what), std::move(mend)});
  } else {
    ++more_;
  }
}

std::vector<Fault> FaultList::take() {
  std::ranges::sort(faults_, [](Fault const& left, Fault const& right) {
    return std::tie(left.line, left.what) < std::tie(right.line, right.what);
  });
  if (more_ > 0) {
    faults_.push_back({0,
                       fmt::format("{} faute{} de plus, non montrée{}", more_, more_ < 2 ? "" : "s",
                                   more_ < 2 ? "" : "s"),
                       "corrigez d’abord celles-ci"});
  }
  return std::move(faults_);
}

std::string_view RowReader::peek() const {
  auto const rest = text_.substr(at_);
  auto line = rest.substr(0, rest.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

void RowReader::skip_line(std::string_view peeked) {
  at_ += peeked.size();
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size()) ++at_;
  ++line_;
}

std::string RowReader::quoted_field() {
  std::string field;
  auto const opened = line_;
  ++at_;
  while (at_ < text_.size()) {
    char const c = text_[at_++];
    if (c == '"') {
      if (at_ >= text_.size() || text_[at_] != '"') return field;
      ++at_;
    } else if (c == '\n') {
      ++line_;
    }
    field += c;
  }
  faults_.add(opened, "un guillemet est ouvert et jamais fermé",
              "fermez-le par un second guillemet droit (\")");
  return field;
}

std::vector<std::string> RowReader::next() {
  std::vector<std::string> fields(1);
  while (at_ < text_.size()) {
    char const c = text_[at_];
    if (c == '"' && fields.back().empty()) {
      fields.back() = quoted_field();
      continue;
    }
    ++at_;
    if (c == '\n') {
      ++line_;
      break;
    }
    if (c == ';') {
      fields.emplace_back();
    } else if (c != '\r' || (at_ < text_.size() && text_[at_] != '\n')) {
      fields.back() += c;
    }
  }
  return fields;
}

std::optional<Section> section_opened(std::string_view first_field) {
  constexpr std::array<std::pair<std::string_view, Section>, 3> names{
      {{"META", Section::meta}, {"PROJECTS", Section::projects}, {"VOTES", Section::votes}}};
  auto const given = trim(first_field);
  for (auto const& [name, section] : names) {
    bool const same = std::ranges::equal(given, name, [](char left, char right) {
      return (left >= 'a' && left <= 'z' ? left - 'a' + 'A' : left) == right;
    });
    if (same) return section;
  }
  return std::nullopt;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t enough = 60;
  if (text.size() <= enough) return fmt::format("« {} »", text);
  std::size_t end = enough;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return fmt::format("« {}… »", text.substr(0, end));
}

std::expected<Decimal, std::string> parse_sum(std::string_view text) {
  text = trim(text);
  if (text.empty()) return std::unexpected{"est vide"};
  bool const negative = text.front() == '-';
  if (negative || text.front() == '+') text.remove_prefix(1);
  auto const point = text.find_first_of(".,");
  auto const whole = text.substr(0, point);
  auto fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!std::ranges::all_of(whole, digit) || !std::ranges::all_of(fraction, digit) ||
      whole.size() + fraction.size() == 0) {
    return std::unexpected{"n’est pas un nombre"};
  }
  while (fraction.ends_with('0'))
    fraction.remove_suffix(1);
  Decimal sum{.digits = 0,
              .decimals = static_cast<int>(std::min<std::size_t>(fraction.size(), 99))};
  if (sum.decimals > 6) return std::unexpected{"a plus de six décimales"};
  for (auto const part : {whole, fraction}) {
    for (char const c : part) {
      sum.digits = sum.digits * 10 + (c - '0');
      if (sum.digits > largest_amount) return std::unexpected{"est démesuré"};
    }
  }
  if (negative && sum.digits > 0) return std::unexpected{"est négatif"};
  return sum;
}

std::optional<Amount> scaled(Decimal sum, int decimals) {
  for (; sum.decimals < decimals; ++sum.decimals) {
    sum.digits *= 10;
    if (sum.digits > largest_amount) return std::nullopt;
  }
  return sum.digits;
}

}  // namespace pacte::decision::budgeting
