#include "alert/letters.hpp"

#include <map>
#include <set>

#include "aid/call_rules.hpp"
#include "aid/call_store.hpp"
#include "aid/call_text.hpp"
#include "aid/pages.hpp"
#include "aid/rules.hpp"
#include "aid/store.hpp"
#include "alert/criteria.hpp"
#include "alert/rules.hpp"
#include "alert/store.hpp"
#include "base/text.hpp"
#include "web/page.hpp"

namespace pacte::alert {
namespace {

using web::Locale;
using web::tr;
using web::trf;

Locale locale_of(Alert const& alert) {
  return alert.locale == "en" ? Locale::en : Locale::fr;
}

std::string address(Context const& context, Alert const& alert, std::string const& path) {
  return context.origin + web::localized(locale_of(alert), path);
}

std::string footer(Context const& context, Alert const& alert, std::string const& stop) {
  auto const locale = locale_of(alert);
  return fmt::format("\n-- \n{}\n{}\n{} {}\n", context.site,
                     tr(locale, "Votre adresse ne sert qu’à cette alerte."),
                     tr(locale, "Arrêter cette alerte :"), stop);
}

// A title has one line, whatever was typed in it.
std::string one_line(std::string_view text) {
  std::string out;
  for (char const c : text)
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return out;
}

using Names = std::set<std::string>;  // of the events of one subject

std::string call_reason(Locale locale, Names const& events) {
  auto const begins = [&](std::string_view prefix) {
    auto const found = events.lower_bound(std::string{prefix});
    return found != events.end() && found->starts_with(prefix);
  };
  if (events.contains("cancelled")) return tr(locale, "Appel annulé");
  if (events.contains("published")) return tr(locale, "Nouvel appel");
  if (begins("closing")) return tr(locale, "Clôture dans moins d’une semaine");
  return tr(locale, "L’appel ouvre");
}

std::string call_entry(Context const& context, Alert const& alert, aid::Call const& call,
                       Names const& events) {
  auto const locale = locale_of(alert);
  return fmt::format("* {}\n  {}\n  {}\n  {}\n\n",
                     trf(locale, "{} : {}", call_reason(locale, events), one_line(call.label)),
                     tr(locale, aid::call_kind_label(call.kind)), aid::window_text(locale, call),
                     address(context, alert, aid::call_path(call)));
}

std::string_view scheme_reason(aid::SchemeVersion const& version) {
  if (version.state == aid::VersionState::withdrawn) return "Dispositif retiré";
  return version.number == 1 ? "Nouveau dispositif" : "Dispositif modifié";
}

std::string scheme_entry(Context const& context, Alert const& alert,
                         aid::SchemeVersion const& version) {
  auto const locale = locale_of(alert);
  return fmt::format(
      "* {}\n  {}\n  {}\n\n",
      trf(locale, "{} : {}", tr(locale, scheme_reason(version)), one_line(version.content.label)),
      tr(locale, aid::state_label(version.state)),
      address(context, alert, aid::scheme_path(version.scheme)));
}

// "region/aide/1": the call 1 of "region/aide"; nothing for a scheme, or a call that is gone.
std::optional<aid::Call> call_named(store::Session& session, std::string const& subject) {
  auto const slash = subject.rfind('/');
  auto const number = parse_integer(subject.substr(slash + 1));
  if (!number) return std::nullopt;
  return aid::call(session, subject.substr(0, slash), *number);
}

struct Entries {
  std::string calls;
  std::string schemes;
  std::int64_t count = 0;
};

Entries entries_of(store::Session& session, Context const& context, Alert const& alert,
                   std::string const& letter) {
  std::map<std::string, Names> by_subject;
  for (auto& event : told_in(session, letter))
    by_subject[event.subject].insert(std::move(event.name));
  Entries entries;
  for (auto const& [subject, events] : by_subject) {
    if (events.begin()->starts_with("version:")) {
      auto const number =
          parse_integer(events.rbegin()->substr(std::string_view{"version:"}.size()));
      auto const version = aid::scheme_version(session, subject, number.value_or(0));
      if (!version) continue;
      entries.schemes += scheme_entry(context, alert, *version);
    } else {
      auto const call = call_named(session, subject);
      if (!call) continue;
      entries.calls += call_entry(context, alert, *call, events);
    }
    ++entries.count;
  }
  return entries;
}

// Nothing that a mail program would make a link of, and not the length of a message: whoever asks
// chooses both the words and the address.
std::string harmless(Locale locale, std::string const& text) {
  constexpr std::size_t longest = 80;
  bool const plain = length(text) <= longest && text.find_first_of("./@\\<>[]{}") == text.npos;
  return plain ? one_line(text) : tr(locale, "des mots que la page de confirmation montre");
}

std::string search_text(Alert const& alert, std::vector<std::string> const& criteria) {
  auto const locale = locale_of(alert);
  auto const list = alert.about == About::calls
                        ? tr(locale, "Votre recherche parmi les appels")
                        : tr(locale, "Votre recherche parmi les dispositifs");
  return trf(locale, "{} : {}", list,
             criteria.empty() ? tr(locale, "tout")
                              : one_line(fmt::format("{}", fmt::join(criteria, " ; "))));
}

// What was asked, to an address that nobody confirmed.
std::string unconfirmed_search_text(store::Session& session, Alert const& alert) {
  auto criteria = criteria_lines(session, locale_of(alert), alert.about, alert.query);
  for (auto& line : criteria)
    line = harmless(locale_of(alert), line);
  return search_text(alert, criteria);
}

}  // namespace

std::string letter_link(std::string const& origin, Alert const& alert, TokenUse use,
                        std::string const& token) {
  auto const path = use == TokenUse::confirm ? "/alertes/confirmation/" : "/alertes/arret/";
  return origin + web::localized(locale_of(alert), path + token);
}

mail::Message confirmation_letter(store::Session& session, Context const& context,
                                  Alert const& alert, std::string const& confirm,
                                  std::string const& stop) {
  auto const locale = locale_of(alert);
  mail::Message message;
  message.subject = trf(locale, "{} : confirmez votre alerte", context.site);
  message.text = fmt::format(
      "{}\n\n{}\n\n{}\n\n{}\n{}\n\n{}\n", tr(locale, "Bonjour,"),
      trf(locale,
          "Quelqu’un, sans doute vous, demande que {} écrive à cette adresse quand un appel ou un "
          "dispositif convient à sa recherche.",
          context.site),
      unconfirmed_search_text(session, alert),
      tr(locale, "Si c’est vous, ouvrez ce lien et confirmez, dans les deux jours :"), confirm,
      tr(locale,
         "Sinon, ne faites rien : dans deux jours, cette demande et votre adresse seront "
         "effacées."));
  message.text += footer(context, alert, stop);
  return message;
}

mail::Message known_letter(store::Session& session, Context const& context, Alert const& alert,
                           std::string const& stop) {
  auto const locale = locale_of(alert);
  mail::Message message;
  message.subject = trf(locale, "{} : vous avez déjà cette alerte", context.site);
  message.text = fmt::format(
      "{}\n\n{}\n\n{}\n", tr(locale, "Bonjour,"),
      tr(locale, "La recherche demandée est déjà suivie pour cette adresse. Rien n’a changé."),
      unconfirmed_search_text(session, alert));
  message.text += footer(context, alert, stop);
  return message;
}

mail::Message news_letter(store::Session& session, Context const& context, Alert const& alert,
                          std::string const& id, std::string const& stop) {
  auto const locale = locale_of(alert);
  auto const entries = entries_of(session, context, alert, id);
  mail::Message message;
  message.subject =
      fmt::format(fmt::runtime(web::trn(locale, "{} : {} nouvelle pour votre alerte",
                                        "{} : {} nouvelles pour votre alerte", entries.count)),
                  context.site, entries.count);
  message.text =
      fmt::format("{}\n\n{}\n{}\n\n", tr(locale, "Bonjour,"),
                  search_text(alert, criteria_lines(session, locale, alert.about, alert.query)),
                  address(context, alert, list_path(alert.about, alert.query)));
  message.text += entries.calls + entries.schemes;
  message.text += footer(context, alert, stop);
  return message;
}

}  // namespace pacte::alert
