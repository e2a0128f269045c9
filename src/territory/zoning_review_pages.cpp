#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "source/parts.hpp"
#include "store/failure.hpp"
#include "territory/contour_store.hpp"
#include "territory/operations/review_zoning_name.hpp"
#include "territory/zoning_pages.hpp"
#include "web/form.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr auto path = "/territoires/zonages/a-verifier";
constexpr std::size_t page_size = 30;
constexpr std::size_t near_names = 3;  // of each part of a name
constexpr std::size_t longest_text = 600;

struct ReasonText {
  std::string_view code;
  std::string_view french;
};
constexpr std::array reasons{
    ReasonText{"ambiguous", "Homonyme, marque, nom mal écrit ou statut incertain"},
    ReasonText{"generic", "Catégorie ou liste dont les documents ne nomment pas les membres"},
    ReasonText{"linear", "Ligne, canal ou axe, et non un ensemble de communes"},
    ReasonText{"outside", "Hors de la région, ou à l’étranger"},
    ReasonText{"perimeter", "Périmètre dont aucune source à portée ne donne la composition"},
    ReasonText{"reference", "Déjà dans le référentiel des territoires"},
    ReasonText{"rule", "Règle, et non liste : elle se calcule"},
    ReasonText{"site", "Lieu ou équipement dont le texte ne nomme pas la commune"},
};

struct StateText {
  std::string_view name;    // in the address
  std::string_view stored;  // as the store calls it
  std::string_view french;
};
constexpr std::array states{
    StateText{"ouverts", "none", "À décider"}, StateText{"acceptes", "accepted", "Acceptés"},
    StateText{"ecartes", "set_aside", "Écartés"}, StateText{"tous", "", "Tous"}};

StateText const& state_of(Request const& request) {
  auto const* const found = std::ranges::find(states, request.query.get("etat"), &StateText::name);
  return found == states.end() ? states.front() : *found;
}

std::string reason_text(Locale locale, std::string_view code) {
  auto const* const found = std::ranges::find(reasons, code, &ReasonText::code);
  return found == reasons.end() ? std::string{code} : tr(locale, found->french);
}

// The parts of a printed name that may be names of territories: without its remark.
std::vector<std::string> parts_of(std::string_view label) {
  std::string plain;
  for (char const c : label.substr(0, label.find('(')))
    plain += c == ';' || c == '/' || c == ':' ? ',' : c;
  std::vector<std::string> parts;
  for (auto const part : split(plain, ',')) {
    if (!trim(part).empty()) parts.emplace_back(trim(part));
  }
  return parts;
}

/// What a name may mean: the candidates of the reference, then the territories nearest in name.
class Suggestions {
 public:
  Suggestions(store::Session& session, NameIndex const& names)
      : territories_{all_territories(session)},
        former_{former_communes(session)},
        codes_{territories_, former_},
        names_{names} {}

  [[nodiscard]] std::vector<Territory const*> of(UnmatchedName const& name) const {
    std::vector<Territory const*> found;
    auto const add = [&](std::string const& code) {
      auto const read = codes_.read(code);
      if (read && std::ranges::find(found, read->territory) == found.end())
        found.push_back(read->territory);
    };
    for (auto const& code : name.candidates)
      add(code);
    for (auto const& part : parts_of(name.label)) {
      for (auto const& key : names_.find(part, near_names))
        add(to_text(key));
    }
    return found;
  }

  [[nodiscard]] Territory const* named(std::string const& key) const {
    auto const read = codes_.read(key);
    return read ? read->territory : nullptr;
  }

 private:
  std::vector<Territory> territories_;
  std::vector<FormerCommune> former_;
  CodeReader codes_;
  NameIndex const& names_;
};

void fill_territory(View row, Request const& request, Territory const& territory) {
  row.set("URL", web::localized(request.locale, page_path(territory.key)));
  row.set("NAME", territory.name).set("CODE", territory.key.code);
  row.set("LEVEL", tr(request.locale, one(territory.key.level)));
  row.set("VALUE", to_text(territory.key));
}

