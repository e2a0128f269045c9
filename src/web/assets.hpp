// Stylesheet, script and images carried in the program, served under names that hold their hash.
#pragma once

#include "web/router.hpp"

namespace pacte::web {

/// "/assets/style-3f9a1c2b.css" for "style.css"; throws for an unknown name.
std::string asset_url(std::string_view name);

/// GET /assets/{name}: immutable, brotli or gzip as the client accepts. Also /favicon.svg,
/// /robots.txt.
void add_asset_routes(Router& router);

}  // namespace pacte::web
