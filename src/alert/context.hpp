// What the operations of this room need.
#pragma once

#include "base/date.hpp"
#include "mail/sender.hpp"
#include "store/database.hpp"

namespace pacte::alert {

struct Context {
  store::Database& database;
  Clock clock;
  mail::Sender const& sender;
  std::string origin{};  // public address of the site, for the links in letters
  std::string site{};    // its name
};

/// The jobs of this room, as the queue names them.
inline constexpr auto letter_job = "alert.letter";
inline constexpr auto daily_job = "alert.send";
inline constexpr auto purge_job = "alert.purge";

/// Asks for a letter, in the caller's transaction: it leaves after the commit.
void post_letter(store::Session& session, std::string const& letter, Instant now);

/// Asks for the next day's run, at six in the morning in Paris; asking twice makes one.
void ask_for_next_run(store::Session& session, Instant now);

}  // namespace pacte::alert