void fill_decision(View& row, Request const& request, Suggestions const& suggestions,
                   NameDecision const& decision) {
  constexpr std::size_t day_length = 10;
  auto shown = row.section("DECISION");
  shown.set("DAY", source::date_text(request.locale, decision.decided_at.substr(0, day_length)));
  shown.set_optional("REASON", decision.reason);
  if (decision.decision != "accepted") {
    shown.show("SET_ASIDE");
    return;
  }
  shown.show("ACCEPTED");
  if (auto const* territory = suggestions.named(decision.territory))
    fill_territory(shown.section("TERRITORY"), request, *territory);
}

struct Refused {
  web::Parameters given;
  std::vector<FieldError> errors;
  int status = 200;
};

bool is_refused(Refused const& refused, UnmatchedName const& name) {
  return !refused.errors.empty() && refused.given.get("zoning") == name.zoning &&
         refused.given.get("label") == name.label;
}

void fill_form(View& row, Request const& request, ReviewedName const& one,
               std::vector<Territory const*> const& suggested, bool known, Refused const& refused) {
  auto form = row.section("FORM");
  form.set("CSRF", request.principal.csrf_token);
  form.set("ACTION", web::localized(request.locale, path));
  form.set("STATE", state_of(request).name)
      .set("AFTER", web::percent_encode(request.query.get("apres")));
  form.set("ZONING", one.name.zoning).set("FULL_LABEL", one.name.label);
  form.set("SEEN", one.decision ? one.decision->decision : std::string{});
  if (!known) form.show("NEW_ZONING");
  for (auto const* territory : suggested)
    fill_territory(form.section("CHOICE"), request, *territory);
  if (!is_refused(refused, one.name)) return;
  form.show("OPEN");
  form.set("OTHER", refused.given.get("other")).set("WHY", refused.given.get("reason"));
  form.set("ZONING_NAME", refused.given.get("zoning_name"));
}

void fill_row(View row, store::Session& session, Request const& request, ReviewedName const& one,
              Suggestions const& suggestions, Refused const& refused) {
  auto const named = zoning(session, one.name.zoning);
  row.set("LABEL", one.name.label).set("KEY", one.name.zoning);
  if (named) {
    row.section("IN")
        .set("URL", web::localized(request.locale, zoning_path(named->key)))
        .set("NAME", tr(request.locale, named->name));
  }
  row.set("WHY_UNMATCHED", reason_text(request.locale, one.name.reason));
  auto cited = zoning_citations(session, one.name.zoning);
  source::fill_refs(row, request.locale, cited[one.name.label]);
  if (one.decision) fill_decision(row, request, suggestions, *one.decision);
  bool const accepted = one.decision && one.decision->decision == "accepted";
  if (accepted) return;
  auto const suggested = suggestions.of(one.name);
  for (auto const* territory : suggested)
    fill_territory(row.section("SUGGESTION"), request, *territory);
  if (request.principal.may(edit_zonings))
    fill_form(row, request, one, suggested, named.has_value(), refused);
}

void fill_states(View& view, store::Session& session, Request const& request) {
  auto counted = count_unmatched(session);
  std::int64_t all = 0;
  for (auto const& [decision, count] : counted)
    all += count;
  for (auto const& state : states) {
    auto line = view.section("STATE_LINK");
    line.set("URL", fmt::format("{}?etat={}", web::localized(request.locale, path), state.name));
    line.set("TEXT", tr(request.locale, state.french));
    auto const stored = state.stored == "none" ? std::string{} : std::string{state.stored};
    line.set("COUNT", state.stored.empty() ? all : counted[stored]);
    if (state.name == state_of(request).name) line.show("CURRENT");
  }
}

// The key of a page of the list: "zoning name".
std::pair<std::string, std::string> after_of(std::string const& text) {
  auto const space = text.find(' ');
  if (space == std::string::npos) return {text, {}};
  return {text.substr(0, space), text.substr(space + 1)};
}

