#include "base/text.hpp"

#include <charconv>

#include <sodium.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace pacte {

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  std::int32_t i = 0;
  auto const size = static_cast<std::int32_t>(text.size());
  auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
  while (i < size) {
    auto const start = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return static_cast<std::size_t>(start);
  }
  return std::nullopt;
}

std::size_t length(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(
      utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string fold(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  auto const* nfkd = icu::Normalizer2::getNFKDInstance(status);
  // Before and after: compatibility makes capitals (™ is TM), and folding makes composed letters.
  auto const given =
      icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  auto const text = nfkd->normalize(nfkd->normalize(given, status).foldCase(), status);
  icu::UnicodeString plain;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    UChar32 const c = text.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    switch (c) {
      case 0x0153: plain.append(u"oe", 2); break;
      case 0x00E6: plain.append(u"ae", 2); break;
      case 0x2018:
      case 0x2019:
      case 0x02BC: plain.append(u'\''); break;
      case 0x2010:
      case 0x2011:
      case 0x2013:
      case 0x2014: plain.append(u'-'); break;
      default: plain.append(u_isUWhiteSpace(c) != 0 ? UChar32{' '} : c);
    }
  }
  std::string out;
  plain.toUTF8String(out);
  return out;
}

std::string slug(std::string_view utf8) {
  auto const folded = icu::UnicodeString::fromUTF8(fold(utf8));
  std::string out;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    UChar32 const c = folded.char32At(i);
    if (u_isalnum(c) != 0) {
      icu::UnicodeString{c}.toUTF8String(out);
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && out.back() == '-')
    out.pop_back();
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\v\f";
  auto const first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0;;) {
    auto const end = text.find(separator, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string_view::npos) return parts;
    start = end + 1;
  }
}

std::string shorten(std::string_view utf8, std::size_t max) {
  if (length(utf8) <= max) return std::string{utf8};
  if (max == 0) return {};
  std::size_t bytes = 0;
  for (std::size_t points = 0; bytes < utf8.size(); ++bytes) {
    if ((static_cast<unsigned char>(utf8[bytes]) & 0xC0U) != 0x80U && points++ == max - 1) break;
  }
  auto cut = utf8.substr(0, bytes);
  if (auto const space = cut.rfind(' ');
      space != std::string_view::npos && space > cut.size() / 2) {
    cut = cut.substr(0, space);
  }
  return std::string{cut} + "…";
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

namespace {

std::string group_digits(std::string_view digits, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

std::string group_decimal(std::string_view plain, Digits style) {
  std::string const sign = plain.starts_with('-') ? "−" : "";
  if (!sign.empty()) plain.remove_prefix(1);
  auto const point = plain.find('.');
  auto const whole = plain.substr(0, point);
  bool const french = style == Digits::french;
  std::string out = sign + group_digits(whole, french ? "\u202f" : ",");
  if (point != std::string_view::npos) {
    out += french ? "," : ".";
    out += plain.substr(point + 1);
  }
  return out;
}

}  // namespace

std::string grouped(std::int64_t value, Digits style) {
  return group_decimal(std::to_string(value), style);
}

std::string grouped(double value, Digits style) {
  auto plain = fmt::format("{}", value == 0 ? 0.0 : value);  // no "−0"
  if (plain.find_first_of("en") != std::string::npos)
    return plain;  // exponent, inf, nan: as they are
  if (plain.ends_with(".0")) plain.resize(plain.size() - 2);
  return group_decimal(plain, style);
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<unsigned char const*>(bytes.data()),
                     bytes.size());
  std::string hex(digest.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  hex.pop_back();
  return hex;
}

std::string random_hex(std::size_t bytes) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium ne démarre pas");
  if (bytes == 0) return {};  // libsodium wants somewhere to write, even nothing
  std::vector<unsigned char> raw(bytes);
  randombytes_buf(raw.data(), raw.size());
  std::string hex(bytes * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), raw.data(), raw.size());
  hex.pop_back();
  return hex;
}

}  // namespace pacte
