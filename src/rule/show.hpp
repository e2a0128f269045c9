// Values as people read them, in French.
#pragma once

#include <string>

#include "rule/facts.hpp"

namespace pacte::rule {

/// « 12 salariés », « 10 000 € », « 50 % », « 2026-01-31 ».
std::string show(Fact const& fact, std::int64_t raw);

/// A value of a node: « oui », « inconnu », « de 0 € à 10 000 € », « tpe ou pme ».
std::string show(Type const& type, std::int64_t scale, Range range, Facts const& facts);

/// Cents as « 10 000 € », « 12,50 € ».
std::string show_cents(std::int64_t cents);

}  // namespace pacte::rule
