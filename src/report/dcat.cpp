#include "report/dcat.hpp"

namespace pacte::report {
namespace {

constexpr std::string_view authority = "http://publications.europa.eu/resource/authority/";

std::string listed(std::string_view list, std::string_view code) {
  return fmt::format("{}{}/{}", authority, list, code);
}

Json link(std::string_view uri) {
  return Json{{"@id", uri}};
}
Json typed(std::string_view type, std::string_view value) {
  return Json{{"@type", type}, {"@value", value}};
}

// Adds what is there; what is empty is left out.
class Node {
 public:
  Node(std::string const& uri, char const* type) {
    if (!uri.empty()) json_["@id"] = uri;
    json_["@type"] = type;
  }

  Node& text(char const* name, std::string const& value) {
    if (!value.empty()) json_[name] = value;
    return *this;
  }
  Node& spoken(char const* name, std::string const& value, std::string const& language) {
    if (!value.empty()) json_[name] = Json{{"@language", language}, {"@value", value}};
    return *this;
  }
  Node& uri(char const* name, std::string const& value) {
    if (!value.empty()) json_[name] = link(value);
    return *this;
  }
  Node& code(char const* name, std::string_view list, std::string const& value) {
    if (!value.empty()) json_[name] = link(listed(list, value));
    return *this;
  }
  Node& instant(char const* name, std::optional<Instant> value) {
    if (value) json_[name] = typed("xsd:dateTime", to_iso(*value));
    return *this;
  }
  Node& json(char const* name, Json value) {
    if (!value.empty()) json_[name] = std::move(value);
    return *this;
  }
  [[nodiscard]] Json take() { return std::move(json_); }

 private:
  Json json_ = Json::object();
};

Json context() {
  return {{"dcat", "http://www.w3.org/ns/dcat#"},
          {"dct", "http://purl.org/dc/terms/"},
          {"foaf", "http://xmlns.com/foaf/0.1/"},
          {"vcard", "http://www.w3.org/2006/vcard/ns#"},
          {"spdx", "http://spdx.org/rdf/terms#"},
          {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
          {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
}

Json publisher(Agent const& agent, std::string const& language) {
  return Node{agent.uri, "foaf:Agent"}
      .spoken("foaf:name", agent.name, language)
      .uri("foaf:homepage", agent.homepage)
      .take();
}

Json contact(Agent const& agent, std::string const& language) {
  if (agent.email.empty()) return {};
  return Node{"", "vcard:Kind"}
      .spoken("vcard:fn", agent.name, language)
      .uri("vcard:hasEmail", "mailto:" + agent.email)
      .take();
}

Json checksum(std::string const& sha256) {
  if (sha256.empty()) return {};
  return Node{"", "spdx:Checksum"}
      .uri("spdx:algorithm", "http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
      .json("spdx:checksumValue", typed("xsd:hexBinary", sha256))
      .take();
}

Json byte_size(std::optional<std::uint64_t> bytes) {
  return bytes ? typed("xsd:nonNegativeInteger", std::to_string(*bytes)) : Json{};
}

std::string media_type(std::string const& type) {
  return type.empty() ? type : "https://www.iana.org/assignments/media-types/" + type;
}

Json period(Dataset const& dataset) {
  if (dataset.period_begin.empty() && dataset.period_end.empty()) return {};
  auto const day = [](std::string const& date) {
    return date.empty() ? Json{} : typed("xsd:date", date);
  };
  return Node{"", "dct:PeriodOfTime"}
      .json("dcat:startDate", day(dataset.period_begin))
      .json("dcat:endDate", day(dataset.period_end))
      .take();
}

Json provenance(std::string const& statement, std::string const& language) {
  if (statement.empty()) return {};
  return Node{"", "dct:ProvenanceStatement"}.spoken("rdfs:label", statement, language).take();
}

template <class T, class Make> Json list_of(std::vector<T> const& values, Make const& make) {
  Json list = Json::array();
  for (auto const& value : values)
    list.push_back(make(value));
  return list;
}

Json distribution_node(Distribution const& distribution, Catalogue const& catalogue) {
  return Node{distribution.uri, "dcat:Distribution"}
      .spoken("dct:title", distribution.title, catalogue.language)
      .uri("dcat:accessURL", distribution.access_url)
      .uri("dcat:downloadURL", distribution.download_url)
      .code("dct:format", "file-type", distribution.file_type)
      .uri("dcat:mediaType", media_type(distribution.media_type))
      .uri("dct:license", distribution.licence.empty() ? catalogue.licence : distribution.licence)
      .json("dcat:byteSize", byte_size(distribution.bytes))
      .json("spdx:checksum", checksum(distribution.sha256))
      .instant("dct:modified", distribution.modified)
      .take();
}

Json dataset_node(Dataset const& dataset, Catalogue const& catalogue) {
  auto const& language = catalogue.language;
  auto const keyword = [&](std::string const& word) {
    return Json{{"@language", language}, {"@value", word}};
  };
  auto const theme = [](std::string const& code) { return link(listed("data-theme", code)); };
  auto const distribution = [&](Distribution const& one) {
    return distribution_node(one, catalogue);
  };
  return Node{dataset.uri, "dcat:Dataset"}
      .text("dct:identifier", dataset.identifier)
      .spoken("dct:title", dataset.title, language)
      .spoken("dct:description", dataset.description, language)
      .json("dct:publisher", publisher(catalogue.publisher, language))
      .json("dcat:contactPoint", contact(catalogue.publisher, language))
      .json("dcat:keyword", list_of(dataset.keywords, keyword))
      .json("dcat:theme", list_of(dataset.themes, theme))
      .code("dct:accrualPeriodicity", "frequency", dataset.frequency)
      .code("dct:accessRights", "access-right", "PUBLIC")
      .uri("dcat:landingPage", dataset.landing_page)
      .uri("dct:spatial", dataset.spatial.empty() ? catalogue.spatial : dataset.spatial)
      .json("dct:temporal", period(dataset))
      .json("dct:source",
            list_of(dataset.sources, [](std::string const& uri) { return link(uri); }))
      .json("dct:provenance", provenance(dataset.provenance, language))
      .instant("dct:issued", dataset.issued)
      .instant("dct:modified", dataset.modified)
      .json("dcat:distribution", list_of(dataset.distributions, distribution))
      .take();
}

}  // namespace

Json dcat(Catalogue const& catalogue) {
  auto const& language = catalogue.language;
  auto const dataset = [&](Dataset const& one) { return dataset_node(one, catalogue); };
  auto description = Node{catalogue.uri, "dcat:Catalog"}
                         .spoken("dct:title", catalogue.title, language)
                         .spoken("dct:description", catalogue.description, language)
                         .json("dct:publisher", publisher(catalogue.publisher, language))
                         .uri("foaf:homepage", catalogue.homepage)
                         .code("dct:language", "language", language == "en" ? "ENG" : "FRA")
                         .uri("dcat:themeTaxonomy", fmt::format("{}data-theme", authority))
                         .uri("dct:license", catalogue.licence)
                         .uri("dct:spatial", catalogue.spatial)
                         .instant("dct:issued", catalogue.issued)
                         .instant("dct:modified", catalogue.modified)
                         .json("dcat:dataset", list_of(catalogue.datasets, dataset))
                         .take();
  Json document{{"@context", context()}};
  document.update(description);
  return document;
}

}  // namespace pacte::report
