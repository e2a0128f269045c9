#include "territory/zoning_rules.hpp"

#include <gtest/gtest.h>

namespace pacte::territory {
namespace {

ZoningVersion version(std::int64_t number, std::string const& from, std::string const& until = "",
                      ZoningOrigin origin = ZoningOrigin::editor) {
  return {.number = number, .from = from, .until = until, .origin = origin};
}

Member commune(std::string const& code, std::string const& label,
               MemberExtent extent = MemberExtent::whole) {
  return {.label = label, .extent = extent, .places = {{{Level::commune, code}}}};
}

std::int64_t number_at(std::vector<ZoningVersion> const& versions, std::string_view day) {
  auto const* found = in_force(versions, day);
  return found == nullptr ? -1 : found->number;
}

TEST(Zonings, TheVersionInForceIsTheLastToBegin) {
  std::vector const versions{version(1, "2015-01-01"), version(2, "2024-01-01", "2030-01-01"),
                             version(3, "2020-01-01")};
  EXPECT_EQ(number_at(versions, "2014-12-31"), -1);
  EXPECT_EQ(number_at(versions, "2015-01-01"), 1);
  EXPECT_EQ(number_at(versions, "2023-12-31"), 3);
  EXPECT_EQ(number_at(versions, "2024-01-01"), 2);
  EXPECT_EQ(number_at(versions, "2030-01-01"), -1);
  EXPECT_EQ(number_at(versions, ""), 2);
  EXPECT_EQ(end_of(versions[0], versions), "2020-01-01");
  EXPECT_EQ(end_of(versions[1], versions), "2030-01-01");
}

TEST(Zonings, ALaterVersionOfTheSameDayCorrectsIt) {
  std::vector const versions{version(1, ""), version(2, "")};
  EXPECT_EQ(number_at(versions, "1999-01-01"), 2);
  EXPECT_TRUE(superseded(versions[0], versions));
  EXPECT_FALSE(superseded(versions[1], versions));
}

TEST(Zonings, TheReferenceYieldsToWhatWasMadeHere) {
  // Even when its documents make it begin later.
  std::vector const versions{version(0, "2022-11-25", "", ZoningOrigin::reference),
                             version(1, "2020-01-01")};
  EXPECT_EQ(number_at(versions, "2023-01-01"), 1);
  EXPECT_EQ(number_at(versions, "2019-01-01"), -1);
  EXPECT_TRUE(superseded(versions[0], versions));
  std::vector const later{version(0, "2022-11-25", "", ZoningOrigin::reference),
                          version(1, "2025-01-01")};
  EXPECT_EQ(number_at(later, "2023-01-01"), 0);
  EXPECT_EQ(end_of(later[0], later), "2025-01-01");
}

TEST(Zonings, DifferencesAreFoundByWhatAMemberIsKnownBy) {
  std::vector const before{commune("31555", "Toulouse"), commune("34172", "Montpellier"),
                           commune("30189", "Nîmes")};
  std::vector const after{commune("31555", "TOULOUSE", MemberExtent::part),
                          commune("30189", "Nîmes"), commune("81004", "Albi")};
  auto const found = difference(before, after);
  ASSERT_EQ(found.added.size(), 1U);
  EXPECT_EQ(found.added[0].label, "Albi");
  ASSERT_EQ(found.removed.size(), 1U);
  EXPECT_EQ(found.removed[0].label, "Montpellier");
  ASSERT_EQ(found.changed.size(), 1U);
  EXPECT_EQ(found.changed[0].after.extent, MemberExtent::part);
  EXPECT_TRUE(difference(before, before).none());
}

TEST(Zonings, TheSameMemberTwiceIsTwoMembers) {
  std::vector const once{commune("32013", "Auch")};
  std::vector const twice{commune("32013", "Auch"), commune("32013", "Auch")};
  EXPECT_EQ(difference(once, twice).added.size(), 1U);
  EXPECT_EQ(difference(twice, once).removed.size(), 1U);
}

TEST(Zonings, EditsAreMadeAgainOnANewReference) {
  std::vector const before{commune("1", "A"), commune("2", "B")};
  std::vector const edited{commune("2", "B", MemberExtent::part), commune("3", "C")};
  std::vector const now{commune("1", "A"), commune("2", "B"), commune("3", "C"), commune("4", "D")};
  std::vector const wanted{commune("2", "B", MemberExtent::part), commune("3", "C"),
                           commune("4", "D")};
  EXPECT_EQ(with_edits(before, now, edited), wanted);
}

Territory territory(std::string const& code, std::string const& name, std::int64_t population) {
  Territory made;
  made.key = {Level::commune, code};
  made.name = name;
  made.population = population;
  made.department = code.substr(0, 2);
  return made;
}

TEST(Zonings, PopulationHasBoundsWhereOnlyAPartIsKnown) {
  std::vector const communes{territory("31001", "A", 10), territory("31002", "B", 20),
                             territory("32001", "C", 40)};
  std::vector const members{commune("31001", "A"), commune("31002", "quartier", MemberExtent::part),
                            commune("31002", "autre quartier", MemberExtent::part)};
  auto const people = population_in(covered_places(members), communes);
  EXPECT_EQ(people.least, 10);
  EXPECT_EQ(people.most, 30);
  Member department{.label = "Gers", .places = {{{Level::department, "32"}}}};
  EXPECT_EQ(population_in(covered_places(std::vector{department}), communes).least, 40);
}

TEST(Zonings, ALineOfAnEditorIsAMember) {
  auto ariege = territory("09001", "Aigues-Juntes", 59);
  Territory department;
  department.key = {Level::department, "09"};
  department.name = "Ariège";
  std::vector const territories{ariege, department};
  std::vector<FormerCommune> const former{{"09999", "Vieux", "2019-01-01", "09001"}};
  CodeReader const codes{territories, former};
  auto const plain = parse_member("9001", codes);
  ASSERT_TRUE(plain) << plain.error();
  EXPECT_EQ(plain->label, "Aigues-Juntes");
  EXPECT_EQ(plain->extent, MemberExtent::whole);
  auto const part = parse_member("commune:09001 ; Le Hameau ; partie", codes);
  ASSERT_TRUE(part) << part.error();
  EXPECT_EQ(part->label, "Le Hameau");
  EXPECT_EQ(part->extent, MemberExtent::part);
  EXPECT_EQ(parse_member("9", codes)->places[0].key.level, Level::department);
  auto const said = [&](char const* line) {
    auto const read = parse_member(line, codes);
    return read ? std::string{} : read.error();
  };
  EXPECT_NE(said("33063").find("autre région"), std::string::npos);
  EXPECT_NE(said("09002").find("pas dans le référentiel"), std::string::npos);
  EXPECT_NE(said("09999").find("09001"), std::string::npos);
  EXPECT_NE(said("09001 ; x ; moitié").find("moitié"), std::string::npos);
  EXPECT_NE(said("").find("vide"), std::string::npos);
  EXPECT_NE(said("09001;a;part;b").find("trois parties"), std::string::npos);
}

TEST(Zonings, KeysAndDays) {
  EXPECT_TRUE(is_zoning_key("qpv-2024"));
  EXPECT_FALSE(is_zoning_key("commune"));
  EXPECT_FALSE(is_zoning_key("a-verifier"));
  EXPECT_FALSE(is_zoning_key("QPV"));
  EXPECT_FALSE(is_zoning_key(""));
  EXPECT_TRUE(is_day("2024-02-29"));
  EXPECT_FALSE(is_day("2023-02-29"));
  EXPECT_FALSE(is_day("2024-02"));
}

}  // namespace
}  // namespace pacte::territory
