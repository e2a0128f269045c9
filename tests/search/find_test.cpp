#include "index_fixture.hpp"

namespace pacte::search {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

Document document(std::string id, std::string label, std::string body = {}, std::string code = {}) {
  return {id, "/" + id, std::move(label), std::move(code), std::move(body), {}};
}

std::vector<Document> const corpus{
    document("ecologie", "Écologie industrielle et territoriale",
             "Réutiliser les déchets des uns chez les autres."),
    document("hydrogene", "Plan Hydrogène vert", "Faire de l’hydrogène une énergie de la Région."),
    document("hydrogene-train", "Trains à hydrogène",
             "Trois rames circulent en été sur la ligne de Montréjeau."),
    document("energie", "Région à énergie positive",
             "Les énergies renouvelables couvrent la consommation."),
    document("renovation", "Rénovation énergétique des logements",
             "Un éco-chèque pour les ménages."),
    document("metropole", "Rééquilibrage entre métropoles et campagnes",
             "Toulouse et Montpellier ; les métropoles."),
    document("foret", "Forêts et bois", "La forêt couvre 36 % du territoire ; filière forestière."),
    document("financement", "Financement des entreprises",
             "Une aide financée par la Région et l’Europe."),
    document("oeuvre", "Mise en œuvre du Pacte", "Le suivi de l’œuvre commune."),
    document("coeur", "Au cœur des quartiers", "Des associations financées."),
    document("ete", "Un été culturel", "Festivals d’été dans les bourgs-centres."),
    document("lycee", "Lycées éco-responsables", "Les lycéens plantent des arbres."),
    document("action-29", "Soutenir la marche", "Des trottoirs.", "Action 29"),
    document("action-2", "Soutenir le vélo", "Voir aussi l’action 29 et les 29 pistes.",
             "Action 2"),
    document("p07", "Proposition sur l’eau", "Économiser l’eau.", "P07"),
    document("p70", "Proposition sur le vent", "Des éoliennes.", "P70"),
    document("train-nuit", "Train de nuit", "Le train de nuit dessert Latour-de-Carol."),
    document("nuit-train", "Nuit blanche", "La nuit, le train ne passe pas."),
    document("capitales", "MOBILITES DURABLES", "ECOLOGIE ET TRANSPORTS"),
    document("cote", "Littoral", "La côte et les ports."),
    document("danger", "Balises <b> & \"guillemets\"",
             "Un <script>alert('hydravion')</script> & plus."),
};

class FindTest : public pacte::testing::IndexTest {
 protected:
  void SetUp() override { fill(corpus); }
};

TEST_F(FindTest, accentsCaseNumberAndFamilyDoNotMatter) {
  std::vector<std::pair<std::vector<std::string>, std::string>> const cases{
      {{"ecologie", "écologie", "ÉCOLOGIE", "écologiques", "ecologiques", "l’écologie",
        "d'ecologie"},
       "ecologie"},
      {{"vélo", "velo", "vélos", "velos", "VÉLOS"}, "action-2"},
      {{"énergie", "energie", "energies", "énergies", "énergétique", "energetiques"}, "energie"},
      {{"énergie", "energie", "énergétique", "energetiques"}, "renovation"},
      {{"métropole", "metropole", "metropoles", "Métropoles"}, "metropole"},
      {{"hydrogène", "hydrogene", "HYDROGENES"}, "hydrogene"},
      {{"été", "ete", "étés", "d’été"}, "ete"},
      {{"forêts", "foret", "forets", "forêt", "forestier", "forestière"}, "foret"},
      {{"financée", "financee", "financées", "financement", "financements", "financer"},
       "financement"},
      {{"oeuvre", "œuvre", "Œuvres", "mise en œuvre"}, "oeuvre"},
      {{"coeur", "cœur"}, "coeur"},
      {{"lycee", "lycées", "lycees", "éco-responsable"}, "lycee"},
      {{"mobilité", "mobilites"}, "capitales"},
      {{"cote", "côte", "côtes"}, "cote"},
  };
  for (auto const& [texts, id] : cases) {
    for (auto const& text : texts)
      EXPECT_THAT(ids(text), Contains(id)) << text;
  }
}

TEST_F(FindTest, theLabelWeighsMost) {
  EXPECT_EQ(ids("été").front(), "ete");
  EXPECT_EQ(ids("énergie").front(), "energie");
  EXPECT_THAT(ids("énergie"), Contains("hydrogene"));
}

TEST_F(FindTest, anExactCodeComesFirst) {
  EXPECT_EQ(ids("Action 29").front(), "action-29");
  EXPECT_EQ(ids("action 2").front(), "action-2");
  EXPECT_EQ(ids("où en est l’action 29 ?").front(), "action-29");
  for (auto const* text : {"P07", "p7", "P 07", "p 7"})
    EXPECT_EQ(ids(text).front(), "p07") << text;
  EXPECT_EQ(ids("p70").front(), "p70");
  EXPECT_THAT(ids("P07 eau"), ElementsAre("p07"));
}

TEST_F(FindTest, allWordsAreWantedElseAny) {
  EXPECT_THAT(ids("hydrogène train"), ElementsAre("hydrogene-train"));
  EXPECT_THAT(ids("hydrogène forêt"),
              UnorderedElementsAre("hydrogene", "hydrogene-train", "foret"));
  EXPECT_THAT(ids("le train de la nuit"), UnorderedElementsAre("train-nuit", "nuit-train"));
}

TEST_F(FindTest, stopWordsAloneAreStillWords) {
  EXPECT_THAT(ids("sur la"), Not(IsEmpty()));
}

TEST_F(FindTest, quotedWordsFollowEachOther) {
  EXPECT_THAT(ids("train nuit"), UnorderedElementsAre("train-nuit", "nuit-train"));
  EXPECT_THAT(ids("\"train de nuit\""), ElementsAre("train-nuit"));
  EXPECT_THAT(ids("« Train de nuit »"), ElementsAre("train-nuit"));
  EXPECT_THAT(ids("“la nuit” passe"), ElementsAre("nuit-train"));
  EXPECT_THAT(ids("\"nuit de train\""), IsEmpty());
  EXPECT_THAT(ids("\"train de nuit"), UnorderedElementsAre("train-nuit", "nuit-train"));
  // The end of the label and the beginning of the body are not one phrase.
  EXPECT_THAT(ids("\"blanche la nuit\""), IsEmpty());
}

TEST_F(FindTest, theLastWordMayBeUnfinished) {
  EXPECT_THAT(ids("hydrog"), UnorderedElementsAre("hydrogene", "hydrogene-train"));
  EXPECT_THAT(ids("plan hyd"), ElementsAre("hydrogene"));
  EXPECT_THAT(ids("hydrog "), IsEmpty());
  EXPECT_EQ(ids("hyd plan").front(), "hydrogene");  // for want of better, any of the words
}

TEST_F(FindTest, aMisspeltWordIsSuggestedWithItsAccents) {
  EXPECT_EQ(found("hydrogenne").suggestion, "hydrogène");
  EXPECT_EQ(found("Plan hidrogène vert").suggestion, "Plan hydrogène vert");
  EXPECT_EQ(found("metropolle et campagne").suggestion, "métropoles et campagne");
  EXPECT_EQ(found("ecollogie").suggestion, "écologie");
  EXPECT_EQ(found("\"train de nuitt\"").suggestion, "\"train de nuit\"");
  for (auto const* known :
       {"hydrogene", "hydrog", "hydrogènes", "trains", "zzzzzzzzzz", "xkcd", "Action 29", ""}) {
    EXPECT_EQ(found(known).suggestion, "") << known;
  }
}

TEST_F(FindTest, theExcerptMarksWhatWasFoundAndEscapesTheRest) {
  auto const hits = found("hydravion").hits;
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].excerpt_html,
            "Un &lt;script&gt;alert(&#39;<mark>hydravion</mark>&#39;)&lt;/script&gt; &amp; plus.");
  EXPECT_EQ(hits[0].label, "Balises <b> & \"guillemets\"");
  EXPECT_THAT(found("hydrogene").hits[0].excerpt_html,
              HasSubstr("de l’<mark>hydrogène</mark> une énergie"));
  EXPECT_THAT(found("energetique").hits.back().excerpt_html, HasSubstr("<mark>énergie"));
  EXPECT_THAT(found("forestier").hits[0].excerpt_html, HasSubstr("La <mark>forêt</mark> couvre"));
  EXPECT_EQ(found("marche").hits[0].excerpt_html, "Des trottoirs.");
}

