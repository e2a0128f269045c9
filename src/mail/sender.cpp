#include "mail/sender.hpp"

#include <map>
#include <mutex>

#include <curl/curl.h>
#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::mail {
namespace {

constexpr long longest_connection = 10;  // s
constexpr long longest_send = 60;        // s

template <auto destroy> struct Destroy {
  template <class Handle> void operator()(Handle* handle) const { destroy(handle); }
};
using Url = std::unique_ptr<CURLU, Destroy<curl_url_cleanup>>;
using Transfer = std::unique_ptr<CURL, Destroy<curl_easy_cleanup>>;
using CurlText = std::unique_ptr<char, Destroy<curl_free>>;
using List = std::unique_ptr<curl_slist, Destroy<curl_slist_free_all>>;

std::string part(CURLU* url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
  CurlText const owned{text};
  return owned.get();
}

bool on_this_machine(std::string const& server) {
  Url const url{curl_url()};
  if (curl_url_set(url.get(), CURLUPART_URL, server.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
    return false;
  auto const host = part(url.get(), CURLUPART_HOST);
  bool const numbers = host.find_first_not_of("0123456789.") == std::string::npos;
  return host == "localhost" || host == "[::1]" || (numbers && host.starts_with("127."));
}

std::string server_fault(std::string const& server) {
  Url const url{curl_url()};
  if (curl_url_set(url.get(), CURLUPART_URL, server.c_str(), 0) != CURLUE_OK)
    return fmt::format("server : « {} » n’est pas une adresse : écrivez smtps://…", server);
  auto const scheme = part(url.get(), CURLUPART_SCHEME);
  if (scheme != "smtps" && scheme != "smtp")
    return "server : écrivez smtps://serveur, ou smtp://serveur pour STARTTLS";
  bool alone = part(url.get(), CURLUPART_PATH).size() <= 1;
  for (auto const which : {CURLUPART_USER, CURLUPART_QUERY, CURLUPART_FRAGMENT})
    alone = alone && part(url.get(), which).empty();
  return alone ? "" : "server : l’adresse du serveur seule ; l’identifiant va dans « user »";
}

// What was said on the line: the last answer to each command.
struct Dialogue {
  std::string command;
  std::map<std::string, std::string> answers;
  std::string last;
};

// Keeps of what is sent the name of the command alone: the rest may hold an address or a password.
int listen(CURL*, curl_infotype type, char* bytes, std::size_t size, void* given) {
  auto& dialogue = *static_cast<Dialogue*>(given);
  std::string_view const text{bytes, size};
  if (type == CURLINFO_HEADER_OUT) dialogue.command = text.substr(0, text.find_first_of(" \r\n"));
  if (type == CURLINFO_HEADER_IN && dialogue.command != "QUIT") {
    dialogue.last = trim(text);
    dialogue.answers[dialogue.command] = dialogue.last;
  }
  return 0;
}

struct Reading {
  std::string_view rest;
};

std::size_t give(char* bytes, std::size_t size, std::size_t count, void* given) {
  auto& reading = *static_cast<Reading*>(given);
  auto const length = reading.rest.copy(bytes, size * count);
  reading.rest.remove_prefix(length);
  return length;
}

bool refuses(Dialogue const& dialogue, char const* command) {
  auto const found = dialogue.answers.find(command);
  return found != dialogue.answers.end() && found->second.starts_with('5');
}

}  // namespace

std::string account_fault(Account const& account) {
  if (account.server.empty()) return {};
  if (auto fault = server_fault(account.server); !fault.empty()) return fault;
  if (auto const from = read_mailbox(account.from); !from) return "from : " + from.error();
  if (account.user.empty() != account.password.empty())
    return "« user » et la variable PACTE_MAIL_PASSWORD vont ensemble";
  return {};
}

struct Sender::Line {
  std::mutex mutex;
  Transfer transfer{curl_easy_init()};
};

Sender::Sender(Account account)
    : account_{std::move(account)},
      from_{read_mailbox(account_.from).value_or(Mailbox{})},
      line_{std::make_unique<Line>()} {}

Sender::~Sender() = default;

Delivery Sender::send(Message const& message, Instant now) const {
  if (!configured()) return {Outcome::failed, "[mail] server"};
  auto const text = written(message, from_, now);
  if (!text) return {Outcome::refused, text.error().fields.front().message};
  std::scoped_lock const lock{line_->mutex};
  auto* const transfer = line_->transfer.get();
  if (transfer == nullptr) return {Outcome::failed, "libcurl"};
  curl_easy_reset(transfer);  // the connection stays
  auto const sender = fmt::format("<{}>", from_.address);
  List const receivers{curl_slist_append(nullptr, fmt::format("<{}>", message.to).c_str())};
  Reading reading{*text};
  Dialogue dialogue;
  curl_easy_setopt(transfer, CURLOPT_URL, account_.server.c_str());
  curl_easy_setopt(transfer, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  long const encryption = on_this_machine(account_.server) ? CURLUSESSL_NONE : CURLUSESSL_ALL;
  curl_easy_setopt(transfer, CURLOPT_USE_SSL, encryption);
  if (!account_.user.empty()) {
    curl_easy_setopt(transfer, CURLOPT_USERNAME, account_.user.c_str());
    curl_easy_setopt(transfer, CURLOPT_PASSWORD, account_.password.c_str());
  }
  curl_easy_setopt(transfer, CURLOPT_MAIL_FROM, sender.c_str());
  curl_easy_setopt(transfer, CURLOPT_MAIL_RCPT, receivers.get());
  curl_easy_setopt(transfer, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(transfer, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(transfer, CURLOPT_READDATA, &reading);
  curl_easy_setopt(transfer, CURLOPT_CONNECTTIMEOUT, longest_connection);
  curl_easy_setopt(transfer, CURLOPT_TIMEOUT, longest_send);
  curl_easy_setopt(transfer, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(transfer, CURLOPT_VERBOSE, 1L);  // so that `listen` hears; nothing is printed
  curl_easy_setopt(transfer, CURLOPT_DEBUGFUNCTION, listen);
  curl_easy_setopt(transfer, CURLOPT_DEBUGDATA, &dialogue);
  auto const done = curl_easy_perform(transfer);
  curl_easy_reset(transfer);  // what it points to goes with this call
  if (done == CURLE_OK) return {Outcome::accepted, dialogue.last};
  bool const refused = refuses(dialogue, "RCPT") || refuses(dialogue, "DATA");
  auto const why = dialogue.last.empty() || done == CURLE_OPERATION_TIMEDOUT ||
                           done == CURLE_PEER_FAILED_VERIFICATION || done == CURLE_USE_SSL_FAILED
                       ? std::string{curl_easy_strerror(done)}
                       : dialogue.last;
  return {refused ? Outcome::refused : Outcome::failed, why};
}

}  // namespace pacte::mail
