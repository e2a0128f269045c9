#include "web/gzip.hpp"

#include <array>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include <zlib.h>

namespace pacte::web {
namespace {

constexpr int level = 5;
constexpr int gzip_window = 15 + 16;  // zlib: the largest window, and a gzip header
constexpr int memory_level = 8;

// One zlib state per thread: making one costs as much as compressing a small page.
class Deflater {
 public:
  Deflater() {
    if (deflateInit2(&stream_, level, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
      throw std::runtime_error("zlib does not start");
    }
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(Deflater const&) = delete;
  Deflater& operator=(Deflater const&) = delete;

  std::string operator()(std::string& text) {
    deflateReset(&stream_);
    std::string out(deflateBound(&stream_, text.size()), '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(text.data());
    stream_.avail_in = static_cast<uInt>(text.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib fails");
    out.resize(stream_.total_out);
    return out;
  }

 private:
  z_stream stream_{};
};

std::string compress(std::string& text) {
  thread_local Deflater deflater;
  return deflater(text);
}

// What was compressed lately, oldest out first. The whole text is compared, so that two texts of
// one hash are never taken for each other.
class Memory {
 public:
  std::optional<std::string> find(std::size_t hash, std::string const& text) {
    auto& shard = shards_.at(hash % shards_.size());
    std::shared_ptr<Entry const> entry;
    {
      std::scoped_lock const lock{shard.mutex};
      auto const found = shard.entries.find(hash);
      if (found == shard.entries.end()) return std::nullopt;
      entry = found->second;
    }
    if (entry->plain != text) return std::nullopt;
    return entry->compressed;
  }

  void keep(std::size_t hash, std::string text, std::string compressed) {
    auto const size = text.size() + compressed.size();
    if (size > shard_bytes / 8) return;
    auto entry = std::make_shared<Entry const>(std::move(text), std::move(compressed));
    auto& shard = shards_.at(hash % shards_.size());
    std::scoped_lock const lock{shard.mutex};
    if (!shard.entries.emplace(hash, std::move(entry)).second) return;
    shard.order.push_back(hash);
    shard.bytes += size;
    while (shard.bytes > shard_bytes)
      shard.drop_oldest();
  }

 private:
  static constexpr std::size_t shard_bytes = 4U << 20U;

  struct Entry {
    Entry(std::string p, std::string c) : plain{std::move(p)}, compressed{std::move(c)} {}
    std::string plain;
    std::string compressed;
  };

  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::size_t, std::shared_ptr<Entry const>> entries;
    std::deque<std::size_t> order;
    std::size_t bytes = 0;

    void drop_oldest() {
      auto const found = entries.find(order.front());
      bytes -= found->second->plain.size() + found->second->compressed.size();
      entries.erase(found);
      order.pop_front();
    }
  };

  std::array<Shard, 8> shards_;
};

Memory& memory() {
  static Memory instance;
  return instance;
}

}  // namespace

std::string gzip(std::string text, bool keep) {
  if (!keep) return compress(text);
  auto const hash = std::hash<std::string>{}(text);
  if (auto found = memory().find(hash, text)) return std::move(*found);
  auto compressed = compress(text);
  memory().keep(hash, std::move(text), compressed);
  return compressed;
}

}  // namespace pacte::web
