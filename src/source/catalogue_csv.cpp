#include "report/csv.hpp"
#include "source/catalogue_pages.hpp"
#include "source/record_store.hpp"

namespace pacte::source {
namespace {

constexpr std::size_t rows_at_once = 100;
constexpr std::string_view between_items = " | ";

std::vector<std::string> columns_of(RecordKind const& kind) {
  std::vector<std::string> columns{"id", "label"};
  for (auto const& field : kind.fields)
    columns.push_back(field.name);
  columns.emplace_back("sources");
  columns.emplace_back("note");
  return columns;
}

// Values as the corpus has them: for programs; lists in one cell.
std::string cell(Json const& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (value.is_object()) {
    return text_or_empty(value, "doc") + " " + text_or_empty(value, "lines");
  }
  if (!value.is_array()) return to_line(value);
  std::string text;
  for (auto const& item : value) {
    if (!text.empty()) text += between_items;
    text += cell(item);
  }
  return text;
}

// One part per call: some records after the last one written, each part its own short reading.
class CsvStream {
 public:
  explicit CsvStream(std::shared_ptr<CatalogueContext const> context)
      : context_{std::move(context)},
        columns_{columns_of(*context_->catalogue.kind)},
        writer_{columns_, {.byte_order_mark = true}} {}

  bool next(std::string& part) {
    if (done_) return false;
    auto reading = context_->services.database.read();
    auto const records =
        list_records(reading, *context_->catalogue.kind, {.after = after_, .most = rows_at_once});
    for (auto const& record : records)
      write(record);
    if (!records.empty()) after_ = text_or_empty(records.back(), "id");
    done_ = records.size() < rows_at_once;
    part += writer_.take();
    return true;
  }

 private:
  void write(Json const& record) {
    std::vector<std::string> cells;
    for (auto const& name : columns_) {
      auto const value = record.find(name);
      cells.push_back(value == record.end() ? std::string{} : cell(*value));
    }
    writer_.row(cells);
  }

  std::shared_ptr<CatalogueContext const> context_;
  std::vector<std::string> columns_;
  report::CsvWriter writer_;
  std::string after_;
  bool done_ = false;
};

}  // namespace

web::Response catalogue_csv(std::shared_ptr<CatalogueContext const> const& context) {
  auto const stream = std::make_shared<CsvStream>(context);
  auto const name = std::string{info(context->catalogue.kind->kind).page}.substr(1);
  web::Response response;
  response.with("Content-Type", "text/csv; charset=utf-8; header=present")
      .with("Content-Disposition", fmt::format("attachment; filename=\"{}.csv\"", name));
  response.stream = [stream](std::string& part) { return stream->next(part); };
  return response;
}

}  // namespace pacte::source
