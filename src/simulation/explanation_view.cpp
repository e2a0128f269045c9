#include "simulation/explanation_view.hpp"

#include <algorithm>
#include <set>

#include "source/parts.hpp"
#include "source/store.hpp"

namespace pacte::simulation {
namespace {

using rule::ExplainedLine;
using rule::LineKind;
using rule::Part;
using rule::ProgramLine;
using web::tr;
using web::View;

constexpr int deepest_shown = 8;

// Where each kind of line is shown.
char const* section_of(LineKind kind) {
  switch (kind) {
    case LineKind::condition: return "CONDITION";
    case LineKind::priority: return "PRIORITY";
    case LineKind::output: return "OUTPUT";
    case LineKind::parameter: return "PARAMETER";
    case LineKind::definition:
    case LineKind::table: return "DEFINITION";
    default: return "STEP";
  }
}

bool is_share(LineKind kind) {
  return kind == LineKind::rate || kind == LineKind::bonus || kind == LineKind::modulation;
}

std::string_view step_name(LineKind kind) {
  switch (kind) {
    case LineKind::base: return "assiette";
    case LineKind::rate: return "taux";
    case LineKind::bonus: return "bonus";
    case LineKind::flat: return "forfait";
    case LineKind::modulation: return "modulation";
    case LineKind::floor: return "plancher";
    case LineKind::threshold: return "seuil";
    case LineKind::ceiling: return "plafond";
    case LineKind::cumulation: return "cumul avec d’autres aides";
    case LineKind::rounding: return "arrondi";
    default: return "";
  }
}

class Explainer {
 public:
  Explainer(store::Session& session, Sitting const& sitting, Judged const& judged,
            Words const& words)
      : sitting_{sitting}, judged_{judged}, program_{*judged.candidate.program}, words_{words} {
    std::set<std::string> documents;
    for (auto const& line : program_.lines) {
      for (auto const& each : line.sources)
        documents.insert(each.document);
      for (auto const& conflict : line.conflicts) {
        for (auto const& each : conflict.sources)
          documents.insert(each.document);
      }
    }
    for (auto const& each : program_.sources)
      documents.insert(each.document);
    documents_ = source::summaries(session, {documents.begin(), documents.end()});
  }

  void fill(View& view) {
    // In a section of its own: a line without source must not seem to have these.
    auto whole = view.section("SCHEME_SOURCES");
    if (!program_.sources.empty()) sources(whole, program_.sources);
    if (program_.amount) view.show("HAS_AMOUNT");
    for (auto const& explained : judged_.explanation.lines) {
      auto const& line = program_.lines[explained.line];
      bool const used = line.kind != LineKind::parameter || line.used;
      if (used) fill_line(view.section(section_of(line.kind)), explained, line);
    }
    for (std::size_t i = 0; i < judged_.explanation.others.size(); ++i)
      fill_other(view.section("OTHER"), i);
    if (judged_.explanation.missing.empty()) return;
    auto open = view.section("OPEN_QUESTIONS");
    for (int const fact : judged_.explanation.missing)
      open.section("MISSING").set("QUESTION", in(words_.locale, sitting_.fact(fact).question));
  }

 private:
  // A scheme that this one refers to, as far as the reference needs it.
  void fill_other(View section, std::size_t position) {
    auto const& [verdict, lines] = judged_.explanation.others[position];
    auto const& other = program_.others[position];
    section.set("OTHER_TITLE", in(words_.locale, other.title));
    section.set("OTHER_VERDICT", tr(words_.locale, verdict_text(rule::verdict_of(verdict))));
    for (auto const& explained : lines)
      fill_line(section.section("LINE"), explained, program_.lines[explained.line]);
  }

  [[nodiscard]] std::string value(std::uint32_t node, rule::Range range) const {
    auto const& one = program_.nodes[node];
    return words_.value(one.type, one.scale, range);
  }

  // A share is a plain number to the rules; people read it in per cent.
  [[nodiscard]] std::string shown_value(ProgramLine const& line,
                                        ExplainedLine const& explained) const {
    auto const& node = program_.nodes[line.node];
    bool const number = node.type.kind == rule::Kind::quantity && node.type.unit.plain();
    if (number && line.kind == LineKind::parameter) return node.text;
    if (number && is_share(line.kind)) return words_.share(node.scale, explained.value);
    return value(line.node, explained.value);
  }

