// What is known of any record from the registry: where it stands, what mentions it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "source/model.hpp"
#include "store/session.hpp"

namespace pacte::source {

/// Empty when there is no such record.
std::optional<Provenance> provenance(store::Session& session, std::string const& id);

std::optional<Summary> summary(store::Session& session, std::string const& id);
std::map<std::string, Summary> summaries(store::Session& session,
                                         std::vector<std::string> const& ids);

/// The sources of several records at once, for lists.
std::map<std::string, std::vector<Citation>> citations(store::Session& session,
                                                       std::vector<std::string> const& ids);

/// What the record names in one of its reference fields, in its order.
std::vector<Summary> references(store::Session& session, std::string const& id,
                                std::string const& field);

/// Who names the record, ordered by field, kind and label; at most `most`.
std::vector<Mention> mentions(store::Session& session, std::string const& id,
                              std::size_t most = 1'000);

/// The records that name any of `ids` in a reference field, each once, by identifier.
std::vector<std::string> naming(store::Session& session, std::vector<std::string> const& ids,
                                std::string const& field);

/// The values of a field of terms: themes, codes.
std::vector<std::string> terms(store::Session& session, std::string const& id,
                               std::string const& field);

/// Every value of a field of terms with the number of records, most frequent first.
std::vector<std::pair<std::string, std::int64_t>> all_terms(store::Session& session,
                                                            std::string const& field);

/// What was drawn from lines `first` to `last` of a document (overlapping), in the order of the
/// lines, by pages of `most` after the `skip_to` key ("first_line:record" of the last one seen;
/// empty at first).
std::vector<DocumentLine> drawn_from(store::Session& session, std::string const& document,
                                     std::int64_t first, std::int64_t last,
                                     std::string const& after, std::size_t most);

/// How many facts were drawn from each slice of a document: `slices` counts from its first line to
/// its last.
std::vector<std::int64_t> density(store::Session& session, std::string const& document,
                                  std::int64_t first, std::int64_t last, std::size_t slices);

/// How many records of each kind were drawn from a document.
std::map<Kind, std::int64_t> kinds_drawn_from(store::Session& session, std::string const& document);

/// How many records of each kind there are.
std::map<Kind, std::int64_t> count_by_kind(store::Session& session);

/// When a record last changed, as an ISO instant; empty when there is none.
std::string last_change(store::Session& session);

/// Every record in the order of identifiers, with the instant of its last change, until `use` says
/// false.
void each_record(
    store::Session& session,
    std::function<bool(Summary const& record, std::string const& changed_at)> const& use);

struct DocumentInfo {
  std::string id, label, title, type, publisher, date, act, file, part_of, lines,
      amends;  // empty where null
};
std::vector<DocumentInfo> documents(store::Session& session);
std::optional<DocumentInfo> document(store::Session& session, std::string const& id);

/// ":a0, :a1, …" for an IN list of `count` values bound in order.
std::string marks(std::size_t count);

}  // namespace pacte::source
