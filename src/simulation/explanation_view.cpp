#include "simulation/explanation_view.hpp"

#include <algorithm>
#include <set>

#include "rule/show.hpp"
#include "simulation/note_view.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"

namespace pacte::simulation {
namespace {

using rule::LineKind;
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
      documents.merge(documents_in(line.note));
      for (auto const& each : line.sources)
        documents.insert(each.document);
      for (auto const& conflict : line.conflicts) {
        for (auto const& each : conflict.sources)
          documents.insert(each.document);
      }
    }
    for (auto const& each : program_.sources)
      documents.insert(each.document);
    documents.merge(documents_in(program_.note));
    documents_ = source::summaries(session, {documents.begin(), documents.end()});
  }

  void fill(View& view, std::string const& link) {
    // In a section of its own: a line without source must not seem to have these.
    auto whole = view.section("SCHEME_SOURCES");
    if (!program_.sources.empty()) sources(whole, program_.sources);
    auto remark = view.section("REMARK");
    fill_note(remark, program_.note, documents_, words_.locale);
    if (program_.amount) view.show("HAS_AMOUNT");
    for (auto const each : lines_of(-1)) {
      auto const& line = program_.lines[each];
      bool const used = line.kind != LineKind::parameter || line.used;
      if (used) fill_line(view.section(section_of(line.kind)), each);
    }
    for (std::size_t i = 0; i < program_.others.size(); ++i)
      fill_other(view.section("OTHER"), i);
    if (judged_.explanation.missing.empty()) return;
    auto open = view.section("OPEN_QUESTIONS");
    for (int const each : judged_.explanation.missing) {
      auto const& fact = sitting_.fact(each);
      open.section("MISSING")
          .set("QUESTION", in(words_.locale, fact.question))
          .set("ASK_URL", question_url(words_.locale, Setting::site, link, fact.name));
    }
  }

 private:
  // A scheme that this one refers to, as far as the reference needs it.
  void fill_other(View section, std::size_t position) {
    auto const& other = program_.others[position];
    section.set("OTHER_TITLE", in(words_.locale, other.title));
    section.set("OTHER_VERDICT",
                tr(words_.locale, verdict_text(rule::verdict_of(judged_.registers[other.result]))));
    for (auto const each : lines_of(static_cast<int>(position)))
      fill_line(section.section("LINE"), each);
  }

  [[nodiscard]] std::vector<std::uint32_t> lines_of(int scheme) const {
    return rule::explaining_lines(program_, judged_.explanation.outcome, scheme);
  }

  [[nodiscard]] std::string value(std::uint32_t node) const {
    auto const& one = program_.nodes[node];
    if (rule::is_share(program_, sitting_.vocabulary(), node)) {
      return words_.share(one.scale, judged_.told[one.slot]);
    }
    return words_.value(one.type, one.scale, judged_.told[one.slot]);
  }

  // A share is a plain number to the rules; people read it in per cent.
  [[nodiscard]] std::string shown_value(ProgramLine const& line) const {
    auto const& node = program_.nodes[line.node];
    bool const number = node.type.kind == rule::Kind::quantity && node.type.unit.plain();
    if (number && line.kind == LineKind::parameter) return node.text;
    if (number && is_share(line.kind)) return words_.share(node.scale, judged_.told[node.slot]);
    return value(line.node);
  }

  [[nodiscard]] std::string label(ProgramLine const& line) const {
    auto text = label_of(line, words_.locale);
    return text.empty() ? tr(words_.locale, step_name(line.kind)) : text;
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

  void fill_line(View row, std::uint32_t position) {
    auto const& line = program_.lines[position];
    row.set("LABEL", label(line)).set("STEP_NAME", tr(words_.locale, step_name(line.kind)));
    fill_value(row, line);
    bool const truth = program_.nodes[line.node].type.kind == rule::Kind::truth;
    if (truth) {
      auto const holds = rule::value_of(program_, judged_.registers, line);
      auto const* const settled = holds.least == 1 ? "HOLDS" : "FAILS";
      row.show(holds.least == holds.most ? settled : "OPEN");
    }
    if (judged_.explanation.decides_line(position)) row.show("DECIDES");
    fill_note(row, line.note, documents_, words_.locale);
    if (line.to_be_set) row.show("TO_BE_SET");
    if (!line.sources.empty()) sources(row, line.sources);
    for (auto const& conflict : line.conflicts) {
      auto other = row.section("CONFLICT");
      other.set("HERE", shown_value(line))
          .set("OTHER", written_text(conflict.value, words_.locale));
      sources(other, conflict.sources);
    }
    fill_facts(row, line);
    auto tree = row.section("TREE");
    fill_part(tree, line.node, 0);
    if (line.when) fill_part(tree, *line.when, 0);
  }

  [[nodiscard]] std::string after(ProgramLine const& line) const {
    if (!line.has_aid) return {};
    auto const aid = judged_.told[line.aid];
    if (rule::is_share_after(program_, line)) return words_.share(line.aid_scale, aid);
    return words_.value(rule::quantity(rule::unit_of(rule::euro)), line.aid_scale, aid);
  }

  // Of a step: its own value, and the aid that it leaves when that is another.
  void fill_value(View& row, ProgramLine const& line) const {
    auto const own = shown_value(line);
    auto const left = after(line);
    // The step of a rounding is in its label.
    bool const only_left = line.kind == LineKind::rounding;
    row.set("VALUE", only_left ? left : own);
    if (!only_left && left != own) row.set_optional("AFTER", left);
  }

  // The answers that the line reads, each once.
  void fill_facts(View& row, ProgramLine const& line) {
    std::set<int> facts;
    gather(line.node, facts);
    if (line.when) gather(*line.when, facts);
    for (int const fact : facts) {
      auto one = row.section("FACT");
      one.set("QUESTION", in(words_.locale, sitting_.fact(fact).question));
      bool const known = words_.facts.known(fact);
      one.set("ANSWER", known ? words_.answer(fact) : tr(words_.locale, "pas encore répondu"));
    }
  }

  void gather(std::uint32_t node, std::set<int>& facts) const {
    auto const fact = program_.links.parts[node].fact;
    if (fact >= 0) facts.insert(fact);
    for (auto const each : program_.parts_of(node))
      gather(each, facts);
  }

  void fill_part(View& tree, std::uint32_t node, int depth) {
    auto row = tree.section("PART");
    row.set("DEPTH", std::int64_t{std::min(depth, deepest_shown)})
        .set("TEXT", program_.nodes[node].text);
    row.set("PART_VALUE", value(node));
    if (judged_.explanation.decides_node(node)) row.show("PART_DECIDES");
    for (auto const each : program_.parts_of(node))
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
                      Judged const& judged, Words const& words, std::string const& link) {
  Explainer{session, sitting, judged, words}.fill(view, link);
}

}  // namespace pacte::simulation
