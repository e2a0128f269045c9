#include "identity/rules.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

#include "base/text.hpp"

namespace pacte::identity {
namespace {

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7F;
}

bool is_plain_text(std::string_view text) {
  return !first_invalid_utf8(text) && std::ranges::none_of(text, is_control);
}

// Only those long enough to pass the length rule: shorter ones are refused by it.
constexpr std::array common_passwords{
    std::string_view{"123456789012"},     std::string_view{"1234567890123"},
    std::string_view{"012345678910"},     std::string_view{"azertyuiop12"},
    std::string_view{"azertyuiop123"},    std::string_view{"azertyuiopqsdfghjklm"},
    std::string_view{"qwertyuiop12"},     std::string_view{"qwertyuiop123"},
    std::string_view{"qwertyuiopasdf"},   std::string_view{"motdepasse12"},
    std::string_view{"motdepasse123"},    std::string_view{"motdepasse1234"},
    std::string_view{"password1234"},     std::string_view{"password12345"},
    std::string_view{"passwordpassword"}, std::string_view{"motdepassemotdepasse"},
    std::string_view{"administrateur"},   std::string_view{"administrator"},
    std::string_view{"jetaimejetaime"},   std::string_view{"iloveyouiloveyou"},
    std::string_view{"regionoccitanie"},  std::string_view{"abcdefghijkl"},
};

bool is_common(std::string_view folded) {
  bool const one_letter = folded.find_first_not_of(folded.front()) == std::string_view::npos;
  return one_letter || std::ranges::find(common_passwords, folded) != common_passwords.end();
}

}  // namespace

std::string email_key(std::string_view email) {
  return fold(trim(email));
}

std::optional<std::string> email_fault(std::string_view email) {
  constexpr std::size_t longest = 254;
  email = trim(email);
  if (email.empty()) return "Écrivez une adresse électronique.";
  auto const at = email.find('@');
  auto const domain = at == std::string_view::npos ? std::string_view{} : email.substr(at + 1);
  auto const dot = domain.rfind('.');
  bool const well_formed =
      email.size() <= longest && is_plain_text(email) && at != 0 && !domain.empty() &&
      email.find_first_of(" ,;<>()[]\"\\") == std::string_view::npos &&
      domain.find('@') == std::string_view::npos && dot != std::string_view::npos && dot != 0 &&
      dot + 1 != domain.size() && domain.find("..") == std::string_view::npos;
  if (well_formed) return std::nullopt;
  return "Cette adresse électronique n’est pas complète : elle s’écrit « nom@exemple.fr ».";
}

std::optional<std::string> name_fault(std::string_view name) {
  constexpr std::size_t longest = 100;
  name = trim(name);
  if (name.empty()) return "Écrivez le nom à afficher.";
  if (!is_plain_text(name)) return "Ce nom contient un caractère qui ne s’affiche pas.";
  if (length(name) > longest) return "Ce nom dépasse 100 caractères.";
  return std::nullopt;
}

std::optional<std::string> password_fault(std::string_view password, std::string_view email) {
  if (password.size() > longest_password) return "Ce mot de passe dépasse 1 024 octets.";
  if (first_invalid_utf8(password)) return "Ce mot de passe contient un caractère illisible.";
  if (length(password) < shortest_password) {
    return "Ce mot de passe a moins de 12 caractères. Une phrase est facile à retenir.";
  }
  auto const folded = fold(trim(password));
  if (folded == email_key(email)) return "Le mot de passe ne peut pas être l’adresse électronique.";
  if (folded.empty() || is_common(folded)) {
    return "Ce mot de passe est parmi les premiers que l’on essaie. Choisissez-en un autre.";
  }
  return std::nullopt;
}

Instant session_end(Instant created_at, Instant last_seen) {
  return std::min(created_at + session_longest, last_seen + session_idle);
}

bool session_needs_touch(Instant last_seen, Instant now) {
  return now - last_seen >= session_touch_every;
}

bool may_try(AttemptLimit const& limit, AttemptHistory const& history, Instant now) {
  if (history.failures < limit.free || !history.last) return true;
  constexpr std::int64_t largest_exponent = 20;
  auto const exponent = std::min(history.failures - limit.free, largest_exponent);
  auto const wait = std::min(limit.first_wait * (std::int64_t{1} << exponent), limit.longest_wait);
  return now >= *history.last + wait;
}

std::string network_of(std::string_view remote_address) {
  std::string text{remote_address};
  in6_addr address{};
  if (inet_pton(AF_INET6, text.c_str(), &address) != 1) return text;
  auto const* bytes = &address.s6_addr[0];
  if (IN6_IS_ADDR_V4MAPPED(&address)) {
    return fmt::format("{}.{}.{}.{}", bytes[12], bytes[13], bytes[14], bytes[15]);
  }
  std::string prefix;
  for (std::size_t i = 0; i < 8; ++i)
    prefix += fmt::format("{:02x}", bytes[i]);
  return prefix + "/64";
}

Agent agent_of(std::string_view user_agent) {
  using Sign = std::pair<std::string_view, std::string_view>;
  // In this order: most browsers also name the ones they descend from.
  constexpr std::array browsers{Sign{"Edg", "Edge"},         Sign{"OPR/", "Opera"},
                                Sign{"Firefox/", "Firefox"}, Sign{"FxiOS/", "Firefox"},
                                Sign{"CriOS/", "Chrome"},    Sign{"Chrome/", "Chrome"},
                                Sign{"Safari/", "Safari"}};
  constexpr std::array systems{Sign{"Android", "Android"}, Sign{"iPhone", "iOS"},
                               Sign{"iPad", "iOS"},        Sign{"Windows", "Windows"},
                               Sign{"Mac OS X", "macOS"},  Sign{"CrOS", "ChromeOS"},
                               Sign{"Linux", "Linux"}};
  auto const named = [&](auto const& signs) {
    auto const found = std::ranges::find_if(
        signs, [&](Sign const& sign) { return user_agent.find(sign.first) != user_agent.npos; });
    return found == signs.end() ? std::string{} : std::string{found->second};
  };
  return {named(browsers), named(systems)};
}

bool is_local_path(std::string_view path) {
  constexpr std::size_t longest = 2'000;
  if (path.empty() || path.size() > longest || path.front() != '/') return false;
  if (path.size() > 1 && path[1] == '/') return false;
  // Browsers read a backslash as a slash, and drop tabs and line ends: "/\t/elsewhere" leaves.
  return is_plain_text(path) && path.find('\\') == std::string_view::npos;
}

std::string_view session_cookie_name(bool secure) {
  return secure ? "__Host-pacte_session" : "pacte_session";
}

bool is_session_token(std::string_view text) {
  constexpr std::size_t digits = 64;
  return text.size() == digits && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace pacte::identity
