#include "indicator/table.hpp"

#include "indicator/listing.hpp"
#include "report/csv.hpp"
#include "source/store.hpp"

namespace pacte::indicator {
namespace {

constexpr std::size_t rows_by_part = 200;

std::string cell(Json const& value) {
  if (value.is_null()) return {};
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string sources_cell(std::vector<source::Citation> const& citations) {
  std::string text;
  for (auto const& citation : citations) {
    text += (text.empty() ? "" : " ; ") + citation.document + " " + citation.lines;
  }
  return text;
}

class Rows {
 public:
  Rows(store::Database& database, FigureFilter filter)
      : database_{database}, filter_{std::move(filter)} {}

  bool next(std::string& part) {
    if (done_) return false;
    auto reading = database_.read();
    auto const page = page_of_figures(reading, filter_, after_, rows_by_part, Order::id);
    std::vector<std::string> ids;
    for (auto const& figure : page.figures)
      ids.push_back(figure.id);
    auto citations = source::citations(reading, ids);
    for (auto const& f : page.figures) {
      std::vector<std::string> const cells{f.id,
                                           f.label,
                                           cell(f.value),
                                           f.qualifier,
                                           f.unit,
                                           f.date,
                                           f.territory,
                                           cell(f.target),
                                           f.target_date,
                                           cell(f.baseline),
                                           f.source_printed,
                                           f.about,
                                           f.series,
                                           f.computed ? "1" : "0",
                                           sources_cell(citations[f.id]),
                                           f.note};
      writer_.row(cells);
    }
    done_ = !page.next;
    after_ = page.next.value_or("");
    part = writer_.take();
    return true;
  }

 private:
  store::Database& database_;
  FigureFilter filter_;
  std::string after_;
  bool done_ = false;
  report::CsvWriter writer_{
      {"id", "label", "value", "qualifier", "unit", "date", "territory", "target", "target_date",
       "baseline", "source_printed", "about", "series", "computed", "sources", "note"},
      {.byte_order_mark = true}};
};

}  // namespace

web::Response figures_csv(Services const& services, FigureFilter const& filter,
                          std::string const& file_name) {
  auto const rows = std::make_shared<Rows>(services.database, filter);
  web::Response response;
  response.with("Content-Type", "text/csv; charset=utf-8");
  response.with("Content-Disposition", fmt::format("attachment; filename=\"{}\"", file_name));
  response.stream = [rows](std::string& part) { return rows->next(part); };
  return response;
}

}  // namespace pacte::indicator
