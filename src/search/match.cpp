#include "search/match.hpp"

#include "base/text.hpp"
#include "search/schema.hpp"
#include "search/vocabulary.hpp"

namespace pacte::search {
namespace {

// How much a word counts by where and how it is found; added up.
constexpr double label_word = 4;
constexpr double label_stem = 3;
constexpr double code_word = 3;
constexpr double plain_word = 1.5;
constexpr double plain_stem = 1;
constexpr double label_beginning = 1;
constexpr double plain_beginning = 0.3;
// More than any sum of words can reach.
constexpr double whole_code = 10'000;
constexpr double part_code = 50;

constexpr std::size_t shortest_prefix = 2;       // bytes
constexpr Xapian::termcount most_expanded = 80;  // words that an unfinished word may stand for
constexpr std::size_t most_spellings = 3;        // "cote": cote, côte, côté
constexpr std::size_t longest_code = 3;          // words
constexpr std::size_t most_filters = 100;        // values of one facet

using Queries = std::vector<Xapian::Query>;

Xapian::Query weighed(double weight, Xapian::Query const& query) {
  return {Xapian::Query::OP_SCALE_WEIGHT, query, weight};
}

Xapian::Query joined(Xapian::Query::op op, Queries const& queries) {
  return {op, queries.begin(), queries.end()};
}

// The same weight however rare the code is.
Xapian::Query code(std::string const& key, double weight) {
  auto* source = new Xapian::FixedWeightPostingSource(weight);
  return {Xapian::Query::OP_FILTER, Xapian::Query(source->release()),
          Xapian::Query(term(code_key_prefix, key))};
}

Xapian::Query beginning(std::string_view prefix, std::string_view word) {
  return {Xapian::Query::OP_WILDCARD, term(prefix, word), most_expanded,
          Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT, Xapian::Query::OP_SYNONYM};
}

Xapian::Query phrase(std::string_view prefix, std::vector<Word> const& words) {
  std::vector<std::string> terms;
  for (auto const& word : words)
    terms.push_back(term(prefix, word.folded));
  if (terms.size() == 1) return Xapian::Query(terms.front());
  return {Xapian::Query::OP_PHRASE, terms.begin(), terms.end(),
          static_cast<Xapian::termcount>(terms.size())};
}

// Every run of a few words that has a digit, as a code: « où en est l’action 29 ».
Queries code_runs(Typed const& typed) {
  Queries found;
  auto const all = words(typed.text);
  auto const whole = code_key(typed.text);
  if (!whole.empty()) found.push_back(code(whole, whole_code));
  for (std::size_t first = 0; first < std::min(all.size(), most_words); ++first) {
    for (std::size_t last = first; last < std::min(first + longest_code, all.size()); ++last) {
      auto const run =
          std::string_view{typed.text}.substr(all[first].begin, all[last].end - all[first].begin);
      auto const key = code_key(run);
      if (key != whole && has_digit(key)) found.push_back(code(key, part_code));
    }
  }
  return found;
}

// Whether two words differ by a feminine or plural ending only: that is no mistake, and the stem
// finds both.
bool is_inflection(std::string_view a, std::string_view b) {
  auto const bare = [](std::string_view word) {
    if (word.ends_with('s') || word.ends_with('x')) word.remove_suffix(1);
    if (word.ends_with('e')) word.remove_suffix(1);
    return word;
  };
  return bare(a) == bare(b);
}

bool is_last(Typed const& typed, Typed::Part const& part) {
  return &part == &typed.parts.back();
}

}  // namespace

std::vector<std::string> Matcher::stems(std::string_view text, Word const& word) {
  if (has_digit(word.folded)) return {};
  auto found = stemmer_.stems(lower(text.substr(word.begin, word.end - word.begin)), word.folded);
  std::size_t tried = 0;
  for (auto const& spelling : spellings(database_, word.folded)) {
    if (tried++ == most_spellings) break;
    for (auto& stem : stemmer_.stems(spelling, word.folded))
      found.push_back(std::move(stem));
  }
  std::ranges::sort(found);
  auto const repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

Xapian::Query Matcher::word(Typed const& typed, Word const& word, bool unfinished) {
  Queries forms{weighed(label_word, Xapian::Query(term(label_prefix, word.folded))),
                weighed(code_word, Xapian::Query(term(code_prefix, word.folded))),
                weighed(plain_word, Xapian::Query(word.folded))};
  for (auto const& stem : stems(typed.text, word)) {
    forms.push_back(weighed(label_stem, Xapian::Query(term(label_stem_prefix, stem))));
    forms.push_back(weighed(plain_stem, Xapian::Query(term(stem_prefix, stem))));
  }
  if (has_digit(word.folded)) forms.push_back(code(code_key(word.folded), part_code));
  if (unfinished && word.folded.size() >= shortest_prefix) {
    forms.push_back(weighed(label_beginning, beginning(label_prefix, word.folded)));
    forms.push_back(weighed(plain_beginning, beginning({}, word.folded)));
  }
  return joined(Xapian::Query::OP_OR, forms);
}

Xapian::Query Matcher::query(Typed const& typed, Join join) {
  Queries parts;
  for (auto const& part : typed.parts) {
    if (part.phrase) {
      parts.push_back(
          joined(Xapian::Query::OP_OR,
                 {weighed(label_word, phrase(label_prefix, part.words)), phrase({}, part.words)}));
    } else {
      parts.push_back(word(typed, part.words.front(), typed.unfinished && is_last(typed, part)));
    }
  }
  auto const op = join == Join::all ? Xapian::Query::OP_AND : Xapian::Query::OP_OR;
  auto const codes = code_runs(typed);
  auto text = joined(op, parts);
  if (codes.empty()) return text;
  // A whole code is enough by itself: "p 7" finds P07, whose text holds neither word.
  auto const boosted =
      Xapian::Query(Xapian::Query::OP_AND_MAYBE, text, joined(Xapian::Query::OP_OR, codes));
  return {Xapian::Query::OP_OR, boosted, codes.front()};
}

Sought Matcher::sought(Typed const& typed) {
  Sought sought;
  for (auto const& part : typed.parts) {
    for (auto const& word : part.words) {
      if (part.phrase && part.words.size() > 1 && is_stop_word(word.folded)) continue;
      sought.words.insert(word.folded);
      if (!part.phrase) {
        for (auto& stem : stems(typed.text, word))
          sought.stems.insert(std::move(stem));
      }
    }
    if (typed.unfinished && is_last(typed, part)) sought.prefix = part.words.front().folded;
  }
  if (sought.prefix.size() < shortest_prefix) sought.prefix.clear();
  return sought;
}

bool Matcher::is_written(Word const& word, bool unfinished) {
  if (database_.term_exists(word.folded)) return true;
  return unfinished && database_.allterms_begin(word.folded) != database_.allterms_end(word.folded);
}

std::string Matcher::respelt(Typed const& typed) {
  std::string text;
  std::size_t copied = 0;
  for (auto const& part : typed.parts) {
    for (auto const& word : part.words) {
      if (is_written(word, typed.unfinished && is_last(typed, part))) continue;
      auto const better = closest_spelling(database_, word.folded);
      if (better.empty() || is_inflection(word.folded, fold(better))) continue;
      text += std::string_view{typed.text}.substr(copied, word.begin - copied);
      text += better;
      copied = word.end;
    }
  }
  if (copied == 0) return {};
  text += std::string_view{typed.text}.substr(copied);
  return std::string{trim(text)};
}

Xapian::Query filter_query(Filters const& filters, std::optional<Facet> except) {
  Queries facets;
  for (auto const& [facet, values] : filters) {
    if (values.empty() || facet == except) continue;
    Queries any;
    for (auto const& value : values) {
      if (any.size() == most_filters) break;
      any.emplace_back(facet_term(facet, value));
    }
    facets.push_back(joined(Xapian::Query::OP_OR, any));
  }
  return facets.empty() ? Xapian::Query{} : joined(Xapian::Query::OP_AND, facets);
}

}  // namespace pacte::search
