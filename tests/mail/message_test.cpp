// What is written reads back, whatever the text; what would be somebody else's field is refused.
#include "mail/message.hpp"

#include <random>

#include <gmock/gmock.h>
#include <sodium.h>

#include "base/text.hpp"
#include "mail/encoding.hpp"
#include "refusals.hpp"

namespace pacte::mail {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");
Mailbox const site{"Pacte", "pacte@region.example"};

Message plain() {
  return {.to = "ada@exemple.fr", .subject = "Bonjour", .text = "Un mot.\n", .id = "a1"};
}

std::string from_base64(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t length = 0;
  EXPECT_EQ(
      sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(),
                        text.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL),
      0);
  out.resize(length);
  return out;
}

// A reader of its own, from RFC 2047 and 2045.
std::string read_words(std::string_view field) {
  constexpr std::string_view begin = "=?UTF-8?B?";
  if (!field.starts_with(begin)) return std::string{field};
  std::string out;
  for (auto const word : split(field, ' ')) {
    EXPECT_LE(word.size(), 75U);
    EXPECT_TRUE(word.starts_with(begin) && word.ends_with("?=")) << word;
    auto const part = from_base64(word.substr(begin.size(), word.size() - begin.size() - 2));
    EXPECT_FALSE(first_invalid_utf8(part)) << "cut within a character";
    out += part;
  }
  return out;
}

std::string read_quoted(std::string_view body) {
  std::string out;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '=') {
      if (body[i] != '\r') out += body[i];
      continue;
    }
    auto const code = body.substr(i + 1, 2);
    if (code != "\r\n") out += static_cast<char>(std::stoi(std::string{code}, nullptr, 16));
    i += 2;
  }
  return out;
}

struct Read {
  std::map<std::string, std::string> fields;
  std::string text;
};

Read read(std::string const& message) {
  Read out;
  auto const end = message.find("\r\n\r\n");
  std::string name;
  for (std::size_t at = 0; at < end;) {
    auto const line_end = message.find("\r\n", at);
    auto const line = message.substr(at, line_end - at);
    if (line.starts_with(' ')) {
      out.fields[name] += line;
    } else {
      name = line.substr(0, line.find(':'));
      out.fields[name] = line.substr(std::min(line.size(), name.size() + 2));
    }
    at = line_end + 2;
  }
  for (auto& [key, value] : out.fields)
    value = trim(value);
  out.text = read_quoted(message.substr(end + 4));
  return out;
}

void expect_lines_of(std::string const& message) {
  for (std::size_t at = 0; at < message.size();) {
    auto const end = message.find("\r\n", at);
    ASSERT_NE(end, std::string::npos) << "the last line is not ended";
    auto const line = message.substr(at, end - at);
    EXPECT_LE(line.size(), 998U);
    EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
    EXPECT_TRUE(std::ranges::all_of(line, [](char c) { return c >= 0 && c < 127; }));
    at = end + 2;
  }
}

