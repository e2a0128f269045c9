#include "territory/outside_address.hpp"

#include <array>
#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>

namespace pacte::territory {
namespace {

template <auto destroy> struct Destroy {
  template <class Handle> void operator()(Handle* handle) const { destroy(handle); }
};
using Url = std::unique_ptr<CURLU, Destroy<curl_url_cleanup>>;
using CurlText = std::unique_ptr<char, Destroy<curl_free>>;

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
  CurlText const owned{text};
  return owned.get();
}

bool on_this_machine(std::string const& host) {
  bool const numbers = host.find_first_not_of("0123456789.") == std::string::npos;
  return host == "localhost" || host == "[::1]" || (numbers && host.starts_with("127."));
}

Url parse(std::string const& address) {
  Url url{curl_url()};
  if (curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) url.reset();
  return url;
}

}  // namespace

std::string outside_address_fault(std::string const& address, AddressParameters parameters) {
  auto const url = parse(address);
  if (!url) return fmt::format("« {} » n’est pas une adresse : écrivez https://…", address);
  auto const scheme = part(url.get(), CURLUPART_SCHEME);
  bool const local = scheme == "http" && on_this_machine(part(url.get(), CURLUPART_HOST));
  if (scheme != "https" && !local)
    return "on n’interroge l’extérieur qu’en HTTPS : écrivez https://…";
  if (!part(url.get(), CURLUPART_USER).empty() || !part(url.get(), CURLUPART_FRAGMENT).empty())
    return "il faut l’adresse seule, sans identifiant ni ancre";
  if (parameters == AddressParameters::refused && !part(url.get(), CURLUPART_QUERY).empty())
    return "il faut l’adresse seule, sans paramètre";
  return {};
}

std::string origin_of(std::string const& address) {
  auto const url = parse(address);
  if (!url) return {};
  auto const port = part(url.get(), CURLUPART_PORT);
  return fmt::format("{}://{}{}{}", part(url.get(), CURLUPART_SCHEME),
                     part(url.get(), CURLUPART_HOST), port.empty() ? "" : ":", port);
}

}  // namespace pacte::territory
