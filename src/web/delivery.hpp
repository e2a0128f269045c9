// An answer made ready to send: security fields, caching, compression.
#pragma once

#include "web/request.hpp"

namespace pacte::web {

/// The policy of an answer that says none of its own lets nobody hold it in a frame.
void add_security_headers(Request const& request, Response& response);

/// The same Content-Security-Policy, for an answer that any site may hold in a frame.
std::string policy_in_frames();

/// An answer of ours that anybody may keep: it says nothing about who asked.
bool is_public(Request const& request, Response const& response);

/// Whether the answer to this request is compressed if it is worth it.
bool takes_gzip(Request const& request);

/// Sets Cache-Control, Vary and ETag; gzips what is worth it. The same for all who take gzip alike.
void represent(Request const& request, Response& response);

/// Turns the answer into a 304 when the client has it already; leaves only the fields for HEAD. The
/// field Content-Length is set where it differs from the size of the body left.
void shorten_for(Request const& request, Response& response);

}  // namespace pacte::web
