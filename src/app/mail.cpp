#include "app/mail.hpp"

#include <fmt/format.h>

#include "alert/module.hpp"
#include "app/commands.hpp"
#include "app/decision/command.hpp"
#include "app/opening.hpp"
#include "base/text.hpp"

namespace pacte::app {

int mail_test(Settings const& settings, std::string const& address) {
  mail::Sender const sender{settings.mail};
  if (!sender.configured()) {
    fmt::print(stderr, "Aucun serveur de courriel : écrivez [mail] dans {}.\n",
               (settings.data / "pacte.toml").string());
    return failure;
  }
  constexpr std::size_t id_bytes = 12;
  mail::Message const message{
      .to = address,
      .subject = fmt::format("Essai d’envoi de {}", settings.site.name),
      .text = fmt::format("Ce message montre que {} envoie des courriels.\n\n{}\n",
                          settings.site.name, settings.site.origin),
      .id = random_hex(id_bytes)};
  auto const sent = sender.send(message, system_now());
  if (sent.outcome == mail::Outcome::accepted) {
    fmt::print("{} a pris le message : {}\n", settings.mail.server, sent.answer);
    return success;
  }
  fmt::print(stderr, "Le message n’est pas parti : {}\n", sent.answer);
  return failure;
}

int alerts_send(Settings const& settings) {
  return with_database(settings, [&](store::Database& database) {
    auto const sent = alert::send_now(database, settings.mail);
    if (!sent) return say(sent.error());
    fmt::print("{} alertes regardées, {} courriels demandés, {} échecs.\n", sent->alerts,
               sent->letters, sent->failures);
    return sent->failures == 0 ? success : failure;
  });
}

}  // namespace pacte::app
