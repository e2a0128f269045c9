#include <algorithm>
#include <set>

#include "territory/choropleth.hpp"
#include "territory/contour_store.hpp"
#include "territory/store.hpp"
#include "territory/zoning_pages.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

constexpr double in_part = 1;
constexpr double in_whole = 2;

std::string url(web::Request const& request, Key const& key) {
  return web::localized(request.locale, page_path(key));
}

std::string extent_text(web::Request const& request, MemberExtent extent) {
  return extent == MemberExtent::whole ? web::tr(request.locale, "tout le territoire")
                                       : web::tr(request.locale, "une partie");
}

// The contours that a map of the members needs, read once for each level.
class Contours {
 public:
  explicit Contours(store::Session& session) : session_{session} {}

  Contour const* find(Key const& key) {
    auto [level, absent] = levels_.try_emplace(key.level);
    if (absent) {
      for (auto& one : contours(session_, key.level)) {
        approximate_ = approximate_ || one.approximate;
        level->second.emplace(one.key.code, std::move(one.contour));
      }
    }
    auto const found = level->second.find(key.code);
    return found == level->second.end() ? nullptr : &found->second;
  }
  [[nodiscard]] bool approximate() const { return approximate_; }

 private:
  store::Session& session_;
  std::map<Level, std::map<std::string, Contour>> levels_;
  bool approximate_ = false;
};

// Departments that hold a place of a member: where the map is.
std::set<std::string> departments_of(std::map<Key, Territory> const& places) {
  std::set<std::string> codes;
  for (auto const& [key, territory] : places) {
    if (key.level == Level::department) codes.insert(key.code);
    if (!territory.department.empty()) codes.insert(territory.department);
    codes.insert(territory.departments.begin(), territory.departments.end());
  }
  return codes;
}

class Drawing {
 public:
  Drawing(store::Session& session, web::Request const& request)
      : session_{session}, request_{request}, contours_{session} {}

  void background(std::set<std::string> const& departments) {
    for (auto const& code : departments) {
      Key const key{Level::department, code};
      auto const* contour = contours_.find(key);
      auto const known = territory(session_, key);
      if (contour == nullptr || !known) continue;
      areas.push_back({.key = key, .name = known->name, .contour = *contour});
    }
  }

  void member(Member const& member, std::map<Key, Territory> const& places) {
    auto const value = member.extent == MemberExtent::whole ? in_whole : in_part;
    auto const said = extent_text(request_, member.extent);
    if (member.contour) {
      areas.push_back({.key = member.places.front().key,
                       .name = member.label,
                       .contour = *member.contour,
                       .value = value,
                       .value_text = said,
                       .url = url(request_, member.places.front().key)});
      return;
    }
    for (auto const& place : member.places) {
      auto const known = places.find(place.key);
      auto const* contour = contours_.find(place.key);
      if (contour == nullptr || known == places.end() || !drawn_.insert(place.key).second) continue;
      areas.push_back({.key = place.key,
                       .name = known->second.name,
                       .contour = *contour,
                       .value = value,
                       .value_text = said,
                       .url = url(request_, place.key)});
    }
  }

  [[nodiscard]] bool approximate() const { return contours_.approximate(); }
  std::vector<MapArea> areas;

 private:
  store::Session& session_;
  web::Request const& request_;
  Contours contours_;
  std::set<Key> drawn_;
};

}  // namespace

void fill_zoning_map(web::View& view, store::Session& session, web::Request const& request,
                     std::string const& title, std::span<Member const> members) {
  auto const places = territories_of(session, members);
  Drawing drawing{session, request};
  drawing.background(departments_of(places));
  auto const first = drawing.areas.size();
  for (auto const extent : {MemberExtent::whole, MemberExtent::part}) {
    for (auto const& member : members) {
      if (member.extent == extent) drawing.member(member, places);
    }
  }
  if (drawing.areas.size() == first) return;
  auto const count = [&](double value) {
    return std::ranges::count(drawing.areas, std::optional{value}, &MapArea::value);
  };
  std::vector<std::string> texts;
  if (count(in_part) > 0) texts.push_back(extent_text(request, MemberExtent::part));
  if (count(in_whole) > 0) texts.push_back(extent_text(request, MemberExtent::whole));
  auto const drawn = choropleth({.title = title,
                                 .method = Classification::equal_steps,
                                 .classes = texts.size(),
                                 .areas = drawing.areas},
                                request.locale);
  auto shown = view.include("VALUES_MAP", "territory/map.html");
  shown.set("TITLE", title).set("UNIT", web::tr(request.locale, "Étendue"));
  shown.section("CLASSES").set("METHOD",
                               web::tr(request.locale, "tout le territoire, ou une partie"));
  shown.set_trusted_html("SVG", drawn.svg);
  if (drawing.approximate()) shown.show("APPROXIMATE");
  for (std::size_t i = 0; i < texts.size() && i < drawn.legend.size(); ++i) {
    auto row = shown.section("CLASS");
    row.set_trusted_html("MARK", drawn.legend[i].mark);
    row.set("TEXT", texts[i]).set("COUNT", static_cast<std::int64_t>(drawn.legend[i].count));
  }
  for (auto i = first; i < drawing.areas.size(); ++i) {
    auto const& area = drawing.areas[i];
    auto row = shown.section("ROW");
    row.set("URL", area.url).set("NAME", area.name).set("CODE", area.key.code);
    row.set("VALUE", area.value_text);
  }
}

}  // namespace pacte::territory
