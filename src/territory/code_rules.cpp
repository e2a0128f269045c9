#include "territory/code_rules.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t longest_shown = 40;

bool digits_only(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t digits_of(Level level) {
  switch (level) {
    case Level::department: return 2;
    case Level::arrondissement: return 3;
    case Level::commune: return 5;
    default: return 0;
  }
}

}  // namespace

std::optional<Key> key_by_length(std::string const& code) {
  if (code.size() == 9 && digits_only(code)) return Key{Level::epci, code};
  if (code.size() == 5) return Key{Level::commune, code};
  if (code.size() == 4 && digits_only(code)) return Key{Level::commune, "0" + code};
  if (code.size() == 2 || (code.size() == 3 && code.starts_with("97")))
    return Key{Level::department, code};
  if (code.size() == 1 && digits_only(code)) return Key{Level::department, "0" + code};
  return std::nullopt;
}

std::string department_of(std::string const& commune) {
  return commune.substr(0, commune.starts_with("97") ? 3 : 2);
}

CodeReader::CodeReader(std::span<Territory const> territories,
                       std::span<FormerCommune const> former) {
  for (auto const& territory : territories)
    territories_.emplace(territory.key, &territory);
  for (auto const& one : former)
    former_.emplace(one.code, &one);
}

std::expected<CodeReader::Read, std::string> CodeReader::read(std::string_view text,
                                                              std::optional<Level> level) const {
  auto code = std::string{trim(text)};
  if (code.empty()) return std::unexpected{std::string{"le code est vide"}};
  if (auto const named = parse_key(code)) {
    level = named->level;
    code = named->code;
  }
  auto const key = level ? std::optional{Key{*level, code}} : key_by_length(code);
  if (!key) {
    return std::unexpected{
        fmt::format("« {} » n’est pas un code de commune, d’EPCI ni de département",
                    shorten(code, longest_shown))};
  }
  if (auto const found = territories_.find(*key); found != territories_.end())
    return Read{found->second, key->code != code};
  if (level && digits_only(code) && code.size() + 1 == digits_of(*level)) {
    auto const mended = territories_.find({*level, "0" + code});
    if (mended != territories_.end()) return Read{mended->second, true};
  }
  return std::unexpected{why_unknown(*key)};
}

std::string CodeReader::why_unknown(Key const& key) const {
  auto const shown = shorten(key.code, longest_shown);
  if (key.level == Level::commune) {
    if (auto const former = former_.find(key.code); former != former_.end()) {
      return fmt::format("{} ({}) n’est plus une commune {} : donnez {}, où elle est entrée",
                         former->second->name, shown, since_when(*former->second),
                         former->second->into);
    }
    if (!territories_.contains({Level::department, department_of(key.code)}))
      return fmt::format("« {} » est une commune d’une autre région : retirez-la", shown);
  }
  return fmt::format("le code « {} » ({}) n’est pas dans le référentiel chargé", shown,
                     one(key.level));
}

}  // namespace pacte::territory
