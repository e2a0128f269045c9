#include "indicator/rules.hpp"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace pacte::indicator {
namespace {

using web::Locale;

Figure observed(Json value, std::string qualifier, std::string unit, std::string date = "",
                std::string territory = "Occitanie") {
  static int number = 0;
  Figure figure;
  figure.id = "test/ind-" + std::to_string(++number);
  figure.label = "Chiffre";
  figure.value = std::move(value);
  figure.qualifier = std::move(qualifier);
  figure.unit = std::move(unit);
  figure.date = std::move(date);
  figure.territory = std::move(territory);
  figure.series = "test/serie";
  return figure;
}

Figure aimed(Json target, std::string unit, std::string date = "") {
  auto figure = observed(nullptr, "", std::move(unit));
  figure.target = std::move(target);
  figure.target_date = std::move(date);
  return figure;
}

// No-break spaces as plain ones, to read the expectations.
std::string plain(std::string text) {
  for (std::string_view const space : {"\u00a0", "\u202f"}) {
    for (auto at = text.find(space); at != std::string::npos; at = text.find(space))
      text.replace(at, space.size(), " ");
  }
  return text;
}

std::string shown(Figure const& figure) {
  return plain(value_text(figure, Locale::fr));
}
std::string aim(Figure const& figure) {
  return plain(target_text(figure, Locale::fr));
}
std::string gap(Figure const& figure) {
  return plain(gap_text(figure, Locale::fr));
}

TEST(ValueText, keepsTheQualifierAndThePrintedForm) {
  EXPECT_EQ(shown(observed(4.2, "about", "M€")), "environ 4,2 M€");
  EXPECT_EQ(shown(observed(270400, "more-than", "étudiants")), "plus de 270 400 étudiants");
  EXPECT_EQ(shown(observed("11 à 12", "range", "jours")), "11 à 12 jours");
  EXPECT_EQ(shown(observed("1/3", "exact", "des élèves")), "1/3 des élèves");
  EXPECT_EQ(shown(observed(3, "exact", "rang national")), "3e rang national");
  EXPECT_EQ(shown(observed(1, "exact", "rang")), "1er rang");
  EXPECT_EQ(shown(observed(12, "exact", "")), "12");
  EXPECT_EQ(shown(aimed(15, "autocars")), "");
}

TEST(TargetText, saysWhetherAStartingPointIsPrinted) {
  EXPECT_EQ(aim(aimed("+25 %", "")), "cible : +25 %, sans point de départ imprimé");
  EXPECT_EQ(aim(aimed("×2", "part", "2028")), "cible : ×2 en 2028, sans point de départ imprimé");
  EXPECT_EQ(aim(aimed(15, "autocars", "2021/2023")),
            "cible : 15 autocars de 2021 à 2023, sans point de départ imprimé");
  EXPECT_EQ(aim(aimed("1 à 2", "réunions par an")),
            "cible : 1 à 2 réunions par an, sans point de départ imprimé");
  auto started = aimed(8, "%", "2030-12-31");
  started.baseline = 11;
  EXPECT_EQ(aim(started), "cible : 8 % au 31 décembre 2030, en partant de 11");
  auto measured = observed(517, "exact", "contrôles", "2022");
  measured.target = 565;
  measured.target_date = "2023";
  EXPECT_EQ(aim(measured), "cible : 565 contrôles en 2023");
  EXPECT_EQ(aim(observed(1, "exact", "")), "");
}

TEST(RelativeTarget, isAChange) {
  for (Json const& target : {Json("+25 %"), Json("×2"), Json(-20)})
    EXPECT_TRUE(is_relative(target)) << target;
  for (Json const& target : {Json(15), Json("1 à 2"), Json("autonomie"), Json()})
    EXPECT_FALSE(is_relative(target)) << target;
}

TEST(GapText, isOnlyComputedBetweenTwoPlainNumbers) {
  auto figure = observed(517, "exact", "contrôles");
  figure.target = 565;
  EXPECT_EQ(gap(figure),
            "Soit 48 contrôles de plus que la valeur imprimée (517), une hausse de 9 %.");
  figure.target = "+25 %";
  EXPECT_EQ(gap(figure), "");
  figure.target = 565;
  figure.qualifier = "about";
  EXPECT_EQ(gap(figure), "");
  auto share = observed(43.9, "exact", "%");
  share.target = 60;
  EXPECT_EQ(gap(share), "Soit 16,1 points de plus que la valeur imprimée (43,9).");
}

TEST(Territories, anAcademicRegionIsItsRegion) {
  EXPECT_TRUE(same_territory("région académique Occitanie", "Occitanie"));
  EXPECT_TRUE(same_territory("Littoral", "littoral"));
  EXPECT_TRUE(same_territory("", "France"));
  EXPECT_FALSE(same_territory("France", "Occitanie"));
  EXPECT_FALSE(same_territory("académie de Toulouse", "académie de Montpellier"));
}

std::vector<Disagreement> found(std::vector<Figure> const& series) {
  return disagreements(series);
}

TEST(Disagreements, sameDateAndTerritoryWithOtherValues) {
  std::vector const series{
      observed(500, "exact", "M€", "2021/2027"),
      observed(493.74, "exact", "M€", "2021/2027", "région académique Occitanie")};
  auto const all = found(series);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].figures, (std::vector<std::size_t>{0, 1}));
  EXPECT_TRUE(all[0].certain);
  EXPECT_EQ(reason(all[0], series, Locale::fr),
            "Les valeurs diffèrent pour la même date et le même territoire.");
}

