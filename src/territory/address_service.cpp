#include "territory/address_service.hpp"

#include <array>
#include <semaphore>

#include <curl/curl.h>
#include <spdlog/spdlog.h>

namespace pacte::territory {
namespace {

constexpr std::size_t most_hits = 5;
constexpr std::size_t longest_answer = std::size_t{256} * 1024;
constexpr long longest_wait = 3'000;  // ms
constexpr std::ptrdiff_t at_once = 4;

template <auto destroy> struct Destroy {
  template <class Handle> void operator()(Handle* handle) const { destroy(handle); }
};
using Transfer = std::unique_ptr<CURL, Destroy<curl_easy_cleanup>>;
using CurlText = std::unique_ptr<char, Destroy<curl_free>>;

// One answer, no longer than what is read of it.
struct Answer {
  std::string text;
  bool too_long = false;
};

std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* given) {
  auto& answer = *static_cast<Answer*>(given);
  answer.too_long = answer.text.size() + size * count > longest_answer;
  if (answer.too_long) return 0;
  answer.text.append(bytes, size * count);
  return size * count;
}

// The address typed is never in what is logged.
std::unexpected<Problem> no_answer(std::string_view reason) {
  spdlog::warn("address service: {}", reason);
  return fail(ProblemKind::unavailable,
              "Le service d’adresses ne répond pas : cherchez par commune ou par code postal.");
}

}  // namespace

struct AddressService::Turns {
  std::counting_semaphore<at_once> free{at_once};
};

AddressService::AddressService(std::string base)
    : base_{std::move(base)}, turns_{std::make_unique<Turns>()} {
  while (base_.ends_with('/'))
    base_.pop_back();
}

AddressService::~AddressService() = default;

Result<std::vector<AddressHit>> AddressService::search(std::string_view typed) const {
  // A slow service must not hold all the threads of the site.
  if (!turns_->free.try_acquire()) return no_answer("too many at once");
  std::unique_ptr<Turns, decltype([](Turns* turns) { turns->free.release(); })> const turn{
      turns_.get()};
  Transfer const transfer{curl_easy_init()};
  if (!transfer) return no_answer("libcurl did not start");
  CurlText const query{
      curl_easy_escape(transfer.get(), typed.data(), static_cast<int>(typed.size()))};
  auto const address = fmt::format("{}/search/?q={}&limit={}", base_, query.get(), most_hits);
  Answer answer;
  curl_easy_setopt(transfer.get(), CURLOPT_URL, address.c_str());
  curl_easy_setopt(transfer.get(), CURLOPT_PROTOCOLS_STR,
                   base_.starts_with("https:") ? "https" : "http");
  curl_easy_setopt(transfer.get(), CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(transfer.get(), CURLOPT_TIMEOUT_MS, longest_wait);
  curl_easy_setopt(transfer.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(transfer.get(), CURLOPT_USERAGENT, "Pacte");
  curl_easy_setopt(transfer.get(), CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(transfer.get(), CURLOPT_WRITEDATA, &answer);
  auto const done = curl_easy_perform(transfer.get());
  if (answer.too_long) return no_answer("the answer is too long");
  if (done != CURLE_OK) return no_answer(curl_easy_strerror(done));
  long status = 0;
  curl_easy_getinfo(transfer.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status != 200) return no_answer(fmt::format("status {}", status));
  auto hits = parse_addresses(answer.text, most_hits);
  if (!hits) return no_answer("the answer is not a GeoJSON collection");
  return *std::move(hits);
}

}  // namespace pacte::territory
