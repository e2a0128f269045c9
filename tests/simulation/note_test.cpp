#include <gtest/gtest.h>

#include "simulation/note_view.hpp"

namespace pacte::simulation {
namespace {

using web::Locale;

std::map<std::string, source::Summary> const documents{
    {"srdtl/schema", {"srdtl/schema", source::Kind::document, "SRDTL"}},
    {"pacte-vert-2020/annexe-1", {"pacte-vert-2020/annexe-1", source::Kind::document, "Annexe 1"}}};

std::string words(std::string const& note) {
  std::string made;
  for (auto const& part : note_parts(note, documents, Locale::fr))
    made += part.url.empty() ? part.text : "[" + part.text + "]";
  return made;
}

TEST(NoteView, aPassageIsALinkUnderTheNameOfItsDocument) {
  EXPECT_EQ(words("Deux listes (srdtl/schema 20475 ; 40 d’après pacte-vert-2020/annexe-1, ligne "
                  "243-245)."),
            "Deux listes ([SRDTL, l.\u00A020\u202F475] ; 40 d’après [Annexe 1, l.\u00A0243-245]).");
  auto const parts = note_parts("srdtl/schema 12", documents, Locale::en);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].url.find("/en/documents/srdtl/schema?lignes=12"), 0U) << parts[0].url;
}

TEST(NoteView, anUnknownDocumentIsLeftOutWithItsBrackets) {
  EXPECT_EQ(words("Des critères (inconnu/texte 3-4), donnés."), "Des critères, donnés.");
  EXPECT_EQ(words("Des critères (inconnu/texte 3 ; inconnu/texte 4)."), "Des critères.");
}

TEST(NoteView, otherWordsStay) {
  EXPECT_EQ(words("Une condition manquée suffit (ligne 3363) et/ou 3."),
            "Une condition manquée suffit (ligne 3363) et/ou 3.");
  EXPECT_TRUE(note_parts("", documents, Locale::fr).empty());
  EXPECT_EQ(documents_in("one/two 3, three/four, ligne 4"),
            (std::set<std::string>{"one/two", "three/four"}));
}

}  // namespace
}  // namespace pacte::simulation
