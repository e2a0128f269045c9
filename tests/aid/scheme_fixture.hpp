// A small corpus with three ambitions of the Green Pact and two instruments, and officers.
#pragma once

#include <gmock/gmock.h>

#include "aid/editing.hpp"
#include "aid/facets.hpp"
#include "aid/operations/begin_scheme.hpp"
#include "aid/operations/describe_schemes.hpp"
#include "aid/operations/propose_scheme.hpp"
#include "aid/operations/publish_scheme.hpp"
#include "aid/operations/save_scheme.hpp"
#include "aid/operations/withdraw_scheme.hpp"
#include "aid/record.hpp"
#include "identity/module.hpp"
#include "plan/record.hpp"
#include "refusals.hpp"
#include "source/record.hpp"
#include "source/record_store.hpp"
#include "store/database_fixture.hpp"

namespace pacte::embedded {
std::vector<File> source_migrations();
std::vector<File> territory_migrations();
std::vector<File> plan_migrations();
std::vector<File> aid_migrations();
}  // namespace pacte::embedded

namespace pacte::aid {

inline Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");
inline std::string const food = "pacte-vert-2020/i";
inline std::string const rail = "pacte-vert-2020/iii";
inline std::string const citizens = "pacte-vert-2020/xii";

class SchemeTest : public pacte::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(store::migrate(database(), {store::own_migrations(),
                                            {"identity", identity::identity_module().migrations},
                                            {"source", embedded::source_migrations()},
                                            {"territory", embedded::territory_migrations()},
                                            {"plan", embedded::plan_migrations()},
                                            {"aid", embedded::aid_migrations()}}));
    add(source::document_kind(), document());
    add(plan::node_kind(), node("pacte-vert-2020/plan", "plan", nullptr, "Pacte vert"));
    add(plan::node_kind(), node("pacte-vert-2020/axe", "axis", green_pact_plan, "Dix plans"));
    add(plan::node_kind(), node(food, "plan", "pacte-vert-2020/axe", "Alimentation"));
    add(plan::node_kind(), node(rail, "plan", "pacte-vert-2020/axe", "Rail"));
    add(plan::node_kind(), node(citizens, "lever", "pacte-vert-2020/axe", "Région citoyenne"));
    add(instrument_kind(), instrument("a/fund", "Fonds régional"));
    add(instrument_kind(), instrument("a/loan", "Prêt régional"));
  }

  void add(source::RecordKind const& kind, Json const& record) {
    auto const faults = source::check_record(kind, record);
    ASSERT_TRUE(faults.empty()) << faults.front();
    auto writing = database().write();
    source::insert_record(writing, kind, record, 1, noon);
    writing.commit();
  }

  void replace(Json const& record) {
    auto writing = database().write();
    source::erase_record(writing, instrument_kind(), record["id"].get<std::string>());
    source::insert_record(writing, instrument_kind(), record, 2, noon);
    writing.commit();
  }

  void remove(std::string const& id) {
    auto writing = database().write();
    source::erase_record(writing, instrument_kind(), id);
    writing.commit();
  }

  static Json document() {
    return {{"id", "d/one"},         {"label", "Document"},
            {"title", "Titre"},      {"type", "scheme"},
            {"publisher", "Région"}, {"date", "2022-11-25"},
            {"act", "AP/1"},         {"file", "a.txt"},
            {"part_of", nullptr},    {"lines", "1-5000"},
            {"amends", nullptr},     {"sources", {{{"doc", "d/one"}, {"lines", "1-5000"}}}}};
  }

  static Json node(std::string const& id, std::string const& level, Json const& parent,
                   std::string const& label) {
    return {{"id", id},
            {"plan", green_pact_plan},
            {"level", level},
            {"code", nullptr},
            {"label", label},
            {"order", 1},
            {"parent", parent},
            {"horizon", nullptr},
            {"horizon_class", nullptr},
            {"commitment", nullptr},
            {"budget_eur", nullptr},
            {"lead", nullptr},
            {"partners", Json::array()},
            {"themes", Json::array()},
            {"summary", nullptr},
            {"proposals", Json::array()},
            {"sources", {{{"doc", "d/one"}, {"lines", "1"}}}}};
  }

  static Json instrument(std::string const& id, std::string const& label) {
    return {{"id", id},
            {"label", label},
            {"type", "loan"},
            {"type_printed", "prêt"},
            {"beneficiaries", "PME et associations"},
            {"eligibility", {"Siège en région"}},
            {"amounts", {"jusqu’à 3 M€"}},
            {"conditionality", Json::array()},
            {"operator", nullptr},
            {"status", "planned"},
            {"plan_nodes", {food}},
            {"sources", {{{"doc", "d/one"}, {"lines", "3-4"}}}}};
  }

  static web::Principal officer(std::string const& person, std::set<web::Permission> permissions = {
                                                               edit_schemes, publish_schemes}) {
    web::Principal principal;
    principal.person = person;
    principal.permissions = std::move(permissions);
    return principal;
  }

  DescribedSchemes describe() {
    auto const report = describe_schemes(database(), "command-line", noon);
    EXPECT_TRUE(report);
    return report.value_or(DescribedSchemes{});
  }

  SchemeVersion version(std::string const& id, std::int64_t number) {
    auto reading = database().read();
    auto found = scheme_version(reading, id, number);
    EXPECT_TRUE(found) << id << " has no version " << number;
    return found.value_or(SchemeVersion{});
  }

  Scheme stored(std::string const& id) {
    auto reading = database().read();
    return scheme(reading, id).value_or(Scheme{});
  }

  /// A draft of a new scheme by Ada.
  SchemeVersion draft() {
    auto const made = begin_scheme(database(), noon, officer("ada"), {.label = "Aide au vélo"});
    EXPECT_TRUE(made);
    return made.value_or(SchemeVersion{});
  }

  static SchemeContent complete(SchemeContent content) {
    content.ambitions = {{rail, "Le vélo mène à la gare."}};
    content.coherence = "Aucune route ni aucun parking ne reçoit cet argent.";
    return content;
  }

  SchemeVersion proposed() {
    auto const begun = draft();
    auto const saved =
        save_scheme(database(), noon, officer("ada"), {ref(begun), complete(begun.content)});
    EXPECT_TRUE(saved);
    auto const made = propose_scheme(database(), noon, officer("ada"), ref(*saved));
    EXPECT_TRUE(made);
    return made.value_or(SchemeVersion{});
  }

  SchemeVersion published() {
    auto const made = publish_scheme(database(), noon, officer("bob"), ref(proposed()));
    EXPECT_TRUE(made);
    return made.value_or(SchemeVersion{});
  }

  static VersionRef ref(SchemeVersion const& version) {
    return {version.scheme, version.number, version.revision};
  }

  store::JournalRow last_entry() {
    auto reading = database().read();
    return store::journal_page(reading, "", 0, 1).at(0);
  }
};

}  // namespace pacte::aid
