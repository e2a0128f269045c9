#include "report/csv.hpp"

#include <gmock/gmock.h>

namespace pacte::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Row = std::vector<std::string>;

std::string written(std::vector<Row> const& rows, CsvOptions options = {}) {
  CsvWriter writer{rows.front(), options};
  for (std::size_t i = 1; i < rows.size(); ++i)
    writer.row(rows[i]);
  return writer.take();
}

std::string written_cell(std::string const& cell) {
  auto const text = written({{"a", "b"}, {cell, "x"}});
  return text.substr(5, text.size() - 5 - 4);  // without "a,b\r\n" and ",x\r\n"
}

struct Read {
  std::vector<Row> rows;
  std::optional<CsvError> error;
};

Read read(std::string_view text, char separator = ',', CsvLimits limits = {}) {
  CsvReader reader{text, separator, limits};
  Read all;
  for (Row row;;) {
    auto const more = reader.next(row);
    if (!more) {
      all.error = more.error();
      // It reads no further.
      EXPECT_FALSE(reader.next(row).value_or(true));
      return all;
    }
    if (!*more) return all;
    all.rows.push_back(row);
  }
}

TEST(CsvWriter, writesRowsThatLeaveInParts) {
  CsvWriter writer{{"nom", "montant"}};
  EXPECT_EQ(writer.take(), "nom,montant\r\n");
  EXPECT_EQ(writer.take(), "");
  writer.row(Row{"Région", "1"});
  writer.row(Row{"", ""});
  EXPECT_EQ(writer.take(), "Région,1\r\n,\r\n");
  EXPECT_THROW(writer.row(Row{"seule"}), std::invalid_argument);
  EXPECT_TRUE(written({{"é"}}, {.byte_order_mark = true}).starts_with("\xEF\xBB\xBFé"));
}

