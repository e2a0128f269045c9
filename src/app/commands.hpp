// The commands of the program, one function each; they print for people and give an exit code.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/settings.hpp"

namespace pacte::app {

inline constexpr int success = 0;
inline constexpr int failure = 1;
inline constexpr int usage_error = 2;

int serve(Settings const& settings);
int migrate(Settings const& settings);
int import_corpus(Settings const& settings, std::filesystem::path const& folder);
int import_territories(Settings const& settings, std::filesystem::path const& folder,
                       std::vector<std::filesystem::path> const& contours);
int export_corpus(Settings const& settings, std::filesystem::path const& folder);
int search_rebuild(Settings const& settings);
/// `expected_head`: a head published before, which the chain must still hold; may be empty.
int journal_verify(Settings const& settings, std::string const& expected_head);
int user_add(Settings const& settings, std::string const& email, std::string const& name,
             std::vector<std::string> const& roles);

}  // namespace pacte::app
