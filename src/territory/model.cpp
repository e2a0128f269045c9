#include "territory/model.hpp"

#include <algorithm>

namespace pacte::territory {
namespace {

struct LevelText {
  std::string_view name;
  std::string_view slug;
  std::string_view one;
};

constexpr std::array<LevelText, 5> texts{{
    {"region", "region", "Région"},
    {"department", "departement", "Département"},
    {"arrondissement", "arrondissement", "Arrondissement"},
    {"epci", "epci", "Intercommunalité"},
    {"commune", "commune", "Commune"},
}};

LevelText const& text_of(Level level) {
  return texts.at(static_cast<std::size_t>(level));
}

std::optional<Level> found(std::string_view LevelText::* field, std::string_view value) {
  auto const* const at = std::ranges::find(texts, value, field);
  if (at == texts.end()) return std::nullopt;
  return static_cast<Level>(at - texts.begin());
}

}  // namespace

std::string_view name(Level level) {
  return text_of(level).name;
}
std::string_view slug(Level level) {
  return text_of(level).slug;
}
std::string_view one(Level level) {
  return text_of(level).one;
}
std::optional<Level> level_named(std::string_view name) {
  return found(&LevelText::name, name);
}
std::optional<Level> level_slugged(std::string_view slug) {
  return found(&LevelText::slug, slug);
}

std::string to_text(Key const& key) {
  return std::string{name(key.level)} + ":" + key.code;
}

std::optional<Key> parse_key(std::string_view text) {
  auto const colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto const level = level_named(text.substr(0, colon));
  auto const code = text.substr(colon + 1);
  if (!level || code.empty() || code.size() > 20) return std::nullopt;
  return Key{*level, std::string{code}};
}

std::string page_path(Key const& key) {
  return "/territoires/" + std::string{slug(key.level)} + "/" + key.code;
}

std::string api_path(Key const& key) {
  return "/api/v1/territories/" + std::string{name(key.level)} + ":" + key.code;
}

bool lies_in(Territory const& commune, Key const& key) {
  switch (key.level) {
    case Level::region: return true;
    case Level::department: return commune.department == key.code;
    case Level::arrondissement: return commune.arrondissement == key.code;
    case Level::epci: return commune.epci == key.code;
    case Level::commune: return commune.key.code == key.code;
  }
  return false;
}

}  // namespace pacte::territory