TEST(Disagreements, neitherATrajectoryNorAComparison) {
  EXPECT_TRUE(
      found({observed(11, "exact", "%", "2017"), observed(9.3, "exact", "%", "2021")}).empty());
  EXPECT_TRUE(
      found({observed(6.8, "exact", "%"), observed(6.4, "exact", "%", "", "France")}).empty());
  EXPECT_TRUE(found({observed(69, "about", "projets"), observed(69, "exact", "projets")}).empty());
  EXPECT_TRUE(
      found({observed(18, "exact", "lieux"), observed(18, "exact", "maisons", "2020")}).empty());
  EXPECT_TRUE(found({observed(6, "exact", "Md€"), observed(6000, "exact", "M€")}).empty());
}

TEST(Disagreements, aMissingDateLeavesADoubt) {
  std::vector const series{observed(90, "exact", "%"), observed(31, "exact", "%", "2014")};
  auto const all = found(series);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_FALSE(all[0].certain);
  EXPECT_NE(reason(all[0], series, Locale::fr).find("rien ne dit"), std::string::npos);
  EXPECT_TRUE(found({observed(1, "exact", ""), observed(2, "exact", "")}).at(0).certain);
}

TEST(Disagreements, theReasonSaysOnlyWhatDiffers) {
  std::vector const series{observed(270400, "exact", "étudiants", "2021/2022"),
                           observed(270400, "more-than", "étudiants", "2022"),
                           observed(260000, "exact", "étudiants"),
                           observed(256000, "exact", "étudiants")};
  auto const all = found(series);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(reason(all[0], series, Locale::fr),
            "Des valeurs sans date imprimée diffèrent entre elles. Une valeur sans date imprimée "
            "s’écarte d’une valeur "
            "datée : rien ne dit si elles portent sur la même période. Le même nombre est imprimé "
            "avec des précisions "
            "différentes.");
}

TEST(Disagreements, overlappingDatesAndOpenOnes) {
  EXPECT_TRUE(
      found({observed(8.8, "exact", "%", "2022"), observed(8.7, "exact", "%", "2022-01/2022-03")})
          .at(0)
          .overlapping_dates);
  EXPECT_EQ(found({observed(1, "exact", "", "2015/.."), observed(2, "exact", "", "2021")}).size(),
            1U);
  EXPECT_TRUE(
      found({observed(1, "exact", "", "2015/.."), observed(2, "exact", "", "2014")}).empty());
}

TEST(Disagreements, whatElseCannotHold) {
  EXPECT_TRUE(found({observed(1300, "exact", "par an en moyenne", "2018/2021"),
                     observed(1300, "exact", "bénéficiaires")})
                  .at(0)
                  .rates_differ);
  EXPECT_TRUE(found({observed("1/3", "more-than", "des habitants"),
                     observed("1/3", "about", "des habitants")})
                  .at(0)
                  .precisions_differ);
  std::vector const bound{observed(500, "more-than", "M€", "2017/2021"),
                          observed(560, "exact", "M€", "2017/2021")};
  EXPECT_TRUE(found(bound).at(0).bound_allows);
  EXPECT_FALSE(found(bound).at(0).certain);
  EXPECT_FALSE(
      found({observed(600, "more-than", "M€"), observed(560, "exact", "M€")}).at(0).bound_allows);
  auto computed = observed(883, "exact", "€", "2023");
  computed.computed = true;
  EXPECT_TRUE(found({observed(2000, "exact", "€", "2023"), computed}).at(0).computed);
  EXPECT_EQ(
      found({observed(280, "exact", "agents", "2023"), observed(278, "exact", "postes", "2023")})
          .size(),
      1U);
}

