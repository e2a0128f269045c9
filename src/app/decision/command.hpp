// What the commands of decisions share: their options of output, and what they say on the standard
// error. Exit codes: `success`; `failure` when a file cannot be read, is at fault or cannot be
// counted so; `usage_error`; `no_decision`.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "decision/fault.hpp"

namespace pacte::app {

/// No panel keeps the quotas, or candidates are equal and no declared rule tells them apart.
inline constexpr int no_decision = 3;

/// Receives what the command does, once the command line is read.
using Chosen = std::function<void(std::function<int()>)>;

/// How a result is printed: as a table when none is asked for, and never two ways at once.
struct Output {
  bool json = false;
  bool csv = false;
  bool html = false;
  std::string bundle;  // file for `pacte verify`; empty: none
};

/// Adds --json, --csv and --html.
void add_output(CLI::App& command, Output& output);
/// Adds --bundle.
void add_bundle(CLI::App& command, Output& output);

/// Each way is made only when it is asked for.
struct Forms {
  std::function<Json()> json;
  std::function<std::string()> csv;
  std::function<std::string()> html;
  std::function<std::string()> table;
};
void print(Output const& output, Forms const& forms);

/// These four say why nothing was done, and give the exit code.
int refuse(std::string_view command, std::string_view why);  // a command line that means nothing
int unreadable(std::string const& file);
int say(std::vector<decision::Fault> const& faults);
int say(Problem const& problem);

/// What is being done, on one line that the next one covers; only for a person who looks at a
/// terminal.
class StatusLine {
 public:
  StatusLine();
  ~StatusLine();
  StatusLine(StatusLine const&) = delete;
  StatusLine& operator=(StatusLine const&) = delete;

  [[nodiscard]] bool shown() const { return shown_; }
  void operator()(std::string_view doing) const;

 private:
  bool shown_;
};

}  // namespace pacte::app
