// Description of the open data as DCAT-AP 3 in JSON-LD, which data portals harvest.
// https://semiceu.github.io/DCAT-AP/releases/3.0.0/
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"

namespace pacte::report {

/// Texts are in the language of the catalogue. Empty texts, lists and options are left out.
struct Agent {
  std::string uri;  // may be empty
  std::string name;
  std::string homepage{};
  std::string email{};
};

struct Distribution {
  std::string uri;
  std::string title{};
  std::string access_url;      // required: a page or the file
  std::string download_url{};  // the file
  std::string file_type{};     // code of the EU's list: CSV, JSON, JSON_LD, PDF, XLSX, ZIP…
  std::string media_type{};    // text/csv…
  std::string licence{};       // URI
  std::optional<std::uint64_t> bytes{};
  std::string sha256{};  // hexadecimal
  std::optional<Instant> modified{};
};

struct Dataset {
  std::string uri;
  std::string identifier;
  std::string title;        // required
  std::string description;  // required
  std::vector<std::string> keywords{};
  std::vector<std::string> themes{};  // codes of the EU's list: GOVE, ENVI, REGI, ECON, AGRI, EDUC…
  std::string frequency{};            // code of the EU's list: DAILY, MONTHLY, ANNUAL, IRREG…
  std::string landing_page{};
  std::string spatial{};       // URI of a place
  std::string period_begin{};  // ISO dates
  std::string period_end{};
  std::vector<std::string> sources{};  // URIs of the documents that it comes from
  std::string provenance{};            // how the data was made
  std::optional<Instant> issued{};
  std::optional<Instant> modified{};
  std::vector<Distribution> distributions{};
};

struct Catalogue {
  std::string uri;
  std::string title;        // required
  std::string description;  // required
  std::string homepage{};
  std::string language = "fr";  // fr or en
  std::string licence{};        // URI
  std::string spatial{};        // URI of a place
  Agent publisher;              // required; also of each dataset, with its address for questions
  std::optional<Instant> issued{};
  std::optional<Instant> modified{};
  std::vector<Dataset> datasets{};
};

Json dcat(Catalogue const& catalogue);

}  // namespace pacte::report
