#include "web/gzip.hpp"

#include <stdexcept>

#define ZLIB_CONST
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

  std::string operator()(std::string_view text) {
    deflateReset(&stream_);
    std::string out(deflateBound(&stream_, text.size()), '\0');
    stream_.next_in = reinterpret_cast<Bytef z_const*>(text.data());
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

}  // namespace

std::string gzip(std::string_view text) {
  thread_local Deflater deflater;
  return deflater(text);
}

}  // namespace pacte::web
