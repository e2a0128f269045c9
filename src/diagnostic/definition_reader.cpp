#include "diagnostic/definition_reader.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pacte::diagnostic {
namespace {

constexpr std::size_t longest_key = 60;
Json const nothing = Json::object();

}  // namespace

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= longest_key && text.front() != '-' && text.back() != '-' &&
         std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

ObjectReader::ObjectReader(Json const& json, std::string pointer, std::vector<Fault>& faults)
    : json_{json.is_object() ? json : nothing}, pointer_{std::move(pointer)}, faults_{faults} {
  if (!json.is_object()) fault("", "un objet { … } est attendu");
}

std::string ObjectReader::at(std::string_view field) const {
  return field.empty() ? pointer_ : fmt::format("{}/{}", pointer_, field);
}

void ObjectReader::fault(std::string_view field, std::string message) {
  faults_.push_back({at(field), std::move(message)});
}

bool ObjectReader::has(char const* field) const {
  return json_.contains(field);
}

Json const* ObjectReader::value(char const* field) {
  known_.insert(field);
  auto const found = json_.find(field);
  if (found != json_.end()) return &*found;
  fault(field, "ce champ manque");
  return nullptr;
}

std::string ObjectReader::text(char const* field, std::size_t longest) {
  auto const* const given = value(field);
  if (given == nullptr) return {};
  if (!given->is_string() || trim(given->get_ref<std::string const&>()).empty()) {
    fault(field, "un texte est attendu");
    return {};
  }
  auto text = given->get<std::string>();
  if (length(text) > longest) fault(field, fmt::format("{} caractères au plus", longest));
  return text;
}

std::string ObjectReader::key(char const* field) {
  auto const* const given = value(field);
  if (given == nullptr) return {};
  if (!given->is_string() || !is_key(given->get_ref<std::string const&>())) {
    fault(field, "une clé est attendue : lettres minuscules sans accent, chiffres et tirets");
    return {};
  }
  return given->get<std::string>();
}

Text ObjectReader::read_bilingual(char const* field, std::size_t longest) {
  auto const* const given = value(field);
  if (given == nullptr) return {};
  ObjectReader both{*given, at(field), faults_};
  Text text{.fr = both.text("fr", longest), .en = both.text("en", longest)};
  both.refuse_unknown();
  return text;
}

Text ObjectReader::bilingual(char const* field, std::size_t longest) {
  return read_bilingual(field, longest);
}

Text ObjectReader::optional_bilingual(char const* field, std::size_t longest) {
  return has(field) ? read_bilingual(field, longest) : Text{};
}

std::int64_t ObjectReader::integer(char const* field, std::int64_t min, std::int64_t max) {
  auto const* const given = value(field);
  if (given == nullptr) return min;
  if (!given->is_number_integer() ||
      (given->is_number_unsigned() &&
       given->get<std::uint64_t>() > static_cast<std::uint64_t>(std::max<std::int64_t>(0, max)))) {
    fault(field, fmt::format("un nombre entier de {} à {} est attendu", min, max));
    return min;
  }
  auto const number = given->get<std::int64_t>();
  if (number < min || number > max) {
    fault(field, fmt::format("un nombre entier de {} à {} est attendu", min, max));
    return min;
  }
  return number;
}

bool ObjectReader::flag(char const* field) {
  if (!has(field)) return false;
  auto const* const given = value(field);
  if (given->is_boolean()) return given->get<bool>();
  fault(field, "true ou false est attendu");
  return false;
}

std::vector<std::pair<Json const*, std::string>> ObjectReader::items(char const* field,
                                                                     std::size_t least,
                                                                     std::size_t most) {
  auto const* const given = value(field);
  if (given == nullptr) return {};
  if (!given->is_array()) {
    fault(field, "une liste [ … ] est attendue");
    return {};
  }
  if (given->size() < least || given->size() > most) {
    fault(field, fmt::format("de {} à {} éléments sont attendus, il y en a {}", least, most,
                             given->size()));
    return {};
  }
  std::vector<std::pair<Json const*, std::string>> all;
  for (std::size_t i = 0; i < given->size(); ++i)
    all.emplace_back(&given->at(i), fmt::format("{}/{}", at(field), i));
  return all;
}

std::vector<std::pair<std::string, Json const*>> ObjectReader::members(char const* field) {
  auto const* const given = value(field);
  if (given == nullptr) return {};
  if (!given->is_object()) {
    fault(field, "un objet { … } est attendu");
    return {};
  }
  std::vector<std::pair<std::string, Json const*>> all;
  for (auto const& [name, member] : given->items())
    all.emplace_back(name, &member);
  return all;
}

void ObjectReader::refuse_unknown() {
  for (auto const& [name, value] : json_.items()) {
    if (!known_.contains(name)) fault(name, "ce champ n’existe pas");
  }
}

}  // namespace pacte::diagnostic
