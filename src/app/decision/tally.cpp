#include "app/decision/tally.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/commands.hpp"
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
  std::string bundle;
  bool json = false;
  bool csv = false;
  bool html = false;
};

int refuse(std::string_view what) {
  fmt::print(stderr, "{}\nVoir pacte tally --help.\n", what);
  return usage_error;
}

// The bytes of a file, where the system keeps them: several megabytes need not be copied. A pipe is
// read to its end.
class Contents {
 public:
  explicit Contents(std::string const& path) {
    if (path == "-") {
      copy_.emplace(std::istreambuf_iterator<char>{std::cin}, std::istreambuf_iterator<char>{});
      return;
    }
    int const file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    struct stat about{};
    bool const known = fstat(file, &about) == 0 && !S_ISDIR(about.st_mode);
    if (known && S_ISREG(about.st_mode) && about.st_size > 0) map(file, about.st_size);
    close(file);
    if (!known || mapping_ != nullptr) return;
    std::ifstream in{path, std::ios::binary};
    if (in) copy_.emplace(std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{});
  }
  Contents(Contents const&) = delete;
  Contents& operator=(Contents const&) = delete;
  ~Contents() {
    if (mapping_ != nullptr) munmap(mapping_, size_);
  }

  bool readable() const { return copy_ || mapping_ != nullptr; }
  std::string_view text() const {
    if (copy_) return *copy_;
    return {static_cast<char const*>(mapping_), size_};
  }

 private:
  void map(int file, off_t size) {
    size_ = static_cast<std::size_t>(size);
    void* const made = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (made != MAP_FAILED) mapping_ = made;
  }

  std::optional<std::string> copy_;
  void* mapping_ = nullptr;
  std::size_t size_ = 0;
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
  made.explain = options.explain || !options.json || !options.bundle.empty();
  return made;
}

void print_faults(std::string const& file, std::vector<Fault> const& faults) {
  for (auto const& [line, what, mend] : faults) {
    auto const place = line == 0 ? file : fmt::format("{}:{}", file, line);
    fmt::print(stderr, "{}: {} ; {}\n", place, what, mend);
  }
}

bool add_constraints(TallyOptions const& options, Election const& election, TallyRequest& request) {
  if (!options.constraints.empty()) {
    Contents const file{options.constraints};
    if (!file.readable()) {
      fmt::print(stderr, "{} : fichier illisible.\n", options.constraints);
      return false;
    }
    auto read = read_constraints(election, file.text());
    if (!read) {
      for (auto const& fault : read.error()) {
        fmt::print(stderr, "{}: {}\n", options.constraints, fault);
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

// On a terminal, for the runs that take long.
Progress progress_line() {
  if (isatty(STDERR_FILENO) == 0) return nullptr;
  return [](std::uint64_t runs) {
    if (runs % 16 == 0) fmt::print(stderr, "\r{} distributions… ", runs);
  };
}

void print_report(TallyOptions const& options, TallyReport const& report) {
  if (options.json) {
    fmt::print("{}\n", to_line(tally_json(report)));
  } else if (options.csv) {
    fmt::print("{}", tally_csv(report));
  } else if (options.html) {
    fmt::print("{}", tally_html(report));
  } else {
    fmt::print("{}", tally_table(report));
  }
}

std::string bundle_text(TallyOptions const& options, TallyReport const& report) {
  auto const constraints =
      options.constraints.empty() ? std::nullopt : contents(options.constraints);
  return write_bundle(tally_bundle(report, constraints.value_or("")));
}

int run(TallyOptions const& options) {
  auto request = request_of(options);
  if (!request) return refuse(request.error());
  Contents const file{options.file};
  if (!file.readable()) {
    fmt::print(stderr, "{} : fichier introuvable ou illisible.\n", options.file);
    return failure;
  }
  auto const read = read_pabulib(file.text(), {.enforce_limits = options.enforce_limits});
  if (!read) {
    print_faults(options.file, read.error());
    return failure;
  }
  print_faults(options.file, read->remarks);
  if (!add_constraints(options, read->election, *request)) return failure;
  auto const progress = progress_line();
  auto const made = tally(read->election, *request, progress);
  if (progress) fmt::print(stderr, "\r\x1b[K");
  if (!made) {
    fmt::print(stderr, "{}\n", made.error().detail);
    return failure;
  }
  TallyReport const report{read->election, *request, *made, title_of(options, read->election)};
  if (!options.bundle.empty() && !write_file(options.bundle, bundle_text(options, report))) {
    return failure;
  }
  print_report(options, report);
  return success;
}

}  // namespace

void add_tally(CLI::App& app, std::function<void(std::function<int()>)> const& chosen) {
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
  command->add_option("--bundle", options->bundle, "Écrit aussi un fichier pour pacte verify");
  auto* json = command->add_flag("--json", options->json, "Une ligne de JSON");
  auto* csv = command->add_flag("--csv", options->csv, "Un tableau CSV")->excludes(json);
  command->add_flag("--html", options->html, "Un rapport autonome")->excludes(json)->excludes(csv);
  command->footer(std::string{footer});
  command->callback([chosen, options] { chosen([options] { return run(*options); }); });
}

}  // namespace pacte::app
