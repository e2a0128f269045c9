#include "search/vocabulary.hpp"

#include "base/text.hpp"
#include "search/schema.hpp"

namespace pacte::search {
namespace {

constexpr std::size_t shortest_spelt = 4;  // letters; shorter words are too close to one another
constexpr std::size_t shortest_two_edits = 7;

using Counts = std::map<std::string, std::int64_t, std::less<>>;

std::string metadata_key(std::string_view folded) {
  return std::string{"spelling:"}.append(folded);
}

Counts read_counts(Xapian::Database const& database, std::string_view folded) {
  Counts counts;
  auto const packed = database.get_metadata(metadata_key(folded));
  for (Unpacker parts{packed}; !parts.done();) {
    auto const spelling = parts.next();
    counts[std::string{spelling}] = parse_integer(parts.next()).value_or(0);
  }
  return counts;
}

std::string pack_counts(Counts const& counts) {
  Packer packer;
  for (auto const& [spelling, times] : counts) {
    if (times <= 0) continue;
    packer.add(spelling);
    packer.add(std::to_string(times));
  }
  return packer.packed();
}

// The dictionary has frequencies to add or take away, never below zero.
void move_frequency(Xapian::WritableDatabase& database, std::string const& folded,
                    std::int64_t times) {
  if (times > 0) database.add_spelling(folded, static_cast<Xapian::termcount>(times));
  if (times < 0) database.remove_spelling(folded, static_cast<Xapian::termcount>(-times));
}

}  // namespace

void Vocabulary::count(std::string_view lower, std::string_view folded, std::int64_t times) {
  if (folded.size() < 2 || has_digit(folded)) return;
  words_[std::string{folded}][std::string{lower.substr(0, 2 * longest_word)}] += times;
}

void Vocabulary::write(Xapian::WritableDatabase& database) const {
  for (auto const& [folded, changes] : words_) {
    auto counts = read_counts(database, folded);
    std::int64_t moved = 0;
    for (auto const& [spelling, times] : changes) {
      counts[spelling] += times;
      moved += times;
    }
    database.set_metadata(metadata_key(folded), pack_counts(counts));
    if (length(folded) >= shortest_spelt && !is_stop_word(folded))
      move_frequency(database, folded, moved);
  }
}

std::vector<std::string> spellings(Xapian::Database const& database, std::string_view folded) {
  auto const counts = read_counts(database, folded);
  std::vector<std::pair<std::string, std::int64_t>> ranked(counts.begin(), counts.end());
  // At equal frequency, accents win: capitals are often written without them.
  std::ranges::stable_sort(ranked, [](auto const& a, auto const& b) {
    return a.second != b.second ? a.second > b.second : a.first.size() > b.first.size();
  });
  std::vector<std::string> found;
  for (auto& [spelling, times] : ranked)
    found.push_back(std::move(spelling));
  return found;
}

std::string closest_spelling(Xapian::Database const& database, std::string_view folded) {
  auto const letters = length(folded);
  if (letters < shortest_spelt || has_digit(folded)) return {};
  auto const edits = letters >= shortest_two_edits ? 2U : 1U;
  auto const close = database.get_spelling_suggestion(std::string{folded}, edits);
  if (close.empty()) return {};
  auto const written = spellings(database, close);
  return written.empty() ? close : written.front();
}

}  // namespace pacte::search
