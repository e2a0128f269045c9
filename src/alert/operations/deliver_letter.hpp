// Hands a letter to the mail server, with links of its own.
//
// Payload: the letter. Permission: the job queue.
// Errors: unavailable (the server did not take it: to be tried again).
// Journal: nothing for a letter taken; delete_alert when the address is taken for dead: its
// confirmation is refused for good, or three letters in a row are.
//
// At least once: a machine that stops between the server's answer and our commit sends it again,
// under the same Message-ID. An alert stopped meanwhile has no letter left.
#pragma once

#include "alert/context.hpp"
#include "base/problem.hpp"

namespace pacte::alert {

enum class Delivered { sent, refused, nothing };

Result<Delivered> deliver_letter(Context const& context, std::string const& letter);

}  // namespace pacte::alert
