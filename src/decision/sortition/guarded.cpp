#include "decision/sortition/integer.hpp"
#include "decision/sortition/isolation.hpp"
#include "decision/sortition/parcel.hpp"

namespace pacte::decision::sortition {

IntegerResult solve_guarded(IntegerProgramme const& programme, std::chrono::milliseconds limit) {
  for (auto const& settings : settings_to_try()) {
    auto const bytes = run_in_child(
        [&](Tell const&) {
          auto const result = solve(programme, {.settings = settings});
          Packer packer;
          packer.put(result.status);
          packer.put(result.objective);
          packer.put(result.values);
          return packer.take();
        },
        limit);
    if (!bytes) continue;
    Unpacker parcel{*bytes};
    IntegerResult result{.status = parcel.get<IntegerResult::Status>(),
                         .objective = parcel.get<double>()};
    result.values = parcel.get_all<double>();
    return result;
  }
  return {};
}

}  // namespace pacte::decision::sortition
