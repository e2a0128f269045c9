#include "aid/cumulation.hpp"

#include <algorithm>

namespace pacte::aid {
namespace {

std::optional<Euros> equivalent_of(DeclaredAid const& aid) {
  switch (aid.shape) {
    case AidShape::grant: return aid.amount;
    case AidShape::loan: return loan_equivalent(aid.amount, aid.months);
    case AidShape::guarantee: return guarantee_equivalent(aid.amount, aid.months);
  }
  return std::nullopt;
}

DeMinimisGrant to_grant(CountedAid const& counted) {
  return {.granted = counted.aid.granted,
          .equivalent = counted.equivalent.value_or(Euros{}),
          .rule = counted.aid.rule,
          .undertaking = counted.aid.siren,
          .reference = counted.aid.reference};
}

}  // namespace

Cumulation check_cumulation(CumulationRequest const& request, DeMinimisCeilings const& ceilings) {
  Cumulation made{.undertaking = single_undertaking(request.applicant, request.links),
                  .account = {},
                  .asked = {request.asked, equivalent_of(request.asked)},
                  .de_minimis = {},
                  .intensity = {}};
  std::vector<DeMinimisGrant> account;
  bool known = made.asked.equivalent.has_value();
  for (auto const& aid : request.account) {
    CountedAid counted{aid, equivalent_of(aid)};
    counted.of_undertaking =
        aid.siren.empty() ||
        std::ranges::find(made.undertaking.members, aid.siren) != made.undertaking.members.end();
    if (counted.of_undertaking) {
      known = known && counted.equivalent;
      account.push_back(to_grant(counted));
    }
    made.account.push_back(std::move(counted));
  }
  if (known) made.de_minimis = check_de_minimis(account, to_grant(made.asked), ceilings);
  if (request.costs && made.asked.equivalent) {
    made.intensity = check_intensity(request.costs->eligible, *made.asked.equivalent,
                                     request.costs->regime, request.costs->others);
  }
  return made;
}

}  // namespace pacte::aid
