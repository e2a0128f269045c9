#include "rule/report.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/nullable.hpp"
#include "rule/question.hpp"
#include "rule/show.hpp"

namespace pacte::rule {
namespace {

std::string_view kind_name(LineKind kind) {
  switch (kind) {
    case LineKind::parameter: return "parameter";
    case LineKind::definition: return "definition";
    case LineKind::condition: return "condition";
    case LineKind::priority: return "priority";
    case LineKind::output: return "output";
    case LineKind::table: return "table";
    case LineKind::base: return "base";
    case LineKind::rate: return "rate";
    case LineKind::bonus: return "bonus";
    case LineKind::flat: return "flat";
    case LineKind::modulation: return "modulation";
    case LineKind::floor: return "floor";
    case LineKind::threshold: return "threshold";
    case LineKind::ceiling: return "ceiling";
    case LineKind::cumulation: return "cumulation";
    case LineKind::rounding: return "rounding";
  }
  return "";
}

Json sources_json(std::vector<Citation> const& sources) {
  Json made = Json::array();
  for (auto const& source : sources) {
    auto lines = source.first == source.last ? std::to_string(source.first)
                                             : fmt::format("{}-{}", source.first, source.last);
    made.push_back({{"doc", source.document}, {"lines", std::move(lines)}});
  }
  return made;
}

Json bilingual_json(Bilingual const& text) {
  Json made{{"fr", text.french}};
  if (!text.english.empty()) made["en"] = text.english;
  return made;
}

class Writer {
 public:
  explicit Writer(Evaluation const& evaluation)
      : program_{evaluation.program}, facts_{evaluation.facts}, evaluation_{evaluation} {}

  Json all() {
    auto const& outcome = evaluation_.explanation.outcome;
    Json made{{"scheme", program_.name},
              {"title", bilingual_json(program_.title)},
              {"record", program_.record},
              {"result", verdict_name(outcome.verdict)}};
    made["amount"] = amount(evaluation_.amount);
    made["outputs"] = outputs();
    made["explanation"] = lines(-1);
    if (!program_.others.empty()) made["others"] = others();
    made["missing"] = Json::array();
    for (int const fact : evaluation_.missing)
      made["missing"].push_back(fact_of(fact).name);
    made["next_question"] =
        evaluation_.next_question
            ? question_json(fact_of(*evaluation_.next_question), facts_.vocabulary())
            : Json{};
    return made;
  }

 private:
  [[nodiscard]] Fact const& fact_of(int fact) const {
    return facts_.vocabulary().facts[static_cast<std::size_t>(fact)];
  }

  static Json amount(std::optional<OpenAmount> const& amount) {
    if (!amount) return nullptr;
    auto const& [least, most] = *amount;
    if (least && least == most) return *least;
    return Json{{"min", or_null(least)}, {"max", or_null(most)}};
  }

  [[nodiscard]] Json value(std::uint32_t index) const {
    auto const& node = program_.nodes[index];
    auto const range = evaluation_.registers[node.slot];
    if (node.type.kind == Kind::truth && range.least == range.most) return range.least == 1;
    if (!certain(node.type.kind, range) && node.type.kind != Kind::quantity &&
        node.type.kind != Kind::date)
      return nullptr;
    if (is_share(program_, facts_.vocabulary(), index)) return show_share(node.scale, range);
    return show(node.type, node.scale, range, facts_);
  }

  [[nodiscard]] Json outputs() const {
    Json made = Json::object();
    for (auto const each : explaining_lines(program_, evaluation_.explanation.outcome)) {
      auto const& line = program_.lines[each];
      if (line.kind == LineKind::output) made[line.name] = value(line.node);
    }
    return made;
  }

  Json part(std::uint32_t index) {
    auto const& node = program_.nodes[index];
    Json made{{"text", node.text},
              {"value", value(index)},
              {"decides", evaluation_.explanation.decides_node(index)}};
    if (node.line >= 0) made["rule"] = program_.lines[static_cast<std::size_t>(node.line)].name;
    if (node.scheme >= 0)
      made["scheme"] = program_.others[static_cast<std::size_t>(node.scheme)].name;
    if (node.fact >= 0) {
      made["fact"] = fact_of(node.fact).name;
      made["known"] = facts_.known(node.fact);
      for (int const ground : facts_.grounds(node.fact))
        made["deduced_from"].push_back(fact_of(ground).name);
      if (auto const proof = facts_.proofs.find(node.fact); proof != facts_.proofs.end())
        made["proof"] = proof->second.text;
    }
    for (auto const each : program_.parts_of(index))
      made["parts"].push_back(part(each));
    return made;
  }

  Json line(std::uint32_t index) {
    auto const& line = program_.lines[index];
    Json made{{"rule", line.name}, {"kind", kind_name(line.kind)}};
    if (!line.label.french.empty()) made["label"] = bilingual_json(line.label);
    made["value"] = value(line.node);
    made["decides"] = evaluation_.explanation.decides_line(index);
    if (line.when) made["when"] = part(*line.when);
    if (line.has_aid) {
      auto const aid = evaluation_.registers[line.aid];
      made["after"] = is_share_after(program_, line)
                          ? show_share(line.aid_scale, aid)
                          : show(quantity(unit_of(euro)), line.aid_scale, aid, facts_);
    }
    made["sources"] = sources_json(line.sources);
    if (!line.note.empty()) made["note"] = line.note;
    if (line.to_be_set) made["to_be_set"] = true;
    for (auto const& conflict : line.conflicts) {
      made["conflicts"].push_back(
          {{"value", conflict.value}, {"sources", sources_json(conflict.sources)}});
    }
    made["expression"] = part(line.node);
    return made;
  }

