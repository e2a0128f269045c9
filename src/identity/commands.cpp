#include "identity/commands.hpp"

#include <iostream>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include "identity/operations/add_person.hpp"

namespace pacte::identity {
namespace {

// The terminal without echo, for as long as this lives.
class SilentTerminal {
 public:
  SilentTerminal() : known_{tcgetattr(STDIN_FILENO, &before_) == 0} {
    if (!known_) return;
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  SilentTerminal(SilentTerminal const&) = delete;
  SilentTerminal& operator=(SilentTerminal const&) = delete;
  ~SilentTerminal() {
    if (known_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }

 private:
  termios before_{};
  bool known_;
};

std::optional<std::string> line() {
  std::string text;
  if (!std::getline(std::cin, text)) return std::nullopt;
  if (text.ends_with('\r')) text.pop_back();
  return text;
}

Result<std::string> ask(PasswordSource const& password, bool twice) {
  auto first = password("Mot de passe : ");
  if (!first) return fail(ProblemKind::invalid, "Aucun mot de passe n’a été donné.");
  if (twice && password("Le même, encore : ") != first) {
    return fail(ProblemKind::invalid, "Les deux mots de passe diffèrent.");
  }
  return *std::move(first);
}

int report(Problem const& problem, std::ostream& err) {
  err << problem.detail << '\n';
  for (auto const& fault : problem.fields)
    err << "  " << fault.message << '\n';
  return 1;
}

}  // namespace

bool standard_input_is_terminal() {
  return isatty(STDIN_FILENO) == 1;
}

std::optional<std::string> read_password(std::string const& prompt) {
  if (!standard_input_is_terminal()) return line();
  std::cerr << prompt << std::flush;
  auto text = [] {
    SilentTerminal const silent;
    return line();
  }();
  std::cerr << '\n';
  return text;
}

int user_add(Context const& context, UserAdd const& options, std::ostream& out, std::ostream& err,
             PasswordSource const& password, bool ask_twice) {
  auto const given = ask(password, ask_twice);
  if (!given) return report(given.error(), err);
  auto const added =
      add_person(context, command_line(), {options.email, options.name, *given, options.roles});
  if (!added) return report(added.error(), err);
  out << fmt::format("Le compte de {} est ouvert.\n", options.email);
  return 0;
}

}  // namespace pacte::identity
