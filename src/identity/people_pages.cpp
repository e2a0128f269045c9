#include <array>
#include <utility>

#include "identity/forms.hpp"
#include "identity/page_support.hpp"
#include "identity/pages.hpp"
#include "identity/permissions.hpp"
#include "identity/store.hpp"
#include "web/form.hpp"
#include "web/page.hpp"

namespace pacte::identity {
namespace {

using web::tr;

constexpr int people_on_a_page = 50;
constexpr auto list_path = "/administration/personnes";

void set_role(web::View view, Role role, web::Locale locale) {
  view.set("ROLE_NAME", names_of(role).name).set("ROLE_LABEL", tr(locale, names_of(role).label));
}

void fill_roles(web::View& row, Person const& person, web::Locale locale) {
  for (auto const role : person.roles) {
    auto held = row.section("HELD");
    auto const label = tr(locale, names_of(role).label);
    held.set("REVOKE_LABEL", web::trf(locale, "Retirer à {} le rôle « {} »", person.name, label));
    set_role(held, role, locale);
  }
  std::vector<Role> free;
  for (auto const& names : all_roles) {
    if (names.role != Role::visitor && !person.roles.contains(names.role)) {
      free.push_back(names.role);
    }
  }
  if (free.empty()) return;
  auto grantable = row.section("GRANTABLE");
  grantable.set("GRANT_LABEL", web::trf(locale, "Donner un rôle à {}", person.name));
  for (auto const role : free)
    set_role(grantable.section("CHOICE"), role, locale);
}

void fill_person(web::View row, Person const& person, web::Request const& request) {
  row.set("ID", person.id.value).set("NAME", person.name).set("ADDRESS", person.email);
  if (person.disabled_at) row.show("DISABLED");
  fill_roles(row, person, request.locale);
  // One's own account is erased from one's own page, with the password.
  if (person.id.value != request.principal.person) {
    row.section("ERASABLE")
        .set("ERASE_LABEL", web::trf(request.locale, "Effacer le compte de {}", person.name));
  }
}

std::string notice(web::Request const& request) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> notices{{
      {"compte", "Le compte est ouvert."},
      {"roles", "Les rôles sont changés."},
      {"effacement", "Le compte est effacé."},
  }};
  auto const done = request.query.get("fait");
  for (auto const& [key, text] : notices) {
    if (key == done) return tr(request.locale, text);
  }
  return {};
}

// What was typed in the form for a new account, without the password.
web::Parameters kept_of(web::Request const& request) {
  web::Parameters kept;
  if (auto const given = request.form()) {
    kept.add("name", given->get("name"));
    kept.add("email", given->get("email"));
  }
  return kept;
}

void fill_new_account(web::View& view, web::Request const& request) {
  auto const chosen = request.form().value_or(web::Parameters{}).get("roles");
  for (auto const& names : all_roles) {
    if (names.role == Role::visitor) continue;
    auto option = view.section("FIRST_ROLE");
    set_role(option, names.role, request.locale);
    if (chosen == names.name) option.show("CHOSEN");
  }
}

web::Response people_list(Context const& context, web::Request const& request,
                          std::vector<FieldError> const& errors, int status) {
  auto people = [&] {
    auto reading = context.database.read();
    return people_page(reading, {request.query.get("after")}, people_on_a_page + 1);
  }();
  web::Document document{"identity/people.html", request.locale};
  auto& view = document.root();
  bool const more = people.size() > people_on_a_page;
  if (more) {
    people.pop_back();
    view.section("MORE").set("NEXT", web::localized(request.locale, list_path) +
                                         "?after=" + web::percent_encode(people.back().id.value));
  }
  web::fill_form(view, request, kept_of(request), errors);
  if (people.empty()) view.show("NOBODY");
  for (auto const& person : people)
    fill_person(view.section("PERSON"), person, request);
  fill_new_account(view, request);
  if (auto const text = notice(request); !text.empty() && errors.empty()) {
    view.section("NOTICE").set("MESSAGE", text);
  }
  web::Page page;
  page.title = tr(request.locale, "Comptes et rôles");
  page.crumbs = {{page.title, ""}};
  page.indexed = false;
  return web::render(request, page, document, status);
}

// Back to the list, which says what was done or why it was not.
template <class T>
web::Response answer(Context const& context, web::Request const& request, Result<T> const& result,
                     std::string_view done) {
  if (!result) {
    return people_list(context, request, to_errors(result.error(), request.locale),
                       http_status(result.error().kind));
  }
  return web::redirect(web::localized(request.locale, list_path) + fmt::format("?fait={}", done));
}

web::Response show_people(Context const& context, web::Request const& request) {
  return people_list(context, request, {}, 200);
}

web::Response submit_person(Context const& context, web::Request const& request) {
  auto const added = submitted(request, read_add_person, [&](AddPerson const& input) {
    return add_person(context, request.principal, input);
  });
  return answer(context, request, added, "compte");
}

web::Response submit_grant(Context const& context, web::Request const& request) {
  auto const granted = submitted(request, read_grant_role, [&](GrantRole const& input) {
    return grant_role(context, request.principal, input);
  });
  return answer(context, request, granted, "roles");
}

web::Response submit_revocation(Context const& context, web::Request const& request) {
  auto const revoked = submitted(request, read_revoke_role, [&](RevokeRole const& input) {
    return revoke_role(context, request.principal, input);
  });
  return answer(context, request, revoked, "roles");
}

web::Response submit_erasure(Context const& context, web::Request const& request) {
  auto const erased = submitted(request, read_erase_person, [&](ErasePerson const& input) {
    return erase_person(context, request.principal, input);
  });
  return answer(context, request, erased, "effacement");
}

}  // namespace

void add_people_pages(web::Router& router, std::shared_ptr<Context const> const& context) {
  auto const with = [&context](web::Response (*handler)(Context const&, web::Request const&)) {
    return [context, handler](web::Request const& request) { return handler(*context, request); };
  };
  std::string const list = list_path;
  router.page(list, with(show_people), manage_people);
  router.form(list, with(submit_person), manage_people);
  router.form(list + "/roles/ajout", with(submit_grant), manage_people);
  router.form(list + "/roles/retrait", with(submit_revocation), manage_people);
  router.form(list + "/effacement", with(submit_erasure), manage_people);
}

}  // namespace pacte::identity
