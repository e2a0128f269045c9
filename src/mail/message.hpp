// One message to one person, written as mail servers read it: RFC 5322 (fields and lines), 2047
// (French in fields), 2045 (quoted-printable). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"

namespace pacte::mail {

/// "Pacte <pacte@region.example>": the name may be empty.
struct Mailbox {
  std::string name;
  std::string address;
};

struct Message {
  std::string to;       // the address alone
  std::string subject;  // UTF-8, one line
  std::string text;     // UTF-8, lines end with \n
  std::string id;       // letters, digits, dots, hyphens: the same when the message is sent again
  std::vector<std::pair<std::string, std::string>> fields{};  // others: List-Unsubscribe…
};

/// What is wrong with an address, in French. Only those written in ASCII: beyond that, many servers
/// refuse (RFC 6531), and an address could hold what looks like another.
std::optional<std::string> address_fault(std::string_view address);

/// Reads "Nom <adresse>" or "adresse". The error is in French.
std::expected<Mailbox, std::string> read_mailbox(std::string_view text);

/// The whole message, lines ended by CRLF and no longer than 998 bytes. `invalid` when an address
/// is none, or when a field holds a line end or another control character: it would be two fields.
Result<std::string> written(Message const& message, Mailbox const& from, Instant now);

}  // namespace pacte::mail
