#include "search/lookup.hpp"
#include "search/match.hpp"
#include "search/schema.hpp"

namespace pacte::search {
namespace {

constexpr Xapian::termcount most_expanded = 80;
constexpr std::size_t most_words_completed = 8;

// Gathers documents in order of preference, each once.
class Completions {
 public:
  Completions(Xapian::Database const& database, std::size_t most)
      : database_{database}, most_{most} {}

  [[nodiscard]] bool full() const { return found_.size() >= most_; }

  void add(Xapian::docid document) {
    if (full() || !seen_.insert(document).second) return;
    auto const data = database_.get_document(document).get_data();
    auto const stored = unpack(data);
    found_.push_back(
        {std::string{stored.label}, std::string{stored.kind}, std::string{stored.path}});
  }

  void add_all(std::string const& term) {
    for (auto post = database_.postlist_begin(term);
         post != database_.postlist_end(term) && !full(); ++post) {
      add(*post);
    }
  }

  void add_beginning(std::string const& prefix) {
    for (auto term = database_.allterms_begin(prefix);
         term != database_.allterms_end(prefix) && !full(); ++term) {
      add_all(*term);
    }
  }

  // Every word in the label, in any order, the last one unfinished.
  void add_words(std::vector<Word> const& typed) {
    std::vector<Xapian::Query> all;
    for (std::size_t i = 0; i < std::min(typed.size(), most_words_completed); ++i) {
      auto const wanted = term(label_prefix, typed[i].folded);
      if (i + 1 < typed.size()) {
        if (!is_stop_word(typed[i].folded)) all.emplace_back(wanted);
      } else {
        all.emplace_back(Xapian::Query::OP_WILDCARD, wanted, most_expanded,
                         Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT, Xapian::Query::OP_SYNONYM);
      }
    }
    Xapian::Enquire enquire{database_};
    enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end()));
    // Those already found may come first among the matches.
    auto const matches = enquire.get_mset(0, static_cast<Xapian::doccount>(2 * most_));
    for (auto match = matches.begin(); match != matches.end() && !full(); ++match)
      add(*match);
  }

  std::vector<Suggestion> take() { return std::move(found_); }

 private:
  Xapian::Database const& database_;
  std::size_t most_;
  std::set<Xapian::docid> seen_;
  std::vector<Suggestion> found_;
};

}  // namespace

std::vector<Suggestion> complete_in(Reader& reader, std::string_view typed, std::size_t most) {
  auto const found = words(typed);
  if (found.empty() || most == 0) return {};
  Completions completions{reader.database, most};
  auto const key = code_key(typed);
  completions.add_all(term(code_key_prefix, key));
  completions.add_beginning(term(label_start_prefix, joined_words(typed)));
  if (has_digit(key)) completions.add_beginning(term(code_key_prefix, key));
  if (!completions.full()) completions.add_words(found);
  return completions.take();
}

}  // namespace pacte::search
