// What a handler receives and gives back. RESTinio stays behind server.cpp.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/overloaded.hpp"
#include "web/locale.hpp"
#include "web/principal.hpp"

namespace pacte::web {

enum class Method { get, head, post, put, patch, del };

std::string_view to_string(Method method);

/// Decoded name=value pairs in their order, of a query string or of a form body.
/// Percent escapes and `+` are decoded; a pair that is not valid UTF-8 or holds a NUL is refused.
class Parameters {
 public:
  Parameters() = default;
  /// Reads `application/x-www-form-urlencoded`; at most `max_pairs` pairs.
  static std::optional<Parameters> parse(std::string_view encoded, std::size_t max_pairs = 200);

  [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
  /// The value, or empty.
  [[nodiscard]] std::string get(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> const& pairs() const {
    return pairs_;
  }
  void add(std::string name, std::string value) {
    pairs_.emplace_back(std::move(name), std::move(value));
  }

  /// Back to `a=1&b=2`, escaped.
  [[nodiscard]] std::string encode() const;

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

std::string percent_encode(std::string_view text);       // for a query value or one path segment
std::string percent_encode_path(std::string_view path);  // keeps `/`
std::optional<std::string> percent_decode(std::string_view text);

struct Request {
  Method method = Method::get;
  std::string path;    // decoded, without the language prefix, "/plans/srdeii/plan"
  std::string target;  // as received, path and query
  Parameters query;
  std::map<std::string, std::string> headers;  // names in lower case
  std::map<std::string, std::string> cookies;
  std::string body;
  std::string remote;   // client address (X-Forwarded-For only behind a declared proxy)
  std::string origin;   // scheme://host of this site as the client sees it
  bool secure = false;  // HTTPS, directly or through the declared proxy
  Locale locale = Locale::fr;
  Principal principal;  // who asks; a visitor unless identity recognised somebody
  std::map<std::string, std::string> captures;  // the {names} of the route
  Instant deadline{};                           // nothing should be begun after it
  std::string id;                               // names the request in the log and on error pages

  [[nodiscard]] std::string const& capture(std::string const& name) const;
  [[nodiscard]] std::string header(std::string const& lower_case_name) const;  // or empty
  [[nodiscard]] std::optional<Parameters> form() const;                        // body as a form
};

/// Writes the next part of a streamed body; returns false when there is nothing more.
using Producer = std::function<bool(std::string& part)>;

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  Producer stream{};       // when set, the body is streamed and `body` ignored
  bool cacheable = false;  // public, revalidated by ETag; private and no-store otherwise
  // A cacheable answer that comes from the database alone, and so stays the same until its data
  // change. False for what also comes from the search index, which follows a little later.
  bool lasting = true;
  // An origin that images of this page may come from, besides the site:
  // "https://tiles.example.org".
  std::string image_origin{};

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  [[nodiscard]] std::string header(std::string_view name) const;  // or empty; exact case
};

using pacte::Overloaded;

Response html(std::string body, int status = 200);
Response json(std::string body, int status = 200);
Response redirect(std::string location,
                  int status = 303);  // 303 after a form, 308 for a moved page

}  // namespace pacte::web
