#include "simulation/link.hpp"

#include "base/seal.hpp"
#include "simulation/answers.hpp"

namespace pacte::simulation {
namespace {

constexpr char format = 1;

std::unexpected<Problem> refused(SealFault fault) {
  if (fault == SealFault::forged) {
    return fail(ProblemKind::invalid,
                "Ce lien a été modifié, ou vient d’un autre site : ses réponses ne sont pas sûres, "
                "et rien n’en est montré. Refaites la simulation.");
  }
  return fail(ProblemKind::invalid,
              "Ce lien est incomplet : il a sans doute été coupé. Copiez-le en entier, ou refaites "
              "la simulation.");
}

}  // namespace

std::optional<std::string> make_link(Link const& link, std::string_view key) {
  auto json = to_json(link.answers);
  json["day"] = link.day;
  auto text = sealed(std::string{format} + json.dump(), key);
  if (text.size() > longest_link) return std::nullopt;
  return text;
}

Result<Link> open_link(std::string_view text, std::string_view key) {
  auto const token = token_in(text);
  if (token.size() > longest_link) return refused(SealFault::unreadable);
  auto const bytes = unsealed(token, key, format, 2);
  if (!bytes) return refused(bytes.error());
  auto const json = parse_json(std::string_view{*bytes}.substr(1));
  if (!json) return refused(SealFault::unreadable);
  return Link{.day = text_or_empty(*json, "day"), .answers = answers_in(*json)};
}

}  // namespace pacte::simulation
