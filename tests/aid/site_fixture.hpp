// The site over the small corpus: pages and API asked as a browser would.
#pragma once

#include "aid/module.hpp"
#include "search/index.hpp"
#include "source/module.hpp"
#include "web/server.hpp"
#include "web/view.hpp"

namespace pacte::embedded {
std::vector<File> territory_views();
}  // namespace pacte::embedded

namespace pacte::aid {

template <class Base> class OnSite : public Base {
 protected:
  void SetUp() override {
    Base::SetUp();
    if (Base::IsSkipped()) return;
    for (auto const& module : {source::source_module(), aid_module()})
      web::load_views(module.name, module.views);
    web::load_views("territory", embedded::territory_views());
    index_folder_ = std::filesystem::temp_directory_path() / ("pacte_index_" + random_hex(8));
    index_ = std::make_unique<search::Index>(index_folder_);
    web::Router router;
    Services const services{this->database(), *index_, [] { return noon; }, {}};
    aid_module().routes(router, services);
    server_ = std::make_unique<web::Server>(web::ServerSettings{}, std::move(router),
                                            [this](web::Request const&) { return asking; });
  }

  void TearDown() override {
    server_.reset();
    index_.reset();
    if (!index_folder_.empty()) std::filesystem::remove_all(index_folder_);
    Base::TearDown();
  }

  web::Response get(std::string const& target) {
    web::Request request;
    request.target = target;
    request.headers["host"] = "localhost";
    request.remote = "192.0.2.9";
    return server_->respond(std::move(request));
  }

  web::Response post(std::string const& target, std::string const& body) {
    web::Request request;
    request.method = web::Method::post;
    request.target = target;
    request.headers["host"] = "localhost";
    request.headers["origin"] = "http://localhost";
    request.headers["content-type"] = "application/x-www-form-urlencoded";
    request.remote = "192.0.2.9";
    request.body = body + "&csrf=token";
    return server_->respond(std::move(request));
  }

  Json api(std::string const& target) { return parse_json(get(target).body).value_or(Json{}); }

  web::Principal asking;

 private:
  std::filesystem::path index_folder_;
  std::unique_ptr<search::Index> index_;
  std::unique_ptr<web::Server> server_;
};

}  // namespace pacte::aid