  Json lines(int scheme) {
    Json made = Json::array();
    for (auto const each : explaining_lines(program_, evaluation_.explanation.outcome, scheme))
      made.push_back(line(each));
    return made;
  }

  Json others() {
    Json made = Json::array();
    for (std::size_t i = 0; i < program_.others.size(); ++i) {
      auto const& other = program_.others[i];
      auto const verdict = verdict_of(evaluation_.registers[other.result]);
      made.push_back({{"scheme", other.name},
                      {"title", bilingual_json(other.title)},
                      {"record", other.record},
                      {"result", verdict_name(verdict)},
                      {"explanation", lines(static_cast<int>(i))}});
    }
    return made;
  }

  Program const& program_;
  Facts const& facts_;
  Evaluation const& evaluation_;
};

std::string_view mark(Range value) {
  if (value.least == 1) return "oui    ";
  return value.most == 0 ? "non    " : "inconnu";
}

std::string fact_kind(FactKind kind) {
  constexpr std::array names{"truth",    "number", "money",   "percentage", "date",
                             "duration", "choice", "choices", "text",       "place",
                             "siret",    "siren",  "items"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::eligible: return "eligible";
    case Verdict::ineligible: return "ineligible";
    case Verdict::unknown: return "unknown";
  }
  return "";
}

Evaluation evaluate(Program const& program, Facts const& facts, Zonings const* zonings) {
  Evaluation made{.program = program, .facts = facts};
  run(program, facts, zonings, made.registers);
  made.explanation = explain(program, facts, made.registers);
  made.amount = open_amount(program, without_form_bounds(program, facts, zonings, made.registers));
  if (made.explanation.missing.empty()) return made;
  Program const* const only = &program;
  std::span<Program const* const> const all{&only, 1};
  for (auto const& each : rank_questions(all, facts, zonings))
    made.missing.push_back(each.fact);
  made.next_question = next_question(all, facts, zonings);
  return made;
}

Json to_json(Evaluation const& evaluation) {
  return Writer{evaluation}.all();
}

Json question_json(Fact const& fact, Vocabulary const& vocabulary) {
  Json made{{"fact", fact.name},
            {"question", bilingual_json(fact.question)},
            {"type", fact_kind(fact.declared)}};
  if (!fact.help.french.empty()) made["help"] = bilingual_json(fact.help);
  if (fact.type.kind == Kind::quantity) {
    if (!fact.type.unit.plain()) made["unit"] = to_text(fact.type.unit);
    made["min"] = show(fact, fact.least);
    made["max"] = show(fact, fact.most);
  }
  if (fact.type.list < 0) return made;
  for (auto const& item : vocabulary.lists[static_cast<std::size_t>(fact.type.list)].items)
    made["choices"].push_back({{"name", item.name}, {"label", bilingual_json(item.label)}});
  return made;
}

namespace {

std::string amount_text(OpenAmount const& amount) {
  auto const& [least, most] = amount;
  if (most && least == most) return fmt::format("Montant : {}\n", show_cents(*most));
  if (most && least.value_or(0) == 0)
    return fmt::format("Montant : au plus {}\n", show_cents(*most));
  if (most) {
    return fmt::format("Montant : de {} à {}\n", show_cents(least.value_or(0)), show_cents(*most));
  }
  if (least.value_or(0) == 0) return "Montant : à préciser\n";
  return fmt::format("Montant : au moins {}\n", show_cents(*least));
}

std::string conditions_text(Evaluation const& evaluation, int scheme, std::string_view indent) {
  auto const& program = evaluation.program;
  std::string made;
  for (auto const each : explaining_lines(program, evaluation.explanation.outcome, scheme)) {
    auto const& line = program.lines[each];
    if (line.kind != LineKind::condition) continue;
    made += fmt::format("{}{}  {}", indent, mark(value_of(program, evaluation.registers, line)),
                        line.label.french.empty() ? line.name : line.label.french);
    for (auto const& source : line.sources)
      made += fmt::format(" [{} {}-{}]", source.document, source.first, source.last);
    made += "\n";
  }
  return made;
}

}  // namespace

std::string to_text(Evaluation const& evaluation) {
  auto const& program = evaluation.program;
  auto const& outcome = evaluation.explanation.outcome;
  constexpr std::array words{"éligible", "non éligible", "on ne peut pas encore le dire"};
  auto made = fmt::format("{} : {}\n", program.title.french,
                          words[static_cast<std::size_t>(outcome.verdict)]);
  if (evaluation.amount) made += amount_text(*evaluation.amount);
  made += conditions_text(evaluation, -1, "  ");
  for (std::size_t i = 0; i < program.others.size(); ++i) {
    auto const verdict = verdict_of(evaluation.registers[program.others[i].result]);
    made += fmt::format("  {} : {}\n", program.others[i].title.french,
                        words[static_cast<std::size_t>(verdict)]);
    made += conditions_text(evaluation, static_cast<int>(i), "    ");
  }
  auto const& facts = evaluation.facts.vocabulary().facts;
  if (evaluation.next_question) {
    made +=
        "Question : " + facts[static_cast<std::size_t>(*evaluation.next_question)].question.french +
        "\n";
  }
  return made;
}

}  // namespace pacte::rule
