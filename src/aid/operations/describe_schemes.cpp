#include "aid/operations/describe_schemes.hpp"

#include <algorithm>
#include <set>

#include "aid/call_rules.hpp"
#include "aid/call_store.hpp"
#include "aid/content_json.hpp"
#include "aid/facets.hpp"
#include "aid/paris_time.hpp"
#include "aid/record.hpp"
#include "aid/rules.hpp"
#include "aid/store.hpp"
#include "source/record_store.hpp"
#include "store/failure.hpp"
#include "store/journal.hpp"

namespace pacte::aid {
namespace {

class Describing {
 public:
  Describing(store::Session& session, std::string actor, Instant now)
      : session_{session}, journal_{session, now}, actor_{std::move(actor)}, now_{to_iso(now)} {}

  DescribedSchemes run() {
    source::ListQuery query;
    constexpr std::size_t at_once = 200;
    query.most = at_once;
    std::set<std::string> instruments;
    for (bool more = true; more;) {
      auto const records = source::list_records(session_, instrument_kind(), query);
      for (auto const& record : records) {
        query.after = text_or_empty(record, "id");
        instruments.insert(query.after);
        describe(query.after, described_content(record));
        describe_call(query.after, record);
      }
      more = records.size() == at_once;
    }
    for (auto const& id : described_schemes(session_)) {
      if (!instruments.contains(id)) withdraw(id);
    }
    return report_;
  }

 private:
  void describe(std::string const& id, SchemeContent content) {
    auto const versions = scheme_versions(session_, id);
    auto const described =
        std::ranges::find(versions, std::string{described_author}, &SchemeVersion::author);
    bool const gone = described != versions.end() && described->state == VersionState::withdrawn;
    if (described != versions.end() && !gone && described->content == content) return;
    bool const taken_over = std::ranges::any_of(versions, [](auto const& version) {
      using enum VersionState;
      return version.state == draft || version.state == proposed || version.state == published;
    });
    if (taken_over) {
      ++report_.taken_over;
      return;
    }
    if (described != versions.end() && described->state == VersionState::described)
      end(*described, VersionState::superseded, "");
    SchemeVersion made{.scheme = id,
                       .number = versions.empty() ? 1 : versions.front().number + 1,
                       .state = VersionState::described,
                       .content = std::move(content),
                       .author = described_author,
                       .created_at = now_,
                       .changed_at = now_};
    insert_version(session_, made);
    show_version(session_, made, facets_of(session_, made.content));
    note(made);
    ++(versions.empty() ? report_.added : report_.changed);
  }

  // A call whose record prints a whole closing day. The hour is not printed: it ends with the day.
  void describe_call(std::string const& id, Json const& record) {
    auto const kind = call_kind_of(text_or_empty(record, "type"));
    if (!kind || !calls_of(session_, id).empty()) return;
    for (auto const& sentence : record["conditionality"]) {
      auto const day = closing_day_in(sentence.get<std::string>());
      if (!day) continue;
      auto const last_minute = paris_instant(
          fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day->year()),
                      static_cast<unsigned>(day->month()), static_cast<unsigned>(day->day())),
          "23:59");
      if (!last_minute) continue;
      Call made{.scheme = id,
                .label = text_or_empty(record, "label"),
                .kind = *kind,
                .closes = *last_minute + std::chrono::minutes{1},
                .hour_stated = false,
                .calendar = record["conditionality"].get<Texts>(),
                .of_documents = true,
                .changed_at = now_};
      if (!insert_call(session_, made)) continue;
      journal_.append({actor_, "describe_schemes", "scheme", id, to_json(made)});
      ++report_.calls;
      return;
    }
  }

  void withdraw(std::string const& id) {
    for (auto const& version : scheme_versions(session_, id)) {
      if (version.state != VersionState::described) continue;
      auto const ended = end(version, VersionState::withdrawn,
                             "Les documents chargés ne décrivent plus ce dispositif.");
      show_version(session_, ended, {});
      note(ended);
      ++report_.withdrawn;
    }
  }

  SchemeVersion end(SchemeVersion version, VersionState state, std::string reason) {
    version.state = state;
    version.reason = std::move(reason);
    version.changed_at = now_;
    version.ended_at = now_;
    update_version(session_, version);
    return version;
  }

  void note(SchemeVersion const& version) {
    journal_.append({actor_,
                     "describe_schemes",
                     "scheme",
                     version.scheme,
                     {{"version", version.number},
                      {"state", state_name(version.state)},
                      {"content", to_json(version.content)}}});
  }

  static constexpr auto described_author = "import";

  store::Session& session_;
  store::Journal journal_;
  std::string actor_;
  std::string now_;
  DescribedSchemes report_;
};

}  // namespace

Result<DescribedSchemes> describe_schemes(store::Database& database, std::string const& actor,
                                          Instant now) {
  return store::guarded([&]() -> Result<DescribedSchemes> {
    auto writing = database.write();
    auto const report = Describing{writing, actor, now}.run();
    writing.commit();
    return report;
  });
}

}  // namespace pacte::aid
