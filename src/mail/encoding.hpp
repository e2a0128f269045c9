// UTF-8 in what carries ASCII only.
#pragma once

#include <string>
#include <string_view>

namespace pacte::mail {

/// Encoded words (RFC 2047, base64) of 75 characters at most, cut between characters, a space
/// apart.
std::string encoded(std::string_view utf8);

/// The text as it is when it is plain ASCII that nobody takes for an encoded word, else `encoded`.
std::string as_field(std::string_view utf8);

/// A field with its CRLF, folded at spaces so that lines have 78 bytes where they can (RFC 5322,
/// 2.2.3).
std::string folded(std::string_view name, std::string_view value);

/// Quoted-printable (RFC 2045, 6.7): lines of 76 bytes at most, ended by CRLF.
std::string quoted_printable(std::string_view text);

}  // namespace pacte::mail
