// Tables of amounts by territory: what is read, mended, refused.
#include "territory/amounts.hpp"

#include <gtest/gtest.h>

#include "territory/justice_report.hpp"

namespace pacte::territory {
namespace {

Territory commune(std::string code, std::string name, std::int64_t population, std::string epci) {
  Territory made{.key = {Level::commune, code}, .name = std::move(name), .population = population};
  made.department = code.substr(0, 2);
  made.epci = std::move(epci);
  return made;
}

Territory other(Level level, std::string code, std::string name, std::int64_t population) {
  return {.key = {level, std::move(code)}, .name = std::move(name), .population = population};
}

std::vector<Territory> small_region() {
  return {other(Level::region, "76", "Occitanie", 1'000),
          other(Level::department, "09", "Ariège", 400),
          other(Level::department, "31", "Haute-Garonne", 600),
          other(Level::epci, "200000001", "CC du Haut", 350),
          other(Level::epci, "200000002", "CA du Bas", 650),
          commune("09001", "Aigues", 100, "200000001"),
          commune("09002", "Foix", 200, "200000001"),
          commune("09003", "Pamiers", 100, "200000002"),
          commune("31001", "Toulouse", 550, "200000002"),
          commune("31002", "Lagarde", 50, "200000001")};
}

class AmountsTest : public ::testing::Test {
 protected:
  [[nodiscard]] auto read(std::string_view text) const {
    return read_amounts(text, {.territory = "commune", .value = "montant"},
                        KnownPlaces{territories_});
  }
  [[nodiscard]] auto read_with_before(std::string_view text, AmountColumns const& columns) const {
    return read_amounts(text, columns, KnownPlaces{territories_});
  }
  [[nodiscard]] std::vector<AmountFault> faults(std::string_view text) const {
    auto const made = read(text);
    return made ? std::vector<AmountFault>{} : made.error();
  }

  std::vector<Territory> territories_ = small_region();
};

TEST_F(AmountsTest, ReadsWhatASpreadsheetWrites) {
  auto const made = read(
      "\xEF\xBB\xBF"
      "commune;montant\n09001;1 234,50 €\n9002;2\u202F000\n"
      "commune:31001;0.25\n31001;1\n");
  ASSERT_TRUE(made) << made.error().front().message;
  EXPECT_EQ(made->rows, 4U);
  EXPECT_EQ(made->by_code.at("09001"), 1'234'500'000);
  EXPECT_EQ(made->by_code.at("09002"), 2'000'000'000);
  EXPECT_EQ(made->by_code.at("31001"), 1'250'000);
  ASSERT_EQ(made->notices.size(), 1U);
  EXPECT_EQ(made->notices[0], "1 code avait perdu son zéro de tête : remis.");
}

TEST_F(AmountsTest, TellsEveryFault) {
  auto const told = faults(
      "commune,montant\nFoix,3\n09001,-2\n09001,\n75056,4\n200000001,5\n09002,1\n200000001,6\n"
      "09002,1e5\n09003,9999999999999\n");
  ASSERT_EQ(told.size(), 8U);
  EXPECT_EQ(told[0].line, 2U);
  EXPECT_NE(told[0].message.find("(Commune) est 09002"), std::string::npos);
  EXPECT_EQ(told[1].line, 3U);
  EXPECT_NE(told[2].message.find("mettez 0"), std::string::npos);
  EXPECT_NE(told[3].message.find("commune:75056"), std::string::npos);
  EXPECT_EQ(told[4].line, 6U);
  EXPECT_NE(told[4].message.find("un tableau par niveau"), std::string::npos);
}

TEST_F(AmountsTest, RefusesWhatIsNoTable) {
  EXPECT_NE(faults("code,montant\n09001,2\n").at(0).message.find("commune"), std::string::npos);
  EXPECT_EQ(faults("commune,montant\n").size(), 1U);
  EXPECT_EQ(faults("commune,montant\n09001,\xFF\n").at(0).line, 2U);
  std::string many{"commune,montant\n"};
  for (int i = 0; i < 500; ++i)
    many += "x,y\n";
  EXPECT_LE(faults(many).size(), 101U);
}

TEST_F(AmountsTest, FaultsSpeakTheLanguageAskedFor) {
  KnownPlaces const places{territories_};
  auto const told = [&](std::string_view text) {
    auto const made =
        read_amounts(text, {.territory = "commune", .value = "montant"}, places, web::Locale::en);
    std::string all;
    if (!made) {
      for (auto const& fault : made.error())
        all += fmt::format("{}: {}\n", fault.line, fault.message);
    }
    return all;
  };
  EXPECT_EQ(told("commune,montant\nFoix,3\n09001,\n75056,4\n"),
            "2: “Foix” is not a code: that of the territory of this name (Commune) is 09002, write "
            "it\n3: the value is empty: write 0, or take the row away\n4: commune:75056: this code "
            "is not in the reference of the region; check it, or take the row away\n");
  EXPECT_EQ(told("code,montant\n"), "1: missing columns: « commune »\n");
  EXPECT_EQ(told("commune,montant\n09001\n"), "2: 1 cells in place of 2\n");
  EXPECT_EQ(told("commune,montant\n09001,\xFF\n"),
            "2: the text is not in UTF-8: save the file in this encoding\n");
  auto const padded =
      read_amounts("commune,montant\n9001,1\n9002,1\n",
                   {.territory = "commune", .value = "montant"}, places, web::Locale::en);
  ASSERT_TRUE(padded);
  EXPECT_EQ(padded->notices.at(0), "2 codes had lost their leading zeros: put back.");
}

TEST_F(AmountsTest, ColumnsThatAreNotNamedAreTheFirstFreeOnes) {
  auto const plain = read_with_before("code,montant\n09001,2\n", {});
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->by_code.at("09001"), 2 * unit_quantity);
  EXPECT_FALSE(plain->before);
  auto const turned = read_with_before("montant;avant;code\n2;1;09001\n",
                                       {.territory = "code", .value = "", .before = "avant"});
  ASSERT_TRUE(turned) << turned.error().front().message;
  EXPECT_EQ(turned->by_code.at("09001"), 2 * unit_quantity);
  EXPECT_EQ(turned->before->at("09001"), unit_quantity);
  auto const alone = read_with_before("code\n09001\n", {});
  ASSERT_FALSE(alone);
  EXPECT_NE(alone.error().at(0).message.find("une colonne de valeurs"), std::string::npos);
}

TEST_F(AmountsTest, ValuesOfBeforeAreReadAndCheckedAsTheOthers) {
  AmountColumns const columns{.territory = "c", .value = "v", .before = "a"};
  auto const made = read_with_before("c,v,a\n09001,2,1\n09001,3,4\n09002,0,7\n", columns);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->by_code.at("09001"), 5 * unit_quantity);
  EXPECT_EQ(made->before->at("09001"), 5 * unit_quantity);
  EXPECT_EQ(made->before->at("09002"), 7 * unit_quantity);
  EXPECT_FALSE(read_with_before("c,v,a\n09001,2,\n", columns));
  EXPECT_FALSE(read_with_before("c,v\n09001,2\n", columns));
}

TEST_F(AmountsTest, FormerCommunesAreBroughtToTheOneTheyWentInto) {
  std::vector<FormerCommune> const former{{"09008", "Vieux-Bourg", "2019-01-01", "09002"},
                                          {"09009", "Hameau", "1972-01-01", "09008"},
                                          {"09010", "Ailleurs", "1990-01-01", "75056"}};
  KnownPlaces const places{territories_, former};
  auto const made = read_amounts("commune,montant\n9009,5\n09008,2\n09002,1\n",
                                 {.territory = "commune", .value = "montant"}, places);
  ASSERT_TRUE(made) << made.error().front().message;
  EXPECT_EQ(made->by_code, (QuantityByCode{{"09002", 8 * unit_quantity}}));
  ASSERT_EQ(made->notices.size(), 3U);
  EXPECT_EQ(made->notices[1],
            "Vieux-Bourg (09008) est maintenant dans Foix (09002) : sa valeur y est comptée.");
  EXPECT_NE(made->notices[2].find("Hameau (09009)"), std::string::npos);
  EXPECT_FALSE(read_amounts("commune,montant\n09010,1\n", {}, places));

  auto const counted =
      amounts_of({{"commune:09008", 3}, {"commune:09002", 4}, {"commune:75056", 1}}, places);
  EXPECT_EQ(counted.by_code, (QuantityByCode{{"09002", 7}}));
  ASSERT_EQ(counted.notices.size(), 2U);
  EXPECT_EQ(counted.notices[1], "1 territoire hors du référentiel est laissé de côté.");
}

TEST_F(AmountsTest, OverflowIsAFault) {
  std::string text{"commune,montant\n"};
  for (int i = 0; i < 100; ++i)
    text += "09001,100000000000\n";
  EXPECT_FALSE(faults(text).empty());
}

TEST(Quantities, AreExact) {
  EXPECT_EQ(parse_quantity("0"), 0);
  EXPECT_EQ(parse_quantity("12,000001"), 12'000'001);
  EXPECT_EQ(parse_quantity("100 000 000 000"), 100'000'000'000 * unit_quantity);
  for (auto const* wrong :
       {"", "1,2,3", "1.", ",5", "1,0000001", "100000000001", "-1", "1e3", "NaN"})
    EXPECT_FALSE(parse_quantity(wrong)) << wrong;
  EXPECT_EQ(decimal_text(1'250'000), "1.25");
  EXPECT_EQ(decimal_text(3'000'000), "3");
  EXPECT_EQ(decimal_text(0), "0");
}

TEST_F(AmountsTest, WhatIsNotNamedCountsForNothingOrIsLeftOut) {
  auto const amounts = read("commune,montant\n09001,100\n31001,550\n");
  auto const all = justice_of(*amounts, territories_, {}, {});
  EXPECT_EQ(all.places.size(), 5U);
  EXPECT_EQ(all.absent, 3U);
  EXPECT_EQ(all.population, 1'000);
  EXPECT_EQ(all.total, 650 * unit_quantity);
  EXPECT_NEAR(all.concentration->gini, 0.35, 1e-12);
  ASSERT_EQ(all.groups.size(), 2U);
  EXPECT_EQ(all.groups[0].name, "Ariège");
  EXPECT_EQ(all.groups[0].population, 400);
  auto const some = justice_of(*amounts, territories_, {}, {.absent_are_zero = false});
  EXPECT_EQ(some.places.size(), 2U);
  EXPECT_EQ(some.population, 650);
  EXPECT_NEAR(some.concentration->gini, 0, 1e-12);
}

TEST_F(AmountsTest, ZoningsAreBoundsWhereThePlaceIsLarger) {
  std::vector<ZoningExtent> const zonings{{"qpv", "Quartiers", {Level::commune, "31001"}, true},
                                          {"haut", "Haut", {Level::epci, "200000001"}, false},
                                          {"foix", "Foix", {Level::commune, "09002"}, false}};
  auto const by_commune = justice_of(*read("commune,montant\n09001,10\n09002,20\n31001,70\n"),
                                     territories_, zonings, {});
  ASSERT_EQ(by_commune.zonings.size(), 3U);
  auto const& foix = by_commune.zonings[0].reach;
  EXPECT_TRUE(foix.value.certain());
  EXPECT_DOUBLE_EQ(foix.share_of_value.least, 0.2);
  EXPECT_DOUBLE_EQ(foix.share_of_population.least, 0.2);
  auto const& haut = by_commune.zonings[1].reach;
  EXPECT_EQ(haut.value.least, 30 * unit_quantity);
  EXPECT_EQ(haut.population.most, 350);
  auto const& qpv = by_commune.zonings[2].reach;
  EXPECT_EQ(qpv.value.least, 0);
  EXPECT_EQ(qpv.value.most, 70 * unit_quantity);
  EXPECT_EQ(qpv.population.least, 0);
  EXPECT_EQ(qpv.population.most, 550);

  auto const by_epci =
      justice_of(*read("commune,montant\n200000001,5\n200000002,15\n"), territories_, zonings, {});
  EXPECT_TRUE(by_epci.zonings[1].reach.value.certain());
  EXPECT_EQ(by_epci.zonings[1].reach.value.least, 5 * unit_quantity);
  auto const& part = by_epci.zonings[0].reach;
  EXPECT_EQ(part.value.least, 0);
  EXPECT_EQ(part.value.most, 5 * unit_quantity);
  EXPECT_EQ(part.population.least, 200);
  EXPECT_EQ(part.population.most, 200);
  // In both departments: counted where most of its inhabitants live.
  EXPECT_EQ(by_epci.places[0].group, "09");
}

// Totals over any partition equal the whole.
TEST_F(AmountsTest, GroupsHoldTheWhole) {
  auto const amounts = read("commune,montant\n09001,1.5\n09003,2\n31002,8\n31001,0\n");
  for (auto const level : {Level::department, Level::epci}) {
    auto const report = justice_of(*amounts, territories_, {}, {.groups = level});
    Quantity value = 0;
    std::int64_t people = 0;
    for (auto const& group : report.groups) {
      value += group.value;
      people += group.population;
    }
    EXPECT_EQ(value, report.total);
    EXPECT_EQ(people, report.population);
  }
}

}  // namespace
}  // namespace pacte::territory