TEST_F(FindTest, theExcerptOfALongBodyIsAroundTheWords) {
  std::string body;
  for (int i = 0; i < 400; ++i)
    body += "remplissage d’été ";
  auto const middle = body + "le génépi pousse\n\nprès du névé " + body;
  fill({document("long", "Long", middle)});
  auto const html = found("névé génépi").hits.at(0).excerpt_html;
  EXPECT_THAT(html, HasSubstr("le <mark>génépi</mark> pousse près du <mark>névé</mark> "));
  EXPECT_TRUE(html.starts_with("… ")) << html;
  EXPECT_TRUE(html.ends_with(" …")) << html;
  EXPECT_LE(html.size(), 300U);
  EXPECT_FALSE(first_invalid_utf8(html));
}

TEST_F(FindTest, hostileQueriesAreOnlyText) {
  for (std::string const text : {"AND OR ((",  "NOT",         "hydrogène AND",
                                 "-hydrogène", "+",           "***",
                                 "hydro*",     "kind:action", "((((((((",
                                 "\"\"\"\"",   "« »",         "NEAR/3",
                                 "a\tb\nc",    "\x01\x02",    "' OR 1=1 --",
                                 "<script>",   "Zhydrogen",   "SK",
                                 "FAaction",   "''''l'l'd'",  "🌱🌱",
                                 "̀́",           "ﷺﷺﷺﷺﷺﷺ",      "\\",
                                 "%00",        "hydrogène~",  "^",
                                 "[a-z]",      "{}"}) {
    EXPECT_TRUE(index().find({.text = text, .filters = {}, .first = 0, .most = 20})) << text;
    (void)index().suggest(text, 10);
  }
  EXPECT_EQ(ids("hydrogène AND train").front(), "hydrogene-train");
  EXPECT_THAT(ids("hydrogène\x01train"), ElementsAre("hydrogene-train"));
  EXPECT_THAT(ids(std::string("hydrogène\0train", 16)), ElementsAre("hydrogene-train"));
  EXPECT_THAT(ids("?!"), IsEmpty());
  EXPECT_THAT(ids("(hydrogène) /train/"), ElementsAre("hydrogene-train"));
}

