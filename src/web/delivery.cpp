#include "web/delivery.hpp"

#include <array>

#include <fmt/format.h>

#include "web/gzip.hpp"
#include "web/http_text.hpp"

namespace pacte::web {
namespace {

constexpr std::size_t worth_compressing = 1024;

// Scripts that draw images fetch them as connections.
std::string content_security_policy(Response const& response, std::string_view ancestors) {
  auto const images = response.image_origin.empty() ? "" : " " + response.image_origin;
  return fmt::format(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:{0}; "
      "connect-src 'self'{0}; font-src 'self'; form-action 'self'; base-uri 'none'; "
      "frame-ancestors {1}; manifest-src 'self'",
      images, ancestors);
}

constexpr std::string_view permissions_policy =
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()";

bool is_text(std::string_view type) {
  auto const media = type.substr(0, type.find(';'));
  return media.starts_with("text/") || media.ends_with("json") || media.ends_with("xml") ||
         media.ends_with("mapbox-vector-tile");
}

bool reads(Request const& request) {
  return request.method == Method::get || request.method == Method::head;
}

bool is_api(Request const& request) {
  return request.path.starts_with("/api/");
}

void remove_body(Response& response) {
  response.with("Content-Length", std::to_string(response.body.size()));
  response.body.clear();
}

bool compressible(Request const& request, Response const& response, std::string_view type) {
  return (response.stream || response.body.size() > worth_compressing) && is_text(type) &&
         response.header("Content-Encoding").empty() && takes_gzip(request);
}

}  // namespace

std::string policy_in_frames() {
  return content_security_policy({}, "*");
}

void add_security_headers(Request const& request, Response& response) {
  if (response.header("Content-Security-Policy").empty()) {
    response.with("Content-Security-Policy", content_security_policy(response, "'none'"));
  }
  response.with("X-Content-Type-Options", "nosniff")
      .with("Referrer-Policy", "strict-origin-when-cross-origin")
      .with("Permissions-Policy", std::string{permissions_policy})
      .with("Cross-Origin-Opener-Policy", "same-origin");
  if (request.secure) {
    response.with("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
  // Open data is for other sites' scripts too; browsers send no cookie with such a request.
  if (is_api(request) && reads(request)) response.with("Access-Control-Allow-Origin", "*");
}

bool is_public(Request const& request, Response const& response) {
  return response.cacheable && response.status == 200 && reads(request) && !response.stream &&
         !request.principal.person;
}

bool takes_gzip(Request const& request) {
  return accepts_encoding(request.header("accept-encoding"), "gzip");
}

void represent(Request const& request, Response& response) {
  auto const type = response.header("Content-Type");
  bool const own_rules = !response.header("Cache-Control").empty();
  bool const kept = !own_rules && is_public(request, response);
  bool const compress = compressible(request, response, type);
  if (!own_rules) {
    response.with("Cache-Control",
                  kept ? "public, max-age=0, must-revalidate" : "private, no-store");
  }
  // Who is signed in is shown, or decides what is given.
  bool const varies = kept && is_text(type);
  if (varies) {
    response.with("Vary", is_api(request) ? "Accept-Encoding, Authorization, Cookie"
                                          : "Accept-Encoding, Cookie");
  }
  if (kept) {
    auto const tag = fingerprint(response.body);
    response.with("ETag", fmt::format("\"{}{}\"", tag, compress ? "-gzip" : ""));
  }
  if (compress) {
    if (response.stream) {
      response.stream = gzip(std::move(response.stream));
    } else {
      response.body = gzip(response.body);
    }
    response.with("Content-Encoding", "gzip");
    if (!varies) response.with("Vary", "Accept-Encoding");
  }
}

void shorten_for(Request const& request, Response& response) {
  bool const known = is_public(request, response) &&
                     names_etag(request.header("if-none-match"), response.header("ETag"));
  if (known) response.status = 304;
  if (known || request.method == Method::head) {
    response.stream = {};
    remove_body(response);
  }
}

}  // namespace pacte::web
