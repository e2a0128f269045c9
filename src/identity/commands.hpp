// What the command line does about people.
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "identity/context.hpp"

namespace pacte::identity {

struct UserAdd {
  std::string email;
  std::string name;
  std::vector<std::string> roles{"administrator"};
};

/// Gives the password typed after `prompt`, or nothing when there is no more input.
using PasswordSource = std::function<std::optional<std::string>(std::string const& prompt)>;

/// From the terminal without echo, the prompt on standard error; a line of standard input when that
/// is not a terminal, without a prompt.
std::optional<std::string> read_password(std::string const& prompt);
/// Whether somebody is typing, who should be asked twice.
bool standard_input_is_terminal();

/// `pacte user add`: opens an account. The password is never an argument, where other users of the
/// machine could read it. Says on `out` or `err` what happened; gives the exit code, 0 when added.
int user_add(Context const& context, UserAdd const& options, std::ostream& out, std::ostream& err,
             PasswordSource const& password = read_password,
             bool ask_twice = standard_input_is_terminal());

}  // namespace pacte::identity
