#include "web/router.hpp"

#include <array>
#include <deque>
#include <stdexcept>

#include "base/text.hpp"

namespace pacte::web {
namespace {

constexpr std::size_t method_count = 6;

std::size_t index(Method method) {
  return static_cast<std::size_t>(method);
}

enum class SegmentKind { literal, one, rest };

struct Segment {
  SegmentKind kind;
  std::string_view text;  // the literal, or the name of the capture
};

Segment read_segment(std::string_view part) {
  if (!part.starts_with('{') || !part.ends_with('}')) return {SegmentKind::literal, part};
  auto const name = part.substr(1, part.size() - 2);
  if (name.ends_with("...")) return {SegmentKind::rest, name.substr(0, name.size() - 3)};
  return {SegmentKind::one, name};
}

}  // namespace

struct Router::Tree {
  struct Leaf {
    std::array<Route const*, method_count> routes{};
    // Names of the captures, by method: two methods may name the same capture differently.
    std::array<std::vector<std::string>, method_count> names{};

    [[nodiscard]] bool used() const {
      return std::ranges::any_of(routes, [](Route const* route) { return route != nullptr; });
    }
    [[nodiscard]] Route const* route(Method method) const {
      auto const* own = routes.at(index(method));
      return own == nullptr && method == Method::head ? routes.at(index(Method::get)) : own;
    }
    [[nodiscard]] bool serves(Method method) const { return route(method) != nullptr; }
  };

  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> one;
    Leaf leaf;
    Leaf rest;
  };

  struct Search {
    Method method;
    Leaf const* leaf = nullptr;
    std::vector<std::string_view> values;  // of the captures on the way to `leaf`
    std::vector<Leaf const*> refusing{};   // leaves of the same path without this method

    bool accept(Leaf const& candidate) {
      if (candidate.serves(method)) {
        leaf = &candidate;
        return true;
      }
      if (candidate.used()) refusing.push_back(&candidate);
      return false;
    }
  };

  Node root;
  std::deque<Route> routes;  // a deque, so that pointers to its items hold
  std::vector<Endpoint> endpoints;

  void insert(Route route);
  static bool find(Node const& node, std::string_view rest, Search& search);
  static std::string allowed(std::vector<Leaf const*> const& leaves);
};

void Router::Tree::insert(Route route) {
  if (!route.pattern.starts_with('/')) {
    throw std::logic_error("a route begins with a slash: " + route.pattern);
  }
  auto const& kept = routes.emplace_back(std::move(route));
  Node* node = &root;
  Leaf* leaf = nullptr;
  std::vector<std::string> names;
  for (auto const part : split(std::string_view{kept.pattern}.substr(1), '/')) {
    if (leaf != nullptr) {
      throw std::logic_error("nothing may follow a {name...} capture: " + kept.pattern);
    }
    auto const [kind, text] = read_segment(part);
    if (kind != SegmentKind::literal) names.emplace_back(text);
    if (kind == SegmentKind::rest) {
      leaf = &node->rest;
      continue;
    }
    auto& next = kind == SegmentKind::one ? node->one : node->literals[std::string{text}];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  if (leaf == nullptr) leaf = &node->leaf;
  auto& place = leaf->routes.at(index(kept.method));
  if (place != nullptr) {
    throw std::logic_error(
        fmt::format("two routes for {} {}", to_string(kept.method), kept.pattern));
  }
  place = &kept;
  leaf->names.at(index(kept.method)) = std::move(names);
}

// `rest` is what remains after the slash that ends the segments already matched. A route that
// lacks the method does not hide a less specific one that has it.
bool Router::Tree::find(Node const& node, std::string_view rest, Search& search) {
  auto const slash = rest.find('/');
  auto const segment = rest.substr(0, slash);
  auto const descend = [&](Node const& next) {
    return slash == std::string_view::npos ? search.accept(next.leaf)
                                           : find(next, rest.substr(slash + 1), search);
  };
  if (auto const literal = node.literals.find(segment); literal != node.literals.end()) {
    if (descend(*literal->second)) return true;
  }
  if (node.one && !segment.empty()) {
    search.values.push_back(segment);
    if (descend(*node.one)) return true;
    search.values.pop_back();
  }
  if (rest.empty() || !search.accept(node.rest)) return false;
  search.values.push_back(rest);
  return true;
}

std::string Router::Tree::allowed(std::vector<Leaf const*> const& leaves) {
  std::string out;
  for (auto const method :
       {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del}) {
    if (std::ranges::none_of(leaves, [&](Leaf const* leaf) { return leaf->serves(method); })) {
      continue;
    }
    if (!out.empty()) out += ", ";
    out += to_string(method);
  }
  return out;
}

Router::Router() : tree_{std::make_unique<Tree>()} {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route) {
  tree_->insert(std::move(route));
}

void Router::page(std::string pattern, Handler handler, Permission permission) {
  add({.method = Method::get,
       .pattern = std::move(pattern),
       .permission = std::move(permission),
       .handler = std::move(handler)});
}

void Router::form(std::string pattern, Handler handler, Permission permission) {
  add({.method = Method::post,
       .pattern = std::move(pattern),
       .permission = std::move(permission),
       .handler = std::move(handler)});
}

void Router::endpoint(Endpoint endpoint) {
  auto answer = [handler = endpoint.handler](Request const& request) {
    auto result = handler(request);
    return result ? std::move(*result)
                  : problem_response(result.error(), request.path, request.locale);
  };
  add({.method = endpoint.method,
       .pattern = endpoint.path,
       .permission = endpoint.permission,
       .handler = std::move(answer),
       .api = true});
  tree_->endpoints.push_back(std::move(endpoint));
}

std::variant<Match, NotFound, MethodNotAllowed> Router::match(Method method,
                                                              std::string_view path) const {
  if (!path.starts_with('/')) return NotFound{};
  Tree::Search search{.method = method, .leaf = nullptr, .values = {}};
  if (!Tree::find(tree_->root, path.substr(1), search)) {
    if (search.refusing.empty()) return NotFound{};
    return MethodNotAllowed{Tree::allowed(search.refusing)};
  }
  auto const* route = search.leaf->route(method);
  Match match{.route = route, .captures = {}};
  auto const& names = search.leaf->names.at(index(route->method));
  for (std::size_t i = 0; i < names.size(); ++i) {
    match.captures.emplace(names[i], std::string{search.values[i]});
  }
  return match;
}

std::vector<Endpoint> const& Router::endpoints() const {
  return tree_->endpoints;
}

}  // namespace pacte::web
