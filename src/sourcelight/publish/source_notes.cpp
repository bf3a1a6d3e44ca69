// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/source_notes.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <limits>

namespace sourcelight::publish {

SourceNote SourceNotes::note(SourceRef ref)
{
    auto row_key = key(ref);
    const auto& manifest = m_catalogue->manifest(ref.dataset);
    return {manifest.id,
            manifest.title,
            manifest.publisher,
            manifest.edition,
            to_string(manifest.published),
            manifest.licence,
            manifest.licence_url,
            manifest.landing_page,
            std::move(row_key)};
}

std::string SourceNotes::key(SourceRef ref)
{
    if (ref.whole()) {
        return {};
    }
    const auto& manifest = m_catalogue->manifest(ref.dataset);
    auto found = m_tables.find(ref.dataset);
    if (found == m_tables.end()) {
        // The row number counts the whole file, so rows of later dates are needed too.
        constexpr Date kNever{std::numeric_limits<std::int32_t>::max()};
        auto dataset = m_catalogue->load(manifest.id, kNever, true);
        found = m_tables.emplace(ref.dataset, std::move(dataset.table)).first;
    }
    if (ref.row >= found->second.rows()) {
        throw Error{Errc::kDatasetInvalid,
                    fmt::format("dataset {} has {} rows, a receipt names row {}", manifest.id,
                                found->second.rows(), ref.row)};
    }
    return reference::row_key(manifest, found->second, ref.row);
}

}  // namespace sourcelight::publish
