#include "aid/cumulation_json.hpp"

#include <algorithm>

#include "aid/cumulation_form.hpp"
#include "base/nullable.hpp"
#include "base/text.hpp"
#include "rule/calendar.hpp"

namespace pacte::aid {
namespace {

constexpr std::size_t deepest = 5;
constexpr std::size_t most_fields = 4'000;

// In hundredths in the API, in units in a form.
bool in_hundredths(std::string_view key) {
  return key == "amount" || key == "eligible" || key == "most_amount" || key == "most_share";
}

std::string unit_text(std::int64_t hundredths) {
  auto const size = hundredths < 0 ? -static_cast<std::uint64_t>(hundredths)
                                   : static_cast<std::uint64_t>(hundredths);
  return fmt::format("{}{}.{:02}", hundredths < 0 ? "-" : "", size / 100, size % 100);
}

class Flattening {
 public:
  void members(std::string const& at, Json const& value, std::size_t depth) {
    for (auto const& [key, member] : value.items())
      add(at.empty() ? key : fmt::format("{}-{}", at, key), key, member, depth + 1);
  }

  web::Parameters fields;
  std::vector<FieldError> faults;  // by pointer

 private:
  void add(std::string const& at, std::string_view key, Json const& value, std::size_t depth) {
    if (depth > deepest || fields.pairs().size() > most_fields) {
      fault(at, "C’est trop profond, ou trop long.");
    } else if (value.is_object()) {
      members(at, value, depth);
    } else if (value.is_array()) {
      items(at, value, depth);
    } else {
      scalar(at, key, value);
    }
  }

  void items(std::string const& at, Json const& value, std::size_t depth) {
    std::size_t number = 0;
    for (auto const& item : value) {
      auto const place = fmt::format("{}-{}", at, ++number);
      if (item.is_object()) {
        members(place, item, depth + 1);
      } else {
        fault(place, "Un objet est attendu ici.");
      }
    }
  }

  void scalar(std::string const& at, std::string_view key, Json const& value) {
    if (value.is_null()) return;
    if (in_hundredths(key)) {
      if (value.is_number_integer()) {
        fields.add(at, unit_text(value.get<std::int64_t>()));
      } else {
        fault(at, key == "most_share"
                      ? "Un nombre entier de centièmes de pour cent est attendu : 4500 pour 45 %."
                      : "Un nombre entier de centimes est attendu : 1200050 pour 12 000,50 €.");
      }
    } else if (value.is_string()) {
      fields.add(at, value.get<std::string>());
    } else if (value.is_number_integer()) {
      fields.add(at, std::to_string(value.get<std::int64_t>()));
    } else if (value.is_boolean()) {
      if (value.get<bool>()) fields.add(at, "1");
    } else {
      fault(at, "Un texte ou un nombre entier est attendu.");
    }
  }

