// The form of a call: from a call to fields, and back.
#pragma once

#include "aid/call_model.hpp"
#include "web/form.hpp"

namespace pacte::aid {

inline constexpr std::size_t most_tracks = 4;
inline constexpr std::size_t most_steps = 12;

web::Parameters form_of(Call const& call, Digits style);

/// Reads the form over `call`, whose scheme, number and revision stay. What is wrong is in
/// `reader`.
Call read_call(web::FormReader& reader, Call call);

}  // namespace pacte::aid
