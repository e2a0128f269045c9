// What is wrong in a file of rules, where, and how to mend it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pacte::rule {

/// Both from 1; columns count code points.
struct Place {
  int line = 1;
  int column = 1;
  auto operator<=>(Place const&) const = default;
};

enum class Severity {
  error,    // the file cannot be published
  warning,  // it can, and somebody ought to look
  note,     // worth knowing: a gap of the source that the file declares
};

struct Fault {
  Severity severity = Severity::error;
  Place place;
  std::string message;  // French: what is wrong, what was expected
  std::string mend;     // French: what to do; may be empty
};

using Faults = std::vector<Fault>;

bool has_error(Faults const& faults);

/// "file:line:column: erreur : message. mend."
std::string to_text(Fault const& fault, std::string_view file);

/// « Un nom attendu », « Une valeur attendue ».
std::string awaited(std::string_view what);

/// The name nearest to `asked`, when it is near enough to be a slip; empty otherwise.
std::string nearest(std::string_view asked, std::vector<std::string> const& names);

/// « Vouliez-vous dire x ? », or nothing.
std::string did_you_mean(std::string_view asked, std::vector<std::string> const& names);

}  // namespace pacte::rule
