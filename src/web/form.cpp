#include "web/form.hpp"

#include "base/text.hpp"

namespace pacte::web {
namespace {

std::string upper(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == '-') c = '_';
  }
  return out;
}

// One line of text may hold no control character; several lines may hold line ends and tabs.
bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
  });
}

// What a browser would accept in an input of type email (WHATWG HTML), kept short: something, an
// at sign, a host name with a dot. Whether it works is known when a message has arrived.
bool looks_like_email(std::string_view text) {
  auto const at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
  auto const local = text.substr(0, at);
  auto const host = text.substr(at + 1);
  constexpr std::string_view local_marks = ".!#$%&'*+/=?^_`{|}~-";
  auto const alphanumeric = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  if (!std::ranges::all_of(local, [&](char c) {
        return alphanumeric(c) || local_marks.find(c) != std::string_view::npos;
      })) {
    return false;
  }
  auto const labels = split(host, '.');
  return labels.size() >= 2 && std::ranges::all_of(labels, [&](std::string_view label) {
           return !label.empty() && label.size() <= 63 && !label.starts_with('-') &&
                  !label.ends_with('-') &&
                  std::ranges::all_of(label, [&](char c) { return alphanumeric(c) || c == '-'; });
         });
}

// The names that a form may give to its fields; anything else was not sent by one of ours.
bool is_field_name(std::string_view name) {
  return !name.empty() && name.size() <= 60 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

std::string too_short(Locale locale, std::size_t min) {
  if (min == 1) return tr(locale, "Ce champ est à remplir.");
  return trf(locale, "Il faut au moins {} caractères.", min);
}

}  // namespace

std::string FormReader::text(std::string const& field, std::size_t min, std::size_t max) {
  read_.insert(field);
  auto const sent = given_.get(field);
  std::string value{trim(sent)};
  auto const size = length(value);
  if (has_control(value)) {
    reject(field, tr(locale_, "Ce texte contient un caractère qui ne s’écrit pas."));
  } else if (size < min) {
    reject(field, too_short(locale_, min));
  } else if (size > max) {
    reject(field, trf(locale_, "{} caractères au plus ; il y en a {}.", max, size));
  }
  return value;
}

std::string FormReader::email(std::string const& field) {
  read_.insert(field);
  auto const sent = given_.get(field);
  std::string value{trim(sent)};
  if (value.empty()) {
    reject(field, tr(locale_, "Ce champ est à remplir."));
  } else if (!looks_like_email(value)) {
    reject(field, tr(locale_, "Cette adresse de courriel n’est pas complète : nom@exemple.fr."));
  }
  return value;
}

std::string FormReader::secret(std::string const& field, std::size_t min, std::size_t max) {
  read_.insert(field);
  auto value = given_.get(field);
  auto const size = length(value);
  if (size < min) {
    reject(field, too_short(locale_, min));
  } else if (size > max) {
    reject(field, trf(locale_, "{} caractères au plus.", max));
  }
  return value;
}

std::string FormReader::choice(std::string const& field, std::vector<std::string> const& allowed) {
  read_.insert(field);
  auto value = given_.get(field);
  if (std::ranges::find(allowed, value) == allowed.end()) {
    reject(field, tr(locale_, "Choisissez une des réponses proposées."));
    return {};
  }
  return value;
}

std::optional<std::int64_t> FormReader::integer(std::string const& field, std::int64_t min,
                                                std::int64_t max) {
  read_.insert(field);
  auto const sent = given_.get(field);
  auto const value = parse_integer(trim(sent));
  if (!value) {
    reject(field, tr(locale_, "Un nombre entier est attendu."));
    return std::nullopt;
  }
  if (*value < min || *value > max) {
    reject(field, trf(locale_, "Un nombre de {} à {} est attendu.", grouped(min, digits(locale_)),
                      grouped(max, digits(locale_))));
    return std::nullopt;
  }
  return value;
}

bool FormReader::checked(std::string const& field) {
  read_.insert(field);
  auto const value = given_.find(field);
  if (value && *value != "on" && *value != "1") {
    reject(field, tr(locale_, "Cochez ou décochez la case."));
    return false;
  }
  return value.has_value();
}

void FormReader::refuse_unknown() {
  std::set<std::string> reported;
  std::set<std::string> seen;
  for (auto const& [name, value] : given_.pairs()) {
    if (!read_.contains(name)) {
      if (reported.insert(name).second) {
        reject(shorten(name, 60), tr(locale_, "Ce champ n’existe pas dans ce formulaire."));
      }
    } else if (!seen.insert(name).second && reported.insert(name).second) {
      reject(name, tr(locale_, "Ce champ a été envoyé deux fois."));
    }
  }
}

Result<std::string> only_field(Request const& request, char const* name, std::size_t longest) {
  auto const given = request.form().value_or(Parameters{});
  FormReader reader{given, request.locale};
  auto value = reader.text(name, 1, longest);
  reader.refuse_unknown();
  if (reader.ok()) return value;
  return fail(ProblemKind::invalid, "Le formulaire n’a pas pu être lu.", reader.errors());
}

void fill_form(View& view, Request const& request, Parameters const& given,
               std::vector<FieldError> const& errors, std::set<std::string> const& secret_fields) {
  view.set("CSRF", request.principal.csrf_token);
  for (auto const& [name, value] : given.pairs()) {
    if (name == "csrf" || secret_fields.contains(name) || !is_field_name(name)) continue;
    auto const marker = upper(name);
    // A field sent under the name of a marker for our own HTML would be inserted unescaped.
    if (takes_text(marker)) view.set(marker, value);
  }
  if (errors.empty()) return;
  auto summary = view.section("ERRORS");
  std::set<std::string> shown;
  for (auto const& [field, message] : errors) {
    summary.section("ERROR").set("FIELD", field).set("MESSAGE", message);
    auto const section = upper(field) + "_ERROR";
    if (takes_text(section) && shown.insert(field).second) {
      view.section(section).set("MESSAGE", message);
    }
  }
}

}  // namespace pacte::web
