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
          .reference = counted.aid.reference,
          .planned = counted.aid.planned};
}

void add_intensity(Cumulation& made, CumulationRequest const& request) {
  auto const& costs = *request.costs;
  if (auto const* regime = exempt_regimes().find(costs.regime.id)) {
    made.regime = regime->id;
    made.ceiling = ceiling_of(*regime, request.size, request.bonuses);
  }
  if (!made.asked.equivalent) return;
  std::vector<OtherAid> others;
  for (auto const& other : costs.others) {
    others.push_back(
        {other.giver, other.equivalent, regime_of(other.regime, request.size, request.bonuses)});
  }
  made.intensity = check_intensity(costs.eligible, *made.asked.equivalent,
                                   regime_of(costs.regime, request.size, request.bonuses), others);
}

}  // namespace

bool Cumulation::judged() const {
  return asked_de_minimis ? de_minimis.has_value() : intensity.has_value();
}

Euros Cumulation::most() const {
  if (!de_minimis) return intensity ? intensity->most : Euros{};
  return intensity ? std::min(de_minimis->most, intensity->most) : de_minimis->most;
}

bool Cumulation::allowed() const {
  return judged() && asked.equivalent <= most();
}

AidRegime regime_of(DeclaredRegime const& declared, UndertakingSize size,
                    std::span<std::string const> bonuses) {
  auto const* regime = exempt_regimes().find(declared.id);
  if (!regime) return declared.typed;
  AidRegime made{.name = regime->id, .most_share = declared.typed.most_share};
  if (auto const ceiling = ceiling_of(*regime, size, bonuses)) made.most_share = ceiling->share;
  if (regime->limit) made.most_amount = regime->limit->amount;
  return made;
}

Cumulation check_cumulation(CumulationRequest const& request, DeMinimisCeilings const& ceilings) {
  Cumulation made{.undertaking = single_undertaking(request.applicant, request.links),
                  .account = {},
                  .asked = {request.asked, equivalent_of(request.asked)},
                  .asked_de_minimis = request.de_minimis,
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
  if (known && request.de_minimis)
    made.de_minimis = check_de_minimis(account, to_grant(made.asked), ceilings);
  if (request.costs) add_intensity(made, request);
  return made;
}

}  // namespace pacte::aid
