#include "rule/check.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "rule/deduce.hpp"
#include "rule/evaluate.hpp"
#include "rule/facts_json.hpp"
#include "rule/narrowed.hpp"

namespace pacte::rule {
namespace {

bool dated(Program const& program) {
  return std::ranges::any_of(program.code,
                             [](Instruction const& in) { return in.code == Code::today; });
}

class Checker {
 public:
  Checker(Sheet const& sheet, Program const& program, Vocabulary const& vocabulary,
          std::vector<Program> const& incoherences, Faults& faults)
      : sheet_{sheet},
        program_{program},
        faults_{faults},
        incoherences_{incoherences},
        same_{same_as(program)},
        possible_{program, vocabulary, same_} {}

  void all() {
    sources();
    for (auto const& line : program_.lines) {
      if (line.scheme >= 0) continue;  // said of its own file
      if (line.kind == LineKind::condition || line.kind == LineKind::priority) always(line);
      branches(line.node);
    }
    limits();
    if (!has_error(faults_)) contradictions();
    if (sheet_.cases.empty()) {
      add(Severity::warning, sheet_.place, without_cases,
          "Ajoutez « essai \"…\" » avec des faits et ce qu’on attend.");
    }
  }

 private:
  void add(Severity severity, Place place, std::string message, std::string mend) {
    if (!told_.emplace(severity, place).second) return;
    faults_.push_back({severity, place, std::move(message), std::move(mend)});
  }

  void sources() {
    for (auto const& line : program_.lines) {
      if (line.scheme >= 0) continue;
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
    if (node.line >= 0 || node.scheme >= 0) return;
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
    narrowed.assume(index, true);
    refuse(program_.nodes[index].place, narrowed);
  }

  // A floor, or the least that is paid, above a ceiling: the one makes the other useless.
  void limits() {
    for (auto const& low : program_.lines) {
      bool const least = low.kind == LineKind::floor || low.kind == LineKind::threshold;
      if (!least || low.when) continue;
      for (auto const& high : program_.lines) {
        if (high.kind != LineKind::ceiling || high.when) continue;
        // What is under a threshold is cut only by the ceilings before it.
        if (low.kind == LineKind::threshold && low.place < high.place) continue;
        if (above(low.node, high.node)) {
          add(Severity::error, std::max(low.place, high.place),
              low.kind == LineKind::floor ? "Le plancher est plus haut que le plafond."
                                          : "Le seuil est plus haut que le plafond.",
              "Corrigez l’un ou l’autre.");
        }
      }
    }
  }

  [[nodiscard]] bool above(std::uint32_t low, std::uint32_t high) const {
    return Wide{value(low).least} * program_.nodes[high].scale >
           Wide{value(high).most} * program_.nodes[low].scale;
  }

  void contradictions() {
    auto narrowed = possible_;
    for (auto const& line : program_.lines) {
      if (line.kind != LineKind::condition || line.scheme >= 0) continue;
      narrowed.assume(line.node, true);
      if (refuse(line.place, narrowed)) return;
    }
    bool const switched = std::ranges::any_of(program_.lines, [this](ProgramLine const& line) {
      return line.kind == LineKind::parameter &&
             program_.nodes[line.node].type.kind != Kind::quantity;
    });
    // Another day, or a parameter that the Region turns, may let somebody in.
    if (dated(program_) || switched) return;
    std::vector<Range> registers;
    run(program_, deduced(narrowed.facts(), incoherences_), nullptr, registers);
    if (registers[program_.result].most == 0) {
      add(Severity::error, sheet_.place, "Aucun demandeur ne peut remplir toutes les conditions.",
          "Deux conditions se contredisent.");
    }
  }

  bool refuse(Place place, Narrowed& narrowed) {
    auto const what = narrowed.impossible();
    if (!what.empty()) {
      add(Severity::error, place,
          fmt::format("Ces règles se contredisent : aucune valeur de « {} » ne convient.", what),
          "Vérifiez les seuils et le sens des comparaisons.");
      return true;
    }
    auto const& facts = narrowed.facts();
    auto const incoherent = contradicted(deduced(facts, incoherences_), incoherences_);
    if (incoherent.empty()) return false;
    add(Severity::error, place,
        fmt::format("Ces règles se contredisent, d’après le vocabulaire : « {} »",
                    facts.vocabulary().incoherences[incoherent.front()].message.french),
        "Corrigez l’une d’elles.");
    return true;
  }

  Sheet const& sheet_;
  Program const& program_;
  Faults& faults_;
  std::vector<Program> const& incoherences_;
  std::vector<std::uint32_t> same_;
  Narrowed possible_;
  std::set<std::pair<Severity, Place>> told_;  // a warning never hides an error
};

}  // namespace

std::vector<Citation> citations_of(Sheet const& sheet) {
  auto made = sheet.sources;
  for (auto const& line : sheet.lines) {
    std::ranges::copy(line.sources, std::back_inserter(made));
    for (auto const& conflict : line.conflicts)
      std::ranges::copy(conflict.sources, std::back_inserter(made));
  }
  return made;
}

void check_zonings(Program const& program, std::span<std::string const> known, Faults& faults) {
  std::vector<std::string> const names{known.begin(), known.end()};
  for (auto const& node : program.nodes) {
    if (node.op != Operator::zoning) continue;
    auto const& zoning = program.zonings[static_cast<std::size_t>(program.code[node.slot].k)];
    if (std::ranges::find(known, zoning) != known.end()) continue;
    faults.push_back({Severity::warning, node.place,
                      fmt::format("Le zonage « {} » n’est pas connu.", zoning),
                      did_you_mean(zoning, names)});
  }
}

std::vector<Program> undated(std::vector<Program> incoherences) {
  for (auto& each : incoherences) {
    if (dated(each)) each = {};
  }
  return incoherences;
}

void check(Sheet const& sheet, Program const& program, Vocabulary const& vocabulary,
           std::vector<Program> const& incoherences, Faults& faults) {
  Checker{sheet, program, vocabulary, incoherences, faults}.all();
}

}  // namespace pacte::rule
