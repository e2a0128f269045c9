#include "territory/zoning_refresh.hpp"

#include <algorithm>

#include "territory/zoning_rules.hpp"
#include "territory/zoning_store.hpp"

namespace pacte::territory {
namespace {

std::string day_of(std::chrono::year_month_day const& day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

class Refresh {
 public:
  Refresh(store::Session& session, Reference const& reference, ZoningQuotes const& quotes,
          Instant now)
      : session_{session}, reference_{reference}, quotes_{quotes}, now_{to_iso(now)} {
    for (auto const& row : reference.members)
      rows_[row.printed.zoning].push_back(&row);
  }

  std::vector<std::string> run() {
    auto const before = zoning_versions(session_);
    for (auto const& [key, versions] : before) {
      if (!reference_.zonings.contains(key)) forget(key, versions);
    }
    for (auto const& [key, zoning_name] : reference_.zonings) {
      put_zoning(session_, {key, zoning_name});
      auto const known = before.find(key);
      refresh(key, known == before.end() ? std::vector<ZoningVersion>{} : known->second);
    }
    replace_quotes(session_, quotes_);
    std::vector<UnmatchedName> names;
    for (auto const& one : reference_.unmatched)
      names.push_back({one.printed.zoning, one.printed.label, one.reason, one.candidates});
    replace_unmatched(session_, names);
    return std::move(notices_);
  }

 private:
  static bool has_reference(std::vector<ZoningVersion> const& versions) {
    return !versions.empty() && versions.front().number == 0;
  }

  void forget(std::string const& key, std::vector<ZoningVersion> const& versions) {
    if (!has_reference(versions)) return;
    if (versions.size() > 1) {
      notices_.push_back(fmt::format(
          "Le référentiel ne nomme plus le zonage « {} » : il reste, avec les versions faites ici.",
          key));
      return;
    }
    drop_version(session_, key, 0);
    drop_zoning(session_, key);
    notices_.push_back(
        fmt::format("Le zonage « {} » n’est plus dans le référentiel : il est retiré.", key));
  }

  [[nodiscard]] std::vector<Member> members_of(std::string const& key) const {
    std::vector<Member> members;
    auto const found = rows_.find(key);
    if (found == rows_.end()) return members;
    for (auto const* row : found->second) {
      Member member{.label = row->printed.label,
                    .note = row->note,
                    .extent = row->whole ? MemberExtent::whole : MemberExtent::part};
      for (auto const& code : row->codes)
        member.places.push_back({{row->level, code}});
      std::ranges::sort(member.places, {}, &ZonedPlace::key);
      members.push_back(std::move(member));
    }
    return members;
  }

  // The first day of the earliest document; none as long as one of them has no date.
  [[nodiscard]] std::string first_day(std::string const& key) const {
    std::string first;
    auto const found = rows_.find(key);
    if (found == rows_.end()) return first;
    for (auto const* row : found->second) {
      for (auto const& citation : quotes_.at({key, row->printed.label})) {
        auto const date = parse_partial_date(citation.date);
        if (!date) return {};
        auto const day = day_of(date->first);
        if (first.empty() || day < first) first = day;
      }
    }
    return first;
  }

  void refresh(std::string const& key, std::vector<ZoningVersion> const& versions) {
    ZoningVersion version;
    version.from = first_day(key);
    version.made_at = now_;
    auto const members = members_of(key);
    version.digest = digest_of(members);
    bool const had = has_reference(versions);
    auto const before = had ? zoning_members(session_, key, 0) : std::vector<Member>{};
    if (had) drop_version(session_, key, 0);
    put_version(session_, key, version, members);
    if (had && versions.front().digest != version.digest) follow(key, versions, before, members);
  }

  // The reference has changed: corrections of what it said are made again on what it says.
  void follow(std::string const& key, std::vector<ZoningVersion> const& versions,
              std::vector<Member> const& before, std::vector<Member> const& now) {
    ZoningVersion const* corrected = nullptr;
    for (auto const& one : versions) {
      if (one.number == 0) continue;
      if (one.origin == ZoningOrigin::editor && one.from == versions.front().from) {
        corrected = &one;
      } else {
        notices_.push_back(
            fmt::format("Le zonage « {} » a changé dans le référentiel ; sa version valable depuis "
                        "le {} reste telle quelle.",
                        key, one.from.empty() ? "début" : one.from));
      }
    }
    if (corrected == nullptr) return;
    auto const members = with_edits(before, now, zoning_members(session_, key, corrected->number));
    ZoningVersion version = *corrected;
    version.number = versions.back().number + 1;
    version.made_at = now_;
    version.digest = digest_of(members);
    put_version(session_, key, version, members);
    notices_.push_back(
        fmt::format("Le zonage « {} » a changé dans le référentiel : ce que la rédaction y avait "
                    "corrigé est repris sur sa nouvelle liste.",
                    key));
  }

  store::Session& session_;
  Reference const& reference_;
  ZoningQuotes const& quotes_;
  std::string now_;
  std::map<std::string, std::vector<ZoningRow const*>> rows_;
  std::vector<std::string> notices_;
};

}  // namespace

std::vector<std::string> refresh_zonings(store::Session& session, Reference const& reference,
                                         ZoningQuotes const& quotes, Instant now) {
  return Refresh{session, reference, quotes, now}.run();
}

}  // namespace pacte::territory
