// Verification bundles: a result with all that is needed to compute it again, in one JSON text.
// Specified in docs/decision/bundle.md.
#pragma once

#include <expected>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"

namespace pacte::decision {

struct BundleInput {
  std::string name;  // "ballots"
  std::string text;  // canonical, as the kind of bundle says
};

struct Bundle {
  std::string kind;     // "elect", "tally", "draw"
  std::string program;  // "pacte 0.1.0"
  std::vector<BundleInput> inputs;
  Json parameters = Json::object();
  Json result = Json::object();
  Json certificate = Json::object();
};

/// What computing again gives.
struct Computed {
  Json result;
  Json certificate;
};

/// A report parted into what is decided, and the fields that say why; those it lacks are left out.
Computed parted(Json report, std::initializer_list<char const*> why);

/// What was checked, and what does not hold: French sentences.
struct Verdict {
  std::vector<std::string> checks;
  std::vector<std::string> differences;
};

inline constexpr int bundle_version = 1;

/// One line of JSON; the SHA-256 of each input is worked out here.
std::string write_bundle(Bundle const& bundle);

/// Checks the format, the version and the digests. The errors: French sentences.
std::expected<Bundle, std::vector<std::string>> read_bundle(std::string_view text);

/// Where two values differ, at most 20 places: « result.elected[0] : "A" dans le fichier, "B"
/// recompté ». Numbers that are not whole are equal within a millionth of a millionth of the
/// larger; all others must be the same.
std::vector<std::string> differences(std::string const& name, Json const& kept,
                                     Json const& computed);

/// Says that what was computed is what the bundle holds, or where it differs.
void compare(Bundle const& bundle, Result<Computed> const& computed, Verdict& verdict);

/// The input of that name, or a problem that names what lacks.
Result<std::string_view> input_named(Bundle const& bundle, std::string_view name);

}  // namespace pacte::decision
