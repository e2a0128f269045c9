// Any text as facts: refused with a reason, or read within the bounds of the vocabulary, whatever
// they are evaluated by.
#include <cstdlib>

#include "rule/facts_json.hpp"
#include "rule/library.hpp"
#include "rule/report.hpp"

namespace {

using namespace pacte::rule;

void require(bool good) {
  if (!good) std::abort();
}

constexpr char const* words = R"(
vocabulaire mots
choix taille : tpe, pme, eti
fait a : oui ou non
fait effectif : nombre, de 0 à 5 000
fait cout : argent, de 0 € à 1 000 000 €
fait part : pourcentage
fait ne_le : date, de 1900-01-01 à 2099-12-31, jusqu'à aujourd'hui
fait taille : choix taille
fait tailles : plusieurs taille
fait nom : texte
fait siret : siret
fait siege : commune
fait depenses : liste
fait depenses.montant : argent, de 0 € à 1 000 000 €
fait depenses.taille : choix taille
incohérent "Trop petit." : taille = tpe et effectif > 250
)";
constexpr char const* rules = R"(
dispositif d
condition c : (a ou taille dans { tpe, pme }) et age(ne_le) < 30 ans
condition e : siege dans zonage("QPV", a) ou nom = "x" ou tpe dans tailles
montant
  assiette : somme(depenses.montant si depenses.taille = tpe) + cout
  taux : part
  plafond : effectif * 100 €
  arrondi : 1 € proche
)";

CheckedVocabulary const& vocabulary() {
  static CheckedVocabulary const read = read_vocabulary(words);
  return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static CheckedScheme const scheme = read_scheme(rules, vocabulary().vocabulary);
  require(scheme.good());
  auto const json = pacte::parse_json({reinterpret_cast<char const*>(data), size});
  if (!json) return 0;
  auto const facts = read_facts(*json, vocabulary().vocabulary, 20'000);
  if (!facts) {
    require(!facts.error().detail.empty());
    return 0;
  }
  if (!check_coherence(*facts, vocabulary().incoherences)) return 0;
  auto const evaluation = evaluate(scheme.program, *facts, nullptr);
  auto const& program = scheme.program;
  for (auto const& line : program.lines) {
    auto const slot = program.nodes[line.node].slot;
    if (program.nodes[line.node].type.kind != Kind::quantity) continue;
    require(program.statics[slot].least <= evaluation.registers[slot].least);
    require(program.statics[slot].most >= evaluation.registers[slot].most);
  }
  require(!to_json(evaluation).empty());
  return 0;
}
