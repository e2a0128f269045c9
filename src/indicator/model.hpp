// The nouns of this room: figures as documents print them, and what they show side by side.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace pacte::indicator {

/// One figure as one document prints it. Texts are empty where the record has null; `value`,
/// `target` and `baseline` are a number, a text such as "1/3" or "11 à 12", or null.
struct Figure {
  std::string id;
  std::string label;
  Json value;
  std::string qualifier;  // "about", "more-than"…
  std::string unit;
  std::string date;  // partial ISO date or interval
  Json target;
  std::string target_date;
  Json baseline;
  std::string territory;
  std::string source_printed;  // who the document credits
  std::string about;           // identifier of what it measures
  std::string series;
  std::string note;       // remark of the analyst
  bool computed = false;  // the value is a calculation of the analyst, not printed
};

/// The figures that measure the same thing: all those of one `series`, oldest first, undated last.
struct Series {
  std::string id;
  std::vector<Figure> figures;
};

/// What a list of figures is narrowed to; empty fields narrow nothing.
struct FigureFilter {
  std::string words{};      // every word stands in the label
  std::string territory{};  // as printed
  std::string theme{};      // of the plan line measured
  std::string plan{};       // root of the plan line measured
  std::string about{};      // record measured
  std::string series{};
  std::string document{};  // a document that prints it
  std::string year{};      // "2022": the date begins in that year
  bool with_target = false;
  bool differing = false;  // only figures that disagree with others of their series

  bool operator==(FigureFilter const&) const = default;
};

struct Count {
  std::string value;
  std::int64_t count = 0;
};

/// The values one can narrow the list to, with their figures; most frequent first.
struct Facets {
  std::vector<Count> territories;
  std::vector<Count> years;  // latest first
  std::vector<Count> themes;
  std::vector<Count> documents;  // identifiers
  std::int64_t figures = 0;
  std::int64_t with_target = 0;
  std::int64_t differing = 0;  // figures that disagree with others of their series
};

}  // namespace pacte::indicator
