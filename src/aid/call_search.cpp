#include "aid/call_search.hpp"

#include <algorithm>
#include <set>

#include "aid/call_rules.hpp"
#include "aid/call_store.hpp"
#include "aid/catalogue.hpp"
#include "search/word_filter.hpp"
#include "source/catalogue_search.hpp"

namespace pacte::aid {
namespace {

std::string words_of(Call const& call, std::string const& scheme_label) {
  auto text = fmt::format("{}\n{}\n{}", call.label, call.summary, scheme_label);
  for (auto const& track : call.tracks)
    text += fmt::format("\n{}\n{}", track.label, fmt::join(track.criteria, "\n"));
  return text;
}

}  // namespace

std::optional<CallSearch> read_call_search(web::Parameters const& parameters) {
  auto read = source::read_search(searched_schemes(), parameters);
  if (!read) return std::nullopt;
  CallSearch search{
      .text = std::move(read->text), .kind = {}, .filters = std::move(read->by_module)};
  auto const kind = parameters.get("kind");
  for (auto const one : {CallKind::projects, CallKind::interest}) {
    if (kind == call_kind_name(one)) search.kind = one;
  }
  if (!kind.empty() && !search.kind) return std::nullopt;
  return search;
}

std::vector<Call> found_calls(store::Session& session, CallSearch const& search, std::size_t most) {
  auto all = calls(session, most);
  if (search.kind) std::erase_if(all, [&](Call const& call) { return call.kind != *search.kind; });
  source::CatalogueSearch of_schemes{.text = {}, .query = {}, .by_module = search.filters};
  source::narrow(session, searched_schemes(), of_schemes);
  if (auto const& among = of_schemes.query.among) {
    std::set<std::string_view> const kept{among->begin(), among->end()};
    std::erase_if(all, [&](Call const& call) { return !kept.contains(call.scheme); });
  }
  if (!search.text.empty()) {
    auto const labels = labels_of_called_schemes(session);
    search::WordFilter words{search.text};
    std::erase_if(all, [&](Call const& call) {
      auto const label = labels.find(call.scheme);
      return !words.accepts(words_of(call, label == labels.end() ? "" : label->second));
    });
  }
  return all;
}

}  // namespace pacte::aid
