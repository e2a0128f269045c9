#include "decision/bundle.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::decision {

namespace {

constexpr std::string_view format_name = "pacte-bundle";
constexpr std::size_t most_differences = 20;

// What a bundle holds at its top, besides its inputs.
void check_top(Json const& json, std::vector<std::string>& faults) {
  if (!json.is_object() || text_or_empty(json, "format") != format_name) {
    faults.emplace_back("ce n’est pas un fichier de vérification (« format » : « pacte-bundle »)");
    return;
  }
  auto const version = json.find("version");
  if (version == json.end() || *version != bundle_version) {
    faults.push_back(fmt::format(
        "la version du format n’est pas {} : prenez un programme plus récent", bundle_version));
  }
  for (auto const* name : {"kind", "program"}) {
    if (text_or_empty(json, name).empty()) faults.push_back(fmt::format("« {} » manque", name));
  }
  for (auto const* name : {"parameters", "result", "certificate"}) {
    auto const found = json.find(name);
    if (found == json.end() || !found->is_object()) {
      faults.push_back(fmt::format("« {} » manque ou n’est pas un objet", name));
    }
  }
  auto const inputs = json.find("inputs");
  if (inputs == json.end() || !inputs->is_array() || inputs->empty()) {
    faults.emplace_back("« inputs » manque, ou n’est pas une liste");
  }
}

std::optional<std::string> text_field(Json const& object, char const* name) {
  if (!object.is_object()) return std::nullopt;
  auto const found = object.find(name);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

void read_input(Json const& json, Bundle& bundle, std::vector<std::string>& faults) {
  auto name = text_field(json, "name");
  auto text = text_field(json, "text");
  auto const digest = text_field(json, "sha256");
  if (!name || !text || !digest) {
    faults.emplace_back("une entrée de « inputs » n’a pas name, text et sha256");
    return;
  }
  if (auto const found = sha256_hex(*text); found != *digest) {
    faults.push_back(fmt::format("le texte « {} » n’a pas l’empreinte annoncée : {} au lieu de {}",
                                 *name, found, *digest));
  }
  bundle.inputs.push_back({std::move(*name), std::move(*text)});
}

class Comparison {
 public:
  void compare(std::string const& place, Json const& kept, Json const& computed) {
    if (found_.size() >= most_differences) return;
    if (kept.is_object() && computed.is_object()) return compare_objects(place, kept, computed);
    if (kept.is_array() && computed.is_array()) return compare_arrays(place, kept, computed);
    bool const floating = kept.is_number_float() || computed.is_number_float();
    if (floating && kept.is_number() && computed.is_number()) {
      auto const a = kept.get<double>();
      auto const b = computed.get<double>();
      if (std::abs(a - b) <= 1e-12 * std::max({1.0, std::abs(a), std::abs(b)})) return;
    } else if (kept == computed) {
      return;
    }
    say(place,
        fmt::format("{} dans le fichier, {} recompté", short_text(kept), short_text(computed)));
  }

  std::vector<std::string> take() { return std::move(found_); }

 private:
  static std::string short_text(Json const& value) { return shorten(to_line(value), 80); }

  void say(std::string const& place, std::string const& what) {
    if (found_.size() < most_differences) found_.push_back(fmt::format("{} : {}", place, what));
  }

  void compare_objects(std::string const& place, Json const& kept, Json const& computed) {
    for (auto const& [name, value] : computed.items()) {
      auto const other = kept.find(name);
      auto const where = fmt::format("{}.{}", place, name);
      if (other == kept.end()) {
        say(where, "absent du fichier");
      } else {
        compare(where, *other, value);
      }
    }
    for (auto const& [name, value] : kept.items()) {
      if (!computed.contains(name)) {
        say(fmt::format("{}.{}", place, name), "de trop dans le fichier");
      }
    }
  }

  void compare_arrays(std::string const& place, Json const& kept, Json const& computed) {
    if (kept.size() != computed.size()) {
      say(place,
          fmt::format("{} éléments dans le fichier, {} recomptés", kept.size(), computed.size()));
    }
    for (std::size_t i = 0; i < std::min(kept.size(), computed.size()); ++i)
      compare(fmt::format("{}[{}]", place, i), kept[i], computed[i]);
  }

  std::vector<std::string> found_;
};

}  // namespace

std::string write_bundle(Bundle const& bundle) {
  Json json{{"format", format_name},
            {"version", bundle_version},
            {"kind", bundle.kind},
            {"program", bundle.program}};
  json["inputs"] = Json::array();
  for (auto const& input : bundle.inputs) {
    json["inputs"].push_back(
        {{"name", input.name}, {"sha256", sha256_hex(input.text)}, {"text", input.text}});
  }
  json["parameters"] = bundle.parameters;
  json["result"] = bundle.result;
  json["certificate"] = bundle.certificate;
  return to_line(json) + "\n";
}

std::expected<Bundle, std::vector<std::string>> read_bundle(std::string_view text) {
  auto const json = parse_json(text);
  if (!json) return std::unexpected{std::vector{json.error()}};
  std::vector<std::string> faults;
  check_top(*json, faults);
  if (!faults.empty()) return std::unexpected{std::move(faults)};
  Bundle bundle{.kind = (*json)["kind"],
                .program = (*json)["program"],
                .inputs = {},
                .parameters = (*json)["parameters"],
                .result = (*json)["result"],
                .certificate = (*json)["certificate"]};
  for (auto const& input : (*json)["inputs"])
    read_input(input, bundle, faults);
  if (!faults.empty()) return std::unexpected{std::move(faults)};
  return bundle;
}

std::vector<std::string> differences(std::string const& name, Json const& kept,
                                     Json const& computed) {
  Comparison comparison;
  comparison.compare(name, kept, computed);
  return comparison.take();
}

void compare(Bundle const& bundle, Result<Computed> const& computed, Verdict& verdict) {
  if (!computed) {
    verdict.differences.push_back(computed.error().detail);
    return;
  }
  auto const found = differences("result", bundle.result, computed->result);
  auto const also = differences("certificate", bundle.certificate, computed->certificate);
  if (found.empty()) verdict.checks.emplace_back("Le résultat refait est le même.");
  if (also.empty()) {
    verdict.checks.emplace_back("Le certificat (le détail du compte) refait est le même.");
  }
  verdict.differences.insert(verdict.differences.end(), found.begin(), found.end());
  verdict.differences.insert(verdict.differences.end(), also.begin(), also.end());
}

Result<std::string_view> input_named(Bundle const& bundle, std::string_view name) {
  auto const found = std::ranges::find(bundle.inputs, name, &BundleInput::name);
  if (found != bundle.inputs.end()) return found->text;
  return fail(ProblemKind::invalid, fmt::format("Il manque le texte « {} ».", name));
}

Computed parted(Json report, std::initializer_list<char const*> why) {
  Computed parts{.result = Json::object(), .certificate = Json::object()};
  for (auto const* name : why) {
    if (!report.contains(name)) continue;
    parts.certificate[name] = std::move(report[name]);
    report.erase(name);
  }
  parts.result = std::move(report);
  return parts;
}

}  // namespace pacte::decision
