// The rules of the schemes that the public sees, compiled, with the facts that they may ask for.
#pragma once

#include <memory>
#include <mutex>

#include "aid/rule_store.hpp"
#include "rule/library.hpp"

namespace pacte::aid {

struct RuleEntry {
  std::string scheme;  // identifier in the catalogue
  std::int64_t version = 0;
  rule::CheckedScheme rules;
};

/// Rules that do not compile: nobody evaluates them.
struct LeftOut {
  RuleText text;
  rule::Faults faults;
};

/// Immutable, and never moved: facts point to its vocabulary. Held by shared_ptr while a page
/// answers.
class RuleBook {
 public:
  RuleBook(std::string vocabulary, std::vector<RuleText> texts);
  RuleBook(RuleBook const&) = delete;
  RuleBook& operator=(RuleBook const&) = delete;
  ~RuleBook() = default;

  [[nodiscard]] rule::CheckedVocabulary const& words() const { return words_; }
  /// By title.
  [[nodiscard]] std::vector<RuleEntry> const& entries() const { return entries_; }
  /// Null when the scheme has no rules, or rules with errors.
  [[nodiscard]] RuleEntry const* find(std::string_view scheme) const;
  /// In the order of the entries.
  [[nodiscard]] std::vector<rule::Program const*> programs() const;
  [[nodiscard]] std::vector<LeftOut> const& left_out() const { return left_out_; }
  /// Of the vocabulary and of the texts, hexadecimal: changes when any of them does.
  [[nodiscard]] std::string const& digest() const { return digest_; }

 private:
  std::string digest_;
  rule::CheckedVocabulary words_;
  std::vector<RuleEntry> entries_;
  std::vector<LeftOut> left_out_;
};

class RuleBookKeeper {
 public:
  /// That of the rules stored now; one short query when they have not changed.
  std::shared_ptr<RuleBook const> current(store::Session& session);

 private:
  std::mutex mutex_;
  std::int64_t counter_ = 0;
  std::shared_ptr<RuleBook const> book_;
};

}  // namespace pacte::aid
