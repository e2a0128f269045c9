// The letters of alerts, in the language of the page where each was made. Without addressee: the
// operation that sends them adds it.
#pragma once

#include "alert/context.hpp"
#include "alert/model.hpp"

namespace pacte::alert {

/// Where a link of a letter leads.
std::string letter_link(std::string const& origin, Alert const& alert, TokenUse use,
                        std::string const& token);

/// Asks whether the alert is wanted, and says which search it follows: its choices, and its words
/// when they are few and hold no address. Whoever typed them chose the mail address too, and could
/// otherwise make us write to somebody what they like.
mail::Message confirmation_letter(store::Session& session, Context const& context,
                                  Alert const& alert, std::string const& confirm,
                                  std::string const& stop);

/// To whoever asks for an alert that they have.
mail::Message known_letter(store::Session& session, Context const& context, Alert const& alert,
                           std::string const& stop);

/// What the letter `id` tells.
mail::Message news_letter(store::Session& session, Context const& context, Alert const& alert,
                          std::string const& id, std::string const& stop);

}  // namespace pacte::alert
