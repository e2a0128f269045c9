// Which schemes refer to which, and what of it cannot be.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rule/compile.hpp"
#include "rule/library.hpp"

namespace pacte::rule {

/// A scheme refers to another, which refers to another…: at most this many.
inline constexpr std::size_t longest_chain = 20;

class References {
 public:
  /// Refuses a name that another scheme has already. The schemes must outlive this.
  /// `files`: their names, in messages; none, or one for each.
  References(std::vector<CheckedScheme>& schemes, std::span<std::string const> files);

  /// Each one after those that it refers to, as far as no circle prevents it.
  [[nodiscard]] std::vector<std::size_t> order() const;

  /// What this scheme may refer to, once those before it in the order are compiled and checked.
  [[nodiscard]] Siblings siblings(std::size_t scheme) const;

 private:
  void visit(std::size_t scheme, std::vector<bool>& seen, std::vector<std::size_t>& order) const;
  [[nodiscard]] std::vector<std::size_t> path(std::size_t from, std::size_t to) const;
  [[nodiscard]] std::string refusal(std::size_t scheme, std::size_t sibling) const;

  std::vector<CheckedScheme> const& schemes_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::vector<std::vector<std::size_t>> to_;  // those that each one refers to
  std::vector<std::size_t> chain_;            // how many schemes in a row, at most
};

}  // namespace pacte::rule
