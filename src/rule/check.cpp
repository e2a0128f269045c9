#include "rule/check.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "rule/evaluate.hpp"

namespace pacte::rule {
namespace {

class Checker {
 public:
  Checker(Sheet const& sheet, Program const& program, Vocabulary const& vocabulary, Faults& faults)
      : sheet_{sheet}, program_{program}, faults_{faults}, possible_{vocabulary, 0} {
    // Bounds that move with the day are held at their widest.
    for (std::size_t i = 0; i < vocabulary.facts.size(); ++i) {
      auto const& fact = vocabulary.facts[i];
      if (fact.until_today) possible_.narrow(static_cast<int>(i), {fact.least, fact.most});
    }
  }

  void all() {
    sources();
    for (auto const& line : program_.lines) {
      if (line.kind == LineKind::condition || line.kind == LineKind::priority) {
        always(line);
        branches(line.node);
      }
      if (line.kind != LineKind::condition) branches(line.node);
    }
    if (!has_error(faults_)) contradictions();
    if (sheet_.cases.empty()) {
      add(Severity::warning, sheet_.place, "Ce dispositif n’a pas d’essai.",
          "Ajoutez « essai \"…\" » avec des faits et ce qu’on attend.");
    }
  }

 private:
  void add(Severity severity, Place place, std::string message, std::string mend) {
    if (!told_.insert(place).second) return;
    faults_.push_back({severity, place, std::move(message), std::move(mend)});
  }

  void sources() {
    for (auto const& line : program_.lines) {
      bool const wants = line.kind == LineKind::condition || line.kind == LineKind::parameter;
      if (wants && line.sources.empty() && !line.to_be_set) {
        add(Severity::warning, line.place, fmt::format("« {} » ne cite pas de source.", line.name),
            "Ajoutez « source \"document\" lignes 12-15 », ou « à fixer ».");
      }
      if (line.kind == LineKind::condition && line.label.french.empty()) {
        add(Severity::warning, line.place, fmt::format("« {} » n’a pas de libellé.", line.name),
            "Dites-la en clair, entre guillemets.");
      }
    }
  }

  // Whatever the facts and the day are.
  [[nodiscard]] Range value(std::uint32_t node) const {
    return program_.statics[program_.nodes[node].slot];
  }

  void always(ProgramLine const& line) {
    auto const& node = program_.nodes[line.node];
    if (node.constant) return;
    auto const found = value(line.node);
    if (found.most == 0) {
      add(Severity::error, line.place, fmt::format("Rien ne peut remplir « {} ».", line.name),
          "Cette règle se contredit.");
    }
    if (found.least == 1) {
      add(Severity::error, line.place, fmt::format("« {} » est toujours remplie.", line.name),
          "Cette règle ne dit rien : ôtez-la, ou corrigez-la.");
    }
  }

  // Parts of an expression that can only be true, or only false, within the bounds of the facts.
  void branches(std::uint32_t index) {
    auto const& node = program_.nodes[index];
    if (node.line >= 0) return;
    bool const whole = node.type.kind == Kind::truth && !node.constant && !node.parts.empty();
    if (whole) {
      auto const found = value(index);
      if (found.least == found.most) {
        add(Severity::error, node.place,
            fmt::format("« {} » est toujours {}.", node.text, found.least == 1 ? "vrai" : "faux"),
            "Corrigez la comparaison, ou les bornes du fait.");
      }
    }
    if (node.op == Operator::all) conjunction(index);
    for (auto const part : node.parts)
      branches(part);
  }

  void conjunction(std::uint32_t index) {
    auto narrowed = possible_;
    assume(index, true, narrowed);
    if (impossible(narrowed) >= 0) refuse(program_.nodes[index].place, narrowed);
  }

  void contradictions() {
    auto narrowed = possible_;
    for (auto const& line : program_.lines) {
      if (line.kind != LineKind::condition) continue;
      assume(line.node, true, narrowed);
      if (impossible(narrowed) >= 0) return refuse(line.place, narrowed);
    }
    bool const dated = std::ranges::any_of(
        program_.code, [](Instruction const& in) { return in.code == Code::today; });
    if (dated) return;
    std::vector<Range> registers;
    run(program_, narrowed, nullptr, registers);
    if (registers[program_.result].most == 0) {
      add(Severity::error, sheet_.place, "Aucun demandeur ne peut remplir toutes les conditions.",
          "Deux conditions se contredisent.");
    }
  }

  void refuse(Place place, Facts const& narrowed) {
    auto const& fact = narrowed.vocabulary().facts[static_cast<std::size_t>(impossible(narrowed))];
    add(Severity::error, place,
        fmt::format("Ces règles se contredisent : aucune valeur de « {} » ne convient.", fact.name),
        "Vérifiez les seuils et le sens des comparaisons.");
  }

