#include "web/assets.hpp"

#include <stdexcept>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "web/http_text.hpp"
#include "web/page.hpp"

namespace pacte::embedded {
std::vector<File> web_assets();
}

namespace pacte::web {
namespace {

struct Asset {
  std::string type;
  std::string url;
  std::string etag;
  std::string_view plain;
  std::string_view gzip;  // empty when compression would not help
  std::string_view brotli;
};

std::string media_type(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return "application/octet-stream";
}

// "style.css" and its hash make "/assets/style-3f9a1c2b.css".
std::string hashed_url(std::string_view name, std::string_view hash) {
  auto const dot = name.rfind('.');
  return fmt::format("/assets/{}-{}{}", name.substr(0, dot), hash.substr(0, 8), name.substr(dot));
}

class Assets {
 public:
  static Assets const& instance() {
    static Assets const assets;
    return assets;
  }

  [[nodiscard]] Asset const& by_name(std::string_view name) const {
    auto const found = by_name_.find(name);
    if (found == by_name_.end()) throw std::logic_error("no such asset: " + std::string{name});
    return found->second;
  }

  [[nodiscard]] Asset const* by_url(std::string_view url) const {
    for (auto const& [name, asset] : by_name_) {
      if (asset.url == url) return &asset;
    }
    return nullptr;
  }

 private:
  Assets() {
    auto const files = embedded::web_assets();
    auto const content = [&](std::string const& name) {
      auto const found = std::ranges::find(files, name, &embedded::File::name);
      return found == files.end() ? std::string_view{} : found->content;
    };
    for (auto const& file : files) {
      std::string const name{file.name};
      if (name.ends_with(".gz") || name.ends_with(".br")) continue;
      auto const hash = sha256_hex(file.content);
      by_name_[name] = {.type = media_type(name),
                        .url = hashed_url(name, hash),
                        .etag = hash.substr(0, 32),
                        .plain = file.content,
                        .gzip = content(name + ".gz"),
                        .brotli = content(name + ".br")};
    }
  }

  std::map<std::string, Asset, std::less<>> by_name_;
};

Response serve(Request const& request, Asset const& asset, std::string caching) {
  auto const accepted = request.header("accept-encoding");
  auto body = asset.plain;
  std::string coding;
  if (!asset.brotli.empty() && accepts_encoding(accepted, "br")) {
    body = asset.brotli;
    coding = "br";
  } else if (!asset.gzip.empty() && accepts_encoding(accepted, "gzip")) {
    body = asset.gzip;
    coding = "gzip";
  }
  auto const etag = fmt::format("\"{}{}{}\"", asset.etag, coding.empty() ? "" : "-", coding);
  bool const known = names_etag(request.header("if-none-match"), etag);
  Response response{.status = known ? 304 : 200};
  response.with("Content-Type", asset.type).with("Cache-Control", std::move(caching));
  response.with("ETag", etag).with("Vary", "Accept-Encoding");
  if (!coding.empty()) response.with("Content-Encoding", coding);
  if (!known) response.body = body;
  return response;
}

Response robots(Request const& request) {
  auto const& origin = site().origin.empty() ? request.origin : site().origin;
  Response response{.status = 200, .cacheable = true};
  response.body = fmt::format("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", origin);
  return std::move(response.with("Content-Type", "text/plain; charset=utf-8"));
}

}  // namespace

std::string asset_url(std::string_view name) {
  return Assets::instance().by_name(name).url;
}

void add_asset_routes(Router& router) {
  router.page("/assets/{name}", [](Request const& request) {
    if (auto const* asset = Assets::instance().by_url("/assets/" + request.capture("name"))) {
      return serve(request, *asset, "public, max-age=31536000, immutable");
    }
    return error_page(request, 404, "");
  });
  router.page("/favicon.svg", [](Request const& request) {
    return serve(request, Assets::instance().by_name("favicon.svg"), "public, max-age=86400");
  });
  router.page("/robots.txt", robots);
}

}  // namespace pacte::web
