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
    return read_settings({.config = file_.string()},
                         [](char const*) { return std::optional<std::string>{}; });
  }

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

}  // namespace
}  // namespace pacte::app
