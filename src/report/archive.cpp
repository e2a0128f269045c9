#include "report/archive.hpp"

#include <clocale>
#include <set>
#include <stdexcept>

#include <archive.h>
#include <archive_entry.h>

#include "base/text.hpp"

namespace pacte::report {
namespace {

constexpr std::size_t part_size = 64 * 1024;

// libarchive takes names in the charset of the thread's locale, and converts them from it.
class Utf8Locale {
 public:
  Utf8Locale() : locale_{newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)} {
    if (locale_ == nullptr) throw std::runtime_error("the system has no C.UTF-8 locale");
    before_ = uselocale(locale_);
  }
  ~Utf8Locale() {
    uselocale(before_);
    freelocale(locale_);
  }
  Utf8Locale(Utf8Locale const&) = delete;
  Utf8Locale& operator=(Utf8Locale const&) = delete;

 private:
  locale_t locale_;
  locale_t before_ = nullptr;
};

bool is_safe(std::string const& name) {
  if (name.empty() || name.starts_with('/') || name.ends_with('/') || first_invalid_utf8(name))
    return false;
  if (name.find_first_of(std::string_view{"\\:\0", 3}) != std::string::npos) return false;
  return std::ranges::none_of(
      split(name, '/'), [](auto step) { return step.empty() || step == "." || step == ".."; });
}

void check(std::vector<Entry> const& entries) {
  std::set<std::string_view> seen;
  for (auto const& entry : entries) {
    if (!is_safe(entry.name))
      throw std::invalid_argument("unfit name in an archive: " + entry.name);
    if (!seen.insert(entry.name).second)
      throw std::invalid_argument("repeated name in an archive: " + entry.name);
  }
}

struct Free {
  void operator()(archive* writer) const { archive_write_free(writer); }
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

}  // namespace

struct ZipStream::Impl {
  Impl(std::vector<Entry> all, Instant at) : entries{std::move(all)}, made{at} {
    check(entries);
    Utf8Locale const locale;
    accept(archive_write_set_format_zip(writer.get()));
    accept(archive_write_set_format_option(writer.get(), "zip", "hdrcharset", "UTF-8"));
    // No padding: what is written leaves at once.
    accept(archive_write_set_bytes_per_block(writer.get(), 0));
    accept(archive_write_open(writer.get(), this, nullptr, &Impl::collect, nullptr));
  }
  ~Impl() {
    // An archive left half-way still writes its end when it is freed.
    abandoned = true;
  }
  Impl(Impl const&) = delete;
  Impl& operator=(Impl const&) = delete;

  static la_ssize_t collect(archive* /*writer*/, void* self, void const* bytes, std::size_t size) {
    auto& impl = *static_cast<Impl*>(self);
    if (!impl.abandoned) impl.pending.append(static_cast<char const*>(bytes), size);
    return static_cast<la_ssize_t>(size);
  }

  void accept(la_ssize_t status) const {
    if (status >= ARCHIVE_WARN) return;
    auto const* reason = archive_error_string(writer.get());
    throw std::runtime_error(std::string{"ZIP archive: "} +
                             (reason != nullptr ? reason : "unknown error"));
  }

  void begin_entry() {
    Utf8Locale const locale;
    std::unique_ptr<archive_entry, Free> const header{archive_entry_new()};
    constexpr unsigned readable = 0644;
    archive_entry_set_pathname(header.get(), entries[current].name.c_str());
    archive_entry_set_filetype(header.get(), AE_IFREG);
    archive_entry_set_perm(header.get(), readable);
    archive_entry_set_mtime(
        header.get(), std::chrono::floor<std::chrono::seconds>(made).time_since_epoch().count(), 0);
    archive_entry_unset_size(header.get());
    accept(archive_write_header(writer.get(), header.get()));
    inside = true;
  }

  void end_entry() {
    accept(archive_write_finish_entry(writer.get()));
    entries[current] = {};  // its content may hold a query or a file open
    inside = false;
    ++current;
  }

  // One step: a header, a part of a content, an end. False when there is none left.
  bool step() {
    if (closed) return false;
    if (current == entries.size()) {
      accept(archive_write_close(writer.get()));
      closed = true;
      return true;
    }
    if (!inside) {
      begin_entry();
      return true;
    }
    content.clear();
    if (entries[current].content && entries[current].content(content)) {
      accept(archive_write_data(writer.get(), content.data(), content.size()));
    } else {
      end_entry();
    }
    return true;
  }

  std::vector<Entry> entries;
  Instant made;
  std::string pending;
  std::string content;
  std::size_t current = 0;
  bool inside = false;
  bool closed = false;
  bool abandoned = false;
  std::unique_ptr<archive, Free> writer{archive_write_new()};
};

Entry text_entry(std::string name, std::string text) {
  return {std::move(name), [text = std::move(text), given = false](std::string& part) mutable {
            if (given) return false;
            given = true;
            part = std::move(text);
            return true;
          }};
}

ZipStream::ZipStream(std::vector<Entry> entries, Instant made)
    : impl_{std::make_unique<Impl>(std::move(entries), made)} {}
ZipStream::~ZipStream() = default;
ZipStream::ZipStream(ZipStream&&) noexcept = default;
ZipStream& ZipStream::operator=(ZipStream&&) noexcept = default;

bool ZipStream::next(std::string& part) {
  while (impl_->pending.size() < part_size && impl_->step())
    continue;
  part = std::exchange(impl_->pending, {});
  return !part.empty();
}

}  // namespace pacte::report
