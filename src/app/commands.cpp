#include "app/commands.hpp"

#include <csignal>
#include <iostream>
#include <thread>

#include <fmt/ostream.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include "aid/operations/describe_schemes.hpp"
#include "app/decision/command.hpp"
#include "app/kinds.hpp"
#include "app/modules.hpp"
#include "app/opening.hpp"
#include "app/search_documents.hpp"
#include "identity/authenticator.hpp"
#include "identity/commands.hpp"
#include "source/operations/export_corpus.hpp"
#include "source/operations/import_corpus.hpp"
#include "store/failure.hpp"
#include "store/journal.hpp"
#include "territory/operations/import_territories.hpp"

namespace pacte::app {
namespace {

namespace fs = std::filesystem;

constexpr auto command_line = "command-line";

fs::path search_folder(Settings const& settings) {
  return settings.data / "search";
}

unsigned connections(Settings const& settings) {
  constexpr unsigned to_spare = 2;
  auto const threads = settings.server.threads != 0
                           ? settings.server.threads
                           : std::max(2U, std::thread::hardware_concurrency());
  return threads + to_spare;
}

// One line that is written over, on a terminal only.
class ProgressBar {
 public:
  explicit ProgressBar(std::string_view what) : what_{what}, shown_{isatty(STDERR_FILENO) == 1} {}
  ~ProgressBar() {
    if (shown_ && last_ >= 0) fmt::print(stderr, "\r\x1b[K");
  }
  ProgressBar(ProgressBar const&) = delete;
  ProgressBar& operator=(ProgressBar const&) = delete;

  void operator()(std::size_t done, std::size_t total) {
    constexpr std::size_t width = 30;
    auto const percent = static_cast<int>(done * 100 / std::max<std::size_t>(1, total));
    if (!shown_ || percent == last_) return;
    last_ = percent;
    auto const full = width * static_cast<std::size_t>(percent) / 100;
    fmt::print(stderr, "\r{} {}{} {:3} %", what_, std::string(full, '#'),
               std::string(width - full, '.'), percent);
  }

