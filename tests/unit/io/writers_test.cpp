// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/blob_file.hpp"
#include "sourcelight/io/table_reader.hpp"
#include "sourcelight/io/writers.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <limits>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::io;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Two rows with one column of each kind; the second row is missing everywhere.
ColumnBatch sample_batch()
{
    std::vector<NewColumn> columns;
    columns.push_back({"name", TextColumn::of({"Caf\xC3\xA9, \"x\"", ""}), {}});
    columns.push_back({"sl_country", RepeatedText{TextColumn::of({"NA", "DE"}), {0, -1}}, {}});
    columns.push_back({"sl_row", std::vector<std::int64_t>{1, 0}, {1, 0}});
    columns.push_back(
        {"sl_coverage", std::vector<float>{0.25F, std::numeric_limits<float>::quiet_NaN()}, {}});
    columns.push_back({"sl_lon", std::vector<double>{17.08, kMissing}, {}});
    columns.push_back({"sl_lat", std::vector<double>{-22.57, kMissing}, {}});
    columns.push_back(
        {"sl_listed_since", std::vector<Date>{*make_date(2022, 9, 28), Date{}}, {1, 0}});
    return ColumnBatch{}.with(std::move(columns));
}

void write_all(TableWriter& writer, const ColumnBatch& batch)
{
    writer.write(batch);
    writer.finish();
}

}  // namespace

TEST_CASE("a batch keeps values and gaps of every kind", "[io]")
{
    const auto batch = sample_batch();

    REQUIRE(batch.rows() == 2);
    CHECK(batch.text(0)[0] == "Caf\xC3\xA9, \"x\"");
    CHECK(batch.text(1)[0] == "NA");
    CHECK(batch.text(1)[1].empty());
    CHECK(batch.integers(2)[0] == 1);
    CHECK(batch.reals32(3)[0] == 0.25F);
    CHECK(batch.text(6)[0] == "2022-09-28");
    for (std::size_t column = 0; column < batch.columns(); ++column) {
        CHECK_FALSE(batch.missing(column, 0));
        CHECK(batch.missing(column, 1));
    }
    CHECK_THROWS_MATCHES(batch.reals64(2), Error, test::has_code(Errc::kInternal));
    CHECK_THROWS_MATCHES(batch.with({{"short", TextColumn::of({"x"}), {}}}), Error,
                         test::has_code(Errc::kInternal));
}

TEST_CASE("whole numbers kept as reals print without a point, so that codes stay codes", "[io]")
{
    const auto batch = ColumnBatch{}.with({{"hs", std::vector<double>{901.0, 52.5, 1e20}, {}}});
    CHECK(batch.text(0)[0] == "901");
    CHECK(batch.text(0)[1] == "52.5");
    CHECK(batch.text(0)[2] == "1e+20");
}

TEST_CASE("CSV is quoted where needed, and missing is empty", "[io][csv]")
{
    const test::TemporaryFolder folder;
    const auto batch = sample_batch();
    write_all(*make_csv_writer(folder.path("out.csv"), batch), batch);

    CHECK(test::read_bytes(folder.path("out.csv")) ==
          "name,sl_country,sl_row,sl_coverage,sl_lon,sl_lat,sl_listed_since\n"
          "\"Caf\xC3\xA9, \"\"x\"\"\",NA,1,0.25,17.08,-22.57,2022-09-28\n"
          ",,,,,,\n");
}

TEST_CASE("text that a spreadsheet would run gets an apostrophe in CSV, numbers do not",
          "[io][csv]")
{
    CHECK(csv_guard_needed("=1+1"));
    CHECK(csv_guard_needed("+cmd|' /C calc'!A0"));
    CHECK(csv_guard_needed("-2+3"));
    CHECK(csv_guard_needed("@SUM(A1)"));
    CHECK(csv_guard_needed("\t=1"));
    CHECK(csv_guard_needed("-"));
    CHECK_FALSE(csv_guard_needed(""));
    CHECK_FALSE(csv_guard_needed("-22.57"));
    CHECK_FALSE(csv_guard_needed("+1.5e3"));
    CHECK_FALSE(csv_guard_needed("+49 (0)30 123456"));
    CHECK_FALSE(csv_guard_needed("a=b"));

    const test::TemporaryFolder folder;
    const auto batch = ColumnBatch{}.with({{"x", TextColumn::of({"=A1", "@a,b"}), {}}});
    write_all(*make_csv_writer(folder.path("out.csv"), batch), batch);
    CHECK(test::read_bytes(folder.path("out.csv")) == "x\n'=A1\n\"'@a,b\"\n");
}

TEST_CASE("Parquet comes back as it was written, with points and the same bytes", "[io]")
{
    const test::TemporaryFolder folder;
    const auto batch = sample_batch();
    ParquetOptions options;
    options.point = {"sl_lon", "sl_lat"};
    write_all(*make_parquet_writer(folder.path("a.parquet"), batch, options), batch);
    write_all(*make_parquet_writer(folder.path("b.parquet"), batch, options), batch);

    const auto bytes = test::read_bytes(folder.path("a.parquet"));
    CHECK(bytes == test::read_bytes(folder.path("b.parquet")));
    CHECK(bytes.find("\"version\":\"1.1.0\",\"primary_column\":\"sl_geometry\"") !=
          std::string::npos);
    const auto reader = open_table(folder.path("a.parquet"), {}, {});
    const auto read = reader->next();
    REQUIRE(read);
    CHECK(read->names().back() == "sl_geometry");
    CHECK(read->text(1)[0] == "NA");
    CHECK(read->integers(2)[0] == 1);
    CHECK(read->reals32(3)[0] == 0.25F);
    CHECK(read->missing(5, 1));
    // WKB: little-endian, point, then x and y.
    CHECK(read->text(7)[0].size() == 21);
    CHECK(read->missing(7, 1));
}

