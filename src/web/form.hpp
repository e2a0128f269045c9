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
  FormReader(const Parameters& given, Locale locale) : given_{given}, locale_{locale} {}

  std::string text(const std::string& field, std::size_t min,
                   std::size_t max);  // in code points, trimmed
  std::string email(const std::string& field);
  std::string secret(const std::string& field, std::size_t min,
                     std::size_t max);  // untrimmed, never shown again
  std::string choice(const std::string& field, const std::vector<std::string>& allowed);
  std::optional<std::int64_t> integer(const std::string& field, std::int64_t min, std::int64_t max);
  bool checked(const std::string& field);
  void reject(const std::string& field, std::string message) {
    errors_.push_back({field, std::move(message)});
  }
  /// Adds an error for every field that was sent and never read.
  void refuse_unknown();

  [[nodiscard]] const std::vector<FieldError>& errors() const { return errors_; }
  [[nodiscard]] bool ok() const { return errors_.empty(); }

 private:
  const Parameters& given_;
  Locale locale_;
  std::set<std::string> read_{"csrf"};
  std::vector<FieldError> errors_;
};

/// Fills a view for showing a form again: NAME gets the value sent, the section NAME_ERROR its
/// error (marker MESSAGE), ERRORS the summary (sections ERROR with FIELD, MESSAGE). Field names are
/// upper-cased. CSRF gets the token.
void fill_form(View& view, const Request& request, const Parameters& given,
               const std::vector<FieldError>& errors,
               const std::set<std::string>& secret_fields = {});

}  // namespace pacte::web
