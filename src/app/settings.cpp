#include "app/settings.hpp"

#include <toml++/toml.h>

#include "territory/map_background.hpp"
#include "territory/outside_address.hpp"

namespace pacte::app {
namespace {

namespace fs = std::filesystem;

constexpr std::array known_keys{
    "database", "host",   "port", "threads",   "max_connections", "page_memory", "behind_proxy",
    "origin",   "region", "name", "log_level", "addresses",       "maps",        "mail"};

std::expected<toml::table, std::string> read_file(fs::path const& file, bool required) {
  std::error_code error;
  if (!fs::exists(file, error)) {
    if (required)
      return std::unexpected(fmt::format("le fichier de réglages {} n’existe pas", file.string()));
    return toml::table{};
  }
  try {
    return toml::parse_file(file.string());
  } catch (toml::parse_error const& fault) {
    return std::unexpected(fmt::format("{}:{}: réglage illisible : {}", file.string(),
                                       fault.source().begin.line, fault.description()));
  }
}

std::optional<std::string> unknown_key(toml::table const& table) {
  for (auto const& [key, value] : table) {
    if (std::ranges::find(known_keys, key.str()) == known_keys.end()) return std::string{key.str()};
  }
  return std::nullopt;
}

// [addresses] service = "https://…"
std::expected<std::string, std::string> address_service(toml::table const& table) {
  auto const node = table["addresses"];
  if (!node) return std::string{};
  auto const* section = node.as_table();
  bool const good = section != nullptr && section->size() == 1 && section->contains("service") &&
                    (*section)["service"].is_string();
  if (!good) return std::unexpected("[addresses] : un seul réglage, service = \"https://…\"");
  auto service = (*section)["service"].value_or(std::string{});
  if (auto const fault = territory::outside_address_fault(service); !fault.empty())
    return std::unexpected(fmt::format("[addresses] service : {}", fault));
  return service;
}

// [maps] background = "https://…/{z}/{x}/{y}.png", credit = "…"
std::expected<MapBackground, std::string> map_background(toml::table const& table) {
  MapBackground background;
  auto const node = table["maps"];
  if (!node) return background;
  auto const* section = node.as_table();
  bool const good = section != nullptr && section->size() == 2 && node["background"].is_string() &&
                    node["credit"].is_string();
  if (!good) {
    return std::unexpected(
        "[maps] : deux réglages, background = \"https://…/{z}/{x}/{y}.png\" et credit = \"…\"");
  }
  background = {node["background"].value_or(std::string{}), node["credit"].value_or(std::string{})};
  if (auto const fault = territory::map_background_fault(background); !fault.empty())
    return std::unexpected(fmt::format("[maps] background : {}", fault));
  return background;
}

// [mail] server = "smtps://…", from = "…", user = "…"; the password is in the environment alone.
std::expected<mail::Account, std::string> mail_account(toml::table const& table,
                                                       std::string const& password,
                                                       std::string const& origin) {
  auto const node = table["mail"];
  if (!node) return mail::Account{};
  auto const* section = node.as_table();
  if (section == nullptr) return std::unexpected("[mail] : server, from et, s’il le faut, user");
  mail::Account account;
  std::map<std::string_view, std::string*> const fields{
      {"server", &account.server}, {"from", &account.from}, {"user", &account.user}};
  for (auto const& [key, value] : *section) {
    auto const field = fields.find(key.str());
    if (field == fields.end() || !value.is_string())
      return std::unexpected(
          fmt::format("[mail] {} : les réglages sont server, from et user, des textes", key.str()));
    *field->second = value.value_or(std::string{});
  }
  if (account.server.empty()) return std::unexpected("[mail] server = \"smtps://…\" manque");
  if (!account.user.empty()) account.password = password;
  if (auto const fault = mail::account_fault(account); !fault.empty())
    return std::unexpected(fmt::format("[mail] {}", fault));
  // A link in a message is followed later, from elsewhere: what a visitor's browser named as the
  // host of this site must not decide where it leads.
  if (origin.empty())
    return std::unexpected("[mail] : donnez aussi origin, l’adresse publique, pour les liens");
  return account;
}

}  // namespace

std::expected<Settings, std::string> read_settings(
    Options const& options,
    std::function<std::optional<std::string>(char const*)> const& environment) {
  Settings settings;
  settings.data = options.data.value_or(environment("PACTE_DATA").value_or("var"));
  auto const file = options.config ? fs::path{*options.config} : settings.data / "pacte.toml";
  auto const table = read_file(file, options.config.has_value());
  if (!table) return std::unexpected(table.error());
  if (auto const key = unknown_key(*table)) {
    return std::unexpected(fmt::format("{}: le réglage « {} » est inconnu ; réglages : {}",
                                       file.string(), *key, fmt::join(known_keys, ", ")));
  }
  auto const text = [&](char const* key) { return (*table)[key].value<std::string>(); };

  auto const address = environment("PACTE_DATABASE").or_else([&] { return text("database"); });
  if (address) {
    auto const url = store::DatabaseUrl::parse(*address);
    if (!url) return std::unexpected(url.error());
    settings.database = *url;
  } else {
    settings.database = store::DatabaseUrl::sqlite(settings.data / "pacte.db");
  }

  settings.server.host = options.host.value_or(text("host").value_or(settings.server.host));
  auto const port =
      options.port.value_or((*table)["port"].value_or(static_cast<int>(settings.server.port)));
  constexpr int last_port = 65'535;
  if (port < 0 || port > last_port)
    return std::unexpected(fmt::format("le port {} n’est pas entre 0 et {}", port, last_port));
  settings.server.port = static_cast<std::uint16_t>(port);
  settings.server.threads = (*table)["threads"].value_or(settings.server.threads);
  settings.server.max_connections =
      (*table)["max_connections"].value_or(settings.server.max_connections);
  constexpr std::size_t mebibyte = std::size_t{1} << 20;
  settings.server.page_memory =
      (*table)["page_memory"].value_or(settings.server.page_memory / mebibyte) * mebibyte;
  settings.server.behind_proxy = (*table)["behind_proxy"].value_or(false);
  settings.site.origin = text("origin").value_or("");
  settings.site.region = text("region").value_or(settings.site.region);
  settings.site.name = text("name").value_or(settings.site.name);
  settings.log_level = text("log_level").value_or(settings.log_level);
  auto const service = address_service(*table);
  if (!service) return std::unexpected(fmt::format("{}: {}", file.string(), service.error()));
  settings.address_service = *service;
  auto const background = map_background(*table);
  if (!background) return std::unexpected(fmt::format("{}: {}", file.string(), background.error()));
  settings.map_background = *background;
  auto const account =
      mail_account(*table, environment("PACTE_MAIL_PASSWORD").value_or(""), settings.site.origin);
  if (!account) return std::unexpected(fmt::format("{}: {}", file.string(), account.error()));
  settings.mail = *account;
  return settings;
}

}  // namespace pacte::app
