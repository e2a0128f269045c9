#include "aid/operations/describe_schemes.hpp"

#include <algorithm>
#include <set>

#include "aid/call_rules.hpp"
#include "aid/call_store.hpp"
#include "aid/describing.hpp"
#include "aid/paris_time.hpp"
#include "aid/record.hpp"
#include "aid/rules.hpp"
#include "source/record_store.hpp"
#include "store/failure.hpp"

namespace pacte::aid {
namespace {

class Documents {
 public:
  Documents(store::Session& session, std::string actor, Instant now)
      : session_{session},
        now_{to_iso(now)},
        describing_{session, std::move(actor), "describe_schemes", now} {}

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
        std::ranges::find(versions, std::string{of_documents}, &SchemeVersion::author);
    bool const gone = described != versions.end() && described->state == VersionState::withdrawn;
    // Rules come from files of their own.
    if (described != versions.end() && !gone) content.rules = described->content.rules;
    if (described != versions.end() && !gone && described->content == content) return;
    if (taken_over(versions)) {
      ++report_.taken_over;
      return;
    }
    describing_.describe(id, versions, std::move(content), of_documents);
    ++(versions.empty() ? report_.added : report_.changed);
  }

  // A call whose record prints a whole closing day, or its tracks. An hour that is not printed is
  // the end of the day.
  void describe_call(std::string const& id, Json const& record) {
    auto const kind = call_kind_of(text_or_empty(record, "type"));
    if (!kind || !calls_of(session_, id).empty()) return;
    Call made{.scheme = id,
              .label = text_or_empty(record, "label"),
              .kind = *kind,
              .closes = printed_closing(record),
              .hour_stated = false,
              .tracks = tracks_in(record["eligibility"].get<Texts>()),
              .of_documents = true,
              .changed_at = now_};
    if (!made.closes && made.tracks.empty()) return;
    if (made.closes) {
      for (auto const& sentence : record["conditionality"])
        made.calendar.push_back({sentence.get<std::string>()});
    }
    if (!insert_call(session_, made)) return;
    describing_.note(id, to_json(made));
    ++report_.calls;
  }

  static std::optional<Instant> printed_closing(Json const& record) {
    for (auto const& sentence : record["conditionality"]) {
      auto const day = closing_day_in(sentence.get<std::string>());
      if (!day) continue;
      auto const last_minute = paris_instant(
          fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day->year()),
                      static_cast<unsigned>(day->month()), static_cast<unsigned>(day->day())),
          "23:59");
      if (last_minute) return *last_minute + std::chrono::minutes{1};
    }
    return std::nullopt;
  }

  void withdraw(std::string const& id) {
    auto const versions = scheme_versions(session_, id);
    bool const by_rules = std::ranges::any_of(versions, [](SchemeVersion const& version) {
      return version.state == VersionState::described && version.author == of_rules;
    });
    if (by_rules) return;
    if (describing_.withdraw(id, "Les documents chargés ne décrivent plus ce dispositif."))
      ++report_.withdrawn;
  }

  store::Session& session_;
  std::string now_;
  Describing describing_;
  DescribedSchemes report_;
};

}  // namespace

Result<DescribedSchemes> describe_schemes(store::Database& database, std::string const& actor,
                                          Instant now) {
  return store::guarded([&]() -> Result<DescribedSchemes> {
    auto writing = database.write();
    auto const report = Documents{writing, actor, now}.run();
    writing.commit();
    return report;
  });
}

}  // namespace pacte::aid
