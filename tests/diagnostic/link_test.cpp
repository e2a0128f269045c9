#include "diagnostic/link.hpp"

#include "diagnostic/radar.hpp"
#include "diagnostic_samples.hpp"

namespace pacte::diagnostic {
namespace {

std::string const key(64, 'k');

Filling sample_filling(Definition const& definition) {
  return {.version = definition.id,
          .day = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1},
          .answers = answers_of(definition, {{"people", 300},
                                             {"choice", "all"},
                                             {"after", true},
                                             {"several", {"b", "c"}},
                                             {"share", "not-applicable"}})};
}

TEST(DiagnosticLink, holdsTheAnswersAndTheDay) {
  auto const definition = read(sample());
  auto const filling = sample_filling(definition);
  auto const link = make_link(definition, filling, key);
  EXPECT_LT(link.size(), 60U);
  EXPECT_EQ(version_in(link, key), definition.id);
  auto const back = read_link(definition, link, key);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->day, filling.day);
  EXPECT_EQ(back->answers, filling.answers);
}

TEST(DiagnosticLink, holdsWhatProvesTheAnswers) {
  auto const definition = read(sample());
  auto filling = sample_filling(definition);
  filling.notes = {{"choice", "Rapport de 2025, page 3"}, {"share", "https://exemple.fr/é"}};
  auto const back = read_link(definition, make_link(definition, filling, key), key);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->answers, filling.answers);
  EXPECT_EQ(back->notes, filling.notes);
}

TEST(DiagnosticLink, anyCharacterChangedIsRefused) {
  auto const definition = read(sample());
  auto const link = make_link(definition, sample_filling(definition), key);
  for (std::size_t i = 0; i < link.size(); ++i) {
    auto forged = link;
    forged[i] = forged[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read_link(definition, forged, key)) << i;
  }
}

TEST(DiagnosticLink, cutOrOfAnotherSiteIsRefusedWithItsReason) {
  auto const definition = read(sample());
  auto const link = make_link(definition, sample_filling(definition), key);
  EXPECT_EQ(version_in(link.substr(0, 20), key).error(), LinkFault::unreadable);
  EXPECT_EQ(version_in("", key).error(), LinkFault::unreadable);
  EXPECT_EQ(version_in("été", key).error(), LinkFault::unreadable);
  EXPECT_EQ(version_in(std::string(longest_link + 1, 'A'), key).error(), LinkFault::unreadable);
  EXPECT_EQ(version_in(link, std::string(64, 'o')).error(), LinkFault::forged);
}

TEST(Radar, drawsBothSeriesAndEscapes) {
  RadarSpec const spec{
      .title = "A < B",
      .description = "x",
      .axes = {{.label = "One & two", .value_text = "50", .share = 0.5, .before = 0.2},
               {.label = "Three", .value_text = "100", .share = 1, .before = 0.4},
               {.label = "Four", .value_text = "–"}},
      .rings = {0.5}};
  auto const svg = radar_svg(spec);
  EXPECT_NE(svg.find("A &lt; B"), std::string::npos);
  EXPECT_NE(svg.find("One &amp; two"), std::string::npos);
  EXPECT_NE(svg.find("r-before"), std::string::npos);
  EXPECT_NE(svg.find("stroke-dasharray"), std::string::npos);
  // The axis that does not apply has no mark: two discs, two squares.
  auto const count = [&](std::string_view what) {
    std::size_t found = 0;
    for (auto at = svg.find(what); at != std::string::npos; at = svg.find(what, at + 1))
      ++found;
    return found;
  };
  EXPECT_EQ(count("<circle"), 2U);
  EXPECT_EQ(count("<rect"), 2U);
}

}  // namespace
}  // namespace pacte::diagnostic
