// What an installation chooses: options, then the environment, then the TOML file, then the
// defaults.
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "mail/sender.hpp"
#include "module/module.hpp"
#include "store/database.hpp"
#include "web/page.hpp"
#include "web/server.hpp"

namespace pacte::app {

/// As given on the command line; what is not given is empty.
struct Options {
  std::optional<std::string> data;    // folder
  std::optional<std::string> config;  // TOML file; DATA/pacte.toml when it is there
  std::optional<std::string> host;
  std::optional<int> port;
};

struct Settings {
  std::filesystem::path data = "var";
  store::DatabaseUrl database;
  web::ServerSettings server;
  web::Site site;
  std::string address_service{};  // base address of the national one, or of one like it
  MapBackground map_background{};
  mail::Account mail{};  // empty: nothing is sent
  std::string log_level = "info";
};

/// `environment` gives a variable, or nothing. The error names the setting and where it was given.
std::expected<Settings, std::string> read_settings(
    Options const& options,
    std::function<std::optional<std::string>(char const*)> const& environment);

}  // namespace pacte::app
