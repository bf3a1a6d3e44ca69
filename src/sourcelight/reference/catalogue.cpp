// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/reference/catalogue.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/io/read_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

namespace sourcelight::reference {
namespace {

namespace fs = std::filesystem;

std::string data_path(const Manifest& manifest)
{
    return (fs::path{manifest.folder} / manifest.file).string();
}

bool is_number(ColumnKind kind) noexcept
{
    return kind == ColumnKind::kInteger || kind == ColumnKind::kReal;
}

/// Rows that were public by the as-of date. A row without a date of its own has its manifest's.
std::vector<bool> public_rows(const Manifest& manifest, const DataTable& table, Date as_of)
{
    std::vector<bool> keep(table.rows(), manifest.published <= as_of);
    if (!table.has("published")) {
        return keep;
    }
    const auto& published = table.text("published");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto text = published[row];
        if (text.empty()) {
            continue;
        }
        const auto date = parse_date(text);
        if (!date) {
            throw Error{Errc::kDatasetInvalid,
                        fmt::format("{}: row {}: published is \"{}\"; expected a date",
                                    data_path(manifest), row + 1, text)};
        }
        keep[row] = *date <= as_of;
    }
    return keep;
}

void require_hash(const Manifest& manifest)
{
    const auto path = data_path(manifest);
    if (!fs::exists(path)) {
        throw Error{Errc::kDatasetInvalid, fmt::format("{}: the file is missing", path)};
    }
    const auto found = sha256_file(path);
    if (found != manifest.sha256) {
        throw Error{Errc::kDatasetInvalid,
                    fmt::format("{}: SHA-256 is {}, its manifest says {}; reinstall the datasets",
                                path, found, manifest.sha256)};
    }
}

}  // namespace

bool is_own(const Manifest& manifest) noexcept
{
    return manifest.publisher == "sourcelight" || manifest.publisher.starts_with("sourcelight,");
}

DataTable read_whole(const Manifest& manifest)
{
    std::vector<io::ColumnType> columns;
    for (const auto& column : manifest.columns) {
        columns.push_back({column.name, is_number(column.kind)});
    }
    return io::read_table(data_path(manifest), columns, manifest.id);
}

Catalogue Catalogue::open(const std::string& folder)
{
    Catalogue catalogue;
    std::error_code failure;
    for (fs::recursive_directory_iterator it{folder, failure}, end; !failure && it != end;
         it.increment(failure)) {
        if (it->path().filename() == "dataset.yaml") {
            catalogue.m_manifests.push_back(read_manifest(it->path().string()));
        }
    }
    if (catalogue.m_manifests.empty()) {
        throw Error{Errc::kDatasetInvalid,
                    fmt::format("{}: no dataset.yaml was found there; point --data at the datasets "
                                "folder of this version",
                                folder)};
    }
    std::sort(catalogue.m_manifests.begin(), catalogue.m_manifests.end(),
              [](const Manifest& a, const Manifest& b) { return a.id < b.id; });
    return catalogue;
}

std::optional<std::uint16_t> Catalogue::find(std::string_view id) const noexcept
{
    const auto found = std::lower_bound(
        m_manifests.begin(), m_manifests.end(), id,
        [](const Manifest& manifest, std::string_view key) { return manifest.id < key; });
    if (found == m_manifests.end() || found->id != id) {
        return std::nullopt;
    }
    return static_cast<std::uint16_t>(found - m_manifests.begin());
}

Dataset Catalogue::load(std::string_view id, Date as_of, bool exempt) const
{
    const auto index = find(id);
    if (!index) {
        throw Error{Errc::kDatasetInvalid, fmt::format("there is no dataset \"{}\"", id)};
    }
    const auto& manifest = m_manifests[*index];
    require_hash(manifest);
    Dataset dataset;
    dataset.index = *index;
    dataset.table = read_whole(manifest);
    const auto rows = dataset.table.rows();
    const auto keep =
        exempt ? std::vector<bool>(rows, true) : public_rows(manifest, dataset.table, as_of);
    for (std::size_t row = 0; row < rows; ++row) {
        if (keep[row]) {
            dataset.source_rows.push_back(static_cast<std::uint32_t>(row));
        }
    }
    dataset.refused = static_cast<std::int64_t>(rows - dataset.source_rows.size());
    if (dataset.refused > 0) {
        dataset.table = dataset.table.filtered(keep);
    }
    return dataset;
}

Date Catalogue::newest() const noexcept
{
    Date newest;
    for (const auto& manifest : m_manifests) {
        if (!is_own(manifest)) {
            newest = std::max(newest, manifest.published);
        }
    }
    return newest;
}

std::string row_key(const Manifest& manifest, const DataTable& whole_table, std::size_t row)
{
    std::string key;
    for (const auto& name : manifest.key) {
        const auto column = std::find_if(manifest.columns.begin(), manifest.columns.end(),
                                         [&](const auto& c) { return c.name == name; });
        const bool number = column != manifest.columns.end() && is_number(column->kind);
        if (number && std::isnan(whole_table.number(name)[row])) {
            continue;  // an empty cell
        }
        key += key.empty() ? "" : ", ";
        key += number ? fmt::format("{}={}", name, whole_table.number(name)[row])
                      : fmt::format("{}={}", name, whole_table.text(name)[row]);
    }
    return key;
}

}  // namespace sourcelight::reference
