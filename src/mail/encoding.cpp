#include "mail/encoding.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <sodium.h>

#include "base/text.hpp"

namespace pacte::mail {
namespace {

constexpr std::size_t longest_field_line = 78;
constexpr std::size_t longest_body_line = 76;

bool is_plain(std::string_view text) {
  bool const printable = std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
  // Readers may take several blanks for one where a line is folded.
  return printable && !text.contains("=?") && !text.contains("  ") && text == trim(text);
}

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<unsigned char const*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the final NUL
  return out;
}

bool continues_character(char c) {
  constexpr unsigned char mask = 0xC0;
  constexpr unsigned char continuation = 0x80;
  return (static_cast<unsigned char>(c) & mask) == continuation;
}

// The longest beginning of at most `most` bytes that cuts no character.
std::string_view head_of(std::string_view utf8, std::size_t most) {
  if (utf8.size() <= most) return utf8;
  while (most > 0 && continues_character(utf8[most]))
    --most;
  return utf8.substr(0, most);
}

// One byte of a line; `last` when nothing follows it on its line.
std::string quoted(char c, bool last) {
  auto const byte = static_cast<unsigned char>(c);
  bool const blank = c == ' ' || c == '\t';
  bool const as_it_is = (byte > 0x20 && byte < 0x7F && c != '=') || (blank && !last);
  return as_it_is ? std::string{c} : fmt::format("={:02X}", byte);
}

}  // namespace

std::string encoded(std::string_view utf8) {
  constexpr std::size_t bytes_in_a_word = 45;  // 60 characters of base64, 72 with what is around
  std::string out;
  while (!utf8.empty()) {
    auto const part = head_of(utf8, bytes_in_a_word);
    if (!out.empty()) out += ' ';
    out += "=?UTF-8?B?" + base64(part) + "?=";
    utf8.remove_prefix(part.size());
  }
  return out;
}

std::string as_field(std::string_view utf8) {
  return is_plain(utf8) ? std::string{utf8} : encoded(utf8);
}

std::string folded(std::string_view name, std::string_view value) {
  std::string out{name};
  out += ':';
  auto width = out.size();
  for (auto const word : split(value, ' ')) {
    bool const fits = width + 1 + word.size() <= longest_field_line;
    // A line of blanks alone would be no continuation.
    if (!fits && !word.empty()) {
      out += "\r\n";
      width = 0;
    }
    out += ' ';
    out += word;
    width += 1 + word.size();
  }
  return out + "\r\n";
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  if (text.ends_with('\n')) text.remove_suffix(1);
  for (auto const line : split(text, '\n')) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      auto const one = quoted(line[i], i + 1 == line.size());
      if (width + one.size() >= longest_body_line) {  // one byte is left for the "="
        out += "=\r\n";
        width = 0;
      }
      out += one;
      width += one.size();
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace pacte::mail
