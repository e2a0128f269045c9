#include "simulation/store.hpp"

#include "base/text.hpp"

namespace pacte::simulation {

std::string seal_key(store::Session& session) {
  return session("SELECT value FROM simulation_seal WHERE id = 1")
      .first([](std::string value) { return value; })
      .value_or("");
}

void insert_seal_key(store::Session& session, std::string const& key) {
  session("INSERT INTO simulation_seal (id, value) VALUES (1, :value) ON CONFLICT (id) DO NOTHING",
          key)
      .run();
}

bool insert_simulation(store::Session& session, KeptSimulation const& kept) {
  auto const answers = to_line(kept.answers);
  return session(
             "INSERT INTO simulation (id, person, answered_on, answers, fingerprint, kept_at) "
             "VALUES (:id, :person, :day, :answers, :fingerprint, :at) "
             "ON CONFLICT (person, fingerprint) DO NOTHING",
             kept.id, kept.person, kept.day, answers, sha256_hex(kept.day + answers), kept.kept_at)
             .run() > 0;
}

std::vector<KeptSimulation> simulations_of(store::Session& session, std::string const& person) {
  return session(
             "SELECT id, answered_on, answers, kept_at FROM simulation WHERE person = :person "
             "ORDER BY answered_on DESC, kept_at DESC, id",
             person)
      .map([&](std::string id, std::string day, std::string const& answers, std::string kept_at) {
        return KeptSimulation{.id = std::move(id),
                              .person = person,
                              .day = std::move(day),
                              .answers = parse_json(answers).value_or(Json::object()),
                              .kept_at = std::move(kept_at)};
      });
}

bool delete_simulation_row(store::Session& session, std::string const& person,
                           std::string const& id) {
  return session("DELETE FROM simulation WHERE person = :person AND id = :id", person, id).run() >
         0;
}

void delete_simulations_of(store::Session& session, std::string const& person) {
  session("DELETE FROM simulation WHERE person = :person", person).run();
}

}  // namespace pacte::simulation
