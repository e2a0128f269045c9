// `pacte mail`: what the administrator does with outgoing mail.
#pragma once

#include <string>

#include "app/settings.hpp"

namespace pacte::app {

/// Sends one message to `address` and says what the server answered.
int mail_test(Settings const& settings, std::string const& address);

/// Makes the letters of alerts now, without waiting for the morning; the site that runs sends them.
int alerts_send(Settings const& settings);

}  // namespace pacte::app
