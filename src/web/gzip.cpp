#include "web/gzip.hpp"

#include <memory>
#include <stdexcept>
#include <utility>

#define ZLIB_CONST
#include <zlib.h>

namespace pacte::web {
namespace {

constexpr int level = 5;
constexpr int gzip_window = 15 + 16;  // zlib: the largest window, and a gzip header
constexpr int memory_level = 8;

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

  void restart() { deflateReset(&stream_); }

  // What can be written so far; all that is left with the last part.
  std::string add(std::string_view text, bool last) {
    stream_.next_in = reinterpret_cast<Bytef z_const*>(text.data());
    stream_.avail_in = static_cast<uInt>(text.size());
    auto const room = deflateBound(&stream_, text.size());
    std::string out;
    do {
      auto const used = out.size();
      out.resize(used + room);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + used);
      stream_.avail_out = static_cast<uInt>(room);
      if (deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_ERROR) {
        throw std::runtime_error("zlib fails");
      }
      out.resize(out.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace

std::string gzip(std::string_view text) {
  // One state per thread: making one costs as much as compressing a small page.
  thread_local Deflater deflater;
  deflater.restart();
  return deflater.add(text, true);
}

Producer gzip(Producer parts) {
  return [parts = std::move(parts), deflater = std::make_shared<Deflater>()](std::string& out) {
    std::string part;
    bool const more = parts(part);
    out += deflater->add(part, !more);
    return more;
  };
}

}  // namespace pacte::web
