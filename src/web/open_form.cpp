#include "web/open_form.hpp"

#include "web/assets.hpp"
#include "web/delivery.hpp"

namespace pacte::web {

void add_open_form(Router& router, std::string pattern, Handler handler) {
  router.add({.method = Method::post,
              .pattern = std::move(pattern),
              .permission = open_to_all,
              .handler = std::move(handler),
              .api = true});
}

Response render_bare(Request const& request, Page const& page, Document const& content,
                     int status) {
  Document frame{"web/bare.html", request.locale};
  auto& root = frame.root();
  root.set("TITLE", page.title).set_optional("DESCRIPTION", page.description);
  root.set("STYLE", asset_url("style.css")).set("SCRIPT", asset_url("main.js"));
  root.set("NAME", site().name).set("REGION", site().region);
  root.set("HOME", localized(request.locale, "/"));
  root.set_trusted_html("CONTENT", content.render());
  auto response = html(frame.render(), status);
  response.cacheable = status == 200;
  return response;
}

void let_frame(Response& response) {
  response.with("Content-Security-Policy", policy_in_frames());
}

}  // namespace pacte::web
