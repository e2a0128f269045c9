#include "base/json.hpp"

#include <set>

#include "base/text.hpp"

namespace pacte {
namespace {

constexpr int max_depth = 32;

void write(const Json& value, std::string& out) {
  if (value.is_object()) {
    out += '{';
    bool first = true;
    for (const auto& [key, item] : value.items()) {
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
    for (const auto& item : value) {
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

std::string to_line(const Json& value) {
  std::string out;
  write(value, out);
  return out;
}

std::expected<Json, std::string> parse_json(std::string_view text) {
  if (const auto bad = first_invalid_utf8(text)) {
    return std::unexpected(
        fmt::format("texte qui n’est pas de l’UTF-8 valide à l’octet {}", *bad + 1));
  }
  std::vector<std::set<std::string, std::less<>>> keys;
  std::string fault;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    using enum Json::parse_event_t;
    const bool opens = event == object_start || event == array_start;
    if (opens && depth >= max_depth && fault.empty()) {
      fault = fmt::format("imbrication de plus de {} niveaux", max_depth);
    }
    if (event == object_start) {
      keys.emplace_back();
    } else if (event == object_end) {
      if (!keys.empty()) keys.pop_back();
    } else if (event == key && !keys.empty()) {
      const auto& name = parsed.get_ref<const std::string&>();
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
  } catch (const Json::parse_error& error) {
    return std::unexpected(fmt::format("JSON illisible à l’octet {}", error.byte));
  } catch (const Json::exception&) {
    return std::unexpected(std::string{"JSON illisible : nombre hors limites"});
  }
}

std::string text_or_empty(const Json& object, const char* field) {
  const auto found = object.find(field);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace pacte
