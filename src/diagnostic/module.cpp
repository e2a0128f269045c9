#include "diagnostic/module.hpp"

#include "diagnostic/api.hpp"
#include "diagnostic/pages.hpp"
#include "diagnostic/store.hpp"

namespace pacte::embedded {
std::vector<File> diagnostic_migrations();
std::vector<File> diagnostic_views();
}  // namespace pacte::embedded

namespace pacte::diagnostic {
namespace {

Json kept_by(store::Session& session, std::string const& person) {
  Json all = Json::array();
  for (auto const& kept : assessments_of(session, person)) {
    auto const definition = diagnostic_version(session, kept.version);
    all.push_back({{"id", kept.id},
                   {"diagnostic", definition ? Json(definition->key) : Json{}},
                   {"version_id", kept.version},
                   {"taken_on", kept.day},
                   {"kept_at", kept.kept_at},
                   {"answers", kept.answers},
                   {"notes", kept.notes}});
  }
  return all;
}

}  // namespace

Module diagnostic_module() {
  return {.name = "diagnostic",
          .migrations = embedded::diagnostic_migrations(),
          .views = embedded::diagnostic_views(),
          .routes =
              [](web::Router& router, Services const& services) {
                auto const context =
                    std::make_shared<Context const>(Context{services.database, services.clock});
                add_questionnaire_pages(router, context);
                add_result_pages(router, context);
                add_account_pages(router, context);
                add_api(router, context);
              },
          .api_schemas = api_schemas};
}

identity::PersonalData kept_assessments() {
  return {.name = "assessments",
          .give = kept_by,
          .erase = [](store::Session& session, std::string const& person) {
            delete_assessments_of(session, person);
          }};
}

}  // namespace pacte::diagnostic
