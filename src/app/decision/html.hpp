// Reports that need no other file: one page with its style, to publish or to send.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/markup.hpp"

namespace pacte::app {

/// A whole page in French; `body` is HTML already escaped. A row of class "won" is marked.
std::string report_page(std::string_view title, std::string_view body);

struct BarPart {
  int length = 0;          // in thousandths of the room there is
  bool strong = true;      // coloured, or grey
  int opacity = 100;       // in hundredths
  std::string about = {};  // shown when pointed at
};

struct Bar {
  std::string label;
  std::string value;  // written after the bar
  std::vector<BarPart> parts;
};

/// Bars one under the other; `middle` draws a line at half of the room. A table of the report says
/// the same in text.
std::string bar_chart(std::string_view title, std::vector<Bar> const& bars, bool middle = false);

}  // namespace pacte::app