  static int impossible(Facts const& facts) {
    for (std::size_t i = 0; i < facts.values().size(); ++i) {
      auto const& range = facts.at(i);
      auto const kind = facts.vocabulary().facts[i].type.kind;
      bool none = range.least > range.most;
      if (kind == Kind::choice) none = range.most == 0;
      if (kind == Kind::choices) none = (range.least & ~range.most) != 0;
      if (none) return static_cast<int>(i);
    }
    return -1;
  }

  // Narrows the facts to where a node is true (or false): only the plain cases, the others say
  // nothing.
  void assume(std::uint32_t index, bool truth, Facts& facts) const {
    auto const& node = program_.nodes[index];
    if (node.line >= 0) {
      if (program_.nodes[node.parts[0]].type.kind == Kind::truth)
        assume(node.parts[0], truth, facts);
      return;
    }
    switch (node.op) {
      case Operator::all:
      case Operator::any:
        if ((node.op == Operator::all) == truth) {
          for (auto const part : node.parts)
            assume(part, truth, facts);
        }
        break;
      case Operator::no: assume(node.parts[0], !truth, facts); break;
      case Operator::name:
        if (node.fact >= 0) narrow(node.fact, {truth ? 1 : 0, truth ? 1 : 0}, facts);
        break;
      default: compare(program_.code[node.slot], truth, facts);
    }
  }

  // The fact that a register holds, times a positive factor.
  struct Loaded {
    int fact = -1;
    std::int64_t factor = 1;
  };
  [[nodiscard]] Loaded loaded(std::uint32_t slot) const {
    auto const& in = program_.code[slot];
    if (in.code == Code::fact) return {static_cast<int>(in.a), 1};
    if (in.code == Code::scaled && in.k > 0 && program_.code[in.a].code == Code::fact)
      return {static_cast<int>(program_.code[in.a].a), in.k};
    return {};
  }
  [[nodiscard]] std::optional<std::int64_t> fixed(std::uint32_t slot) const {
    auto const& range = program_.statics[slot];
    if (range.least != range.most) return std::nullopt;
    return range.least;
  }

  static void narrow(int fact, Range to, Facts& facts) {
    auto const& owner = facts.vocabulary().facts[static_cast<std::size_t>(fact)];
    if (owner.owner >= 0) return;
    auto const& now = facts.at(static_cast<std::size_t>(fact));
    facts.narrow(fact, {std::max(now.least, to.least), std::min(now.most, to.most)});
  }

  void compare(Instruction const& in, bool truth, Facts& facts) const {
    switch (in.code) {
      case Code::less: truth ? order(in.a, in.b, 1, facts) : order(in.b, in.a, 0, facts); break;
      case Code::at_most: truth ? order(in.a, in.b, 0, facts) : order(in.b, in.a, 1, facts); break;
      case Code::equal:
        if (truth) {
          order(in.a, in.b, 0, facts);
          order(in.b, in.a, 0, facts);
        }
        break;
      case Code::both:  // an interval
        if (truth) {
          compare(program_.code[in.a], true, facts);
          compare(program_.code[in.b], true, facts);
        }
        break;
      case Code::no: compare(program_.code[in.a], !truth, facts); break;
      case Code::subset: choose(in.a, in.k, truth, facts); break;
      case Code::equal_choice:
        if (auto const bits = fixed(in.b)) choose(in.a, *bits, truth, facts);
        break;
      default: break;
    }
  }

  void choose(std::uint32_t slot, std::int64_t bits, bool truth, Facts& facts) const {
    auto const& in = program_.code[slot];
    if (in.code != Code::fact) return;
    auto const now = facts.at(in.a).most;
    auto const kept = truth ? now & bits : now & ~bits;
    facts.narrow(static_cast<int>(in.a), {kept, kept});
  }

  // a <= b - gap
  void order(std::uint32_t a, std::uint32_t b, std::int64_t gap, Facts& facts) const {
    constexpr auto lowest = -largest;
    if (auto const limit = fixed(b)) {
      auto const [fact, factor] = loaded(a);
      if (fact >= 0) narrow(fact, {lowest, divide_down(*limit - gap, factor)}, facts);
    }
    if (auto const limit = fixed(a)) {
      auto const [fact, factor] = loaded(b);
      if (fact >= 0) narrow(fact, {-divide_down(-(*limit + gap), factor), largest}, facts);
    }
  }

  Sheet const& sheet_;
  Program const& program_;
  Faults& faults_;
  Facts possible_;
  std::set<Place> told_;
};

}  // namespace

void check(Sheet const& sheet, Program const& program, Vocabulary const& vocabulary,
           Faults& faults) {
  Checker{sheet, program, vocabulary, faults}.all();
}

}  // namespace pacte::rule
