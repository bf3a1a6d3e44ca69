// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/inputs.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/ingest/findings.hpp"
#include "sourcelight/ingest/mapping_file.hpp"
#include "sourcelight/ingest/running_text.hpp"
#include "sourcelight/ingest/supplier_columns.hpp"
#include "sourcelight/io/united_columns.hpp"
#include "sourcelight/io/writers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <future>
#include <utility>

namespace sourcelight::ingest {
namespace {

constexpr std::size_t kProfiledCells = 500;
constexpr std::size_t kProfiledTable = 400'000;  // cells of all columns together
constexpr std::size_t kKeptOpen = 4;             // files; later ones are opened again in their turn

/// A file that was opened and looked at, perhaps with its first batch still in hand.
struct OpenFile {
    std::string path;
    std::unique_ptr<io::TableReader> reader;
    std::optional<io::ColumnBatch> first;
    std::future<std::string> digest;
    std::string sha256;
    std::int64_t rows = 0;
    std::vector<ColumnSample> unused;  ///< where products may be sought
};

std::vector<ColumnProfile> profile_columns(const io::ColumnBatch& batch)
{
    std::vector<ColumnProfile> profiles;
    const auto cells = std::clamp<std::size_t>(
        kProfiledTable / std::max<std::size_t>(batch.columns(), 1), 20, kProfiledCells);
    const auto sample = batch.slice(0, std::min(cells, batch.rows()));
    for (std::size_t i = 0; i < batch.columns(); ++i) {
        profiles.push_back(profile_column(sample.text(i), cells));
    }
    return profiles;
}

template <std::size_t N>
bool maps_any(const Mapping& mapping, const std::array<Field, N>& fields)
{
    return std::any_of(fields.begin(), fields.end(),
                       [&](Field field) { return mapping.has(field); });
}

constexpr std::array kPlaceFields{Field::kAddress, Field::kCity,        Field::kRegion,
                                  Field::kCountry, Field::kCountryCode, Field::kLatitude,
                                  Field::kPostcode};
constexpr std::array kActivityFields{Field::kProduct, Field::kHs,    Field::kIsic,
                                     Field::kNace,    Field::kNaics, Field::kUnspsc};

/// Whether a mapping file lets a field be guessed.
bool leaves_open(const StatedMapping& stated, Field field)
{
    return stated.guess_rest &&
           std::find(stated.closed.begin(), stated.closed.end(), field) == stated.closed.end();
}

[[noreturn]] void no_usable_column(const std::string& path, const std::vector<std::string>& columns)
{
    const auto shown = std::min<std::size_t>(columns.size(), 12);
    throw Error{
        Errc::kNoUsableColumn,
        fmt::format("{}: no column can be recognised as name, place or product of a supplier; the "
                    "columns are \"{}\"{}. Name them in a mapping file, for example `country: {}`, "
                    "and give it with --map",
                    path,
                    fmt::join(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(shown),
                              "\", \""),
                    columns.size() > shown ? fmt::format(" and {} more", columns.size() - shown)
                                           : "",
                    columns.front())};
}

[[noreturn]] void no_table(const std::string& path)
{
    throw Error{Errc::kNoUsableColumn,
                path + ": is running text, not a table; expected a header line and one supplier a "
                       "line. Save the list as CSV or XLSX; if this is the list, name its columns "
                       "in a mapping file and give it with --map"};
}

}  // namespace

struct Inputs::State {
    IngestOptions options;
    HeaderWords words;
    MappingFile stated;
    std::vector<InputFile> files;
    std::vector<OpenFile> open;
    std::optional<io::UnitedColumns> united;
    std::vector<FileFinding> file_findings;
    std::size_t current = 0;
    std::int64_t rows = 0;

    [[nodiscard]] std::unique_ptr<io::TableReader> open_reader(const std::string& path) const
    {
        return io::open_table(path, options.limits, [this](const std::vector<std::string>& cells) {
            return words.count(cells);
        });
    }

