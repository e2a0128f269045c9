#include "report/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>

namespace pacte::report {
namespace {

Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");

std::string all_of(ZipStream zip) {
  std::string bytes;
  for (std::string part; zip.next(part);)
    bytes += part;
  return bytes;
}

struct Stored {
  std::string name;
  std::string content;
  std::int64_t at = 0;
};

std::vector<Stored> unzipped(std::string const& bytes) {
  auto* reader = archive_read_new();
  archive_read_support_format_zip(reader);
  EXPECT_EQ(archive_read_open_memory(reader, bytes.data(), bytes.size()), ARCHIVE_OK);
  std::vector<Stored> found;
  archive_entry* entry = nullptr;
  auto status = archive_read_next_header(reader, &entry);
  // A warning is for a name that the locale of the test cannot show.
  for (; status == ARCHIVE_OK || status == ARCHIVE_WARN;
       status = archive_read_next_header(reader, &entry)) {
    auto const* name = archive_entry_pathname_utf8(entry);
    Stored stored{name != nullptr ? name : "?", {}, archive_entry_mtime(entry)};
    std::array<char, 4096> buffer{};
    for (la_ssize_t size = 0;
         (size = archive_read_data(reader, buffer.data(), buffer.size())) > 0;) {
      stored.content.append(buffer.data(), static_cast<std::size_t>(size));
    }
    found.push_back(std::move(stored));
  }
  EXPECT_EQ(status, ARCHIVE_EOF);
  archive_read_free(reader);
  return found;
}

TEST(ZipStream, isReadBackWithItsNamesContentsAndTimes) {
  std::vector<Entry> entries;
  entries.push_back(text_entry("lisez-moi.txt", "Bonjour"));
  entries.push_back(text_entry("données/actions.csv", std::string(100'000, 'x')));
  entries.push_back(text_entry("vide", ""));
  entries.push_back({"sans-contenu", {}});
  auto const bytes = all_of(ZipStream{std::move(entries), noon});
  EXPECT_LT(bytes.size(), 5'000U);
  EXPECT_NE(bytes.find("données/actions.csv"), std::string::npos);
  auto const found = unzipped(bytes);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].name, "lisez-moi.txt");
  EXPECT_EQ(found[0].content, "Bonjour");
  EXPECT_EQ(found[1].content, std::string(100'000, 'x'));
  EXPECT_EQ(found[2].content, "");
  EXPECT_EQ(found[3].content, "");
  for (auto const& one : found)
    EXPECT_EQ(one.at, noon.time_since_epoch() / std::chrono::seconds{1});
}

TEST(ZipStream, marksNamesAsUtf8WhateverTheLocale) {
  std::vector<Entry> entries;
  entries.push_back(text_entry("é.txt", "x"));
  auto const bytes = all_of(ZipStream{std::move(entries), noon});
  constexpr unsigned utf8_flag = 0x08;  // bit 11 of the flags, at byte 6 of the local header
  EXPECT_NE(static_cast<unsigned char>(bytes.at(7)) & utf8_flag, 0U);
}

TEST(ZipStream, theSameContentsMakeTheSameBytes) {
  auto const made = [](Instant at) {
    std::vector<Entry> entries;
    entries.push_back(text_entry("a", "un"));
    entries.push_back(text_entry("b", "deux"));
    return all_of(ZipStream{std::move(entries), at});
  };
  EXPECT_EQ(made(noon), made(noon));
  EXPECT_NE(made(noon), made(noon + std::chrono::hours{1}));
}

TEST(ZipStream, pullsContentsAsItIsRead) {
  std::size_t given = 0;
  constexpr std::size_t parts = 200;
  // Bytes that do not compress, so that each part leaves soon.
  std::uint64_t seed = 1;
  auto const noise = [&](std::string& part) {
    if (given == parts) return false;
    ++given;
    part.assign(32 * 1024, '\0');
    for (char& c : part) {
      seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
      c = static_cast<char>(seed >> 56U);
    }
    return true;
  };
  ZipStream zip{{{"bruit", noise}}, noon};
  EXPECT_EQ(given, 0U);
  std::string part;
  ASSERT_TRUE(zip.next(part));
  EXPECT_LE(given, 10U);
  std::size_t largest = part.size();
  std::size_t total = part.size();
  while (zip.next(part)) {
    largest = std::max(largest, part.size());
    total += part.size();
  }
  EXPECT_EQ(given, parts);
  EXPECT_LE(largest, 256U * 1024U);
  EXPECT_GE(total, parts * 32 * 1024);
  EXPECT_FALSE(zip.next(part));
}

TEST(ZipStream, anEmptyArchiveIsOne) {
  EXPECT_TRUE(unzipped(all_of(ZipStream{{}, noon})).empty());
}

TEST(ZipStream, mayBeAbandonedOrFail) {
  ZipStream abandoned{{{"a",
                        [](std::string& part) {
                          part = "x";
                          return true;
                        }}},
                      noon};
  std::string part;
  EXPECT_TRUE(ZipStream({text_entry("a", "x")}, noon).next(part));
  ZipStream failing{{{"a", [](std::string&) -> bool { throw std::domain_error("panne"); }}}, noon};
  EXPECT_THROW(failing.next(part), std::domain_error);
}

TEST(ZipStream, refusesUnfitNames) {
  for (std::string const name :
       {"", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a", "a\\b", "C:x", "\xff"}) {
    EXPECT_THROW(ZipStream({text_entry(name, "x")}, noon), std::invalid_argument) << name;
  }
  EXPECT_THROW(ZipStream({text_entry("a", "x"), text_entry("a", "y")}, noon),
               std::invalid_argument);
}

}  // namespace
}  // namespace pacte::report
