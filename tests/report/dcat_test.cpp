#include "report/dcat.hpp"

#include <gmock/gmock.h>

namespace pacte::report {
namespace {

Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");

Catalogue catalogue() {
  Distribution csv{.uri = "https://exemple.fr/donnees/actions#csv",
                   .title = "Actions (CSV)",
                   .access_url = "https://exemple.fr/donnees/actions",
                   .download_url = "https://exemple.fr/donnees/actions.csv",
                   .file_type = "CSV",
                   .media_type = "text/csv",
                   .bytes = 0,
                   .sha256 = std::string(64, 'a'),
                   .modified = noon};
  Dataset actions{.uri = "https://exemple.fr/donnees/actions",
                  .identifier = "actions",
                  .title = "Actions",
                  .description = "Les actions des plans.",
                  .keywords = {"plan", "action"},
                  .themes = {"GOVE"},
                  .frequency = "DAILY",
                  .period_begin = "2020-01-01",
                  .sources = {"https://exemple.fr/documents/1"},
                  .provenance = "Extrait des délibérations.",
                  .distributions = {csv}};
  return {
      .uri = "https://exemple.fr/donnees",
      .title = "Données ouvertes",
      .description = "Ce que la Région publie.",
      .licence = "https://exemple.fr/licence",
      .publisher = {.uri = "https://exemple.fr/", .name = "Région", .email = "donnees@exemple.fr"},
      .modified = noon,
      .datasets = {actions, {.uri = "x", .identifier = "x", .title = "X", .description = "X"}}};
}

TEST(Dcat, hasWhatTheProfileRequires) {
  auto const json = dcat(catalogue());
  EXPECT_EQ(json["@context"]["dcat"], "http://www.w3.org/ns/dcat#");
  EXPECT_EQ(json["@id"], "https://exemple.fr/donnees");
  EXPECT_EQ(json["@type"], "dcat:Catalog");
  EXPECT_EQ(json["dct:title"]["@value"], "Données ouvertes");
  EXPECT_EQ(json["dct:title"]["@language"], "fr");
  EXPECT_EQ(json["dct:publisher"]["foaf:name"]["@value"], "Région");
  EXPECT_EQ(json["dct:language"]["@id"],
            "http://publications.europa.eu/resource/authority/language/FRA");
  EXPECT_EQ(json["dct:modified"]["@value"], "2026-03-01T12:00:00.000Z");
  ASSERT_EQ(json["dcat:dataset"].size(), 2U);
}

TEST(Dcat, describesDatasetsAndDistributions) {
  auto const json = dcat(catalogue());
  auto const& dataset = json["dcat:dataset"][0];
  EXPECT_EQ(dataset["@type"], "dcat:Dataset");
  EXPECT_EQ(dataset["dcat:theme"][0]["@id"],
            "http://publications.europa.eu/resource/authority/data-theme/GOVE");
  EXPECT_EQ(dataset["dct:accrualPeriodicity"]["@id"],
            "http://publications.europa.eu/resource/authority/frequency/DAILY");
  EXPECT_EQ(dataset["dcat:keyword"][1]["@value"], "action");
  EXPECT_EQ(dataset["dct:temporal"]["dcat:startDate"]["@value"], "2020-01-01");
  EXPECT_FALSE(dataset["dct:temporal"].contains("dcat:endDate"));
  EXPECT_EQ(dataset["dcat:contactPoint"]["vcard:hasEmail"]["@id"], "mailto:donnees@exemple.fr");
  EXPECT_EQ(dataset["dct:source"][0]["@id"], "https://exemple.fr/documents/1");
  auto const& file = dataset["dcat:distribution"][0];
  EXPECT_EQ(file["@type"], "dcat:Distribution");
  EXPECT_EQ(file["dcat:accessURL"]["@id"], "https://exemple.fr/donnees/actions");
  EXPECT_EQ(file["dct:format"]["@id"],
            "http://publications.europa.eu/resource/authority/file-type/CSV");
  EXPECT_EQ(file["dcat:mediaType"]["@id"], "https://www.iana.org/assignments/media-types/text/csv");
  EXPECT_EQ(file["dcat:byteSize"]["@value"], "0");
  EXPECT_EQ(file["dct:license"]["@id"], "https://exemple.fr/licence");
  EXPECT_EQ(file["spdx:checksum"]["spdx:checksumValue"]["@value"], std::string(64, 'a'));
}

TEST(Dcat, leavesOutWhatIsEmpty) {
  auto const json = dcat(catalogue());
  std::vector<std::string> names;
  for (auto const& [name, value] : json["dcat:dataset"][1].items())
    names.push_back(name);
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("@id", "@type", "dct:identifier", "dct:title",
                                                     "dct:description", "dct:publisher",
                                                     "dcat:contactPoint", "dct:accessRights"));
}

}  // namespace
}  // namespace pacte::report
