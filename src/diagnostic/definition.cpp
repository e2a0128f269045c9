#include "diagnostic/definition.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "diagnostic/definition_reader.hpp"
#include "diagnostic/json_lines.hpp"

namespace pacte::diagnostic {
namespace {

constexpr std::size_t most_options = 16;
constexpr std::size_t most_questions = 40;
constexpr std::size_t fewest_axes = 3;  // fewer have no radar
constexpr std::size_t most_axes = 10;
constexpr std::size_t most_of_the_rest = 100;
constexpr std::size_t label_length = 60;
constexpr std::size_t short_length = 200;
constexpr std::int64_t most_points = 1'000;
constexpr std::int64_t largest_number = 1'000'000'000;
constexpr std::size_t id_digits = 16;
constexpr std::size_t longest_name = 200;

class DefinitionReader {
 public:
  explicit DefinitionReader(std::vector<Fault>& faults) : faults_{faults} {}

  Definition read(Json const& json) {
    ObjectReader top{json, "", faults_};
    Definition made;
    made.key = top.key("key");
    made.version = top.text("version", label_length);
    made.order = top.integer("order", 0, most_points);
    made.title = top.bilingual("title", label_length);
    made.summary = top.bilingual("summary");
    made.intro = top.bilingual("intro", 3'000);
    for (auto const& [item, pointer] : top.items("sources", 0, most_of_the_rest))
      made.sources.push_back(read_source(*item, pointer));
    read_parameters(top, made);
    if (top.has("small_firm")) made.small_firm = read_small_firm(top);
    for (auto const& [item, pointer] : top.items("levels", 2, most_axes))
      made.levels.push_back(read_level(*item, pointer, made.levels.empty()));
    for (auto const& [item, pointer] : top.items("profile", 0, most_questions))
      made.profile.push_back(read_question(*item, pointer, false));
    for (auto const& [item, pointer] : top.items("axes", fewest_axes, most_axes))
      made.axes.push_back(read_axis(*item, pointer));
    for (auto const& [item, pointer] : top.items("next_steps", 0, most_of_the_rest))
      made.next_steps.push_back(read_step(*item, pointer));
    top.refuse_unknown();
    for (auto const& [name, parameter] : parameters_) {
      if (!used_.contains(name))
        faults_.push_back({"/parameters/" + name, "ce paramètre ne sert nulle part : ôtez-le"});
    }
    return made;
  }

 private:
  Citation read_source(Json const& json, std::string const& pointer) {
    ObjectReader source{json, pointer, faults_};
    Citation made{.document = source.text("doc", longest_name),
                  .lines = source.text("lines", label_length)};
    source.refuse_unknown();
    return made;
  }

  void read_parameters(ObjectReader& top, Definition& made) {
    for (auto const& [name, json] : top.members("parameters")) {
      ObjectReader parameter{*json, "/parameters/" + name, faults_};
      if (!is_key(name)) {
        parameter.fault("",
                        "un nom de paramètre : lettres minuscules sans accent, chiffres, tirets");
      }
      made.parameters.push_back({.name = name,
                                 .value = parameter.integer("value", 0, largest_number),
                                 .label = parameter.bilingual("label", short_length),
                                 .to_be_set = parameter.flag("to_be_set")});
      parameter.refuse_unknown();
      parameters_[name] = made.parameters.back().value;
    }
  }

  // A field that names a parameter: its value.
  std::int64_t parameter(ObjectReader& object, char const* field) {
    auto const name = object.key(field);
    if (name.empty()) return 0;
    auto const found = parameters_.find(name);
    if (found == parameters_.end()) {
      object.fault(field, fmt::format("le paramètre « {} » n’est pas dans « parameters »", name));
      return 0;
    }
    used_.insert(name);
    return found->second;
  }

  SmallFirm read_small_firm(ObjectReader& top) {
    ObjectReader small{*top.value("small_firm"), "/small_firm", faults_};
    SmallFirm made{.question = small.key("question"), .below = parameter(small, "below")};
    small.refuse_unknown();
    return made;
  }

  Level read_level(Json const& json, std::string const& pointer, bool first) {
    ObjectReader level{json, pointer, faults_};
    Level made{.key = level.key("key"),
               .label = level.bilingual("label", label_length),
               .text = level.bilingual("text")};
    if (!first) made.from = parameter(level, "from");
    level.refuse_unknown();
    return made;
  }

  std::vector<Condition> read_conditions(ObjectReader& object) {
    std::vector<Condition> made;
    if (!object.has("if")) return made;
    for (auto const& [item, pointer] : object.items("if", 1, most_options)) {
      ObjectReader condition{*item, pointer, faults_};
      Condition one{.question = condition.key("question")};
      if (condition.has("answers")) {
        for (auto const& [answer, place] : condition.items("answers", 1, most_options)) {
          if (answer->is_string()) {
            one.answers.push_back(answer->get<std::string>());
          } else {
            faults_.push_back({place, "la clé d’une réponse est attendue"});
          }
        }
      }
      if (condition.has("at_least")) one.at_least = bound(condition, "at_least");
      if (condition.has("below")) one.below = bound(condition, "below");
      condition.refuse_unknown();
      made.push_back(std::move(one));
    }
    return made;
  }

  // A number, or the name of a parameter.
  std::int64_t bound(ObjectReader& condition, char const* field) {
    if (condition.value(field)->is_string()) return parameter(condition, field);
    return condition.integer(field, -largest_number, largest_number);
  }

  Question read_question(Json const& json, std::string const& pointer, bool counts) {
    ObjectReader object{json, pointer, faults_};
    Question made{.key = object.key("key"),
                  .label = object.bilingual("label", 300),
                  .help = object.optional_bilingual("help"),
                  .evidence = object.optional_bilingual("evidence", 300),
                  .may_not_apply = object.flag("may_not_apply"),
                  .conditions = read_conditions(object),
                  .signature = sha256_hex(to_line(json)).substr(0, id_digits)};
    if (counts) {
      made.points = object.integer("points", 1, most_points);
      made.in_short = object.flag("short");
    }
    auto const type = object.text("type", label_length);
    if (type == "single" || type == "multiple") {
      made.kind = type == "single" ? QuestionKind::single : QuestionKind::multiple;
      read_options(object, made, counts);
    } else if (type == "number") {
      made.kind = QuestionKind::number;
      read_number(object, made, counts);
    } else if (type == "yes-no") {
      made.kind = QuestionKind::yes_no;
      made.options = {{.key = "yes", .label = {"Oui", "Yes"}, .points = made.points},
                      {.key = "no", .label = {"Non", "No"}}};
    } else if (!type.empty()) {
      object.fault("type", "types admis : single, multiple, number, yes-no");
    }
    object.refuse_unknown();
    return made;
  }

  void read_options(ObjectReader& object, Question& made, bool counts) {
    for (auto const& [item, pointer] : object.items("options", 2, most_options)) {
      ObjectReader option{*item, pointer, faults_};
      Option one{.key = option.key("key"), .label = option.bilingual("label", short_length)};
      if (counts) one.points = option.integer("points", 0, most_points);
      if (made.kind == QuestionKind::multiple) one.exclusive = option.flag("exclusive");
      option.refuse_unknown();
      made.options.push_back(std::move(one));
    }
  }

  void read_number(ObjectReader& object, Question& made, bool counts) {
    made.min = object.integer("min", -largest_number, largest_number);
    made.max = object.integer("max", -largest_number, largest_number);
    made.unit = object.optional_bilingual("unit", label_length);
    if (!counts) return;
    for (auto const& [item, pointer] : object.items("bands", 2, most_options)) {
      ObjectReader band{*item, pointer, faults_};
      made.bands.push_back({.from = band.integer("from", -largest_number, largest_number),
                            .points = band.integer("points", 0, most_points)});
      band.refuse_unknown();
    }
  }

  Axis read_axis(Json const& json, std::string const& pointer) {
    ObjectReader object{json, pointer, faults_};
    Axis made{.key = object.key("key"),
              .label = object.bilingual("label", 40),
              .summary = object.bilingual("summary"),
              .weight = parameter(object, "weight"),
              .points = object.integer("points", 1, most_points * 40)};
    for (auto const& [level, text] : object.members("levels")) {
      ObjectReader both{*text, object.at("levels/" + level), faults_};
      made.level_texts[level] = {both.text("fr", 1'000), both.text("en", 1'000)};
      both.refuse_unknown();
    }
    for (auto const& [item, place] : object.items("questions", 1, most_questions))
      made.questions.push_back(read_question(*item, place, true));
    object.refuse_unknown();
    return made;
  }

  NextStep read_step(Json const& json, std::string const& pointer) {
    ObjectReader object{json, pointer, faults_};
    NextStep made{.scheme = object.text("scheme", longest_name),
                  .axis = object.key("axis"),
                  .up_to = object.key("up_to"),
                  .why = object.bilingual("why"),
                  .conditions = read_conditions(object)};
    object.refuse_unknown();
    return made;
  }

  std::vector<Fault>& faults_;
  std::map<std::string, std::int64_t> parameters_;
  std::set<std::string> used_;
};

Definition read_json(Json const& json, std::vector<Fault>& faults) {
  auto made = DefinitionReader{faults}.read(json);
  made.id = sha256_hex(to_line(json)).substr(0, id_digits);
  return made;
}

// The line where reading stopped; the first for a fault that is no one place's.
std::size_t line_of_fault(std::string_view text) {
  std::size_t stopped = 0;
  auto const read = [&] {
    try {
      return Json::parse(text);
    } catch (Json::parse_error const& error) {
      stopped = std::min(error.byte, text.size());
    } catch (Json::exception const&) {
      stopped = 0;
    }
    return Json{};
  };
  static_cast<void>(read());
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, stopped), '\n'));
}

