// The settings of an installation, as its file gives them.
#include "app/settings.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace pacte::app {
namespace {

class SettingsFile : public ::testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(file_); }

  std::expected<Settings, std::string> read(std::string const& text) {
    std::ofstream{file_} << text;
    return read_settings({.config = file_.string()}, [this](char const* name) {
      return std::string_view{name} == "PACTE_MAIL_PASSWORD" ? std::optional{password_}
                                                             : std::nullopt;
    });
  }

  std::string password_ = "secret";

  std::filesystem::path file_ =
      std::filesystem::temp_directory_path() / ("pacte_settings_" + random_hex(6) + ".toml");
};

TEST_F(SettingsFile, NamesAnAddressServiceOrNone) {
  EXPECT_EQ(read("port = 1\n")->address_service, "");
  auto const set = read("[addresses]\nservice = \"https://data.geopf.fr/geocodage\"\n");
  ASSERT_TRUE(set) << set.error();
  EXPECT_EQ(set->address_service, "https://data.geopf.fr/geocodage");
}

TEST_F(SettingsFile, RefusesAnAddressServiceThatIsNotSafe) {
  for (auto const* wrong :
       {"[addresses]\nservice = \"http://example.org\"\n", "[addresses]\nservice = 3\n",
        "[addresses]\nserver = \"https://example.org\"\n", "addresses = \"https://example.org\"\n",
        "[addresses]\nservice = \"\"\n"}) {
    auto const refused = read(wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_NE(refused.error().find("[addresses]"), std::string::npos) << refused.error();
  }
}

TEST_F(SettingsFile, NamesTheBackgroundOfMapsOrNone) {
  EXPECT_EQ(read("port = 1\n")->map_background.tiles, "");
  auto const set = read(
      "[maps]\nbackground = \"https://tiles.example.org/{z}/{x}/{y}.png?key=1\"\ncredit = \"© "
      "A\"\n");
  ASSERT_TRUE(set) << set.error();
  EXPECT_EQ(set->map_background.tiles, "https://tiles.example.org/{z}/{x}/{y}.png?key=1");
  EXPECT_EQ(set->map_background.credit, "© A");
}

TEST_F(SettingsFile, RefusesABackgroundThatIsNotOne) {
  for (auto const* wrong :
       {"maps = 3\n", "[maps]\nbackground = \"https://a.org/{z}/{x}/{y}.png\"\n",
        "[maps]\nbackground = \"https://a.org/{z}/{x}/{y}.png\"\ncredit = \"\"\n",
        "[maps]\nbackground = \"https://a.org/{z}/{x}.png\"\ncredit = \"A\"\n",
        "[maps]\nbackground = \"https://{s}.a.org/{z}/{x}/{y}.png\"\ncredit = \"A\"\n",
        "[maps]\nbackground = \"http://a.org/{z}/{x}/{y}.png\"\ncredit = \"A\"\n",
        "[maps]\nbackground = \"https://me@a.org/{z}/{x}/{y}.png\"\ncredit = \"A\"\n"}) {
    auto const refused = read(wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_NE(refused.error().find("[maps]"), std::string::npos) << refused.error();
  }
}

TEST_F(SettingsFile, NamesAMailServerOrNone) {
  EXPECT_EQ(read("port = 1\n")->mail.server, "");
  auto const set = read(
      "origin = \"https://pacte.example\"\n[mail]\nserver = \"smtps://smtp.example\"\n"
      "from = \"Pacte <pacte@region.example>\"\nuser = \"pacte\"\n");
  ASSERT_TRUE(set) << set.error();
  EXPECT_EQ(set->mail.server, "smtps://smtp.example");
  EXPECT_EQ(set->mail.user, "pacte");
  EXPECT_EQ(set->mail.password, "secret");
}

TEST_F(SettingsFile, RefusesAMailServerThatCannotServe) {
  std::string const origin = "origin = \"https://pacte.example\"\n";
  std::string const server = "[mail]\nserver = \"smtps://smtp.example\"\n";
  std::string const from = "from = \"pacte@region.example\"\n";
  EXPECT_TRUE(read(origin + server + from));
  for (auto const& wrong :
       {origin + server, origin + "[mail]\n" + from, server + from, origin + "mail = 1\n",
        origin + server + from + "password = \"secret\"\n", origin + server + "from = 3\n",
        origin + "[mail]\nserver = \"https://smtp.example\"\n" + from}) {
    auto const refused = read(wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_NE(refused.error().find("[mail]"), std::string::npos) << refused.error();
    EXPECT_NE(refused.error().find(file_.string()), std::string::npos) << refused.error();
  }
  password_.clear();
  EXPECT_FALSE(read(origin + server + from + "user = \"pacte\"\n")) << "a user has a password";
}

}  // namespace
}  // namespace pacte::app
