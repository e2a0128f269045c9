// What a code says of itself, and which territory it means.
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "territory/former.hpp"
#include "territory/model.hpp"

namespace pacte::territory {

/// The level of a code by its length (commune, EPCI, department), with the zero that a spreadsheet
/// may have taken off put back.
std::optional<Key> key_by_length(std::string const& code);

/// Of a commune's INSEE code.
std::string department_of(std::string const& commune);

/// Codes as people hand them in, against the territories that are loaded.
class CodeReader {
 public:
  /// Both must outlive the reader.
  CodeReader(std::span<Territory const> territories, std::span<FormerCommune const> former);

  struct Read {
    Territory const* territory = nullptr;
    bool mended = false;  // its leading zero was put back
  };
  /// "31555", "commune:31555"; of the level where one is given. The error is a French sentence:
  /// what is wrong, how to mend it.
  [[nodiscard]] std::expected<Read, std::string> read(
      std::string_view text, std::optional<Level> level = std::nullopt) const;

 private:
  [[nodiscard]] std::string why_unknown(Key const& key) const;

  std::map<Key, Territory const*> territories_;
  std::map<std::string, FormerCommune const*> former_;
};

}  // namespace pacte::territory