  void fault(std::string_view at, std::string message) {
    faults.push_back({pointer_of(at), std::move(message)});
  }
};

template <class Value, std::size_t size>
std::string name_of(Value value, std::array<NamedValue<Value>, size> const& all) {
  return std::string{std::ranges::find(all, value, &NamedValue<Value>::value)->name};
}

std::string day_text(std::chrono::year_month_day day) {
  return rule::to_day_text(std::chrono::sys_days{day}.time_since_epoch().count());
}

Json aid_json(CountedAid const& counted) {
  auto const& aid = counted.aid;
  return {{"siren", or_null(aid.siren)},
          {"reference", or_null(aid.reference)},
          {"granted", day_text(aid.granted)},
          {"shape", name_of(aid.shape, aid_shapes)},
          {"amount", aid.amount.cents},
          {"rule", name_of(aid.rule, de_minimis_rules)},
          {"planned", aid.planned},
          {"equivalent", counted.equivalent ? Json(counted.equivalent->cents) : Json{}},
          {"of_undertaking", counted.of_undertaking}};
}

// The rule of the account says nothing of an aid that is not de minimis.
Json asked_json(Cumulation const& made) {
  auto json = aid_json(made.asked);
  if (!made.asked_de_minimis)
    json["rule"] = made.regime.empty() ? std::string{other_rule} : made.regime;
  return json;
}

Json limit_json(DeMinimisLimit const& limit) {
  Json rules = Json::array();
  for (auto const rule : limit.rules)
    rules.push_back(name_of(rule, de_minimis_rules));
  Json counted = Json::array();
  for (auto const& grant : limit.counted) {
    counted.push_back({{"granted", day_text(grant.granted)},
                       {"reference", or_null(grant.reference)},
                       {"planned", grant.planned},
                       {"equivalent", grant.equivalent.cents}});
  }
  return {{"rules", std::move(rules)},     {"ceiling", limit.ceiling.cents},
          {"from", day_text(limit.from)},  {"to", day_text(limit.to)},
          {"counted", std::move(counted)}, {"total", limit.total.cents},
          {"left", limit.left.cents}};
}

Json de_minimis_json(DeMinimisCheck const& check) {
  Json limits = Json::array();
  for (auto const& limit : check.limits)
    limits.push_back(limit_json(limit));
  return {{"allowed", check.allowed}, {"most", check.most.cents}, {"limits", std::move(limits)}};
}

std::string_view name_of(CeilingStep::Kind kind) {
  switch (kind) {
    case CeilingStep::Kind::base: return "base";
    case CeilingStep::Kind::size: return "size";
    case CeilingStep::Kind::bonus: return "bonus";
    case CeilingStep::Kind::passed_over: return "passed_over";
    case CeilingStep::Kind::cap: return "cap";
  }
  return {};
}

Json regime_json(Cumulation const& made) {
  if (made.regime.empty()) return {};
  Json steps = Json::array();
  if (made.ceiling) {
    for (auto const& step : made.ceiling->steps) {
      steps.push_back({{"kind", name_of(step.kind)},
                       {"bonus", or_null(step.bonus)},
                       {"points", step.points.value},
                       {"source", or_null(step.source)}});
    }
  }
  return {{"id", made.regime},
          {"share", made.ceiling ? Json(made.ceiling->share.value) : Json{}},
          {"steps", std::move(steps)}};
}

Json intensity_json(IntensityCheck const& check) {
  return {{"allowed", check.allowed},
          {"ceiling", check.ceiling ? Json(check.ceiling->cents) : Json{}},
          {"ceiling_of", or_null(check.ceiling_of)},
          {"already", check.already.cents},
          {"most", check.most.cents}};
}

}  // namespace

Result<web::Parameters> to_fields(Json const& declared) {
  constexpr auto expected =
      "Le corps de la requête n’est pas celui attendu : un objet avec asked, et au besoin "
      "applicant, size, bonus, links, account et costs ; montants en centimes, taux en centièmes "
      "de pour cent, nombres entiers.";
  if (!declared.is_object()) return fail(ProblemKind::malformed, expected);
  Flattening flattening;
  flattening.members("", declared, 0);
  if (!flattening.faults.empty())
    return fail(ProblemKind::malformed, expected, std::move(flattening.faults));
  return std::move(flattening.fields);
}

std::string pointer_of(std::string_view field) {
  std::string pointer;
  for (auto const part : split(field, '-')) {
    auto const number = parse_integer(part);
    pointer += number ? fmt::format("/{}", *number - 1) : fmt::format("/{}", part);
  }
  return pointer;
}

Json to_json(Cumulation const& cumulation) {
  Json links = Json::array();
  for (auto const& link : cumulation.undertaking.links) {
    links.push_back({{"parent", link.parent},
                     {"child", link.child},
                     {"control", name_of(link.control, controls)}});
  }
  Json account = Json::array();
  for (auto const& one : cumulation.account)
    account.push_back(aid_json(one));
  return {
      {"undertaking", {{"members", cumulation.undertaking.members}, {"links", std::move(links)}}},
      {"account", std::move(account)},
      {"asked", asked_json(cumulation)},
      {"regime", regime_json(cumulation)},
      {"de_minimis", cumulation.de_minimis ? de_minimis_json(*cumulation.de_minimis) : Json{}},
      {"intensity", cumulation.intensity ? intensity_json(*cumulation.intensity) : Json{}}};
}

}  // namespace pacte::aid