 private:
  std::string_view what_;
  bool shown_;
  int last_ = -1;
};

void block_stop_signals(sigset_t& signals) {
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
}

void announce(Settings const& settings, std::uint16_t port) {
  auto const host = settings.server.host.find(':') == std::string::npos
                        ? settings.server.host
                        : "[" + settings.server.host + "]";
  fmt::print("Pacte écoute sur http://{}:{} — données dans {} — Ctrl+C pour arrêter\n", host, port,
             settings.database.engine == store::Engine::sqlite ? settings.data.string()
                                                               : settings.database.shown());
  static_cast<void>(std::fflush(stdout));
}

// « 3 territoires nouveaux : Ax (09001), Bey (09002)… »
void print_change(std::string_view what, auto const& list, auto const& name) {
  constexpr std::size_t shown = 10;
  if (list.empty()) return;
  std::vector<std::string> names;
  for (auto const& one : list) {
    if (names.size() < shown) names.push_back(name(one));
  }
  fmt::print("  {} : {} ({}{})\n", what, list.size(), fmt::join(names, ", "),
             list.size() > shown ? "…" : "");
}

void print_territories(territory::TerritoryImport const& report, fs::path const& folder) {
  fmt::print(
      "Territoires {} : {} départements, {} arrondissements, {} EPCI, {} communes, {} zonages ; "
      "contours {}.\n",
      folder.string(), report.departments, report.arrondissements, report.epci, report.communes,
      report.zonings,
      report.approximate ? "approchés, autour du point de chaque commune" : "chargés");
  if (report.first) return;
  auto const& changes = report.changes;
  auto const named = [](territory::Territory const& one) {
    return fmt::format("{} {}", one.name, one.key.code);
  };
  if (changes.none()) {
    fmt::print("Aucun territoire n’a changé depuis le chargement précédent.\n");
    return;
  }
  fmt::print("Depuis le chargement précédent :\n");
  print_change("nouveaux", changes.added, named);
  print_change("communes fusionnées", changes.merged, [](territory::FormerCommune const& one) {
    return fmt::format("{} {} dans {}", one.name, one.code, one.into);
  });
  print_change("disparus", changes.gone, named);
  print_change("renommés", changes.renamed, [](territory::Renamed const& one) {
    return fmt::format("{} devient {}", one.before.name, one.after.name);
  });
  if (changes.repeopled > 0)
    fmt::print("  communes dont la population change : {}\n", changes.repeopled);
  if (changes.moved > 0) {
    fmt::print("  communes qui changent d’EPCI, d’arrondissement ou de département : {}\n",
               changes.moved);
  }
}

}  // namespace

int serve(Settings const& settings) {
  // Nobody waits for a page longer than a request's deadline: neither a query nor all those of a
  // page may last longer. Jobs have theirs.
  store::DatabaseOptions const for_requests{
      .connections = connections(settings),
      .wait = settings.server.request_deadline,
      .statement_timeout = settings.server.request_deadline,
      .transaction_timeout = settings.server.request_deadline};
  auto const run = [&](store::Database& database) {
    search::Index index{search_folder(settings)};
    auto services = make_services(database, index);
    services.address_service = settings.address_service;
    services.map_background = settings.map_background;
    load_all_views();
    web::configure(settings.site);
    auto const permissions = std::make_shared<identity::PermissionTable const>(all_permissions());
    auto const revision = [&database] {
      auto reading = database.read();
      return store::public_revision(reading);
    };
    web::Server server{settings.server, make_router(services, settings.mail),
                       identity::make_authenticator(database, permissions), revision};

    sigset_t signals;
    block_stop_signals(signals);
    std::jthread const stopper{[&server, signals] {
      int received = 0;
      sigwait(&signals, &received);
      server.stop();
    }};
    store::Database for_jobs{settings.database, for_commands};
    auto const job_services = make_services(for_jobs, index);
    SearchKeeper search{for_jobs, index};
    std::jthread const keeper{[&](std::stop_token const& stop) { search.run(stop); }};
    std::jthread const worker{[&](std::stop_token const& stop) {
      auto jobs = all_jobs(job_services, settings.mail);
      jobs.emplace("search.rebuild", [&search](Json const&) { search.refresh(); });
      // Ten hours or so: a mail server that is away, or makes strangers wait, comes back.
      constexpr store::JobSettings patient{.max_attempts = 20};
      store::JobRunner{for_jobs, std::move(jobs), system_now, patient}.run(stop);
    }};
    try {
      server.run([&](std::uint16_t port) { announce(settings, port); });
    } catch (std::exception const& thrown) {
      fmt::print(
          stderr,
          "Le port {} de {} ne peut pas être ouvert : {}. Choisissez-en un autre avec --port.\n",
          settings.server.port, settings.server.host, thrown.what());
      kill(getpid(), SIGTERM);  // ends the thread that waits for a signal
      return failure;
    }
    return success;
  };
  return with_database(settings, run, for_requests);
}

int migrate(Settings const& settings) {
  try {
    fs::create_directories(settings.data);
    store::Database database{settings.database};
    auto const applied = store::migrate(database, all_migrations());
    if (!applied) return say(applied.error());
    for (auto const& migration : *applied)
      fmt::print("{} : {}\n", migration.module, migration.file);
    fmt::print("{}\n",
               applied->empty() ? "Le schéma est à jour." : "Le schéma est maintenant à jour.");
    return success;
  } catch (std::exception const& thrown) {
    return say(store::database_problem(thrown));
  }
}

int import_corpus(Settings const& settings, fs::path const& folder) {
  return with_database(settings, [&](store::Database& database) {
    ProgressBar bar{"Chargement"};
    auto const report =
        source::import_corpus(database, folder, corpus_kinds(), command_line, system_now(),
                              [&](std::size_t done, std::size_t total) { bar(done, total); });
    if (!report) return say(report.error());
    fmt::print("Corpus {} : {} fiches ajoutées, {} changées, {} retirées, {} inchangées.\n",
               folder.string(), report->added, report->changed, report->removed, report->unchanged);
    auto const schemes = aid::describe_schemes(database, command_line, system_now());
    if (!schemes) return say(schemes.error());
    fmt::print(
        "Dispositifs décrits : {} ajoutés, {} changés, {} retirés, {} tenus par les services ; {} "
        "appels ajoutés.\n",
        schemes->added, schemes->changed, schemes->withdrawn, schemes->taken_over, schemes->calls);
    return success;
  });
}

int import_territories(Settings const& settings, fs::path const& folder,
                       std::vector<fs::path> const& contours) {
  return with_database(settings, [&](store::Database& database) {
    auto const report =
        territory::import_territories(database, folder, command_line, system_now(), contours);
    if (!report) return say(report.error());
    if (report->unchanged) {
      fmt::print("Territoires {} : rien de changé.\n", folder.string());
    } else {
      print_territories(*report, folder);
    }
    for (auto const& notice : report->notices)
      fmt::print("Note : {}\n", notice);
    return success;
  });
}

int export_corpus(Settings const& settings, fs::path const& folder) {
  return with_database(settings, [&](store::Database& database) {
    auto const report = source::export_corpus(database, folder, corpus_kinds());
    if (!report) return say(report.error());
    fmt::print("{} fiches écrites dans {}.\n", report->records, folder.string());
    return success;
  });
}

int search_rebuild(Settings const& settings) {
  return with_database(settings, [&](store::Database& database) {
    search::Index index{search_folder(settings)};
    fmt::print("Index de recherche reconstruit : {} documents.\n", rebuild_search(database, index));
    return success;
  });
}

int journal_verify(Settings const& settings, std::string const& expected_head) {
  return with_database(settings, [&](store::Database& database) {
    auto reading = database.read();
    auto const check = store::verify_journal(reading, expected_head);
    if (check.fault) {
      fmt::print(stderr, "Le journal est rompu : {}.\n", *check.fault);
      return failure;
    }
    fmt::print("Le journal est intact : {} entrées, dont {} au contenu effacé.\nTête : {}\n",
               check.entries, check.erased, check.head);
    return success;
  });
}

int user_add(Settings const& settings, std::string const& email, std::string const& name,
             std::vector<std::string> const& roles) {
  return with_database(settings, [&](store::Database& database) {
    return identity::user_add({.database = database, .clock = system_now},
                              {.email = email, .name = name, .roles = roles}, std::cout, std::cerr);
  });
}

}  // namespace pacte::app
