// The form of a version, part by part: from its content to fields, and back.
#pragma once

#include <span>

#include "aid/fields.hpp"
#include "web/form.hpp"

namespace pacte::aid {

/// The fields of a part, filled in from the content, as a browser would send them.
web::Parameters form_of(SchemeContent const& content, Part part,
                        std::span<Ambition const> ambitions, Digits style);

/// Reads a part over the content, whose other parts stay. What is wrong is in `reader`, under the
/// name of the field.
SchemeContent read_part(web::FormReader& reader, web::Parameters const& given,
                        SchemeContent content, Part part, std::span<Ambition const> ambitions);

/// Shows the fields of the part with the values given and their errors, in sections FIELD.
void fill_part_form(web::View& view, web::Locale locale, web::Parameters const& given,
                    std::vector<FieldError> const& errors, Part part,
                    std::span<Ambition const> ambitions);

/// "12 000,50" or "12000.50", with or without "€".
std::optional<Euros> parse_euros(std::string_view text);
/// "45" or "12,5", with or without "%".
std::optional<BasisPoints> parse_share(std::string_view text);

}  // namespace pacte::aid
