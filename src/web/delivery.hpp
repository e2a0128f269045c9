// An answer made ready to send: security fields, caching, compression.
#pragma once

#include "web/request.hpp"

namespace pacte::web {

void add_security_headers(Request const& request, Response& response);

/// Sets Cache-Control and ETag; turns the answer into a 304 when the client has it already; gzips
/// what is worth it; leaves only the fields for HEAD. The field Content-Length is set where it
/// differs from the size of the body left.
void deliver(Request const& request, Response& response);

}  // namespace pacte::web
