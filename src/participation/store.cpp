#include "participation/store.hpp"

namespace pacte::participation {
namespace {

using store::Session;

auto const row = [](std::string id, std::string label, std::string code, std::string series) {
  return CitizenProposal{std::move(id), std::move(label), std::move(code), std::move(series)};
};

std::optional<CitizenProposal> front(std::vector<CitizenProposal> found) {
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

}  // namespace

// The order of reading is (series, length of the code, code, id): "P…" before "plain", 9 before 10.

std::optional<CitizenProposal> proposal(Session& session, std::string const& id) {
  return front(
      session("SELECT id, label, code, series FROM citizen_proposal WHERE id = :id", id).map(row));
}

std::vector<CitizenProposal> proposals_with_code(Session& session, std::string const& code) {
  return session(
             "SELECT id, label, code, series FROM citizen_proposal WHERE code = :code ORDER BY id "
             "LIMIT 20",
             code)
      .map(row);
}

std::vector<CitizenProposal> list_proposals(Session& session, std::string const& series,
                                            std::string const& after, std::size_t most) {
  auto const last = proposal(session, after).value_or(CitizenProposal{});
  return session(
             "SELECT id, label, code, series FROM citizen_proposal "
             "WHERE (series, LENGTH(code), code, id) > (:last_series, :last_length, :last_code, "
             ":last_id) "
             "AND (:any = 1 OR series = :series) "
             "ORDER BY series, LENGTH(code), code, id LIMIT :most",
             last.series, static_cast<std::int64_t>(last.code.size()), last.code, last.id,
             static_cast<std::int64_t>(series.empty() ? 1 : 0), series,
             static_cast<std::int64_t>(most))
      .map(row);
}

std::optional<CitizenProposal> previous_proposal(Session& session,
                                                 CitizenProposal const& proposal) {
  return front(
      session("SELECT id, label, code, series FROM citizen_proposal WHERE series = :series "
              "AND (LENGTH(code), code, id) < (:length, :code, :id) "
              "ORDER BY LENGTH(code) DESC, code DESC, id DESC LIMIT 1",
              proposal.series, static_cast<std::int64_t>(proposal.code.size()), proposal.code,
              proposal.id)
          .map(row));
}

std::optional<CitizenProposal> next_proposal(Session& session, CitizenProposal const& proposal) {
  return front(
      session("SELECT id, label, code, series FROM citizen_proposal WHERE series = :series "
              "AND (LENGTH(code), code, id) > (:length, :code, :id) "
              "ORDER BY LENGTH(code), code, id LIMIT 1",
              proposal.series, static_cast<std::int64_t>(proposal.code.size()), proposal.code,
              proposal.id)
          .map(row));
}

}  // namespace pacte::participation
