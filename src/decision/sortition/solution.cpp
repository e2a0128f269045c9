#include "decision/sortition/solution.hpp"

#include <fmt/format.h>

#include "decision/sortition/column_generation.hpp"
#include "decision/sortition/mixing.hpp"
#include "decision/sortition/parcel.hpp"
#include "decision/sortition/pricing.hpp"
#include "decision/sortition/relaxation.hpp"

namespace pacte::decision::sortition {
namespace {

Solution infeasible(SeatModel const& model, SolverSettings const& settings,
                    Progress const& progress) {
  progress("aucun panel possible : recherche des quotas qui se contredisent");
  return {.panels = {}, .certificate = {}, .infeasibility = explain_infeasible(model, settings)};
}

void pack(Packer& packer, Stage const& stage) {
  packer.put(stage.level);
  packer.put(stage.prices);
  packer.put(stage.bound);
  packer.put(stage.multipliers);
  packer.put(stage.settled);
}

Stage unpack_stage(Unpacker& parcel) {
  Stage stage;
  stage.level = parcel.get<double>();
  stage.prices = parcel.get_all<ClassPrice>();
  stage.bound = parcel.get<double>();
  stage.multipliers = parcel.get_all<double>();
  stage.settled = parcel.get_all<std::uint32_t>();
  return stage;
}

void pack(Packer& packer, Infeasibility const& infeasibility) {
  packer.put(infeasibility.conflicts.size());
  for (auto const& conflict : infeasibility.conflicts)
    packer.put(conflict);
  packer.put(infeasibility.relaxations.size());
  for (auto const& changes : infeasibility.relaxations)
    packer.put(changes);
}

Infeasibility unpack_infeasibility(Unpacker& parcel) {
  Infeasibility infeasibility;
  for (auto left = parcel.get<std::size_t>(); left > 0; --left) {
    infeasibility.conflicts.push_back(parcel.get_all<Limit>());
  }
  for (auto left = parcel.get<std::size_t>(); left > 0; --left) {
    infeasibility.relaxations.push_back(parcel.get_all<LimitChange>());
  }
  return infeasibility;
}

}  // namespace

Solution solve_leximin(SeatModel const& model, SolverSettings const& settings,
                       std::size_t max_stages, Progress const& progress) {
  progress("probabilités sur les panels fractionnaires");
  auto relaxed = relaxed_leximin(model, settings, max_stages);
  if (!relaxed) return infeasible(model, settings, progress);
  progress("panels entiers");
  Pricing pricing{model, settings};
  auto mixing = attain(model, relaxed->seats, pricing, settings);
  if (mixing.known.empty()) return infeasible(model, settings, progress);
  if (mixing.end == Mixing::End::attained) {
    return {.panels = std::move(mixing.panels),
            .certificate = {.proof = Proof::multipliers,
                            .stages = std::move(relaxed->stages),
                            .seats = std::move(relaxed->seats)},
            .infeasibility = {}};
  }
  auto const listed = pricing.enumerate();
  auto found = column_leximin(
      model, std::move(mixing.known), pricing, settings, max_stages, [&](std::size_t settled) {
        progress(fmt::format("{} profils réglés sur {}", settled, model.classes.size()));
      });
  return {.panels = std::move(found.panels),
          .certificate = {.proof = listed ? Proof::all_panels : Proof::integer_search,
                          .stages = std::move(found.leximin.stages),
                          .seats = std::move(found.leximin.seats)},
          .infeasibility = {}};
}

std::string pack(Solution const& solution) {
  Packer packer;
  packer.put(solution.infeasibility.has_value());
  if (solution.infeasibility) {
    pack(packer, *solution.infeasibility);
    return packer.take();
  }
  packer.put(solution.panels.size());
  for (auto const& panel : solution.panels) {
    packer.put(panel.weight);
    packer.put(panel.seats);
  }
  auto const& certificate = solution.certificate;
  packer.put(certificate.proof);
  packer.put(certificate.stages.size());
  for (auto const& stage : certificate.stages)
    pack(packer, stage);
  packer.put(certificate.seats);
  packer.put(certificate.gap);
  return packer.take();
}

Solution unpack(std::string_view bytes) {
  Unpacker parcel{bytes};
  Solution solution;
  if (parcel.get<bool>()) {
    solution.infeasibility = unpack_infeasibility(parcel);
    return solution;
  }
  for (auto left = parcel.get<std::size_t>(); left > 0; --left) {
    auto const weight = parcel.get<double>();
    solution.panels.push_back({weight, parcel.get_all<int>()});
  }
  auto& certificate = solution.certificate;
  certificate.proof = parcel.get<Proof>();
  for (auto left = parcel.get<std::size_t>(); left > 0; --left) {
    certificate.stages.push_back(unpack_stage(parcel));
  }
  certificate.seats = parcel.get_all<double>();
  certificate.gap = parcel.get<double>();
  return solution;
}

}  // namespace pacte::decision::sortition
