#include "app/decision/draw_bundle.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "app/decision/files.hpp"
#include "decision/sortition/reader.hpp"
#include "report/csv.hpp"

namespace pacte::app {

namespace {

using namespace decision;
using namespace decision::sortition;

// No category of a real pool has such names.
constexpr std::string_view household_column = "pacte:household";
constexpr std::string_view weight_column = "pacte:weight";
constexpr report::CsvOptions as_it_is{.neutralise = false};

constexpr std::array methods{std::pair{std::string_view{"leximin"}, Method::leximin},
                             std::pair{std::string_view{"maximin"}, Method::maximin},
                             std::pair{std::string_view{"nash"}, Method::nash},
                             std::pair{std::string_view{"legacy"}, Method::legacy}};

std::string quotas_text(Quotas const& quotas) {
  report::CsvWriter writer{{"category", "feature", "min", "max"}, as_it_is};
  for (auto const& category : quotas.categories) {
    for (auto const& feature : category.features) {
      writer.row(std::vector{category.name, feature.name, std::to_string(feature.min),
                             std::to_string(feature.max)});
    }
  }
  return writer.take();
}

// Addresses become numbers in the order of their texts, since that order may guide the search.
std::string pool_text(Request const& request) {
  std::set<std::string> addresses;
  for (auto const& person : request.pool.people) {
    if (!person.household.empty()) addresses.insert(person.household);
  }
  std::vector<std::string> header;
  for (auto const& category : request.quotas.categories)
    header.push_back(category.name);
  header.emplace_back(household_column);
  header.emplace_back(weight_column);
  report::CsvWriter writer{header, as_it_is};
  for (auto const& person : request.pool.people) {
    std::vector<std::string> row;
    for (std::size_t c = 0; c < person.features.size(); ++c)
      row.push_back(request.quotas.categories[c].features[person.features[c]].name);
    auto const address = addresses.find(person.household);
    row.push_back(address == addresses.end()
                      ? std::string{}
                      : fmt::format("{:07}", std::distance(addresses.begin(), address)));
    row.push_back(
        fmt::format("{}.{:06}", person.weight / unit_weight, person.weight % unit_weight));
    writer.row(row);
  }
  return writer.take();
}

Computed split(Json whole) {
  return parted(std::move(whole), {"probabilities", "panels", "lottery", "certificate"});
}

struct Given {
  Request request;
  Method method = Method::leximin;
  LotteryAsked asked;
};

std::unexpected<Problem> invalid(std::string detail) {
  return fail(ProblemKind::invalid, std::move(detail));
}

Result<Given> read_parameters(Json const& json) {
  try {
    Given given;
    given.request.size = json.at("size").get<int>();
    given.request.required = json.at("required").get<std::vector<std::size_t>>();
    given.request.excluded = json.at("excluded").get<std::vector<std::size_t>>();
    given.asked.seed = json.at("seed").get<std::string>();
    given.asked.lottery = json.at("lottery").get<bool>();
    if (json.contains("number")) given.asked.number = json.at("number").get<std::size_t>();
    given.asked.alternates = json.value("alternates", std::size_t{0});
    auto const name = json.at("method").get<std::string>();
    auto const found =
        std::ranges::find(methods, name, [](auto const& pair) { return pair.first; });
    if (found == methods.end()) return invalid("Cette méthode de tirage est inconnue.");
    given.method = found->second;
    return given;
  } catch (Json::exception const&) {
    return invalid("Les paramètres du tirage ne se lisent pas.");
  }
}

Result<Given> read_given(Bundle const& bundle) {
  auto given = read_parameters(bundle.parameters);
  if (!given) return given;
  auto const quotas_input = input_named(bundle, "quotas");
  if (!quotas_input) return std::unexpected{quotas_input.error()};
  auto const pool_input = input_named(bundle, "pool");
  if (!pool_input) return std::unexpected{pool_input.error()};
  auto quotas = read_quotas(*quotas_input, "quotas");
  if (!quotas) return invalid(to_text(quotas.error().front()));
  auto pool =
      read_pool(*pool_input, "pool", *quotas,
                {.household = std::string{household_column}, .weight = std::string{weight_column}});
  if (!pool) return invalid(to_text(pool.error().front()));
  given->request.quotas = std::move(*quotas);
  given->request.pool = std::move(*pool);
  if (auto const faults = check(given->request, "pool"); !faults.empty()) {
    return invalid(to_text(faults.front()));
  }
  return given;
}

// Why a panel may not sit; nothing when it may.
std::optional<std::string> wrong_panel(Request const& request,
                                       std::vector<std::size_t> const& members) {
  auto const& people = request.pool.people;
  std::set<std::size_t> const once{members.begin(), members.end()};
  if (std::cmp_not_equal(members.size(), request.size) || once.size() != members.size()) {
    return fmt::format("il n’a pas {} personnes différentes", request.size);
  }
  if (*once.rbegin() >= people.size()) return "une personne n’est pas dans le vivier";
  for (auto const one : request.required) {
    if (!once.contains(one)) return fmt::format("la personne {} y manque", one);
  }
  for (auto const one : request.excluded) {
    if (once.contains(one)) return fmt::format("la personne {} est écartée", one);
  }
  std::set<std::string> addresses;
  for (auto const one : members) {
    auto const& address = people[one].household;
    if (!address.empty() && !addresses.insert(address).second) {
      return "deux personnes ont la même adresse";
    }
  }
  for (std::size_t c = 0; c < request.quotas.categories.size(); ++c) {
    auto const& category = request.quotas.categories[c];
    for (std::size_t f = 0; f < category.features.size(); ++f) {
      auto const& feature = category.features[f];
      auto const seats = std::ranges::count_if(
          members, [&](std::size_t one) { return people[one].features[c] == f; });
      if (seats >= feature.min && seats <= feature.max) continue;
      return fmt::format("{} sièges pour « {} : {} », de {} à {} voulus", seats, category.name,
                         feature.name, feature.min, feature.max);
    }
  }
  return std::nullopt;
}

void check_panel(Request const& request, std::vector<std::size_t> const& members,
                 std::string const& name, Verdict& verdict) {
  if (auto const wrong = wrong_panel(request, members)) {
    verdict.differences.push_back(fmt::format("{} : {}", name, *wrong));
  }
}

// Panels, their weights and what follows, without any solver.
void check_panels(Given const& given, Json const& certificate, Verdict& verdict) {
  auto const told = verdict.differences.size();
  std::vector<double> chances(given.request.pool.people.size());
  double sum = 0;
  std::size_t number = 0;
  for (auto const& panel : certificate.at("panels")) {
    auto const members = panel.at("members").get<std::vector<std::size_t>>();
    auto const weight = panel.at("weight").get<double>();
    check_panel(given.request, members, fmt::format("panel {}", number++), verdict);
    sum += weight;
    if (weight < 0) verdict.differences.emplace_back("un panel a une chance négative");
    for (auto const one : members) {
      if (one < chances.size()) chances[one] += weight;
    }
  }
  auto const stated = certificate.at("probabilities").get<std::vector<double>>();
  bool good = stated.size() == chances.size() && std::abs(sum - 1) <= 1e-9;
  for (std::size_t i = 0; good && i < chances.size(); ++i)
    good = std::abs(stated[i] - chances[i]) <= 1e-9;
  if (!good) verdict.differences.emplace_back("les chances ne suivent pas des panels");
  if (certificate.contains("lottery")) {
    std::size_t ticket = 0;
    for (auto const& panel : certificate.at("lottery").at("panels")) {
      check_panel(given.request, panel.get<std::vector<std::size_t>>(),
                  fmt::format("panel {:03} de la loterie", ticket++), verdict);
    }
  }
  if (verdict.differences.size() > told) return;
  verdict.checks.push_back(fmt::format(
      "Les {} panels gardent les quotas, et les chances annoncées en découlent.", number));
}

Result<Computed> recompute(Given const& given) {
  auto const drawn = draw(given.request, {.method = given.method, .seed = given.asked.seed});
  if (!drawn) return std::unexpected{drawn.error()};
  auto const* made = std::get_if<Draw>(&*drawn);
  if (made == nullptr) return invalid("Aucun panel ne garde ces quotas.");
  auto const report = make_report(given.request, *made, given.asked);
  if (!report) return std::unexpected{report.error()};
  return split(draw_json(*report));
}

}  // namespace

Bundle draw_bundle(DrawReport const& report) {
  auto parts = split(draw_json(report));
  auto const method =
      std::ranges::find(methods, report.draw.method, [](auto const& pair) { return pair.second; });
  Json parameters{{"method", method->first},
                  {"size", report.request.size},
                  {"seed", report.asked.seed},
                  {"required", report.request.required},
                  {"excluded", report.request.excluded},
                  {"lottery", report.lottery.has_value()}};
  if (report.asked.number) parameters["number"] = *report.asked.number;
  if (report.asked.alternates > 0) parameters["alternates"] = report.asked.alternates;
  return {.kind = "draw",
          .program = program_name(),
          .inputs = {{"quotas", quotas_text(report.request.quotas)},
                     {"pool", pool_text(report.request)}},
          .parameters = std::move(parameters),
          .result = std::move(parts.result),
          .certificate = std::move(parts.certificate)};
}

void verify_draw(Bundle const& bundle, Verdict& verdict) {
  auto const given = read_given(bundle);
  if (!given) {
    verdict.differences.push_back(given.error().detail);
    return;
  }
  try {
    check_panels(*given, bundle.certificate, verdict);
  } catch (Json::exception const&) {
    verdict.differences.emplace_back("le certificat ne se lit pas");
    return;
  }
  compare(bundle, recompute(*given), verdict);
}

}  // namespace pacte::app
