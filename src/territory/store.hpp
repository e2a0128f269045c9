// All the SQL of the official territories.
#pragma once

#include <map>
#include <utility>

#include "base/date.hpp"
#include "store/session.hpp"
#include "territory/rules.hpp"

namespace pacte::territory {

/// Where a name of a zoning is printed, with the document of the corpus that holds these lines.
struct ZoningCitation {
  std::optional<std::string> document;
  std::string file;
  std::string lines;
  std::string date{};  // of the document, as printed; may be empty
};

/// Of each name that a zoning gives, member or not: by zoning and name.
using ZoningQuotes = std::map<std::pair<std::string, std::string>, std::vector<ZoningCitation>>;

/// The smallest document of the corpus that holds all the lines of the text file, if there is one.
ZoningQuotes cite(store::Session& session, Reference const& reference);

/// What was loaded last: the digest of all of it, and what its contours come from. Both empty when
/// there is none.
struct LoadedReference {
  std::string digest;
  std::string contours;
};
LoadedReference loaded_reference(store::Session& session);

/// How many territories of each level there are.
std::map<Level, std::int64_t> counts(store::Session& session);

/// Puts the territories of `reference` in the place of all there were; its zonings are left to
/// `refresh_zonings`.
void replace_reference(store::Session& session, Reference const& reference,
                       LoadedReference const& loaded, Instant now);

std::optional<Territory> territory(store::Session& session, Key const& key);
/// Those found, whatever the order.
std::map<Key, Territory> territories(store::Session& session, std::vector<Key> const& keys);

/// From the region down, by code; after the given one.
std::vector<Territory> list_territories(store::Session& session, std::optional<Level> level,
                                        std::optional<Key> const& after, std::size_t most);

/// All of them, in the same order.
std::vector<Territory> all_territories(store::Session& session,
                                       std::optional<Level> level = std::nullopt);

/// A place in the list of the best hits: of the last one seen.
struct Rank {
  std::int64_t rank = 0;
  std::int64_t population = 0;
  Key key;
};
std::string to_text(Rank const& rank);
std::optional<Rank> parse_rank(std::string_view text);

struct Found {
  Territory territory;
  Rank rank;
};

/// By name (beginning, then any word), postal code or official code: exact hits first, then the
/// most peopled.
std::vector<Found> search(store::Session& session, std::string_view typed,
                          std::optional<Level> level, std::optional<Rank> const& after,
                          std::size_t most);

/// The territories of `level` that lie in `within`, in the order of their names, after the one of
/// code `after`.
std::vector<Territory> members(store::Session& session, Key const& within, Level level,
                               std::string const& after, std::size_t most);

/// How many communes of the reference have this very name.
std::int64_t homonyms(store::Session& session, Territory const& territory);

/// The zonings that a territory is in, or that lie in it, on the day (empty: their last versions).
std::vector<ZoningMember> zonings(store::Session& session, Key const& key,
                                  std::string_view day = {});

/// Points of the communes that lie in `within`, from `least` inhabitants.
std::vector<std::pair<Key, Place>> points(store::Session& session, Key const& within,
                                          std::int64_t least);

/// The named territories of the corpus of which a member is `name`, alone or followed by a remark
/// in brackets.
std::vector<source::Summary> named_with_member(store::Session& session, std::string_view name);

}  // namespace pacte::territory
