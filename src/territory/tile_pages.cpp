#include "territory/tile_pages.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;

Result<Response> tile(Services const& services, TileKeeper& tiles, Request const& request) {
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
  Response response{.body = encode_tile(name(*level), shapes->areas, *address), .cacheable = true};
  return std::move(response.with("Content-Type", "application/vnd.mapbox-vector-tile"));
}

}  // namespace

void add_tile_pages(web::Router& router, Services const& services,
                    std::shared_ptr<TileKeeper> const& tiles) {
  router.page("/tuiles/{level}/{z}/{x}/{y}", [services, tiles](Request const& request) {
    auto answer = tile(services, *tiles, request);
    return answer ? std::move(*answer)
                  : web::problem_response(answer.error(), request.path, request.locale);
  });
}

}  // namespace pacte::territory