  [[nodiscard]] std::string label(ProgramLine const& line) const {
    auto const& text = in(words_.locale, line.label);
    if (!text.empty()) return text;
    return line.name.empty() ? tr(words_.locale, step_name(line.kind)) : line.name;
  }

  void sources(View& view, std::vector<rule::Citation> const& cited) {
    std::vector<source::Citation> citations;
    for (auto const& each : cited) {
      auto const found = documents_.find(each.document);
      if (found == documents_.end()) continue;
      auto lines = each.first == each.last ? std::to_string(each.first)
                                           : fmt::format("{}-{}", each.first, each.last);
      citations.push_back({.document = each.document,
                           .document_label = found->second.label,
                           .lines = std::move(lines)});
    }
    source::fill_source_list(view, words_.locale, citations);
  }

  void fill_line(View row, ExplainedLine const& explained, ProgramLine const& line) {
    row.set("LABEL", label(line)).set("STEP_NAME", tr(words_.locale, step_name(line.kind)));
    row.set("VALUE", shown_value(line, explained));
    bool const truth = program_.nodes[line.node].type.kind == rule::Kind::truth;
    if (truth) {
      auto const* const settled = explained.value.least == 1 ? "HOLDS" : "FAILS";
      row.show(explained.value.least == explained.value.most ? settled : "OPEN");
    }
    if (explained.decides) row.show("DECIDES");
    if (line.has_aid) {
      bool const share = line.kind == LineKind::rate || line.kind == LineKind::bonus;
      auto const unit = share ? rule::Unit{} : rule::unit_of(rule::euro);
      row.set_optional(
          "AFTER", words_.value(rule::quantity(unit), line.aid_scale, judged_.registers[line.aid]));
    }
    row.set_optional("NOTE", line.note);
    if (line.to_be_set) row.show("TO_BE_SET");
    if (!line.sources.empty()) sources(row, line.sources);
    for (auto const& conflict : line.conflicts) {
      auto other = row.section("CONFLICT");
      other.set("OTHER", conflict.value);
      sources(other, conflict.sources);
    }
    fill_facts(row, explained);
    auto tree = row.section("TREE");
    fill_part(tree, explained.part, 0);
    for (auto const& when : explained.when)
      fill_part(tree, when, 0);
  }

  // The answers that the line reads, each once.
  void fill_facts(View& row, ExplainedLine const& explained) {
    std::set<int> facts;
    gather(explained.part, facts);
    for (auto const& when : explained.when)
      gather(when, facts);
    for (int const fact : facts) {
      auto one = row.section("FACT");
      one.set("QUESTION", in(words_.locale, sitting_.fact(fact).question));
      bool const known = sitting_.read.facts.known(fact);
      one.set("ANSWER", known ? words_.answer(fact) : tr(words_.locale, "pas encore répondu"));
    }
  }

  void gather(Part const& part, std::set<int>& facts) const {
    auto const fact = program_.nodes[part.node].fact;
    if (fact >= 0) {
      auto const owner = sitting_.fact(fact).owner;
      facts.insert(owner >= 0 ? owner : fact);
    }
    for (auto const& each : part.parts)
      gather(each, facts);
  }

  void fill_part(View& tree, Part const& part, int depth) {
    auto const& node = program_.nodes[part.node];
    auto row = tree.section("PART");
    row.set("DEPTH", std::int64_t{std::min(depth, deepest_shown)}).set("TEXT", node.text);
    row.set("PART_VALUE", value(part.node, part.value));
    if (part.decides) row.show("PART_DECIDES");
    for (auto const& each : part.parts)
      fill_part(tree, each, depth + 1);
  }

  Sitting const& sitting_;
  Judged const& judged_;
  rule::Program const& program_;
  Words const& words_;
  std::map<std::string, source::Summary> documents_;
};

}  // namespace

void fill_explanation(View& view, store::Session& session, Sitting const& sitting,
                      Judged const& judged, Words const& words) {
  Explainer{session, sitting, judged, words}.fill(view);
}

}  // namespace pacte::simulation
