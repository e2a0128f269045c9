#include "base/json.hpp"

#include <set>

#include "base/text.hpp"

namespace pacte {
namespace {

constexpr int max_depth = 32;

void write(Json const& value, std::string& out) {
  if (value.is_object()) {
    out += '{';
    bool first = true;
    for (auto const& [key, item] : value.items()) {
      if (!first) out += ", ";
      first = false;
      out += Json(key).dump();
      out += ": ";
      write(item, out);
    }
    out += '}';
  } else if (value.is_array()) {
    out += '[';
    bool first = true;
    for (auto const& item : value) {
      if (!first) out += ", ";
      first = false;
      write(item, out);
    }
    out += ']';
  } else {
    out += value.dump();
  }
}

}  // namespace

std::string to_line(Json const& value) {
  std::string out;
  write(value, out);
  return out;
}

std::expected<Json, std::string> parse_json(std::string_view text) {
  if (auto const bad = first_invalid_utf8(text)) {
    return std::unexpected(
        fmt::format("texte qui n’est pas de l’UTF-8 valide à l’octet {}", *bad + 1));
  }
  std::vector<std::set<std::string, std::less<>>> keys;
  std::string fault;
  auto const watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    using enum Json::parse_event_t;
    bool const opens = event == object_start || event == array_start;
    if (opens && depth >= max_depth && fault.empty()) {
      fault = fmt::format("imbrication de plus de {} niveaux", max_depth);
    }
    if (event == object_start) {
      keys.emplace_back();
    } else if (event == object_end) {
      if (!keys.empty()) keys.pop_back();
    } else if (event == key && !keys.empty()) {
      auto const& name = parsed.get_ref<std::string const&>();
      if (!keys.back().insert(name).second && fault.empty()) {
        fault = fmt::format("champ « {} » présent deux fois", name);
      }
    }
    return true;
  };
  try {
    Json value = Json::parse(text, watch);
    if (!fault.empty()) return std::unexpected(fault);
    return value;
  } catch (Json::parse_error const& error) {
    return std::unexpected(fmt::format("JSON illisible à l’octet {}", error.byte));
  } catch (Json::exception const&) {
    return std::unexpected(std::string{"JSON illisible : nombre hors limites"});
  }
}

std::string text_or_empty(Json const& object, char const* field) {
  auto const found = object.find(field);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace pacte
