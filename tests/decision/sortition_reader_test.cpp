// The two files of a draw, and all that can be wrong in them.
#include <algorithm>

#include "decision/sortition_support.hpp"

namespace pacte::decision::sortition {
namespace {

using namespace std::string_literals;

constexpr auto good_quotas =
    "category,feature,min,max\nsexe,femme,1,2\nsexe,homme,1,2\nâge,jeune,0,3\nâge,vieux,0,3\n";

std::vector<std::string> faults_of_quotas(std::string const& text) {
  auto const read = read_quotas(text, "q.csv");
  std::vector<std::string> texts;
  if (!read) {
    for (auto const& fault : read.error())
      texts.push_back(to_text(fault));
  }
  return texts;
}

std::vector<std::string> faults_of_pool(std::string const& text, PoolColumns const& columns = {}) {
  auto const quotas = read_quotas(good_quotas, "q.csv");
  EXPECT_TRUE(quotas);
  auto const read = read_pool(text, "p.csv", *quotas, columns);
  std::vector<std::string> texts;
  if (!read) {
    for (auto const& fault : read.error())
      texts.push_back(to_text(fault));
  }
  return texts;
}

bool has(std::vector<std::string> const& texts, std::string_view part) {
  return std::ranges::any_of(
      texts, [&](auto const& text) { return text.find(part) != std::string::npos; });
}

TEST(SortitionReader, QuotasInAnyOrderOfColumns) {
  auto const quotas =
      read_quotas("\xEF\xBB\xBFmax;min;feature;category\r\n4;1;\"a;b\";c\r\n", "q.csv");
  ASSERT_TRUE(quotas);
  ASSERT_EQ(quotas->categories.size(), 1U);
  auto const& feature = quotas->categories[0].features.at(0);
  EXPECT_EQ(feature.name, "a;b");
  EXPECT_EQ(feature.min, 1);
  EXPECT_EQ(feature.max, 4);
  EXPECT_EQ(feature.line, 2U);
}

TEST(SortitionReader, EveryFaultOfQuotasIsTold) {
  auto const faults = faults_of_quotas(
      "category,feature,min,max\nsexe,f,3,2\nsexe,f,0,1\nsexe,,0,1\nsexe,h,-1,x\n"
      "sexe,a,0,99999999999999999999\nsexe,b,0\n");
  EXPECT_TRUE(has(faults, "q.csv:2 : le minimum 3 dépasse le maximum 2"));
  EXPECT_TRUE(has(faults, "q.csv:3 : « f » de « sexe » est déjà à la ligne 2"));
  EXPECT_TRUE(has(faults, "q.csv:4 : la catégorie ou la caractéristique n’a pas de nom"));
  EXPECT_TRUE(has(faults, "q.csv:5 : « -1 » n’est pas un nombre de sièges (min)"));
  EXPECT_TRUE(has(faults, "q.csv:5 : « x » n’est pas un nombre de sièges (max)"));
  EXPECT_TRUE(has(faults, "q.csv:6 : « 99999999999999999999 »"));
  EXPECT_TRUE(has(faults, "q.csv:7 : 3 valeurs au lieu des 4"));
  EXPECT_EQ(faults.size(), 7U);
}

TEST(SortitionReader, HeadersThatDoNotDo) {
  EXPECT_TRUE(has(faults_of_quotas(""), "q.csv:1 : le fichier est vide"));
  EXPECT_TRUE(has(faults_of_quotas("category,feature,min\n"), "la colonne « max » manque"));
  EXPECT_TRUE(has(faults_of_quotas("category,category,feature,min,max\n"), "est là deux fois"));
  EXPECT_TRUE(has(faults_of_quotas("category,feature,min,max\n"), "aucun quota"));
  EXPECT_TRUE(has(faults_of_quotas("category,feature,min,max\n\xFF,f,0,1\n"), "q.csv:2 : ces car"));
  EXPECT_TRUE(has(faults_of_quotas("category,feature,min,max\na,\"f,0,1\n"), "jamais fermé"));
}

TEST(SortitionReader, PoolWithMoreColumns) {
  auto const quotas = read_quotas(good_quotas, "q.csv");
  auto const pool =
      read_pool("nom,âge,adresse,sexe,poids\nA,jeune,x,femme,1.5\n\nB,vieux,,homme,\"2,25\"\n",
                "p.csv", *quotas, {.identifier = "nom", .household = "adresse", .weight = "poids"});
  ASSERT_TRUE(pool);
  ASSERT_EQ(pool->people.size(), 2U);
  EXPECT_EQ(pool->people[0].identifier, "A");
  EXPECT_EQ(pool->people[0].household, "x");
  EXPECT_EQ(pool->people[0].weight, 1'500'000);
  EXPECT_EQ(pool->people[1].features, (std::vector<std::uint16_t>{1, 1}));
  EXPECT_EQ(pool->people[1].weight, 2'250'000);
}

TEST(SortitionReader, EveryFaultOfAPoolIsTold) {
  auto const faults = faults_of_pool(
      "n,sexe,âge,w\na,femme,jeune,1\na,femelle,jeune,1\nb,,vieux,1\n,homme,vieux,-3\n",
      {.identifier = "n", .weight = "w"});
  EXPECT_TRUE(has(faults, "p.csv:3 : « femelle » n’est pas une valeur de « sexe »"));
  EXPECT_TRUE(has(faults, "« femme », « homme »"));
  EXPECT_TRUE(has(faults, "p.csv:3 : l’identifiant « a » est déjà à la ligne 2"));
  EXPECT_TRUE(has(faults, "p.csv:4 : « sexe » est vide"));
  EXPECT_TRUE(has(faults, "p.csv:5 : l’identifiant est vide"));
  EXPECT_TRUE(has(faults, "p.csv:5 : « -3 » n’est pas un poids"));
  EXPECT_EQ(faults.size(), 5U);
  EXPECT_TRUE(has(faults_of_pool("sexe\nfemme\n"), "la colonne « âge » manque"));
  EXPECT_TRUE(has(faults_of_pool("sexe,âge\n"), "le vivier est vide"));
}

TEST(SortitionReader, ManyFaultsAreCounted) {
  auto text = "sexe,âge\n"s;
  for (auto i = 0; i < 500; ++i)
    text += "x,jeune\n";
  auto const faults = faults_of_pool(text);
  EXPECT_EQ(faults.size(), 201U);
  EXPECT_TRUE(has(faults, "300 autres fautes"));
}

TEST(SortitionReader, RequestsThatMeanNothing) {
  auto const quotas = read_quotas(good_quotas, "q.csv");
  auto const pool = read_pool("sexe,âge,a\nfemme,jeune,x\nhomme,jeune,x\nhomme,vieux,\n", "p.csv",
                              *quotas, {.household = "a"});
  Request request{.quotas = *quotas, .pool = *pool, .size = 4};
  EXPECT_TRUE(has({to_text(check(request, "p.csv").at(0))}, "4 sièges et le vivier 3 personnes"));
  request.size = 0;
  EXPECT_EQ(check(request, "p.csv").size(), 1U);
  request.size = 2;
  EXPECT_TRUE(check(request, "p.csv").empty());
  request.required = {0, 1};
  EXPECT_TRUE(has({to_text(check(request, "p.csv").at(0))}, "même adresse"));
  request.required = {0, 9};
  request.excluded = {0, 12};
  EXPECT_EQ(check(request, "p.csv").size(), 3U);
}

}  // namespace
}  // namespace pacte::decision::sortition
