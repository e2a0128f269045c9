#include "web/locale.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/view.hpp"

namespace pacte::web {
namespace {

TEST(Locale, FrenchIsItsOwnKey) {
  EXPECT_EQ(tr(Locale::fr, "Fil d’Ariane"), "Fil d’Ariane");
  EXPECT_EQ(tr(Locale::en, "Fil d’Ariane"), "Breadcrumb");
  EXPECT_EQ(tr(Locale::en, "texte que personne n’a écrit"), "texte que personne n’a écrit");
  EXPECT_EQ(translation(Locale::en, "texte que personne n’a écrit"), std::nullopt);
}

TEST(Locale, ArgumentsGoIntoTheTranslation) {
  EXPECT_EQ(trf(Locale::en, "Il faut au moins {} caractères.", 12),
            "At least 12 characters are needed.");
}

TEST(Locale, FrenchTakesTheSingularForZeroAndOne) {
  auto const french = [](std::int64_t n) { return trn(Locale::fr, "un", "plusieurs", n); };
  EXPECT_EQ(french(0), "un");
  EXPECT_EQ(french(1), "un");
  EXPECT_EQ(french(-1), "un");
  EXPECT_EQ(french(2), "plusieurs");
}

std::string read_file(std::filesystem::path const& path) {
  std::ostringstream content;
  content << std::ifstream{path}.rdbuf();
  return content.str();
}

std::size_t skip_blanks(std::string_view code, std::size_t at) {
  auto const next = code.find_first_not_of(" \t\n", at);
  return next == std::string_view::npos ? code.size() : next;
}

// The text of the literals that begin at `at`: adjacent ones are one text. Empty when there are
// none.
std::string literals(std::string_view code, std::size_t at) {
  std::string out;
  for (at = skip_blanks(code, at); at < code.size() && code[at] == '"';
       at = skip_blanks(code, at + 1)) {
    for (++at; at < code.size() && code[at] != '"'; ++at) {
      if (code[at] == '\\') ++at;
      out += code[at];
    }
  }
  return out;
}

// The French texts given to `function` as in tr(locale, "texte").
std::vector<std::string> texts_given_to(std::string_view function, std::string_view code) {
  std::vector<std::string> out;
  for (auto at = code.find(function); at != std::string_view::npos;
       at = code.find(function, at + 1)) {
    bool const whole = at == 0 || (std::isalnum(static_cast<unsigned char>(code[at - 1])) == 0 &&
                                   code[at - 1] != '_');
    auto const comma = code.find(',', at);
    if (!whole || comma == std::string_view::npos) continue;
    if (auto text = literals(code, comma + 1); !text.empty()) out.push_back(std::move(text));
  }
  return out;
}

TEST(Catalogue, HasEveryTextOfTheSources) {
  std::set<std::string> missing;
  std::size_t read = 0;
  for (auto const& entry : std::filesystem::recursive_directory_iterator{PACTE_SOURCE_DIR "/src"}) {
    if (entry.path().extension() != ".cpp") continue;
    auto const code = read_file(entry.path());
    for (auto const* function : {"tr(", "trf(", "trn("}) {
      for (auto const& text : texts_given_to(function, code)) {
        ++read;
        if (!translation(Locale::en, text)) {
          missing.insert(entry.path().filename().string() + ": " + text);
        }
      }
    }
  }
  EXPECT_GT(read, 30U);
  EXPECT_THAT(missing, testing::IsEmpty());
}

TEST(Catalogue, HasEveryTextOfTheViews) {
  Document const loads_the_views{"web/error.html", Locale::en};
  EXPECT_THAT(untranslated_texts(), testing::Not(testing::Contains(testing::StartsWith("web/"))));
}

}  // namespace
}  // namespace pacte::web
