#include "aid/exempt_regimes.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/embedded.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace pacte::embedded {
std::vector<File> aid_regimes();
}

namespace pacte::aid {
namespace {

constexpr std::array<char const*, undertaking_sizes> size_names{"small", "medium", "large"};

rule::Bilingual bilingual(Json const& json) {
  return {json.at("fr"), json.at("en")};
}

RegimeBonus to_bonus(Json const& json) {
  return {.id = json.at("id"),
          .points = {json.at("points")},
          .source = json.at("source"),
          .group = text_or_empty(json, "group")};
}

ExemptRegime to_regime(Json const& json) {
  ExemptRegime made{.id = json.at("id"),
                    .article = json.at("article"),
                    .label = bilingual(json.at("label")),
                    .base = {},
                    .base_source = json.at("base").at("source"),
                    .size = {},
                    .size_source = {},
                    .bonuses = {},
                    .cap = {},
                    .cap_source = {},
                    .limit = {},
                    .note = {},
                    .compared = json.at("compared")};
  for (std::size_t i = 0; i < undertaking_sizes; ++i) {
    if (json["base"].contains(size_names[i]))
      made.base[i] = BasisPoints{json["base"][size_names[i]]};
    if (json.contains("size")) made.size[i].value = json["size"].value(size_names[i], 0);
  }
  if (json.contains("size")) made.size_source = json["size"].at("source");
  for (auto const& bonus : json.value("bonuses", Json::array()))
    made.bonuses.push_back(to_bonus(bonus));
  if (json.contains("cap")) {
    made.cap = BasisPoints{json["cap"].at("share")};
    made.cap_source = json["cap"].at("source");
  }
  if (json.contains("limit")) {
    auto const& limit = json["limit"];
    made.limit = RegimeLimit{
        {limit.at("amount").get<std::int64_t>()}, bilingual(limit.at("per")), limit.at("source")};
  }
  if (json.contains("note")) made.note = bilingual(json["note"]);
  return made;
}

// The file is part of the program: what it lacks is a fault of the program.
ExemptRegimes read_regimes() {
  auto const json = parse_json(embedded::aid_regimes().front().content).value();
  ExemptRegimes made{.act = bilingual(json.at("act")),
                     .until = parse_partial_date(json.at("until").get<std::string>()).value().first,
                     .until_source = json.at("until_source"),
                     .bonuses = {},
                     .regimes = {}};
  for (auto const& bonus : json.at("bonuses"))
    made.bonuses.push_back({bonus.at("id"), bilingual(bonus.at("label"))});
  for (auto const& regime : json.at("regimes"))
    made.regimes.push_back(to_regime(regime));
  return made;
}

// Whether a greater bonus of the same group is had too; of two that are alike, the first counts.
bool is_outdone(RegimeBonus const& bonus, std::span<RegimeBonus const* const> had) {
  if (bonus.group.empty()) return false;
  for (auto const* other : had) {
    if (other->group != bonus.group || other == &bonus) continue;
    if (other->points > bonus.points || (other->points == bonus.points && other < &bonus))
      return true;
  }
  return false;
}

}  // namespace

bool ExemptRegime::by_map() const {
  return std::ranges::none_of(base, [](auto const& share) { return share.has_value(); });
}

bool ExemptRegime::by_size() const {
  return base != decltype(base){base[0], base[0], base[0]} || size != decltype(size){};
}

ExemptRegime const* ExemptRegimes::find(std::string_view id) const {
  auto const found = std::ranges::find(regimes, id, &ExemptRegime::id);
  return found == regimes.end() ? nullptr : &*found;
}

ExemptRegime const* ExemptRegimes::of_article(std::string_view text) const {
  for (auto const& part : split(text, ' ')) {
    auto const digits = part.substr(0, part.find_first_not_of("0123456789"));
    if (std::ranges::count(regimes, digits, &ExemptRegime::article) == 1)
      return &*std::ranges::find(regimes, digits, &ExemptRegime::article);
  }
  return nullptr;
}

ExemptRegimes const& exempt_regimes() {
  static ExemptRegimes const regimes = read_regimes();
  return regimes;
}

std::optional<RegimeCeiling> ceiling_of(ExemptRegime const& regime, UndertakingSize size,
                                        std::span<std::string const> bonuses) {
  using Kind = CeilingStep::Kind;
  auto const index = static_cast<std::size_t>(size);
  if (!regime.base[index]) return std::nullopt;
  RegimeCeiling made{*regime.base[index], {{Kind::base, *regime.base[index], regime.base_source}}};
  auto const add = [&](CeilingStep step) {
    if (step.kind != Kind::passed_over) made.share.value += step.points.value;
    made.steps.push_back(std::move(step));
  };
  if (regime.size[index].value > 0) add({Kind::size, regime.size[index], regime.size_source});
  std::vector<RegimeBonus const*> had;
  for (auto const& bonus : regime.bonuses) {
    if (std::ranges::find(bonuses, bonus.id) != bonuses.end()) had.push_back(&bonus);
  }
  for (auto const* one : had)
    add({is_outdone(*one, had) ? Kind::passed_over : Kind::bonus, one->points, one->source,
         one->id});
  for (auto const& id : bonuses) {
    if (std::ranges::find(regime.bonuses, id, &RegimeBonus::id) == regime.bonuses.end())
      add({Kind::passed_over, {}, {}, id});
  }
  if (regime.cap && *regime.cap < made.share) {
    made.share = *regime.cap;
    made.steps.push_back({Kind::cap, *regime.cap, regime.cap_source});
  }
  return made;
}

}  // namespace pacte::aid
