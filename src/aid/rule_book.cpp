#include "aid/rule_book.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pacte::aid {
namespace {

std::string digest_of(std::string const& vocabulary, std::vector<RuleText> const& texts) {
  auto all = sha256_hex(vocabulary);
  for (auto const& text : texts)
    all += fmt::format("\n{} {} {}", text.scheme, text.version, sha256_hex(text.text));
  return sha256_hex(all);
}

}  // namespace

RuleBook::RuleBook(std::string vocabulary, std::vector<RuleText> texts)
    : digest_{digest_of(vocabulary, texts)}, words_{rule::read_vocabulary(std::move(vocabulary))} {
  std::vector<std::string> sources;
  for (auto const& text : texts)
    sources.push_back(text.text);
  auto read = rule::read_schemes(std::move(sources), words_.vocabulary);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (read[i].good()) {
      entries_.push_back({std::move(texts[i].scheme), texts[i].version, std::move(read[i])});
    } else {
      left_out_.push_back({std::move(texts[i]), std::move(read[i].faults)});
    }
  }
  std::ranges::stable_sort(
      entries_, {}, [](RuleEntry const& entry) { return fold(entry.rules.program.title.french); });
}

RuleEntry const* RuleBook::find(std::string_view scheme) const {
  auto const found = std::ranges::find(entries_, scheme, &RuleEntry::scheme);
  return found == entries_.end() ? nullptr : &*found;
}

std::vector<rule::Program const*> RuleBook::programs() const {
  std::vector<rule::Program const*> all;
  for (auto const& entry : entries_)
    all.push_back(&entry.rules.program);
  return all;
}

std::shared_ptr<RuleBook const> RuleBookKeeper::current(store::Session& session) {
  auto const counter = scheme_counter(session);
  std::scoped_lock const lock{mutex_};
  // An older transaction must not put back what it still sees.
  if (book_ && counter <= counter_) return book_;
  auto made = std::make_shared<RuleBook const>(rule_vocabulary(session), shown_rules(session));
  // A change of schemes that leaves the rules alone leaves the book that others hold, too.
  if (!book_ || made->digest() != book_->digest()) book_ = std::move(made);
  counter_ = counter;
  return book_;
}

}  // namespace pacte::aid