TEST(CsvWriter, quotesWhatWouldBeMisread) {
  EXPECT_EQ(written_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(written_cell("a;b"), "\"a;b\"");
  EXPECT_EQ(written_cell("dit « \"non\" »"), "\"dit « \"\"non\"\" »\"");
  EXPECT_EQ(written_cell("deux\nlignes"), "\"deux\nlignes\"");
  EXPECT_EQ(written_cell(" bord"), "\" bord\"");
  EXPECT_EQ(written({{"seul"}, {""}}), "seul\r\n\"\"\r\n");
}

TEST(CsvWriter, neutralisesFormulasAndLeavesNumbers) {
  EXPECT_EQ(written_cell("=1+1"), "'=1+1");
  EXPECT_EQ(written_cell("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
  EXPECT_EQ(written_cell("+33 5 61 00 00 00"), "'+33 5 61 00 00 00");
  EXPECT_EQ(written_cell("-a"), "'-a");
  EXPECT_EQ(written_cell("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(written_cell("\t=1"), "\"'\t=1\"");
  EXPECT_EQ(written_cell("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(written_cell("-"), "'-");
  EXPECT_EQ(written_cell("-1-1"), "'-1-1");
  for (std::string const number : {"-12", "+3.5", "-0.25", "12", "+25 %", "+25%", "-7\u202f%"}) {
    EXPECT_EQ(written_cell(number), number);
  }
  EXPECT_EQ(written_cell("-12,5"), "\"-12,5\"");
  EXPECT_EQ(written({{"a"}, {"=1"}}, {.neutralise = false}), "a\r\n=1\r\n");
  EXPECT_EQ(written({{"=a"}}), "'=a\r\n");
}

TEST(CsvReader, readsWhatTheWriterWrote) {
  std::vector<Row> const rows{{"a", "b"}, {"x,y", "\"q\"\r\nz"}, {"", " "}, {"œ", "fin\n"}};
  auto const all = read(written(rows, {.byte_order_mark = true}));
  EXPECT_FALSE(all.error);
  EXPECT_EQ(all.rows, rows);
}

TEST(CsvReader, takesEitherLineEndAndALastLineWithout) {
  EXPECT_THAT(read("a,b\nc,d\r\ne,").rows, ElementsAre(Row{"a", "b"}, Row{"c", "d"}, Row{"e", ""}));
  EXPECT_THAT(read("").rows, ElementsAre());
  EXPECT_THAT(read("\xEF\xBB\xBF").rows, ElementsAre());
  EXPECT_THAT(read("\n\n").rows, ElementsAre(Row{""}, Row{""}));
  EXPECT_THAT(read("\"\"").rows, ElementsAre(Row{""}));
  EXPECT_THAT(read(",").rows, ElementsAre(Row{"", ""}));
  EXPECT_THAT(read("a;b,c", ';').rows, ElementsAre(Row{"a", "b,c"}));
}

TEST(CsvReader, errorsSayWhichLine) {
  auto const fault = [](std::string_view text, CsvLimits limits = {}) {
    auto const error = read(text, ',', limits).error.value_or(CsvError{});
    return fmt::format("{}: {}", error.line, error.message);
  };
  EXPECT_THAT(fault("a\n\"b\nc"), HasSubstr("2: guillemet ouvert"));
  EXPECT_THAT(fault("a\nb\"c"), HasSubstr("2: guillemet au milieu"));
  EXPECT_THAT(fault("\"a\nb\"c"), HasSubstr("2: texte après le guillemet"));
  EXPECT_THAT(fault("a\rb"), HasSubstr("1: retour chariot isolé"));
  EXPECT_THAT(fault("a\nb,\xE9t\xE9"), HasSubstr("2: texte qui n’est pas de l’UTF-8"));
  EXPECT_THAT(fault("a\n\"x\n\xE9\""), HasSubstr("3: texte qui n’est pas de l’UTF-8"));
  EXPECT_THAT(fault(std::string_view{"a\0", 2}), HasSubstr("1: caractère nul"));
  EXPECT_THAT(fault("a\n12345", {.cell_bytes = 4}), HasSubstr("2: cellule de plus de 4 octets"));
  EXPECT_THAT(fault("\"12345\"", {.cell_bytes = 4}), HasSubstr("1: cellule de plus de 4 octets"));
  EXPECT_THAT(fault("1,2,3", {.cells = 2}), HasSubstr("1: plus de 2 cellules"));
}

class CsvTableTest : public ::testing::Test {
 protected:
  static std::expected<CsvTable, CsvError> open(std::string_view text) {
    static constexpr std::array<std::string_view, 2> required{"code", "nom"};
    return CsvTable::open(text, required);
  }
};

TEST_F(CsvTableTest, readsCellsByTheNamesOfColumns) {
  auto table = open("nom, code,autre\nToulouse,31555,x\n\n\"Saint\nBéat\",31471,y\nAlbi,81004,z\n");
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->has("autre"));
  EXPECT_FALSE(table->has("absente"));
  auto row = table->next();
  ASSERT_TRUE(row && *row);
  EXPECT_EQ((**row)["code"], "31555");
  EXPECT_EQ((**row)["nom"], "Toulouse");
  EXPECT_EQ((*row)->line(), 2U);
  EXPECT_THROW((**row)["absente"], std::out_of_range);
  row = table->next();
  EXPECT_EQ((**row)["nom"], "Saint\nBéat");
  EXPECT_EQ((*row)->line(), 4U);
  row = table->next();
  EXPECT_EQ((*row)->line(), 6U);
  row = table->next();
  ASSERT_TRUE(row);
  EXPECT_FALSE(*row);
}

TEST_F(CsvTableTest, takesTheSemicolonsOfFrenchSpreadsheets) {
  auto table = open(
      "\xEF\xBB\xBF"
      "code;nom\r\n31555;Toulouse, la rose\r\n");
  ASSERT_TRUE(table);
  auto const row = table->next();
  EXPECT_EQ((**row)["nom"], "Toulouse, la rose");
}

TEST_F(CsvTableTest, refusesAnUnfitHeader) {
  EXPECT_EQ(open("").error().message, "le fichier est vide : il faut une ligne d’en-tête");
  EXPECT_EQ(open("nom\nx").error().message, "colonnes manquantes : « code »");
  EXPECT_EQ(open("x\n").error().message, "colonnes manquantes : « code », « nom »");
  EXPECT_EQ(open("code,nom,nom\n").error().message, "colonnes présentes deux fois : « nom »");
  EXPECT_EQ(open("code,nom,nom\n").error().line, 1U);
}

TEST_F(CsvTableTest, saysWhichLineHasNotTheRightCells) {
  auto table = open("code,nom\n1,a\n2\n");
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->next());
  auto const row = table->next();
  ASSERT_FALSE(row);
  EXPECT_EQ(row.error().line, 3U);
  EXPECT_EQ(row.error().message, "1 cellules au lieu de 2");
}

}  // namespace
}  // namespace pacte::report
