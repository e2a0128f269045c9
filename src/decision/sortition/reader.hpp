// Readers of the two files of a draw: quotas and pool.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decision/fault.hpp"
#include "decision/sortition/model.hpp"

namespace pacte::decision::sortition {

/// Seats beyond this are refused as absurd.
inline constexpr int most_seats = 1'000'000;
inline constexpr std::size_t most_people = 1'000'000;

/// `category,feature,min,max`, one line a feature, limits inclusive, columns in any order.
std::expected<Quotas, std::vector<Fault>> read_quotas(std::string_view text,
                                                      std::string const& file);

/// Columns of the pool that are not categories. What is not named is passed over.
struct PoolColumns {
  std::string identifier{};
  std::string household{};
  std::string weight{};  // decimal, at most six digits after the point or comma
};

/// A column for each category, a line for each person; others are passed over unless named.
std::expected<Pool, std::vector<Fault>> read_pool(std::string_view text, std::string const& file,
                                                  Quotas const& quotas,
                                                  PoolColumns const& columns = {});

/// What makes a request meaningless, whatever the quotas: size out of range, unknown people, the
/// same person required and excluded, two required people at one address.
std::vector<Fault> check(Request const& request, std::string const& pool_file);

}  // namespace pacte::decision::sortition
