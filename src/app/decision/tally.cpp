#include <algorithm>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/decision/commands.hpp"
#include "app/decision/files.hpp"
#include "app/decision/tally_bundle.hpp"
#include "app/decision/tally_report.hpp"
#include "decision/budgeting/constraints_json.hpp"
#include "decision/budgeting/pabulib.hpp"

namespace pacte::app {

namespace {

using namespace decision;
using namespace decision::budgeting;

constexpr std::string_view footer =
    "FICHIER.pb est au format Pabulib ; « - » lit l’entrée standard.\n\n"
    "Exemples :\n"
    "  pacte tally quartier.pb --rule greedy\n"
    "      l’ordre des voix, tant que le budget suffit\n"
    "  pacte tally quartier.pb --rule mes --completion add1u --comparison\n"
    "      les parts égales, telles que plusieurs villes les ont adoptées\n"
    "  pacte tally quartier.pb --rule mes --completion increase:1% --html > resultat.html\n"
    "      un rapport à publier\n"
    "  pacte tally quartier.pb --rule phragmen --ties seed:loto-2026-11-21 --json\n"
    "      pour un programme, les égalités tranchées par un tirage publié\n\n"
    "Satisfactions (--sat) : cardinality, cost, additive, borda, harmonic, first, all-but-last.\n"
    "Compléments (--completion, avec mes) : none, greedy, add1, add1u, increase:N%.\n"
    "Égalités (--ties) : votes (voix, puis coût, puis identifiant), reference (identifiant comparé "
    "comme un texte), seed:TEXTE.\n"
    "Code de sortie : 0 compté, 1 fichier illisible ou fautif, 2 commande mal écrite.";

struct TallyOptions {
  std::string file;
  std::string rule = "greedy";
  std::string satisfaction;
  std::string completion = "none";
  std::string ties = "votes";
  std::string constraints;
  std::uint64_t minimum_votes = 0;
  bool comparison = false;
  bool enforce_limits = false;
  bool explain = false;
  Output output;
};

std::optional<Completion> completion_named(std::string_view name) {
  using Kind = Completion::Kind;
  if (name == "none") return Completion{};
  if (name == "greedy") return Completion{.kind = Kind::greedy};
  if (name == "add1") return Completion{.kind = Kind::add_one};
  if (name == "add1u") return Completion{.kind = Kind::add_one, .then_greedy = true};
  constexpr std::string_view increase = "increase:";
  if (!name.starts_with(increase) || !name.ends_with('%')) return std::nullopt;
  name.remove_prefix(increase.size());
  name.remove_suffix(1);
  auto const percent = parse_decimal(name);
  if (!percent || *percent <= 0) return std::nullopt;
  return Completion{.kind = Kind::increase, .step = *percent / 100};
}

std::optional<TieRule> ties_named(std::string_view name) {
  constexpr std::string_view seed = "seed:";
  if (name == "reference") return TieRule{.kind = TieRule::Kind::identifier};
  if (name == "votes") return TieRule{.kind = TieRule::Kind::votes};
  if (!name.starts_with(seed) || name.size() == seed.size()) return std::nullopt;
  return TieRule{.kind = TieRule::Kind::seed, .seed = std::string{name.substr(seed.size())}};
}

std::expected<TallyRequest, std::string> request_of(TallyOptions const& options) {
  TallyRequest made;
  auto const rule = rule_named(options.rule);
  if (!rule) return std::unexpected{"--rule : greedy, mes, phragmen ou welfare."};
  made.rule = *rule;
  if (!options.satisfaction.empty()) {
    made.satisfaction = satisfaction_named(options.satisfaction);
    if (!made.satisfaction) {
      return std::unexpected{
          "--sat : cardinality, cost, additive, borda, harmonic, first ou all-but-last."};
    }
  }
  auto const completion = completion_named(options.completion);
  if (!completion) {
    return std::unexpected{"--completion : none, greedy, add1, add1u ou increase:N% (N positif)."};
  }
  made.completion = *completion;
  made.completion.threads = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
  bool const completed = completion->kind != Completion::Kind::none;
  if (*rule != Rule::equal_shares && (completed || options.comparison)) {
    return std::unexpected{"--completion et --comparison vont avec --rule mes."};
  }
  made.comparison = options.comparison;
  auto const ties = ties_named(options.ties);
  if (!ties) return std::unexpected{"--ties : reference, votes ou seed:TEXTE."};
  made.ties = *ties;
  made.explain = options.explain || !options.output.json || !options.output.bundle.empty();
  return made;
}

// Remedies begin with an imperative.
std::string capitalised(std::string text) {
  constexpr std::string_view acute = "é";
  if (text.starts_with(acute)) return text.replace(0, acute.size(), "É");
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

// As the other readers say them.
std::vector<decision::Fault> faults_in(std::string const& file,
                                       std::vector<budgeting::Fault> const& faults) {
  std::vector<decision::Fault> made;
  for (auto const& [line, what, mend] : faults)
    made.push_back({.file = file, .line = line, .what = what, .remedy = capitalised(mend)});
  return made;
}

bool add_constraints(TallyOptions const& options, Election const& election, TallyRequest& request) {
  if (!options.constraints.empty()) {
    FileText const file{options.constraints};
    if (!file.readable()) {
      unreadable(options.constraints);
      return false;
    }
    auto read = read_constraints(election, file.text());
    if (!read) {
      for (auto const& fault : read.error()) {
        fmt::print(stderr, "{} : {}\n", options.constraints, fault);
      }
      return false;
    }
    request.constraints = std::move(*read);
  }
  if (options.minimum_votes > 0) request.constraints.minimum_votes = options.minimum_votes;
  return true;
}

std::string title_of(TallyOptions const& options, Election const& election) {
  for (auto const& [key, value] : election.meta) {
    if (key == "description" && !value.empty()) return value;
  }
  return options.file;
}

std::string bundle_text(TallyOptions const& options, TallyReport const& report) {
  std::string constraints;
  if (!options.constraints.empty()) constraints = FileText{options.constraints}.text();
  return write_bundle(tally_bundle(report, constraints));
}

Result<Tally> tally_with_status(Election const& election, TallyRequest const& request) {
  StatusLine const status;
  if (!status.shown()) return tally(election, request);
  return tally(election, request, [&status](std::uint64_t runs) {
    if (runs % 16 == 0) status(fmt::format("{} distributions", runs));
  });
}

int run(TallyOptions const& options) {
  auto request = request_of(options);
  if (!request) return refuse("tally", request.error());
  FileText const file{options.file};
  if (!file.readable()) return unreadable(options.file);
  auto const read = read_pabulib(file.text(), {.enforce_limits = options.enforce_limits});
  if (!read) return say(faults_in(options.file, read.error()));
  say(faults_in(options.file, read->remarks));
  if (!add_constraints(options, read->election, *request)) return failure;
  auto const made = tally_with_status(read->election, *request);
  if (!made) return say(made.error());
  TallyReport const report{read->election, *request, *made, title_of(options, read->election)};
  if (!options.output.bundle.empty() &&
      !write_file(options.output.bundle, bundle_text(options, report))) {
    return failure;
  }
  print(options.output, {.json = [&] { return tally_json(report); },
                         .csv = [&] { return tally_csv(report); },
                         .html = [&] { return tally_html(report); },
                         .table = [&] { return tally_table(report); }});
  return success;
}

}  // namespace

void add_tally(CLI::App& app, Chosen const& chosen) {
  auto* command = app.add_subcommand("tally", "Compte un budget participatif (fichier Pabulib)");
  auto options = std::make_shared<TallyOptions>();
  command->add_option("FICHIER", options->file, "Élection, au format .pb")->required();
  command->add_option("--rule", options->rule, "greedy (par défaut), mes, phragmen ou welfare");
  command->add_option("--sat", options->satisfaction,
                      "Satisfaction ; selon le type de vote par défaut");
  command->add_option("--completion", options->completion, "Ce qui est fait de l’argent restant");
  command->add_flag("--comparison", options->comparison,
                    "Garde l’ordre des voix si plus de votants le préfèrent");
  command->add_option("--ties", options->ties, "Règle des égalités (votes par défaut)");
  command->add_option("--constraints", options->constraints,
                      "Fichier JSON : plafonds, incompatibilités, dépendances");
  command->add_option("--minimum-votes", options->minimum_votes, "Voix qu’un projet doit avoir");
  command->add_flag("--limits", options->enforce_limits,
                    "Écarte les bulletins hors des limites de META");
  command->add_flag("--explain", options->explain, "Avec --json : ajoute les explications");
  add_bundle(*command, options->output);
  add_output(*command, options->output);
  command->footer(std::string{footer});
  command->callback([chosen, options] { chosen([options] { return run(*options); }); });
}

}  // namespace pacte::app