Response page(Services const& services, AtlasKeeper& keeper, Request const& request,
              Refused const& refused) {
  auto reading = services.database.read();
  auto& session = reading.session();
  auto const& state = state_of(request);
  auto names =
      list_unmatched(session, std::string{state.stored},
                     after_of(shorten(request.query.get("apres"), longest_text)), page_size + 1);
  web::Document content{"territory/zoning_review.html", request.locale};
  auto& view = content.root();
  web::fill_form(view, request, {}, refused.errors);
  fill_states(view, session, request);
  auto const done = request.query.get("fait");
  if (refused.errors.empty() && done == "accepte") view.show("DONE_ACCEPTED");
  if (refused.errors.empty() && done == "ecarte") view.show("DONE_SET_ASIDE");
  if (names.size() > page_size) {
    names.pop_back();
    auto const& last = names.back().name;
    view.section("NEXT").set(
        "URL", fmt::format("{}?etat={}&apres={}", web::localized(request.locale, path), state.name,
                           web::percent_encode(last.zoning + " " + last.label)));
  }
  if (names.empty()) view.show("NONE");
  Suggestions const suggestions{session, keeper.current(session)->names()};
  for (auto const& one : names)
    fill_row(view.section("ROW"), session, request, one, suggestions, refused);
  auto const title = tr(request.locale, "Noms à vérifier");
  auto response = web::render(
      request,
      {.title = title,
       .description = tr(request.locale,
                         "Les noms que les documents donnent à des zonages et qu’aucun code ne "
                         "désigne à coup sûr."),
       .crumbs = {{tr(request.locale, "Territoires"), "/territoires"},
                  {tr(request.locale, "Zonages"), "/territoires/zonages"},
                  {title, ""}},
       .section = "territoires",
       .canonical = path},
      content, refused.status == 0 ? 200 : refused.status);
  response.cacheable = refused.errors.empty() && !request.principal.person;
  return response;
}

std::expected<ReviewZoningName, std::vector<FieldError>> read_form(web::Parameters const& given,
                                                                   Locale locale) {
  web::FormReader reader{given, locale};
  ReviewZoningName input;
  input.zoning = reader.text("zoning", 1, longest_text);
  input.label = reader.text("label", 1, longest_text);
  input.seen = reader.text("seen", 0, longest_text);
  input.decision = reader.text("decision", 0, longest_text);
  auto const chosen = reader.text("territory", 0, longest_text);
  auto other = reader.text("other", 0, longest_text);
  input.territory = other.empty() ? chosen : std::move(other);
  input.extent = reader.text("extent", 0, longest_text);
  input.reason = reader.text("reason", 0, longest_text);
  input.zoning_name = reader.text("zoning_name", 0, longest_text);
  reader.refuse_unknown();
  if (!reader.ok()) return std::unexpected{reader.errors()};
  return input;
}

Response submit(Services const& services, AtlasKeeper& keeper, Request const& request) {
  auto const given = request.form().value_or(web::Parameters{});
  auto const input = read_form(given, request.locale);
  if (!input) return page(services, keeper, request, {given, input.error(), 422});
  auto const reviewed = store::guarded([&] {
    return review_zoning_name(services.database, services.clock(), request.principal, *input);
  });
  if (!reviewed) {
    auto errors = reviewed.error().fields;
    if (errors.empty()) errors.push_back({"", reviewed.error().detail});
    for (auto& error : errors)
      error.message = tr(request.locale, error.message);
    return page(services, keeper, request,
                {given, std::move(errors), http_status(reviewed.error().kind)});
  }
  return web::redirect(
      fmt::format("{}?etat={}&fait={}{}", web::localized(request.locale, path),
                  state_of(request).name, input->decision == "accepted" ? "accepte" : "ecarte",
                  request.query.get("apres").empty()
                      ? std::string{}
                      : "&apres=" + web::percent_encode(request.query.get("apres"))));
}

}  // namespace

void add_zoning_review(web::Router& router, Services const& services,
                       std::shared_ptr<AtlasKeeper> const& keeper) {
  router.page(path, [services, keeper](Request const& request) {
    return page(services, *keeper, request, {});
  });
  router.form(
      path,
      [services, keeper](Request const& request) { return submit(services, *keeper, request); },
      edit_zonings);
}

}  // namespace pacte::territory
