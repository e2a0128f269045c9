// UTF-8 text: validity, folding for search and order, numbers for people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pacte {

/// Byte offset of the first invalid UTF-8 sequence, if there is one.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Number of code points of valid UTF-8.
std::size_t length(std::string_view utf8);

/// Lower case without accents, ligatures opened, typographic apostrophes and dashes made plain:
/// « Œuvre d’État » becomes "oeuvre d'etat". For comparing and ordering, not for showing.
std::string fold(std::string_view utf8);

/// `fold`, then everything but letters and digits turned into single hyphens: "oeuvre-d-etat".
std::string slug(std::string_view utf8);

/// Without the white space at both ends.
std::string_view trim(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);

/// At most `max` code points, cut at a space with "…" where it was longer.
std::string shorten(std::string_view utf8, std::size_t max);

/// A whole decimal integer, nothing else around it.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// An integer with the thousands apart: narrow no-break spaces in French, commas in English.
enum class Digits { french, english };
std::string grouped(std::int64_t value, Digits style = Digits::french);

/// A decimal as it was given (shortest form), with the comma and the grouping of the language.
std::string grouped(double value, Digits style = Digits::french);

/// Lower-case hexadecimal SHA-256 of the bytes.
std::string sha256_hex(std::string_view bytes);

/// `bytes` random bytes of the system as lower-case hexadecimal.
std::string random_hex(std::size_t bytes);

}  // namespace pacte
