// Numbers as French reports write them.
#pragma once

#include <cstddef>
#include <string>

namespace pacte::app {

/// "0,2500"
std::string decimal(double value, int digits);
/// "12,5 %" for 0.125
std::string percent(double share, int digits = 0);
/// "90 494"
std::string counted(std::size_t count);

}  // namespace pacte::app