TEST_CASE("a GeoPackage comes back with its points, and has the same bytes", "[io]")
{
    const test::TemporaryFolder folder;
    const auto batch = sample_batch();
    GeoPackageOptions options;
    options.point = {"sl_lon", "sl_lat"};
    options.as_of = *make_date(2026, 1, 1);
    options.style_name = "band";
    options.style_qml = "<qgis/>";
    for (const char* name : {"a.gpkg", "b.gpkg"}) {
        write_all(*make_geopackage_writer(folder.path(name), batch, options), batch);
    }

    CHECK(test::read_bytes(folder.path("a.gpkg")) == test::read_bytes(folder.path("b.gpkg")));
    const auto reader = open_table(folder.path("a.gpkg"), {}, {});
    const auto read = reader->next();
    REQUIRE(read);
    REQUIRE(read->rows() == 1);  // the second row has no text and no point: an empty row at the end
    CHECK(read->text(*read->find("sl_country"))[0] == "NA");
    CHECK(read->text(*read->find("latitude"))[0] == "-22.57");
}

TEST_CASE("spilled batches come back in any order, each with its own dictionary", "[io]")
{
    const test::TemporaryFolder folder;
    const auto first = sample_batch();
    const auto second =
        ColumnBatch{}.with({{"x", RepeatedText{TextColumn::of({"only"}), {0, 0, 0}}, {}}});
    const auto writer = make_spill_writer(folder.path("spill"), first);
    writer->write(first);
    writer->write(second);
    writer->finish();

    const SpillReader reader{folder.path("spill")};
    REQUIRE(reader.batches() == 2);
    CHECK(reader.read(1).text(0)[2] == "only");
    CHECK(reader.read(0).text(1)[0] == "NA");
    CHECK(reader.read(0).missing(3, 1));
    CHECK_THROWS_MATCHES(SpillReader{folder.file("no", "spill")}, Error,
                         test::has_code(Errc::kInternal));
}

TEST_CASE("the user's columns give way to ours", "[io]")
{
    const auto names = safe_column_names({"name", "FID", "SL_score", "geom", "name", "name__2"});
    CHECK(names[0].name == "name");
    CHECK(names[1].name == "FID__input");
    CHECK(names[2].name == "SL_score__input");
    CHECK(names[3].collided);
    CHECK(names[4].name == "name__2");
    CHECK(names[5].name == "name__2__2");
}

TEST_CASE("a full disk is an error with a way out", "[io][error]")
{
    const auto batch = sample_batch();
    CHECK_THROWS_MATCHES(write_all(*make_csv_writer("/dev/full", batch), batch), Error,
                         test::has_code(Errc::kOutputUnwritable));
    CHECK_THROWS_MATCHES(make_csv_writer("/no/such/folder/out.csv", batch), Error,
                         test::has_code(Errc::kOutputUnwritable));

    const test::TemporaryFolder folder;
    const auto before = std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    auto small = limit;
    small.rlim_cur = 16384;
    setrlimit(RLIMIT_FSIZE, &small);
    std::vector<std::string> cells;
    for (int i = 0; i < 20000; ++i) {
        cells.push_back("cell " + std::to_string(i * 7919));
    }
    const auto large = ColumnBatch{}.with({{"x", TextColumn::of(cells), {}}});
    const auto fails = [&](auto make) {
        CHECK_THROWS_MATCHES(write_all(*make(), large), Error,
                             test::has_code(Errc::kOutputUnwritable));
    };
    fails([&] { return make_parquet_writer(folder.path("x.parquet"), large, {}); });
    fails([&] { return make_geopackage_writer(folder.path("x.gpkg"), large, {}); });
    fails([&] { return make_spill_writer(folder.path("x.spill"), large); });
    BlobFile blobs{folder.path("x.blobs")};
    CHECK_THROWS_MATCHES(blobs.append(std::string(20000, 'x')), Error,
                         test::has_code(Errc::kOutputUnwritable));
    setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, before);
}

TEST_CASE("byte strings come back from a scratch file by number", "[io]")
{
    const test::TemporaryFolder folder;
    BlobFile blobs{folder.path("x.blobs")};
    blobs.append(std::string_view{"a\0b", 3});
    blobs.append("");
    blobs.append("third");
    CHECK(blobs.size() == 3);
    CHECK(blobs.read(2) == "third");
    CHECK(blobs.read(0) == std::string_view{"a\0b", 3});
    CHECK(blobs.read(1).empty());
    CHECK_THROWS_MATCHES(BlobFile{folder.path("missing/x")}, Error,
                         test::has_code(Errc::kOutputUnwritable));
}
