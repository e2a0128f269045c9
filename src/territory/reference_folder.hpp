// The reference as a folder of CSV files, and contours beside it: read, typed and checked.
#pragma once

#include "base/problem.hpp"
#include "territory/contour_rules.hpp"

namespace pacte::territory {

/// Reads the files of `reference_files()`; what cannot be read is a fault like any other.
Reference read_folder(std::filesystem::path const& folder);

/// Reads and checks contours against the reference. The problem lists every fault.
struct ReadContours {
  ContourSet set;
  std::vector<std::string> notices;
};
Result<ReadContours> read_contour_files(std::vector<std::filesystem::path> const& files,
                                        Reference const& reference);

/// All faults at once, as the fields of one problem: "communes.csv:12".
Problem faults_problem(std::vector<ReferenceFault> const& faults);

}  // namespace pacte::territory
