#include "territory/address.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/json.hpp"
#include "base/text.hpp"
#include "territory/place_rules.hpp"
#include "territory/rules.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t most_last_words = 5;

constexpr std::array<std::string_view, 22> ways{
    "allee", "allees",    "av",       "avenue", "bd",      "boulevard", "chemin", "cite",
    "cours", "esplanade", "faubourg", "hameau", "impasse", "lieu",      "place",  "promenade",
    "quai",  "residence", "route",    "rue",    "sentier", "zone"};

bool is_number(std::string_view word) {
  return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

bool is_postal_code(std::string_view word) {
  return word.size() == 5 && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  auto const all = search_words(text);
  for (auto const word : split(all, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

std::string joined(std::vector<std::string> const& words, std::size_t from) {
  return fmt::format(
      "{}", fmt::join(words.begin() + static_cast<std::ptrdiff_t>(from), words.end(), " "));
}

std::string text_of(Json const& properties, char const* name) {
  auto const found = properties.find(name);
  return found != properties.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string{};
}

std::optional<Place> point_of(Json const& feature) {
  auto const geometry = feature.find("geometry");
  if (geometry == feature.end() || !geometry->is_object()) return std::nullopt;
  auto const at = geometry->find("coordinates");
  bool const pair = at != geometry->end() && at->is_array() && at->size() >= 2 &&
                    (*at)[0].is_number() && (*at)[1].is_number();
  if (!pair) return std::nullopt;
  Place const place{(*at)[0].get<double>(), (*at)[1].get<double>()};
  return in_french_lands(place) ? std::optional{place} : std::nullopt;
}

std::optional<AddressHit> hit_of(Json const& feature) {
  auto const properties = feature.is_object() ? feature.find("properties") : feature.end();
  if (!feature.is_object() || properties == feature.end() || !properties->is_object())
    return std::nullopt;
  auto const place = point_of(feature);
  AddressHit hit{.label = text_of(*properties, "label"),
                 .commune = text_of(*properties, "citycode"),
                 .postal_code = text_of(*properties, "postcode")};
  if (!place || hit.label.empty() || hit.commune.size() != 5) return std::nullopt;
  hit.place = *place;
  auto const score = properties->find("score");
  if (score != properties->end() && score->is_number()) hit.score = score->get<double>();
  return hit;
}

}  // namespace

std::optional<std::vector<AddressHit>> parse_addresses(std::string_view json, std::size_t most) {
  auto const whole = parse_json(json);
  if (!whole || !whole->is_object()) return std::nullopt;
  auto const features = whole->find("features");
  if (features == whole->end() || !features->is_array()) return std::nullopt;
  std::vector<AddressHit> hits;
  for (auto const& feature : *features) {
    if (hits.size() == most) break;
    if (auto hit = hit_of(feature)) hits.push_back(*std::move(hit));
  }
  return hits;
}

bool looks_like_address(std::string_view typed) {
  auto const words = words_of(typed);
  if (words.size() < 2) return false;
  return std::ranges::any_of(words, [](std::string const& word) {
    return is_number(word) || std::ranges::find(ways, word) != ways.end();
  });
}

std::vector<std::string> commune_parts(std::string_view typed) {
  std::vector<std::string> parts;
  auto const add = [&](std::string part) {
    if (!part.empty() && std::ranges::find(parts, part) == parts.end())
      parts.push_back(std::move(part));
  };
  auto const words = words_of(typed);
  auto const postal = std::ranges::find_if(words, is_postal_code);
  if (postal != words.end()) {
    auto const after = static_cast<std::size_t>(postal - words.begin()) + 1;
    if (after < words.size()) add(joined(words, after));
    add(*postal);
  }
  if (auto const comma = typed.rfind(','); comma != std::string_view::npos)
    add(joined(words_of(typed.substr(comma + 1)), 0));
  for (auto count = std::min(most_last_words, words.size()); count > 0; --count)
    add(joined(words, words.size() - count));
  return parts;
}

}  // namespace pacte::territory
