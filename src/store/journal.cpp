#include "store/journal.hpp"

#include "base/text.hpp"

namespace pacte::store {
namespace {

constexpr std::string_view genesis =
    "0000000000000000000000000000000000000000000000000000000000000000";

// Fields are length-prefixed, so that no two different rows have the same text to hash.
std::string chain_hash(std::string_view previous, std::int64_t seq, std::string_view at,
                       std::string_view actor, std::string_view operation, std::string_view kind,
                       std::string_view subject, std::string_view payload_digest) {
  auto const number = std::to_string(seq);
  std::string text;
  for (std::string_view const part :
       {previous, std::string_view{number}, at, actor, operation, kind, subject, payload_digest}) {
    text += std::to_string(part.size());
    text += ':';
    text += part;
  }
  return sha256_hex(text);
}

}  // namespace

Journal::Journal(Session& session, Instant now)
    : session_{session}, at_{to_iso(now)}, hash_{genesis} {
  if (session.engine() == Engine::postgresql) {
    // One appender at a time until the commit: the chain has one end.
    constexpr std::int64_t journal_lock = 0x50616374;
    session("SELECT 1 FROM (SELECT pg_advisory_xact_lock(:lock)) AS taken", journal_lock)
        .first([](int) { return 0; });
  }
  session("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
      .each([&](std::int64_t seq, std::string hash) {
        seq_ = seq;
        hash_ = std::move(hash);
      });
}

std::int64_t Journal::append(JournalEntry const& entry) {
  auto const payload = to_line(entry.payload);
  auto const digest = sha256_hex(payload);
  auto const previous = hash_;
  ++seq_;
  hash_ = chain_hash(previous, seq_, at_, entry.actor, entry.operation, entry.subject_kind,
                     entry.subject, digest);
  session_(
      "INSERT INTO journal (seq, at, actor, operation, subject_kind, subject, payload_digest, "
      "payload, "
      "previous_hash, hash) VALUES (:seq, :at, :actor, :operation, :kind, :subject, :digest, "
      ":payload, "
      ":previous, :hash)",
      seq_, at_, entry.actor, entry.operation, entry.subject_kind, entry.subject, digest, payload,
      previous, hash_)
      .run();
  return seq_;
}

std::int64_t public_revision(Session& session) {
  return session(
             "SELECT seq FROM journal WHERE subject_kind NOT IN ('person', 'alert') "
             "ORDER BY seq DESC LIMIT 1")
      .first([](std::int64_t seq) { return seq; })
      .value_or(0);
}

std::string last_entry(Session& session, std::string const& operation) {
  return session("SELECT hash FROM journal WHERE operation = :operation ORDER BY seq DESC LIMIT 1",
                 operation)
      .first([](std::string hash) { return hash; })
      .value_or("");
}

JournalCheck verify_journal(Session& session, std::string const& expected_head) {
  JournalCheck check;
  bool head_found = expected_head.empty() || expected_head == genesis;
  check.head = genesis;
  session(
      "SELECT seq, at, actor, operation, subject_kind, subject, payload_digest, payload, "
      "previous_hash, hash "
      "FROM journal ORDER BY seq")
      .each([&](std::int64_t seq, std::string const& at, std::string const& actor,
                std::string const& operation, std::string const& kind, std::string const& subject,
                std::string const& digest, std::optional<std::string> const& payload,
                std::string const& previous, std::string const& hash) {
        if (check.fault) return;
        ++check.entries;
        if (!payload) ++check.erased;
        if (seq != check.entries) {
          check.fault = fmt::format("une entrée manque : après le numéro {} vient le numéro {}",
                                    check.entries - 1, seq);
        } else if (previous != check.head) {
          check.fault =
              fmt::format("l’entrée {} ne suit pas la précédente : la chaîne est rompue", seq);
        } else if (payload && sha256_hex(*payload) != digest) {
          check.fault = fmt::format("le contenu de l’entrée {} a été modifié", seq);
        } else if (chain_hash(previous, seq, at, actor, operation, kind, subject, digest) != hash) {
          check.fault =
              fmt::format("l’entrée {} a été modifiée : son empreinte ne correspond plus", seq);
        }
        check.head = hash;
        head_found = head_found || hash == expected_head;
      });
  if (!check.fault && !head_found)
    check.fault = "la tête publiée ne s’y trouve plus : sa fin a été coupée ou réécrite";
  return check;
}

std::vector<JournalRow> journal_page(Session& session, std::string const& subject,
                                     std::int64_t before, int limit) {
  auto const row = [](std::int64_t seq, std::string at, std::string actor, std::string operation,
                      std::string kind, std::string of, std::optional<std::string> payload,
                      std::string hash) {
    auto parsed = payload ? parse_json(*payload) : std::expected<Json, std::string>{Json{}};
    return JournalRow{seq,
                      std::move(at),
                      {std::move(actor), std::move(operation), std::move(kind), std::move(of),
                       parsed.value_or(Json{})},
                      std::move(hash)};
  };
  auto const end = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
  if (subject.empty()) {
    return session(
               "SELECT seq, at, actor, operation, subject_kind, subject, payload, hash FROM "
               "journal "
               "WHERE seq < :before ORDER BY seq DESC LIMIT :most",
               end, limit)
        .map(row);
  }
  return session(
             "SELECT seq, at, actor, operation, subject_kind, subject, payload, hash FROM journal "
             "WHERE subject = :subject AND seq < :before ORDER BY seq DESC LIMIT :most",
             subject, end, limit)
      .map(row);
}

}  // namespace pacte::store