TEST_F(FindTest, tooLongOrUnreadableQueriesAreRefused) {
  auto const problem = [&](std::string text, std::size_t first = 0) {
    auto const results =
        index().find({.text = std::move(text), .filters = {}, .first = first, .most = 20});
    return results ? std::optional<ProblemKind>{} : results.error().kind;
  };
  std::string accents;
  for (int i = 0; i < 500; ++i)
    accents += "é";
  EXPECT_EQ(problem(accents), std::nullopt);
  EXPECT_EQ(problem(accents + "e"), ProblemKind::invalid);
  EXPECT_EQ(problem(std::string(100'000, 'a')), ProblemKind::invalid);
  EXPECT_EQ(problem("\xff"), ProblemKind::malformed);
  EXPECT_EQ(problem("train", 10'001), ProblemKind::invalid);
  EXPECT_EQ(problem("train", 10'000), std::nullopt);
  std::string many = "hydrogène";
  for (int i = 0; i < 100; ++i)
    many += " t";
  EXPECT_EQ(problem(many), std::nullopt);
  EXPECT_TRUE(index().suggest(std::string(100'000, 'a'), 10).empty());
}

TEST_F(FindTest, resultsComeByPages) {
  auto const page = [&](std::size_t first, std::size_t most) {
    return *index().find({.text = "", .filters = {}, .first = first, .most = most});
  };
  EXPECT_EQ(page(0, 20).estimated_total, corpus.size());
  EXPECT_EQ(page(0, 3).hits.size(), 3U);
  EXPECT_EQ(page(0, 3).estimated_total, corpus.size());
  EXPECT_EQ(page(0, 1000).hits.size(), corpus.size());
  EXPECT_EQ(page(20, 20).hits.size(), corpus.size() - 20);
  EXPECT_THAT(page(9'000, 20).hits, IsEmpty());
  // By label: accents and case do not count.
  EXPECT_EQ(page(0, 1).hits[0].id, "coeur");
  EXPECT_EQ(page(2, 1).hits[0].id, "ecologie");
}

TEST_F(FindTest, aPageBeyondTheLastKeepsItsCount) {
  auto const results =
      *index().find({.text = "hydrogène train", .filters = {}, .first = 50, .most = 20});
  EXPECT_THAT(results.hits, IsEmpty());
  EXPECT_EQ(results.estimated_total, 1U);
}

class SuggestTest : public FindTest {
 protected:
  std::vector<std::string> labels(std::string_view typed, std::size_t most = 10) {
    std::vector<std::string> all;
    for (auto const& suggestion : index().suggest(typed, most))
      all.push_back(suggestion.label);
    return all;
  }
};

TEST_F(SuggestTest, labelsThatBeginSoComeFirst) {
  EXPECT_THAT(labels("train"), ElementsAre("Train de nuit", "Trains à hydrogène"));
  EXPECT_THAT(labels("TRAIN DE"), ElementsAre("Train de nuit"));
  EXPECT_THAT(labels("hydrog"), UnorderedElementsAre("Plan Hydrogène vert", "Trains à hydrogène"));
  EXPECT_THAT(labels("ecol"), ElementsAre("Écologie industrielle et territoriale"));
  EXPECT_THAT(labels("vert plan"), ElementsAre("Plan Hydrogène vert"));
  EXPECT_THAT(labels("oeuv"), ElementsAre("Mise en œuvre du Pacte"));
  EXPECT_THAT(labels("l’éco"), Contains("Écologie industrielle et territoriale"));
  EXPECT_THAT(labels("trottoirs"), IsEmpty());  // only in a body
}

TEST_F(SuggestTest, codesComplete) {
  EXPECT_THAT(labels("action 2"), ElementsAre("Soutenir le vélo", "Soutenir la marche"));
  EXPECT_THAT(labels("p7"), ElementsAre("Proposition sur l’eau", "Proposition sur le vent"));
  EXPECT_EQ(index().suggest("P70", 1).at(0).path, "/p70");
}

TEST_F(SuggestTest, isBounded) {
  EXPECT_THAT(labels("", 10), IsEmpty());
  EXPECT_THAT(labels("train", 0), IsEmpty());
  EXPECT_THAT(labels("l’", 10), IsEmpty());
  EXPECT_EQ(labels("s", 1).size(), 1U);
}

}  // namespace
}  // namespace pacte::search
