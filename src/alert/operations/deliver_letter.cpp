#include "alert/operations/deliver_letter.hpp"

#include "alert/letters.hpp"
#include "alert/rules.hpp"
#include "alert/store.hpp"
#include "base/text.hpp"
#include "store/journal.hpp"

namespace pacte::alert {
namespace {

struct Ready {
  Alert alert;
  Letter letter;
  mail::Message message;
};

std::string new_link(store::Session& session, Context const& context, Alert const& alert,
                     TokenUse use) {
  constexpr std::size_t token_bytes = 24;
  auto const token = random_hex(token_bytes);
  insert_token(session, sha256_hex(token), alert.id, use);
  return letter_link(context.origin, alert, use, token);
}

std::optional<Ready> prepare(Context const& context, std::string const& id) {
  auto writing = context.database.write();
  auto const letter = letter_by_id(writing, id);
  if (!letter || !hold(writing, letter->alert)) return std::nullopt;
  auto const alert = alert_by_id(writing, letter->alert).value();
  auto const stop = new_link(writing, context, alert, TokenUse::stop);
  auto message = [&] {
    if (letter->kind == LetterKind::news) return news_letter(writing, context, alert, id, stop);
    if (alert.confirmed_at) return known_letter(writing, context, alert, stop);
    return confirmation_letter(writing, context, alert,
                               new_link(writing, context, alert, TokenUse::confirm), stop);
  }();
  message.to = alert.email;
  message.id = id;
  message.fields = {{"List-Unsubscribe", fmt::format("<{}>", stop)},
                    {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}};
  writing.commit();
  return Ready{alert, *letter, std::move(message)};
}

void settle(Context const& context, Ready const& ready, bool refused) {
  auto const now = context.clock();
  auto const& alert = ready.alert;
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  auto const refusals = refused ? alert.refusals + 1 : 0;
  bool const dead =
      refused && (ready.letter.kind == LetterKind::confirm || refusals >= most_refusals);
  if (!dead) {
    set_refusals(writing, alert.id, refusals);
    delete_letter(writing, ready.letter.id);
  } else if (erase_alert(writing, alert.id)) {
    journal.append({"system",
                    "delete_alert",
                    "alert",
                    alert.id,
                    {{"about", about_name(alert.about)}, {"reason", "refused"}}});
  }
  writing.commit();
}

// An answer often repeats the address, which has no place in a log: its codes are enough
// ("451 4.7.1"). What libcurl says itself begins with a word.
std::string without_address(std::string const& answer) {
  auto const codes = answer.substr(0, answer.find_first_not_of("0123456789. "));
  return codes.empty() ? answer : codes;
}

}  // namespace

Result<Delivered> deliver_letter(Context const& context, std::string const& letter) {
  auto const ready = prepare(context, letter);
  if (!ready) return Delivered::nothing;
  auto const sent = context.sender.send(ready->message, context.clock());
  if (sent.outcome == mail::Outcome::failed) {
    return fail(ProblemKind::unavailable,
                "Le serveur de courriel n’a pas pris la lettre : " + without_address(sent.answer));
  }
  bool const refused = sent.outcome == mail::Outcome::refused;
  settle(context, *ready, refused);
  return refused ? Delivered::refused : Delivered::sent;
}

}  // namespace pacte::alert
