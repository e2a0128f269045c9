// Lists of figures in which the rules have a say: what disagrees, and what one can narrow a list
// to.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "indicator/store.hpp"

namespace pacte::indicator {

/// One page of a list, and the key of the next one when there is more.
struct FigurePage {
  std::vector<Figure> figures;
  std::map<std::string, std::int64_t>
      differing;  // those that disagree, with how many figures do so together
  std::optional<std::string> next;
};

/// Of these figures, those that disagree with others of their series, with how many do so together.
std::map<std::string, std::int64_t> differing_among(store::Session& session,
                                                    std::vector<Figure> const& figures);

enum class Order { label, id };

FigurePage page_of_figures(store::Session& session, FigureFilter const& filter,
                           std::string const& after, std::size_t most, Order order);

/// Facets, counted again only once something was written.
class FacetMemory {
 public:
  std::shared_ptr<Facets const> get(store::Session& session);

 private:
  std::mutex mutex_;
  std::int64_t revision_ = -1;
  std::shared_ptr<Facets const> facets_;
};

}  // namespace pacte::indicator
