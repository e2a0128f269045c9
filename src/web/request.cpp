#include "web/request.hpp"

#include <array>

#include "base/text.hpp"

namespace pacte::web {
namespace {

constexpr std::string_view hexadecimal = "0123456789ABCDEF";

// RFC 3986, section 2.3: the characters that never need an escape.
constexpr bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

void escape(char c, std::string& out) {
  auto const byte = static_cast<unsigned char>(c);
  out += '%';
  out += hexadecimal[byte >> 4U];
  out += hexadecimal[byte & 0x0FU];
}

std::string encode_keeping(std::string_view text, std::string_view kept) {
  std::string out;
  out.reserve(text.size() + 16);
  for (char const c : text) {
    if (unreserved(c) || kept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      escape(c, out);
    }
  }
  return out;
}

std::optional<unsigned> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10U;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10U;
  return std::nullopt;
}

// A text that people may have written: valid UTF-8 without NUL.
bool sound(std::string_view text) {
  return text.find('\0') == std::string_view::npos && !first_invalid_utf8(text);
}

std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      auto const high = digit(text[i + 1]);
      auto const low = digit(text[i + 2]);
      if (!high || !low) return std::nullopt;
      out += static_cast<char>(*high * 16U + *low);
      i += 2;
    }
  }
  if (!sound(out)) return std::nullopt;
  return out;
}

std::string const& nothing() {
  static std::string const empty;
  return empty;
}

}  // namespace

std::string_view to_string(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::del: return "DELETE";
  }
  return "GET";
}

std::string percent_encode(std::string_view text) {
  return encode_keeping(text, "");
}

std::string percent_encode_path(std::string_view path) {
  return encode_keeping(path, "/");
}

std::optional<std::string> percent_decode(std::string_view text) {
  return decode(text, false);
}

std::optional<Parameters> Parameters::parse(std::string_view encoded, std::size_t max_pairs) {
  Parameters out;
  if (encoded.empty()) return out;
  for (auto const pair : split(encoded, '&')) {
    if (pair.empty()) continue;
    if (out.pairs_.size() == max_pairs) return std::nullopt;
    auto const equals = pair.find('=');
    auto name = decode(pair.substr(0, equals), true);
    auto value =
        equals == std::string_view::npos ? std::string{} : decode(pair.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    out.pairs_.emplace_back(std::move(*name), std::move(*value));
  }
  return out;
}

std::optional<std::string> Parameters::find(std::string_view name) const {
  for (auto const& [key, value] : pairs_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::string Parameters::get(std::string_view name) const {
  return find(name).value_or(std::string{});
}

std::vector<std::string> Parameters::all(std::string_view name) const {
  std::vector<std::string> out;
  for (auto const& [key, value] : pairs_) {
    if (key == name) out.push_back(value);
  }
  return out;
}

std::string Parameters::encode() const {
  std::string out;
  for (auto const& [key, value] : pairs_) {
    if (!out.empty()) out += '&';
    out += percent_encode(key);
    out += '=';
    out += percent_encode(value);
  }
  return out;
}

std::string const& Request::capture(std::string const& name) const {
  auto const found = captures.find(name);
  return found == captures.end() ? nothing() : found->second;
}

std::string Request::header(std::string const& lower_case_name) const {
  auto const found = headers.find(lower_case_name);
  return found == headers.end() ? nothing() : found->second;
}

std::optional<Parameters> Request::form() const {
  auto const type = header("content-type");
  auto const media = trim(std::string_view{type}.substr(0, type.find(';')));
  if (media != "application/x-www-form-urlencoded") return std::nullopt;
  return Parameters::parse(body);
}

std::string Response::header(std::string_view name) const {
  for (auto const& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

Response html(std::string body, int status) {
  Response response{.status = status, .body = std::move(body)};
  return std::move(response.with("Content-Type", "text/html; charset=utf-8"));
}

Response json(std::string body, int status) {
  Response response{.status = status, .body = std::move(body)};
  return std::move(response.with("Content-Type", "application/json"));
}

Response redirect(std::string location, int status) {
  Response response{.status = status};
  return std::move(response.with("Location", std::move(location)));
}

}  // namespace pacte::web
