#include "aid/cumulation_view.hpp"

#include <algorithm>

#include "aid/cumulation_form.hpp"
#include "aid/rule_words.hpp"
#include "aid/scheme_text.hpp"
#include "rule/calendar.hpp"
#include "source/parts.hpp"

namespace pacte::aid {
namespace {

using web::Locale;
using web::tr;
using web::trf;
using web::View;

std::string shown_day(Locale locale, std::chrono::year_month_day day) {
  auto const days = std::chrono::sys_days{day}.time_since_epoch().count();
  return source::date_text(locale, rule::to_day_text(days));
}

// Each sum of the account has the name of its ceiling: that of a sector, the general one, or that
// of services of general interest, which holds all the others.
std::string_view ceiling_name(DeMinimisLimit const& limit) {
  if (limit.rules.size() == de_minimis_rules.size())
    return "Plafond des services d’intérêt général";
  if (limit.rules.size() > 1) return "Plafond général";
  return limit.rules.front() == DeMinimisRule::agriculture ? "Plafond agricole"
                                                           : "Plafond de la pêche";
}

class ResultView {
 public:
  ResultView(View& view, Locale locale) : view_{view}, locale_{locale} {}

  void fill(Cumulation const& made) {
    verdict(made);
    if (made.de_minimis) de_minimis(*made.de_minimis, made.undertaking);
    left_out(made);
    if (made.intensity) intensity(made);
  }

 private:
  [[nodiscard]] std::string euros(Euros amount) const {
    return to_text(amount, web::digits(locale_));
  }
  [[nodiscard]] std::string percent(BasisPoints share) const {
    return to_text(share, web::digits(locale_));
  }

  void verdict(Cumulation const& made) {
    if (!made.judged()) {
      view_.show("VERDICT_UNKNOWN");
      return;
    }
    view_.section(made.allowed() ? "VERDICT_YES" : "VERDICT_NO")
        .set("MOST", euros(made.most()))
        .set("ASKED", euros(*made.asked.equivalent));
  }

  void de_minimis(DeMinimisCheck const& check, SingleUndertaking const& undertaking) {
    auto part = view_.section("DE_MINIMIS");
    if (undertaking.members.size() > 1) {
      part.section("UNDERTAKING")
          .set("MEMBERS", fmt::format("{}", fmt::join(undertaking.members, ", ")));
    }
    for (auto const& limit : check.limits)
      fill_limit(part, limit);
  }

  void fill_limit(View& part, DeMinimisLimit const& limit) {
    auto shown = part.section("LIMIT");
    shown.set("NAME", tr(locale_, ceiling_name(limit))).set("CEILING", euros(limit.ceiling));
    shown.set("FROM", shown_day(locale_, limit.from)).set("TO", shown_day(locale_, limit.to));
    shown.set("TOTAL", euros(limit.total)).set("LEFT", euros(limit.left));
    bool const planned = std::ranges::any_of(limit.counted, &DeMinimisGrant::planned);
    shown.show(planned ? "WITH_PLANNED" : "GRANTED_ONLY");
    if (limit.counted.empty()) return;
    auto counted = shown.section("COUNTED");
    for (auto const& grant : limit.counted) {
      auto row = counted.section("GRANT");
      row.set("DAY", shown_day(locale_, grant.granted));
      row.set("EQUIVALENT", euros(grant.equivalent)).set_optional("REFERENCE", grant.reference);
      if (grant.planned) row.show("PLANNED");
    }
  }

  void left_out(Cumulation const& made) {
    std::vector<std::string> texts;
    for (auto const& one : made.account) {
      if (one.of_undertaking) continue;
      texts.push_back(
          trf(locale_, "{} du {} : l’entreprise {} n’est liée au demandeur par aucun lien déclaré.",
              euros(one.aid.amount), shown_day(locale_, one.aid.granted), one.aid.siren));
    }
    if (!made.asked_de_minimis && !made.account.empty()) {
      texts.push_back(tr(locale_,
                         "Le compte de minimis : l’aide demandée relève d’un autre "
                         "régime et n’y entre pas."));
    }
    if (texts.empty()) return;
    auto part = view_.section("LEFT_OUT");
    for (auto const& text : texts)
      part.section("AID").set("TEXT", text);
  }

