// What the corpus of a region says of the documents and records that its rules cite.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "rule/syntax.hpp"

namespace pacte::app {

struct RuleCorpus {
  std::map<std::string, std::pair<int, int>> documents;  // first and last line
  std::set<std::string> records;
};

/// Of the folder above that of the scheme (data/occitanie); nothing when there is no corpus.
std::optional<RuleCorpus> corpus_above(std::string const& scheme);

/// Refuses documents, lines and records that are not in the corpus.
void check_citations(rule::Sheet const& sheet, RuleCorpus const& corpus, rule::Faults& faults);

}  // namespace pacte::app