    void look_at(const std::string& path, std::vector<io::ColumnBatch>& layouts);
    void name_columns(std::size_t index);
    void tell_mapping(std::size_t index, const std::string& path);
    void tell_guess(std::size_t index, const FieldSource& source);
    void take_products(std::size_t index, FieldSource source);
    [[nodiscard]] std::optional<io::ColumnBatch> next_of_current();
    [[nodiscard]] IngestedBatch finish_batch(const io::ColumnBatch& batch);
    void close_current();
};

void Inputs::State::look_at(const std::string& path, std::vector<io::ColumnBatch>& layouts)
{
    const auto index = files.size();
    OpenFile opened{path, open_reader(path), {}, {}, {}, 0, {}};
    opened.first = opened.reader->next();
    if (!opened.first) {
        throw Error{Errc::kNoUsableColumn,
                    path + ": has a header but no rows below it; expected at least one supplier"};
    }
    const auto& info = opened.reader->info();
    InputFile file{info.file, info.format, info.columns, {}, {}, info.first_line};
    const auto said = apply_mapping(stated, file.columns);
    file.mapping = guess_mapping(file.columns, profile_columns(*opened.first), words, said);
    if (!maps_any(file.mapping, kActivityFields) && leaves_open(said, Field::kProduct)) {
        opened.unused = unused_columns(*opened.first, file.mapping);
    }
    if (file.format.starts_with("CSV") &&
        is_running_text(*opened.first, file.columns, file.mapping, words)) {
        no_table(path);
    }
    files.push_back(std::move(file));
    name_columns(index);
    tell_mapping(index, path);
    layouts.push_back(opened.first->slice(0, 0).renamed(files[index].output_names));
    if (index >= kKeptOpen) {
        opened.reader.reset();
        opened.first.reset();
    }
    open.push_back(std::move(opened));
}

void Inputs::State::name_columns(std::size_t index)
{
    auto& file = files[index];
    const auto safe = io::safe_column_names(file.columns);
    for (std::size_t i = 0; i < safe.size(); ++i) {
        file.output_names.push_back(safe[i].name);
        if (safe[i].collided || safe[i].repeated) {
            file_findings.push_back(
                {index,
                 {0, &kColumnRenamed, file.columns[i], safe[i].name,
                  fmt::format("the column is called \"{}\" in the results{}", safe[i].name,
                              safe[i].repeated ? ": the list has the name twice" : "")}});
        }
    }
}

void Inputs::State::tell_mapping(std::size_t index, const std::string& path)
{
    const auto& file = files[index];
    const bool place = maps_any(file.mapping, kPlaceFields);
    const bool activity = maps_any(file.mapping, kActivityFields);
    if (!place && !activity && !file.mapping.has(Field::kName)) {
        no_usable_column(path, file.columns);
    }
    const auto columns = fmt::format("columns: {}", fmt::join(file.columns, ", "));
    if (!place) {
        file_findings.push_back({index, {0, &kNoPlaceColumn, "", "", columns}});
    }
    if (!activity) {
        file_findings.push_back({index, {0, &kNoActivityColumn, "", "", columns}});
    }
    if (const double unit = spend_unit(file.columns, file.mapping); unit != 1.0) {
        const auto& header = file.columns[file.mapping.find(Field::kSpend)->columns[0]];
        file_findings.push_back({index,
                                 {0, &kSpendInUnits, header, "",
                                  fmt::format("the amounts were multiplied by {}", unit)}});
    }
    for (const auto& source : file.mapping.fields) {
        if (source.origin == Origin::kContent) {
            tell_guess(index, source);
        }
    }
}

void Inputs::State::tell_guess(std::size_t index, const FieldSource& source)
{
    file_findings.push_back(
        {index,
         {0, &kColumnGuessedFromContent, files[index].columns[source.columns[0]], "",
          fmt::format("read as {}: {}", field_name(source.field), source.why)}});
}

void Inputs::State::take_products(std::size_t index, FieldSource source)
{
    std::erase_if(file_findings, [index](const FileFinding& told) {
        return told.file == index && told.finding.kind == &kNoActivityColumn;
    });
    tell_guess(index, source);
    auto& fields = files[index].mapping.fields;
    const auto at = std::find_if(fields.begin(), fields.end(), [&source](const auto& other) {
        return other.field > source.field;
    });
    fields.insert(at, std::move(source));
}

std::optional<io::ColumnBatch> Inputs::State::next_of_current()
{
    auto& file = open[current];
    if (file.reader == nullptr) {
        file.reader = open_reader(file.path);
    }
    if (!file.digest.valid() && file.sha256.empty()) {
        file.digest =
            std::async(std::launch::async, [path = file.path] { return sha256_file(path); });
    }
    return file.first ? std::exchange(file.first, std::nullopt) : file.reader->next();
}

IngestedBatch Inputs::State::finish_batch(const io::ColumnBatch& batch)
{
    auto& file = open[current];
    IngestedBatch result;
    result.suppliers.first_row = rows + 1;
    result.suppliers.rows = batch.rows();
    result.suppliers.file = current;
    result.suppliers.first_file_row = file.rows + 1;
    result.suppliers.columns = supplier_columns(batch, files[current].mapping);
    result.suppliers.shape_radius_km = shape_radii(batch);
    result.suppliers.spend_unit = spend_unit(files[current].columns, files[current].mapping);
    result.columns = united->unite(batch, current);
    for (auto& finding : file.reader->take_findings()) {
        if (finding.row == 0) {
            file_findings.push_back({current, std::move(finding)});
        } else {
            finding.row += rows - file.rows;
            result.findings.push_back(std::move(finding));
        }
    }
    rows += static_cast<std::int64_t>(batch.rows());
    file.rows += static_cast<std::int64_t>(batch.rows());
    return result;
}

void Inputs::State::close_current()
{
    auto& file = open[current];
    for (auto& finding : file.reader->take_findings()) {
        file_findings.push_back({current, std::move(finding)});
    }
    file.sha256 = file.digest.get();
    file.reader.reset();
    ++current;
}

std::string describe_row(const InputFile& file, std::int64_t file_row)
{
    if (file.first_line == 0) {
        return file.file;
    }
    const auto line = file.first_line + file_row - 1;
    return file.format.starts_with("CSV") ? fmt::format("near line {} of {}", line, file.file)
                                          : fmt::format("sheet row {} of {}", line, file.file);
}

Inputs::Inputs(const IngestOptions& options) : m_state{std::make_unique<State>()}
{
    auto& state = *m_state;
    state.options = options;
    if (options.files.empty()) {
        throw Error{Errc::kInputUnreadable, "no input file was given; expected a supplier list"};
    }
    state.words = HeaderWords::load(options.header_words);
    if (!options.mapping_file.empty()) {
        state.stated = load_mapping(options.mapping_file);
    }
    std::vector<io::ColumnBatch> layouts;
    for (const auto& path : options.files) {
        state.look_at(path, layouts);
    }
    std::vector<std::vector<std::string>> headers;
    for (const auto& file : state.files) {
        headers.push_back(file.columns);
    }
    require_mapped_columns(state.stated, headers);
    state.united.emplace(layouts);
}

Inputs::~Inputs() = default;
Inputs::Inputs(Inputs&&) noexcept = default;
Inputs& Inputs::operator=(Inputs&&) noexcept = default;

const std::vector<InputFile>& Inputs::files() const noexcept { return m_state->files; }

io::ColumnBatch Inputs::layout() const { return m_state->united->layout(); }

std::optional<IngestedBatch> Inputs::next()
{
    auto& state = *m_state;
    while (state.current < state.open.size()) {
        if (const auto batch = state.next_of_current()) {
            return state.finish_batch(*batch);
        }
        state.close_current();
    }
    return std::nullopt;
}

void Inputs::guess_products(const ProductJudge& is_product)
{
    for (std::size_t i = 0; i < m_state->open.size(); ++i) {
        if (auto source = find_product_column(m_state->open[i].unused, is_product)) {
            m_state->take_products(i, std::move(*source));
        }
    }
}

std::vector<InputRecord> Inputs::records()
{
    std::vector<InputRecord> records;
    for (const auto& file : m_state->open) {
        records.push_back({file.sha256, file.rows});
    }
    return records;
}

std::vector<Inputs::FileFinding> Inputs::take_file_findings()
{
    return std::exchange(m_state->file_findings, {});
}

}  // namespace sourcelight::ingest
