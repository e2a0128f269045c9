// The full-text index (Xapian): derived data, rebuilt from the database at any time.
//
// French stemming; accents, case and ligatures folded, so that "ecologie" finds "Écologie"; phrases
// in quotation marks, the last word taken as a prefix, spelling suggested; counts by facet.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/problem.hpp"

namespace pacte::search {

/// The facets, in the order they are shown. A document may have several values for one.
enum class Facet {
  kind,
  plan,
  level,
  theme,
  territory,  // of a figure, as printed
  document,
  year,
  has_budget,
  has_target,
  place  // official territory that the text names: "Toulouse (31555)"
};
inline constexpr std::size_t facet_count = 10;
std::string_view name(Facet facet);  // "kind", "plan"…, "has_budget": also the names in the API

struct Document {
  std::string id;     // unique; the corpus identifier
  std::string path;   // page of the document, without language prefix
  std::string label;  // weighs most
  std::string code;   // "Action 29", "P07": exact matches come first
  std::string body;   // everything else worth finding, also excerpted
  std::map<Facet, std::vector<std::string>> facets;
};

struct Query {
  std::string text;  // as typed; empty finds everything
  // any of the values of a facet, all of the facets
  std::map<Facet, std::vector<std::string>> filters;
  std::size_t first = 0;  // rank of the first hit wanted; at most 10 000
  std::size_t most = 20;  // at most 100
  // Whether the facets that are filtered give all their values, not only those of what matches: a
  // look at every document.
  bool other_values = true;
};

struct Hit {
  std::string id;
  std::string path;
  std::string label;
  std::string code;
  std::string kind;
  std::string excerpt_html;  // escaped, with <mark> around what matched
};

struct FacetCount {
  std::string value;
  std::size_t count = 0;
};

struct Results {
  std::vector<Hit> hits;
  std::size_t estimated_total = 0;
  std::map<Facet, std::vector<FacetCount>> facets;  // most frequent first
  std::string suggestion;                           // another spelling that finds more, or empty
};

struct Suggestion {
  std::string label;
  std::string kind;
  std::string path;
};

class Index {
 public:
  /// Opens the index in `folder`, which may not exist yet: it then reads as empty.
  explicit Index(std::filesystem::path folder);
  ~Index();

  /// The error is for a query that cannot be read, or too long (over 500 characters).
  [[nodiscard]] Result<Results> find(Query const& query) const;

  /// As-you-type completions on labels and codes; best first.
  [[nodiscard]] std::vector<Suggestion> suggest(std::string_view typed, std::size_t most) const;

  /// Replaces the whole index; readers see the old one until it is complete. `stamp` says what data
  /// it was made from, in the caller's words.
  void rebuild(std::function<void(std::function<void(Document const&)> const& add)> const& give_all,
               std::string const& stamp = {});

  /// The stamp of the index that is read; empty when there is none.
  [[nodiscard]] std::string stamp() const;

  /// Replaces or adds some documents, removes others.
  void update(std::vector<Document> const& changed, std::vector<std::string> const& removed_ids);

  [[nodiscard]] std::size_t size() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pacte::search
