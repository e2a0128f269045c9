// All the SQL of simulations: the secret of their links, and those that people keep.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "store/session.hpp"

namespace pacte::simulation {

/// The secret of the links' seal; empty when there is none yet.
std::string seal_key(store::Session& session);
/// Leaves the one that is there.
void insert_seal_key(store::Session& session, std::string const& key);

struct KeptSimulation {
  std::string id;
  std::string person;
  std::string day;  // "2026-03-01": when the answers were given
  Json answers;     // as to_json gives them
  std::string kept_at;
};

/// False when the person keeps the same one already.
bool insert_simulation(store::Session& session, KeptSimulation const& kept);
/// The latest first.
std::vector<KeptSimulation> simulations_of(store::Session& session, std::string const& person);
/// False when it is not there, or somebody else's.
bool delete_simulation_row(store::Session& session, std::string const& person,
                           std::string const& id);
void delete_simulations_of(store::Session& session, std::string const& person);

}  // namespace pacte::simulation
