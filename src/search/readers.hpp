// Open handles on the index, lent to one reader at a time: Xapian's are not to be shared.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <xapian.h>

#include "search/words.hpp"

namespace pacte::search {

struct Reader {
  std::string generation;
  Xapian::Database database;
  Stemmer stemmer;
};

class Readers {
 public:
  explicit Readers(std::filesystem::path folder) : folder_{std::move(folder)} {}

  /// A handle on the newest state of the index, or null when there is no index yet. Throws
  /// Xapian::DatabaseError, as any reading may while another process replaces the index.
  std::unique_ptr<Reader> take();
  /// One that failed is not to be given back.
  void give_back(std::unique_ptr<Reader> reader);

 private:
  std::unique_ptr<Reader> take_idle(std::string const& generation);

  std::filesystem::path folder_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace pacte::search
