#include "web/pipeline.hpp"

#include <sodium.h>
#include <spdlog/spdlog.h>
#include <string.h>  // NOLINT(modernize-deprecated-headers): memmem is in the C header only

#include "base/text.hpp"
#include "web/delivery.hpp"
#include "web/metrics.hpp"
#include "web/page.hpp"

namespace pacte::web {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::string_view no_route = "(aucune)";

bool is_api_path(std::string_view path) {
  return path.starts_with("/api/");
}

bool changes_something(Method method) {
  return method != Method::get && method != Method::head;
}

// "a=1; b=2" of a Cookie field.
std::map<std::string, std::string> read_cookies(std::string_view field) {
  std::map<std::string, std::string> out;
  if (field.empty()) return out;
  for (auto const part : split(field, ';')) {
    auto const pair = trim(part);
    auto const equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    out.emplace(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return out;
}

bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':' || c == '[' || c == ']' || c == '_';
  });
}

// The last of a list: the one that our own proxy added.
std::string last_of_list(std::string_view field) {
  return std::string{trim(field.substr(field.rfind(',') + 1))};
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7F;
  });
}

std::string without_double_slashes(std::string_view path) {
  std::string out;
  for (char const c : path) {
    if (c != '/' || out.empty() || out.back() != '/') out += c;
  }
  if (out.size() > 1 && out.back() == '/') out.pop_back();
  return out;
}

