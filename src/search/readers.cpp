#include "search/readers.hpp"

#include "search/generations.hpp"

namespace pacte::search {
namespace {

constexpr std::size_t most_idle = 16;

}  // namespace

std::unique_ptr<Reader> Readers::take() {
  auto const generation = current_generation(folder_);
  if (generation.empty()) return nullptr;
  if (auto reader = take_idle(generation)) {
    reader->database.reopen();  // a no-op unless something was updated
    return reader;
  }
  return std::make_unique<Reader>(generation, Xapian::Database((folder_ / generation).string()),
                                  Stemmer{});
}

std::unique_ptr<Reader> Readers::take_idle(std::string const& generation) {
  std::vector<std::unique_ptr<Reader>> stale;  // closed after the lock is released
  std::lock_guard const lock{mutex_};
  std::unique_ptr<Reader> found;
  while (!idle_.empty() && !found) {
    auto reader = std::move(idle_.back());
    idle_.pop_back();
    (reader->generation == generation ? found : stale.emplace_back()) = std::move(reader);
  }
  return found;
}

void Readers::give_back(std::unique_ptr<Reader> reader) {
  std::lock_guard const lock{mutex_};
  if (idle_.size() < most_idle) idle_.push_back(std::move(reader));
}

}  // namespace pacte::search
