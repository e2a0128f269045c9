#include "web/page_memory.hpp"

namespace pacte::web {
namespace {

std::size_t size_of(std::string const& key, Response const& response) {
  constexpr std::size_t bookkeeping = 256;
  auto size = bookkeeping + key.size() + response.body.size();
  for (auto const& [name, value] : response.headers)
    size += name.size() + value.size() + 2 * sizeof(std::string);
  return size;
}

}  // namespace

std::shared_ptr<Response const> PageMemory::find(std::string_view key, std::int64_t revision) {
  std::scoped_lock const lock{mutex_};
  if (revision != revision_) return nullptr;
  auto const found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  by_use_.splice(by_use_.begin(), by_use_, found->second);
  return found->second->response;
}

void PageMemory::keep(std::string key, std::int64_t revision, Response const& response) {
  auto const bytes = size_of(key, response);
  if (bytes > most_bytes_ / 8) return;
  auto kept = std::make_shared<Response const>(response);
  std::scoped_lock const lock{mutex_};
  turn_to(revision);
  if (revision != revision_ || by_key_.contains(key)) return;
  by_use_.push_front({std::move(key), std::move(kept), bytes});
  by_key_.emplace(by_use_.front().key, by_use_.begin());
  bytes_ += bytes;
  while (bytes_ > most_bytes_)
    drop_oldest();
}

// A slow request may come back with an earlier revision than the one already turned to.
void PageMemory::turn_to(std::int64_t revision) {
  if (revision <= revision_) return;
  by_key_.clear();
  by_use_.clear();
  bytes_ = 0;
  revision_ = revision;
}

void PageMemory::drop_oldest() {
  bytes_ -= by_use_.back().bytes;
  by_key_.erase(by_use_.back().key);
  by_use_.pop_back();
}

}  // namespace pacte::web
