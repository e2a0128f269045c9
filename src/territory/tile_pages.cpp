#include "territory/tile_pages.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;

using Encode = std::string (*)(std::string_view, std::span<TileArea const>, TileAddress const&);

Result<Response> tile(Services const& services, TileKeeper& tiles, Request const& request,
                      Encode encode) {
  auto const level = level_named(request.capture("level"));
  if (!level) {
    return fail(ProblemKind::not_found,
                "Il n’y a pas de tuiles de ce niveau : region, department, arrondissement, epci ou "
                "commune.");
  }
  auto const address =
      parse_tile_address(request.capture("z"), request.capture("x"), request.capture("y"));
  if (!address) return std::unexpected(address.error());
  auto reading = services.database.read();
  auto const shapes = tiles.current(reading, *level);
  Response response{.body = encode(name(*level), shapes->areas, *address), .cacheable = true};
  return std::move(response.with("Content-Type", "application/vnd.mapbox-vector-tile"));
}

}  // namespace

void add_tile_pages(web::Router& router, Services const& services,
                    std::shared_ptr<TileKeeper> const& tiles) {
  auto const serve = [&](std::string const& pattern, Encode encode) {
    router.page(pattern, [services, tiles, encode](Request const& request) {
      auto answer = tile(services, *tiles, request, encode);
      return answer ? std::move(*answer)
                    : web::problem_response(answer.error(), request.path, request.locale);
    });
  };
  serve("/tuiles/{level}/{z}/{x}/{y}", encode_tile);
  serve("/tuiles/{level}/points/{z}/{x}/{y}", encode_marks);
}

}  // namespace pacte::territory
