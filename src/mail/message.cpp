#include "mail/message.hpp"

#include <algorithm>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/text.hpp"
#include "mail/encoding.hpp"

namespace pacte::mail {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

// A dot-atom (RFC 5322, 3.2.3).
bool is_local_part(std::string_view text) {
  constexpr std::size_t longest = 64;
  constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~.";
  return !text.empty() && text.size() <= longest && text.front() != '.' && text.back() != '.' &&
         !text.contains("..") && std::ranges::all_of(text, [&](char c) {
           return is_letter_or_digit(c) || others.contains(c);
         });
}

bool is_label(std::string_view text) {
  constexpr std::size_t longest = 63;
  return !text.empty() && text.size() <= longest && text.front() != '-' && text.back() != '-' &&
         std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_domain(std::string_view text) {
  auto const labels = split(text, '.');
  return labels.size() >= 2 && std::ranges::all_of(labels, is_label);
}

std::string_view domain_of(std::string_view address) {
  return address.substr(address.rfind('@') + 1);
}

bool is_identifier(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_letter_or_digit(c) || c == '.' || c == '-';
  });
}

// A name is words (RFC 5322, phrase): a comma or a full stop in it would mean something else.
std::string shown(Mailbox const& mailbox) {
  if (mailbox.name.empty()) return mailbox.address;
  bool const words = std::ranges::all_of(
      mailbox.name, [](char c) { return is_letter_or_digit(c) || c == ' ' || c == '-'; });
  return fmt::format("{} <{}>", words ? mailbox.name : encoded(mailbox.name), mailbox.address);
}

// Names of days and months are English in the format, whatever the locale.
std::string date_text(Instant now) {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
}

Result<void> check(Message const& message, Mailbox const& from) {
  auto const refuse = [](char const* field, std::string detail) {
    return fail(ProblemKind::invalid, "Le message n’a pas été écrit.",
                {{field, std::move(detail)}});
  };
  if (auto fault = address_fault(message.to)) return refuse("to", *std::move(fault));
  if (auto fault = address_fault(from.address)) return refuse("from", *std::move(fault));
  constexpr auto one_line = "Un champ tient en une ligne, en UTF-8.";
  auto const bad = [](std::string_view text) {
    return has_control(text) || first_invalid_utf8(text);
  };
  if (bad(message.subject) || bad(from.name)) return refuse("subject", one_line);
  if (!is_identifier(message.id)) return refuse("id", "L’identifiant a un caractère interdit.");
  for (auto const& [name, value] : message.fields) {
    bool const ascii = std::ranges::all_of(value, [](char c) { return c >= 0x20 && c < 0x7F; });
    if (!is_label(name) || !ascii) return refuse("fields", one_line);
  }
  if (first_invalid_utf8(message.text)) return refuse("text", "Le texte n’est pas en UTF-8.");
  return {};
}

}  // namespace

std::optional<std::string> address_fault(std::string_view address) {
  constexpr std::size_t longest = 254;
  auto const at = address.rfind('@');
  bool const good = at != std::string_view::npos && address.size() <= longest &&
                    is_local_part(address.substr(0, at)) && is_domain(domain_of(address));
  if (good) return std::nullopt;
  return "Cette adresse électronique n’est pas complète : elle s’écrit « nom@exemple.fr », sans "
         "accent.";
}

std::expected<Mailbox, std::string> read_mailbox(std::string_view text) {
  Mailbox read;
  auto const open = text.rfind('<');
  if (open == std::string_view::npos) {
    read.address = trim(text);
  } else {
    auto const rest = trim(text.substr(open + 1));
    if (!rest.ends_with('>')) return std::unexpected("il manque « > » après l’adresse");
    read.name = trim(text.substr(0, open));
    read.address = trim(rest.substr(0, rest.size() - 1));
  }
  if (has_control(read.name)) return std::unexpected("le nom tient en une ligne");
  if (auto fault = address_fault(read.address)) return std::unexpected(*std::move(fault));
  return read;
}

Result<std::string> written(Message const& message, Mailbox const& from, Instant now) {
  if (auto const good = check(message, from); !good) return std::unexpected(good.error());
  std::string out;
  auto const add = [&](std::string_view name, std::string_view value) {
    out += folded(name, value);
  };
  add("From", shown(from));
  add("To", message.to);
  add("Subject", as_field(message.subject));
  add("Date", date_text(now));
  add("Message-ID", fmt::format("<{}@{}>", message.id, domain_of(from.address)));
  add("MIME-Version", "1.0");
  add("Content-Type", "text/plain; charset=utf-8");
  add("Content-Transfer-Encoding", "quoted-printable");
  add("Auto-Submitted", "auto-generated");  // RFC 3834: no machine answers it
  for (auto const& [name, value] : message.fields)
    add(name, value);
  return out + "\r\n" + quoted_printable(message.text);
}

}  // namespace pacte::mail