  void intensity(Cumulation const& made) {
    auto const& check = *made.intensity;
    auto part = view_.section("INTENSITY");
    if (auto const* regime = exempt_regimes().find(made.regime)) fill_regime(part, *regime, made);
    if (check.ceiling) {
      auto const* from = exempt_regimes().find(check.ceiling_of);
      part.section("CEILING_GIVEN")
          .set("CEILING", euros(*check.ceiling))
          .set("CEILING_OF", from ? regime_text(locale_, *from)
                             : check.ceiling_of.empty()
                                 ? tr(locale_, "d’après ce que vous avez saisi")
                                 : check.ceiling_of);
    } else {
      part.show("NO_CEILING");
    }
    part.set("ALREADY", euros(check.already)).set("MOST", euros(check.most));
  }

  void fill_regime(View& part, ExemptRegime const& regime, Cumulation const& made) {
    auto shown = part.section("REGIME");
    shown.set("NAME", regime_text(locale_, regime))
        .set("ACT", in_language(exempt_regimes().act, locale_));
    if (made.ceiling) {
      for (auto const& step : made.ceiling->steps)
        shown.section("STEP").set("TEXT", step_text(step)).set_optional("SOURCE", step.source);
      shown.section("SHARE").set("VALUE", percent(made.ceiling->share));
    } else {
      shown.section("STEP")
          .set("TEXT", tr(locale_, "Le taux de la carte, tel que vous l’avez saisi"))
          .set_optional("SOURCE", regime.base_source);
    }
    if (regime.limit) {
      shown.section("LIMIT_OF")
          .set("AMOUNT", euros(regime.limit->amount))
          .set("PER", in_language(regime.limit->per, locale_))
          .set("SOURCE", regime.limit->source);
    }
    shown.set_optional("NOTE", in_language(regime.note, locale_));
    if (!regime.compared) shown.show("TO_COMPARE");
    auto const& table = exempt_regimes();
    if (made.asked.aid.granted > table.until) {
      shown.section("EXPIRED")
          .set("DAY", shown_day(locale_, table.until))
          .set("SOURCE", table.until_source);
    }
  }

  // Those of the table are whole.
  static std::int64_t whole_points(CeilingStep const& step) {
    constexpr int hundredths = 100;
    return step.points.value / hundredths;
  }

  [[nodiscard]] std::string step_text(CeilingStep const& step) const {
    auto const points = percent(step.points);
    switch (step.kind) {
      case CeilingStep::Kind::base: return trf(locale_, "{} : taux de l’article", points);
      case CeilingStep::Kind::size:
        return trf(locale_, "+ {} points : taille de l’entreprise", whole_points(step));
      case CeilingStep::Kind::bonus:
        return trf(locale_, "+ {} points : {}", whole_points(step), bonus_text(step.bonus));
      case CeilingStep::Kind::passed_over:
        return step.source.empty()
                   ? trf(locale_, "{} : cet article ne le prévoit pas", bonus_text(step.bonus))
                   : trf(locale_, "{} : une autre majoration vaut déjà, qui ne s’y ajoute pas",
                         bonus_text(step.bonus));
      case CeilingStep::Kind::cap: return trf(locale_, "Ramené à {}", points);
    }
    return {};
  }

  [[nodiscard]] std::string bonus_text(std::string const& id) const {
    auto const& kinds = exempt_regimes().bonuses;
    return in_language(std::ranges::find(kinds, id, &BonusKind::id)->label, locale_);
  }

  View& view_;
  Locale locale_;
};

}  // namespace

std::string regime_text(Locale locale, ExemptRegime const& regime) {
  return trf(locale, "Art. {} : {}", regime.article, in_language(regime.label, locale));
}

void fill_cumulation(View& result, Locale locale, Cumulation const& made) {
  ResultView{result, locale}.fill(made);
}

}  // namespace pacte::aid