bool same_text(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool is_token(std::string_view text) {
  return text.size() == 32 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

// With the prefix, browsers refuse that a neighbouring subdomain sets the cookie.
std::string csrf_cookie(bool secure) {
  return secure ? "__Host-csrf" : "csrf";
}

std::string_view host_of(std::string_view origin) {
  auto const scheme = origin.find("://");
  return scheme == std::string_view::npos ? origin : origin.substr(scheme + 3);
}

// Modern browsers say where a request comes from; when they do, only our own pages may post.
bool comes_from_elsewhere(Request const& request) {
  auto const fetch_site = request.header("sec-fetch-site");
  if (!fetch_site.empty() && fetch_site != "same-origin" && fetch_site != "none") return true;
  auto const origin = request.header("origin");
  if (origin.empty()) return false;
  return origin != site().origin && host_of(origin) != host_of(request.origin);
}

std::string request_id() {
  thread_local std::string const prefix = random_hex(4);
  thread_local std::uint32_t number = 0;
  return fmt::format("{}{:06x}", prefix, ++number);
}

std::string refusal_text(Locale locale, int status, std::string const& id) {
  switch (status) {
    case 400: return tr(locale, "L’adresse ou le contenu de la demande est mal écrit.");
    case 403: return tr(locale, "Votre compte n’a pas le droit d’ouvrir cette page.");
    case 404: return tr(locale, "Rien ne se trouve à cette adresse.");
    case 405: return tr(locale, "L’adresse existe, mais pas pour cette méthode.");
    case 413: return tr(locale, "L’envoi dépasse la taille permise.");
    case 414: return tr(locale, "L’adresse dépasse la longueur permise.");
    case 431: return tr(locale, "Les en-têtes dépassent la longueur permise.");
    case 503: return tr(locale, "Trop de demandes arrivent en ce moment ; recommencez bientôt.");
    default: return trf(locale, "Une erreur s’est produite de notre côté. Référence : {}.", id);
  }
}

std::string_view refusal_title(int status) {
  switch (status) {
    case 405: return "Méthode non permise";
    case 414: return "Adresse trop longue";
    case 431: return "En-têtes trop longs";
    case 501: return "Méthode inconnue";
    default: return "Erreur interne";
  }
}

std::optional<ProblemKind> kind_of(int status) {
  switch (status) {
    case 400: return ProblemKind::malformed;
    case 401: return ProblemKind::unauthenticated;
    case 403: return ProblemKind::forbidden;
    case 404: return ProblemKind::not_found;
    case 413: return ProblemKind::too_large;
    case 503: return ProblemKind::unavailable;
    default: return std::nullopt;
  }
}

// A refusal that RFC 9110 describes well enough has no type of its own (RFC 9457, 4.2.1).
Response blank_problem(int status, std::string const& detail, std::string const& instance) {
  Json const body{{"type", "about:blank"},
                  {"title", refusal_title(status)},
                  {"status", status},
                  {"detail", detail},
                  {"instance", percent_encode_path(instance)}};
  Response response{.status = status, .body = to_line(body)};
  return std::move(response.with("Content-Type", "application/problem+json"));
}

Response refusal_saying(Request const& request, int status, std::string const& detail) {
  if (!is_api_path(request.path)) return error_page(request, status, detail);
  auto const kind = kind_of(status);
  return kind ? problem_response({*kind, detail}, request.path, request.locale)
              : blank_problem(status, detail, request.path);
}

Response refusal(Request const& request, int status) {
  return refusal_saying(request, status, refusal_text(request.locale, status, request.id));
}

Response ask_to_sign_in(Request const& request, Route const& route) {
  if (route.api) {
    return problem_response({ProblemKind::unauthenticated,
                             tr(request.locale, "Cette lecture demande un jeton d’accès.")},
                            request.path, request.locale);
  }
  auto location = localized(request.locale, "/connexion");
  if (!changes_something(request.method)) {
    auto back = localized(request.locale, percent_encode_path(request.path));
    if (auto const query = request.query.encode(); !query.empty()) back += "?" + query;
    location += "?retour=" + percent_encode(back);
  }
  return redirect(std::move(location));
}

Response refuse_form(Request const& request) {
  return refusal_saying(
      request, 403,
      tr(request.locale,
         "Ce formulaire a expiré ou vient d’un autre site. Rechargez sa page et recommencez."));
}

// A field that held a line end would be two fields, the second of them somebody else's.
void mend_headers(Response& response) {
  for (auto& [name, value] : response.headers) {
    std::ranges::replace_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  }
}

}  // namespace

struct Pipeline::Exchange {
  Request request;
  std::string_view route = no_route;
  Route const* matched = nullptr;
  bool new_token = false;  // the visitor's form token was made for this answer
  // Where the answer may be kept, and the revision of the data when it was begun.
  std::string key;
  std::int64_t revision = 0;
  bool from_memory = false;
  Steady::time_point begun = Steady::now();
};

Pipeline::Pipeline(ServerSettings settings, Router router, Authenticator authenticate,
                   Revision revision)
    : settings_{std::move(settings)},
      router_{std::move(router)},
      authenticate_{std::move(authenticate)},
      revision_{std::move(revision)},
      memory_{settings_.page_memory} {}

Response Pipeline::run(Request request) {
  request.id = request_id();
  Exchange exchange{.request = std::move(request)};
  return close(exchange, answer(exchange));
}

Response Pipeline::answer(Exchange& exchange) {
  auto& request = exchange.request;
  try {
    try {
      return dispatch(exchange);
    } catch (Overloaded const& overload) {
      spdlog::warn("{} {}: {}", request.id, exchange.route, overload.what());
      auto response = refusal(request, 503);
      return std::move(response.with("Retry-After", std::to_string(overload.retry_after.count())));
    } catch (std::exception const& error) {
      spdlog::error("{} {}: {}", request.id, exchange.route, error.what());
      return refusal(request, 500);
    }
  } catch (std::exception const& error) {
    // Even the page that says so does not work.
    spdlog::critical("{} {}: {}", request.id, exchange.route, error.what());
    Response response{.status = 500, .body = "Une erreur s’est produite.\n"};
    return std::move(response.with("Content-Type", "text/plain; charset=utf-8"));
  }
}

Response Pipeline::refuse(Request request, int status) {
  request.id = request_id();
  Exchange exchange{.request = std::move(request)};
  auto const wrong = read(exchange.request);
  auto response = refusal(exchange.request, wrong.value_or(status));
  if (response.status == 405) response.with("Allow", "GET, HEAD, POST");
  return close(exchange, std::move(response));
}

// Scheme and host as the client sees them. False when the host is no host.
bool Pipeline::read_origin(Request& request) const {
  auto host = request.header("host");
  if (settings_.behind_proxy) {
    request.secure = last_of_list(request.header("x-forwarded-proto")) == "https";
    if (auto const given = request.header("x-forwarded-host"); !given.empty()) {
      host = last_of_list(given);
    }
    if (auto const client = request.header("x-forwarded-for"); !client.empty()) {
      request.remote = last_of_list(client);
    }
  }
  if (host.empty()) host = settings_.host;
  if (!is_host(host)) return false;
  request.origin = (request.secure ? "https://" : "http://") + host;
  return true;
}

// Fills in what the target and the fields say. Gives the status of the refusal, if any.
std::optional<int> Pipeline::read(Request& request) const {
  if (request.target.empty()) {
    request.target = percent_encode_path(localized(request.locale, request.path));
    if (auto const query = request.query.encode(); !query.empty()) request.target += "?" + query;
  }
  std::string_view target = request.target;
  target = target.substr(0, target.find('#'));
  if (auto const scheme = target.find("://");
      scheme != std::string_view::npos && !target.starts_with('/')) {
    auto const slash = target.find('/', scheme + 3);
    target = slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  auto const mark = target.find('?');
  auto path = has_control(target) ? std::nullopt : percent_decode(target.substr(0, mark));
  // Something to show the refusal with, whatever is wrong.
  request.path = path ? *path : std::string{is_api_path(target) ? "/api/" : "/"};
  bool const english = request.path == "/en" || request.path.starts_with("/en/");
  request.locale = english ? Locale::en : Locale::fr;
  if (english) request.path = request.path.size() <= 4 ? "/" : request.path.substr(3);

  std::size_t size = request.target.size();
  for (auto const& [name, value] : request.headers)
    size += name.size() + value.size() + 4;
  if (!read_origin(request) || !path || !path->starts_with('/')) return 400;
  if (request.target.size() > settings_.max_header / 2) return 414;
  if (size > settings_.max_header) return 431;
  if (request.body.size() > settings_.max_body) return 413;
  auto query = Parameters::parse(mark == std::string_view::npos ? "" : target.substr(mark + 1));
  if (!query) return 400;
  request.query = std::move(*query);
  if (request.cookies.empty()) request.cookies = read_cookies(request.header("cookie"));
  request.deadline = system_now() + std::chrono::duration_cast<std::chrono::milliseconds>(
                                        settings_.request_deadline);
  return std::nullopt;
}

void Pipeline::recognise(Exchange& exchange) const {
  auto& request = exchange.request;
  if (exchange.matched->api && changes_something(request.method)) {
    // A cookie goes along with any request a browser is made to send; a token does not.
    request.cookies.clear();
    request.headers.erase("cookie");
  }
  request.principal = authenticate_ ? authenticate_(request) : Principal{};
  if (request.principal.person || exchange.matched->api) return;
  auto const cookie = request.cookies.find(csrf_cookie(request.secure));
  if (cookie != request.cookies.end() && is_token(cookie->second)) {
    request.principal.csrf_token = cookie->second;
  } else {
    request.principal.csrf_token = random_hex(16);
    exchange.new_token = true;
  }
}

Response Pipeline::dispatch(Exchange& exchange) {
  auto& request = exchange.request;
  if (auto const status = read(request)) return refusal(request, *status);
  // "/en" alone is not the address of a page: its relative links would differ.
  bool const bare =
      request.locale == Locale::en && request.path == "/" && !request.target.starts_with("/en/");
  auto const plain = without_double_slashes(request.path);
  if (plain != request.path || bare) {
    auto location = localized(request.locale, percent_encode_path(plain));
    if (auto const query = request.query.encode(); !query.empty()) location += "?" + query;
    return redirect(std::move(location), 308);
  }
  auto found = router_.match(request.method, request.path);
  if (std::holds_alternative<NotFound>(found)) return refusal(request, 404);
  if (auto const* other = std::get_if<MethodNotAllowed>(&found)) {
    auto response = refusal(request, 405);
    return std::move(response.with("Allow", other->allow));
  }
  auto& match = std::get<Match>(found);
  exchange.matched = match.route;
  exchange.route = match.route->pattern;
  request.captures = std::move(match.captures);
  return handle(exchange);
}

Response Pipeline::handle(Exchange& exchange) {
  auto& request = exchange.request;
  auto const& route = *exchange.matched;
  recognise(exchange);
  if (!request.principal.may(route.permission)) {
    return request.principal.person ? refusal(request, 403) : ask_to_sign_in(request, route);
  }
  if (changes_something(request.method) && !route.api) {
    if (comes_from_elsewhere(request)) return refuse_form(request);
    auto const form = request.form();
    if (!form) return refusal(request, 400);
    if (exchange.new_token || !same_text(form->get("csrf"), request.principal.csrf_token)) {
      return refuse_form(request);
    }
  }
  if (auto const kept = remembered(exchange)) return *kept;
  return route.handler(request);
}

// A public answer that was made before from the same data, ready to send.
std::shared_ptr<Response const> Pipeline::remembered(Exchange& exchange) {
  auto const& request = exchange.request;
  if (!revision_ || settings_.page_memory == 0 || changes_something(request.method) ||
      request.principal.person) {
    return nullptr;
  }
  exchange.revision = revision_();
  exchange.key =
      fmt::format("{}{} {}", request.origin, request.target, takes_gzip(request) ? "gzip" : "");
  auto kept = memory_.find(exchange.key, exchange.revision);
  exchange.from_memory = kept != nullptr;
  return kept;
}

// What is done once for all who are given the same answer.
void Pipeline::finish(Exchange& exchange, Response& response) {
  auto const& request = exchange.request;
  mend_headers(response);
  auto const& token = request.principal.csrf_token;
  // An answer that holds the form token of a visitor is for that visitor alone.
  if (!token.empty() && !request.principal.person &&
      memmem(response.body.data(), response.body.size(), token.data(), token.size()) != nullptr) {
    response.cacheable = false;
    if (exchange.new_token) {
      response.with("Set-Cookie", csrf_cookie(request.secure) + "=" + token +
                                      "; Path=/; HttpOnly; SameSite=Lax" +
                                      (request.secure ? "; Secure" : ""));
    }
  }
  add_security_headers(request, response);
  represent(request, response);
  if (!exchange.key.empty() && response.lasting && is_public(request, response)) {
    memory_.keep(std::move(exchange.key), exchange.revision, response);
  }
}

Response Pipeline::close(Exchange& exchange, Response response) {
  auto const& request = exchange.request;
  try {
    if (!exchange.from_memory) finish(exchange, response);
    shorten_for(request, response);
  } catch (std::exception const& error) {
    spdlog::error("{} {}: {}", request.id, exchange.route, error.what());
  }
  response.with("X-Request-Id", request.id);
  auto const took = Steady::now() - exchange.begun;
  count_request(std::string{exchange.route}, response.status, took);
  // The pattern, not the path: paths may name people.
  spdlog::debug("{} {} {} {} {} µs", request.id, to_string(request.method), exchange.route,
                response.status,
                std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  return response;
}

}  // namespace pacte::web