std::vector<LineFault> with_lines(std::string_view text, std::vector<Fault> const& faults) {
  auto const lines = lines_of(text);
  std::vector<LineFault> made;
  for (auto const& fault : faults) {
    auto const place = fault.pointer.empty() ? std::string{} : fault.pointer + " : ";
    made.push_back({line_of(lines, fault.pointer), place + fault.message});
  }
  std::ranges::stable_sort(made, {}, &LineFault::line);
  return made;
}

}  // namespace

std::expected<Definition, std::vector<LineFault>> read_definition(std::string_view text) {
  if (text.size() > longest_file) {
    return std::unexpected{
        std::vector<LineFault>{{1, fmt::format("le fichier dépasse {} Kio", longest_file / 1024)}}};
  }
  auto const json = parse_json(text);
  if (!json) return std::unexpected{std::vector<LineFault>{{line_of_fault(text), json.error()}}};
  std::vector<Fault> faults;
  auto made = read_json(*json, faults);
  if (faults.empty()) faults = check_definition(made);
  if (!faults.empty()) return std::unexpected{with_lines(text, faults)};
  return made;
}

Definition stored_definition(std::string const& text) {
  auto const json = parse_json(text);
  if (!json) throw std::logic_error("a stored diagnostic is not JSON");
  std::vector<Fault> faults;
  auto made = read_json(*json, faults);
  if (!faults.empty()) throw std::logic_error("a stored diagnostic does not read: " + made.key);
  return made;
}

std::vector<NamedRecord> named_records(std::string_view text, Definition const& definition) {
  auto const lines = lines_of(text);
  std::vector<NamedRecord> made;
  for (std::size_t i = 0; i < definition.sources.size(); ++i) {
    made.push_back({.line = line_of(lines, fmt::format("/sources/{}/doc", i)),
                    .id = definition.sources[i].document});
  }
  for (std::size_t i = 0; i < definition.next_steps.size(); ++i) {
    made.push_back({.line = line_of(lines, fmt::format("/next_steps/{}/scheme", i)),
                    .id = definition.next_steps[i].scheme,
                    .is_scheme = true});
  }
  return made;
}

}  // namespace pacte::diagnostic