TEST(Disagreements, targetsAreComparedByTheirOwnDate) {
  auto const all =
      found({aimed(150, "M€", "2023"), aimed(120, "M€", "2023"), aimed(90, "M€", "2030")});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(all[0].of_targets);
  EXPECT_EQ(all[0].figures, (std::vector<std::size_t>{0, 1}));
}

// Whatever the figures: the order they come in changes nothing, no figure is in two disagreements
// of values, each disagreement has two members at least and a reason, and one figure repeated
// disagrees with nothing.
TEST(Disagreements, holdForAnySeries) {
  std::mt19937 random{20260301};
  auto const pick = [&](auto const& from) {
    return from[std::uniform_int_distribution<std::size_t>{0, from.size() - 1}(random)];
  };
  std::vector<Json> const values{1, 2, 2.0, "1/3", "2 à 3", nullptr, "zéro"};
  std::vector<std::string> const qualifiers{"exact", "about", "more-than", "at-most"};
  std::vector<std::string> const dates{"", "2021", "2022", "2021/2022", "2020/.."};
  std::vector<std::string> const territories{"", "Occitanie", "région académique Occitanie",
                                             "France"};
  std::vector<std::string> const units{"%", "M€", "M€ par an"};
  for (int round = 0; round < 500; ++round) {
    std::vector<Figure> series;
    for (int i = 0; i < 1 + round % 6; ++i) {
      series.push_back(
          observed(pick(values), pick(qualifiers), pick(units), pick(dates), pick(territories)));
    }
    auto const named = [](std::vector<Figure> const& of) {
      std::set<std::set<std::string>> groups;
      for (auto const& one : disagreements(of)) {
        std::set<std::string> ids;
        for (auto const i : one.figures)
          ids.insert(of[i].id);
        groups.insert(std::move(ids));
      }
      return groups;
    };
    std::set<std::size_t> seen;
    for (auto const& one : disagreements(series)) {
      EXPECT_GE(one.figures.size(), 2U);
      EXPECT_FALSE(reason(one, series, Locale::fr).empty());
      for (auto const i : one.figures)
        EXPECT_TRUE(seen.insert(i).second);
    }
    auto shuffled = series;
    std::ranges::shuffle(shuffled, random);
    EXPECT_EQ(named(series), named(shuffled));
    EXPECT_TRUE(disagreements(std::vector{series[0], series[0]}).empty());
  }
}

TEST(FractionalYear, isTheMiddleOfThePeriod) {
  EXPECT_DOUBLE_EQ(fractional_year("2022").value(), 2022.5);
  EXPECT_DOUBLE_EQ(fractional_year("2021/2022").value(), 2022.0);
  EXPECT_NEAR(fractional_year("2022-01-01").value(), 2022.0, 0.01);
  EXPECT_NEAR(fractional_year("2022-12").value(), 2022.95, 0.02);
  EXPECT_DOUBLE_EQ(fractional_year("2018/..").value(), 2018.5);
  EXPECT_FALSE(fractional_year(""));
  EXPECT_FALSE(fractional_year("bientôt"));
}

TEST(ChartPoints, areInTimeOnlyWhenDatesOrderThem) {
  auto const line = chart_points(
      std::vector{observed(9.3, "exact", "%", "2021"), observed(11, "exact", "%", "2017")},
      Locale::fr);
  ASSERT_EQ(line.size(), 2U);
  EXPECT_LT(line[0].x, line[1].x);
  EXPECT_EQ(line[0].value, 11);
  auto const undated = chart_points(std::vector{observed(256000, "exact", "étudiants"),
                                                observed(260000, "exact", "étudiants", "2022")},
                                    Locale::fr);
  EXPECT_FALSE(undated.at(0).x);
  auto const places = chart_points(
      std::vector{observed(6, "exact", "%", "2021"), observed(7, "exact", "%", "2022", "France")},
      Locale::fr);
  EXPECT_FALSE(places.at(0).x);
  EXPECT_NE(places.at(1).label.find("France"), std::string::npos);
}

TEST(ChartPoints, keepToOneUnitAndToNumbers) {
  auto both = observed(15, "exact", "M", "2019");
  both.target = 20;
  both.target_date = "2030";
  auto const points = chart_points(
      std::vector{both, observed(15, "exact", "M", "2019"), observed("1/3", "exact", "M", "2020"),
                  observed(40, "exact", "%", "2021")},
      Locale::fr);
  ASSERT_EQ(points.size(), 2U);
  EXPECT_FALSE(points[0].target);
  EXPECT_TRUE(points[1].target);
  EXPECT_EQ(points[1].value, 20);
}

}  // namespace
}  // namespace pacte::indicator
