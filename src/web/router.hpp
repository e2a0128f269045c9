// Routes: method and path to handler, with the permission each one needs.
//
// A path is literal segments and captures: "/actions/{id...}" takes the rest of the path (corpus
// identifiers hold slashes), "/propositions/{code}" one segment. A literal segment wins over a
// capture.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "web/endpoint.hpp"
#include "web/request.hpp"

namespace pacte::web {

using Handler = std::function<Response(Request const&)>;

struct Route {
  Method method = Method::get;
  std::string pattern;
  Permission permission = open_to_all;
  Handler handler;
  bool api = false;  // errors are RFC 9457 problems, no CSRF (no cookie is accepted to write)
};

struct NotFound {};
struct MethodNotAllowed {
  std::string allow;  // "GET, HEAD"
};
struct Match {
  Route const* route;
  std::map<std::string, std::string> captures;
};

class Router {
 public:
  Router();
  ~Router();
  Router(Router const&) = delete;
  Router& operator=(Router const&) = delete;
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  /// Throws std::logic_error when the same method and pattern is already there.
  void add(Route route);
  void page(std::string pattern, Handler handler, Permission permission = open_to_all);  // GET
  void form(std::string pattern, Handler handler, Permission permission = open_to_all);  // POST
  void endpoint(Endpoint endpoint);                                                      // API

  /// HEAD falls back on GET. `path` is decoded.
  [[nodiscard]] std::variant<Match, NotFound, MethodNotAllowed> match(Method method,
                                                                      std::string_view path) const;

  [[nodiscard]] std::vector<Endpoint> const& endpoints() const;

 private:
  struct Tree;
  std::unique_ptr<Tree> tree_;
};

}  // namespace pacte::web
