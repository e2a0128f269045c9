// Reading the lists that HTTP fields hold (RFC 9110).
#pragma once

#include <string>
#include <string_view>

namespace pacte::web {

/// Whether `Accept-Encoding: field` allows the coding ("gzip", "br"): named, or by "*", with q > 0.
bool accepts_encoding(std::string_view field, std::string_view coding);

/// Whether `If-None-Match: field` names the entity tag (quotes included), compared weakly, or is
/// "*".
bool names_etag(std::string_view field, std::string_view etag);

/// A hash of the bytes fit for an entity tag: fast, 64 bits and the length; not for security.
std::string fingerprint(std::string_view bytes);

}  // namespace pacte::web
