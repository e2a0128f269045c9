#include "app/decision/command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "app/commands.hpp"

namespace pacte::app {

void add_output(CLI::App& command, Output& output) {
  auto* json = command.add_flag("--json", output.json, "Une ligne de JSON");
  auto* csv = command.add_flag("--csv", output.csv, "Un tableau CSV")->excludes(json);
  command.add_flag("--html", output.html, "Un rapport autonome")->excludes(json)->excludes(csv);
}

void add_bundle(CLI::App& command, Output& output) {
  command.add_option("--bundle", output.bundle, "Écrit aussi un fichier pour pacte verify");
}

void print(Output const& output, Forms const& forms) {
  if (output.json) {
    fmt::print("{}\n", to_line(forms.json()));
  } else {
    auto const& page_or_table = output.html ? forms.html : forms.table;
    auto const& form = output.csv ? forms.csv : page_or_table;
    fmt::print("{}", form());
  }
}

int refuse(std::string_view command, std::string_view why) {
  fmt::print(stderr, "{}\nVoir pacte {} --help.\n", why, command);
  return usage_error;
}

int unreadable(std::string const& file) {
  fmt::print(stderr, "{} : fichier introuvable ou illisible.\n", file);
  return failure;
}

int say(std::vector<decision::Fault> const& faults) {
  for (auto const& fault : faults)
    fmt::print(stderr, "{}\n", to_text(fault));
  return failure;
}

int say(Problem const& problem) {
  fmt::print(stderr, "{}\n", problem.detail);
  for (auto const& field : problem.fields)
    fmt::print(stderr, "  {}: {}\n", field.field, field.message);
  return failure;
}

StatusLine::StatusLine() : shown_{isatty(STDERR_FILENO) == 1} {}

StatusLine::~StatusLine() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
}

void StatusLine::operator()(std::string_view doing) const {
  if (shown_) fmt::print(stderr, "\r\x1b[K{}…", doing);
}

}  // namespace pacte::app
