#include "aid/contacts.hpp"

#include <gtest/gtest.h>

namespace pacte::aid {
namespace {

using territory::Level;
using territory::Territory;

Territory territory_of(Level level, std::string const& code, std::string const& name) {
  Territory made;
  made.key = {level, code};
  made.name = name;
  return made;
}

Territory commune(std::string const& code, std::string const& name, std::string const& department,
                  std::string const& epci) {
  auto made = territory_of(Level::commune, code, name);
  made.department = department;
  made.epci = epci;
  return made;
}

class ContactsTest : public ::testing::Test {
 protected:
  Advice asked(Notes const& contacts, std::vector<Territory> const& communes) {
    SchemeContent content;
    content.contacts = contacts;
    return advice(read_contacts(content, places, all.data()), communes);
  }

  /// The contacts that somebody gets, joined.
  std::string told(Notes const& contacts, std::vector<Territory> const& communes) {
    auto const made = asked(contacts, communes);
    std::string text = made.reach == Reach::place    ? "place:"
                       : made.reach == Reach::region ? "region:"
                                                     : "elsewhere:";
    for (auto const& contact : made.contacts)
      text += " " + contact.text;
    return text;
  }

  std::vector<Territory> all{
      territory_of(Level::region, "76", "Occitanie"),
      territory_of(Level::department, "31", "Haute-Garonne"),
      territory_of(Level::department, "46", "Lot"),
      territory_of(Level::arrondissement, "313", "Toulouse"),
      territory_of(Level::epci, "243100518", "Toulouse Métropole"),
      commune("31555", "Toulouse", "31", "243100518"),
      commune("31044", "Balma", "31", "243100518"),
      commune("31395", "Muret", "31", "200068641"),
      commune("46042", "Cahors", "46", "200023737"),
  };
  territory::KnownPlaces places{all};
  Territory toulouse = all[5];
  Territory balma = all[6];
  Territory muret = all[7];
  Territory cahors = all[8];
};

TEST_F(ContactsTest, TheNarrowestTerritoryWins) {
  Notes const contacts{{"Toute la région", "R"},
                       {"Haute-Garonne", "D"},
                       {"Toulouse Métropole", "E"},
                       {"Toulouse", "C"}};
  EXPECT_EQ(told(contacts, {toulouse}), "place: C");
  EXPECT_EQ(told(contacts, {balma}), "place: E");
  EXPECT_EQ(told(contacts, {muret}), "place: D");
  EXPECT_EQ(told(contacts, {cahors}), "region: R");
  EXPECT_EQ(told(contacts, {}), "region: R");
}

TEST_F(ContactsTest, SeveralOfTheSameTerritoryAreAllGiven) {
  EXPECT_EQ(told({{"46", "A"}, {"Lot", "B"}, {"31", "C"}}, {cahors}), "place: A B");
}

TEST_F(ContactsTest, APlaceIsANameACodeOrSeveral) {
  for (auto const* place : {"lot", "46", "department:46", "Haute-Garonne, Lot", "46, 31"})
    EXPECT_EQ(told({{place, "A"}}, {cahors}), "place: A") << place;
  for (auto const* place : {"", "Région", "toute la région", "Région Occitanie", "OCCITANIE",
                            "L’ensemble de la région", "Toute la région Occitanie"})
    EXPECT_EQ(told({{place, "A"}}, {cahors}), "region: A") << place;
}

TEST_F(ContactsTest, WithoutOneOfItsOwnAPlaceIsToldThoseOfTheOthers) {
  EXPECT_EQ(told({{"Haute-Garonne", "D"}, {"Le bassin de vie", "V"}}, {cahors}), "elsewhere: D V");
  EXPECT_EQ(told({{"Haute-Garonne", "D"}}, {}), "elsewhere: D");
  EXPECT_EQ(told({}, {cahors}), "elsewhere:");
}

TEST_F(ContactsTest, ThePlaceThatCountsMostComesFirst) {
  Notes const contacts{{"Lot", "L"}, {"Muret", "M"}};
  EXPECT_EQ(told(contacts, {cahors, muret}), "place: L");
  EXPECT_EQ(told(contacts, {balma, muret}), "place: M") << "nobody is given for the first";
}

TEST_F(ContactsTest, APlaceWithoutContactSaysNothing) {
  EXPECT_EQ(told({{"Cahors", ""}, {"Lot", "L"}}, {cahors}), "place: L");
}

}  // namespace
}  // namespace pacte::aid