TEST(MessageTest, writesTheFieldsThatMailServersExpect) {
  auto message = plain();
  message.fields = {{"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}};
  auto const out = written(message, site, noon).value();
  auto const got = read(out);
  EXPECT_EQ(got.fields.at("From"), "Pacte <pacte@region.example>");
  EXPECT_EQ(got.fields.at("To"), "ada@exemple.fr");
  EXPECT_EQ(got.fields.at("Subject"), "Bonjour");
  EXPECT_EQ(got.fields.at("Date"), "Sun, 01 Mar 2026 12:00:00 +0000");
  EXPECT_EQ(got.fields.at("Message-ID"), "<a1@region.example>");
  EXPECT_EQ(got.fields.at("Auto-Submitted"), "auto-generated");
  EXPECT_EQ(got.fields.at("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
  EXPECT_EQ(got.text, "Un mot.\n");
  expect_lines_of(out);
}

TEST(MessageTest, whatIsWrittenReadsBack) {
  std::vector<std::string> const pieces{"a",  " ",  "=",     "é",  "œ", "€",  "🌱",   "l’eau ",
                                        "=?", "\t", "mots ", "  ", ".", "--", "=C3=", "x"};
  std::mt19937 random{20'261'121};
  auto const some = [&](std::size_t most, std::vector<std::string> more) {
    auto all = pieces;
    all.insert(all.end(), more.begin(), more.end());
    std::string out;
    for (auto count = random() % most; count > 0; --count)
      out += all[random() % all.size()];
    return out;
  };
  for (int i = 0; i < 400; ++i) {
    auto message = plain();
    message.subject = some(60, {});
    std::erase(message.subject, '\t');
    message.text = some(300, {"\n", "\n.\n", " \n", "\r"});
    auto const out = written(message, site, noon);
    ASSERT_TRUE(out);
    auto const got = read(*out);
    EXPECT_EQ(read_words(got.fields.at("Subject")), message.subject);
    auto expected = message.text;
    if (!expected.ends_with('\n')) expected += '\n';
    // The reader above takes the line ends apart; a carriage return of the text is encoded.
    EXPECT_EQ(got.text, expected);
    expect_lines_of(*out);
    for (auto const line : split(quoted_printable(message.text), '\n'))
      EXPECT_LE(line.size(), 77U) << "76 bytes and the carriage return";
  }
}

TEST(MessageTest, refusesWhatWouldBeAnotherField) {
  auto const refused = [](auto&& change) {
    auto message = plain();
    change(message);
    return fields_of(written(message, site, noon));
  };
  EXPECT_EQ(refused([](Message& m) { m.subject = "Bonjour\r\nBcc: eve@exemple.fr"; }),
            Fields{"subject"});
  EXPECT_EQ(refused([](Message& m) { m.subject = "Bonjour\n"; }), Fields{"subject"});
  EXPECT_EQ(refused([](Message& m) { m.to = "ada@exemple.fr\r\nBcc: eve@exemple.fr"; }),
            Fields{"to"});
  EXPECT_EQ(refused([](Message& m) { m.to = "ada@exemple.fr>,<eve@exemple.fr"; }), Fields{"to"});
  EXPECT_EQ(refused([](Message& m) { m.id = "a b"; }), Fields{"id"});
  EXPECT_EQ(refused([](Message& m) { m.fields = {{"List-Id", "a\r\nBcc: b"}}; }), Fields{"fields"});
  EXPECT_EQ(refused([](Message& m) { m.fields = {{"List Id:", "a"}}; }), Fields{"fields"});
  EXPECT_EQ(refused([](Message& m) { m.text = "\xff"; }), Fields{"text"});
}

TEST(MessageTest, addressesAreThoseThatServersTake) {
  for (auto const* good : {"a@b.fr", "ada.lovelace+alertes@exemple.gouv.fr", "o'neil@a-b.example"})
    EXPECT_FALSE(address_fault(good)) << good;
  for (auto const* bad :
       {"", "a", "a@", "@b.fr", "a@b", "a b@c.fr", "a@b..fr", ".a@b.fr", "a.@b.fr", "é@b.fr",
        "a@é.fr", "a@-b.fr", "a@b.fr\n", "\"a\"@b.fr", "a@b@c.fr"})
    EXPECT_TRUE(address_fault(bad)) << bad;
  EXPECT_TRUE(address_fault(std::string(65, 'a') + "@b.fr"));
}

TEST(MessageTest, aNameThatIsNotPlainWordsIsEncoded) {
  auto const from = read_mailbox("Région, Pacte <pacte@region.example>").value();
  EXPECT_EQ(from.name, "Région, Pacte");
  auto const field = read(written(plain(), from, noon).value()).fields.at("From");
  EXPECT_THAT(field, Not(HasSubstr(",")));
  EXPECT_EQ(read_words(field.substr(0, field.rfind(" <"))), "Région, Pacte");
  EXPECT_FALSE(read_mailbox("Pacte <pacte@region.example"));
  EXPECT_FALSE(read_mailbox("Pacte"));
}

}  // namespace
}  // namespace pacte::mail
