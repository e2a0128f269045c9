#include "diagnostic/opened_link.hpp"

#include "base/date.hpp"
#include "diagnostic/store.hpp"

namespace pacte::diagnostic {
namespace {

std::unexpected<Problem> refused(LinkFault fault) {
  switch (fault) {
    case LinkFault::unreadable:
      return fail(ProblemKind::invalid,
                  "Ce lien est incomplet : il a sans doute été coupé. Copiez-le en entier, ou "
                  "refaites le diagnostic.");
    case LinkFault::forged: break;
  }
  return fail(ProblemKind::invalid,
              "Ce lien a été modifié, ou vient d’un autre site : ses réponses ne sont pas sûres, "
              "et rien n’en est montré. Refaites le diagnostic.");
}

}  // namespace

Result<OpenedLink> open_link(store::Session& session, std::string_view link) {
  auto const token = token_in(link);
  auto const key = seal_key(session);
  auto const version = version_in(token, key);
  if (!version) return refused(version.error());
  auto definition = diagnostic_version(session, *version);
  if (!definition) {
    return fail(ProblemKind::invalid, "Ce lien est celui d’un diagnostic qui n’est plus ici.");
  }
  auto filling = read_link(*definition, token, key);
  if (!filling) return refused(filling.error());
  return OpenedLink{*std::move(definition), *std::move(filling)};
}

std::string link_to(store::Session& session, Definition const& definition, Filling const& filling) {
  return make_link(definition, filling, seal_key(session));
}

std::string day_text(std::chrono::sys_days day) {
  constexpr std::size_t date_length = 10;
  return to_iso(Instant{day}).substr(0, date_length);
}

std::chrono::sys_days read_day(std::string_view text) {
  auto const instant = parse_instant(fmt::format("{}T00:00:00.000Z", text));
  return std::chrono::floor<std::chrono::days>(instant.value_or(Instant{}));
}

}  // namespace pacte::diagnostic
