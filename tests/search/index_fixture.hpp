// An index of a few documents in a folder of its own.
#pragma once

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "search/index.hpp"

namespace pacte::testing {

class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_{std::filesystem::temp_directory_path() / ("pacte-search-" + random_hex(8))} {}
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  [[nodiscard]] std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class IndexTest : public ::testing::Test {
 protected:
  std::filesystem::path const& folder() const { return folder_.path(); }
  search::Index& index() { return index_; }

  void fill(std::vector<search::Document> const& documents) {
    index_.rebuild([&](auto const& add) { std::ranges::for_each(documents, add); });
  }

  search::Results found(std::string const& text, decltype(search::Query::filters) filters = {}) {
    auto results =
        index_.find({.text = text, .filters = std::move(filters), .first = 0, .most = 100});
    EXPECT_TRUE(results) << text;
    return results ? *std::move(results) : search::Results{};
  }

  std::vector<std::string> ids(std::string const& text,
                               decltype(search::Query::filters) filters = {}) {
    std::vector<std::string> all;
    for (auto const& hit : found(text, std::move(filters)).hits)
      all.push_back(hit.id);
    return all;
  }

 private:
  TemporaryFolder folder_;
  search::Index index_{folder_.path() / "index"};
};

}  // namespace pacte::testing
