// Forms: decoded into typed values, and shown again filled in with their errors.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "web/request.hpp"
#include "web/view.hpp"

namespace pacte::web {

/// Reads the fields of a submitted form one by one and collects what is wrong with them.
class FormReader {
 public:
  FormReader(Parameters const& given, Locale locale) : given_{given}, locale_{locale} {}

  std::string text(std::string const& field, std::size_t min,
                   std::size_t max);  // in code points, trimmed
  std::string email(std::string const& field);
  std::string secret(std::string const& field, std::size_t min,
                     std::size_t max);  // untrimmed, never shown again
  std::string choice(std::string const& field, std::vector<std::string> const& allowed);
  std::optional<std::int64_t> integer(std::string const& field, std::int64_t min, std::int64_t max);
  bool checked(std::string const& field);
  void reject(std::string const& field, std::string message) {
    errors_.push_back({field, std::move(message)});
  }
  /// Adds an error for every field that was sent and never read.
  void refuse_unknown();

  [[nodiscard]] std::vector<FieldError> const& errors() const { return errors_; }
  [[nodiscard]] bool ok() const { return errors_.empty(); }

 private:
  Parameters const& given_;
  Locale locale_;
  std::set<std::string> read_{"csrf"};
  std::vector<FieldError> errors_;
};

/// The one field of a form, of 1 to `longest` code points; invalid when it is not that, or not
/// alone.
Result<std::string> only_field(Request const& request, char const* name, std::size_t longest);

/// Fills a view for showing a form again: NAME gets the value sent, the section NAME_ERROR its
/// error (marker MESSAGE), ERRORS the summary (sections ERROR with FIELD, MESSAGE). Field names are
/// upper-cased. CSRF gets the token.
void fill_form(View& view, Request const& request, Parameters const& given,
               std::vector<FieldError> const& errors,
               std::set<std::string> const& secret_fields = {});

}  // namespace pacte::web
