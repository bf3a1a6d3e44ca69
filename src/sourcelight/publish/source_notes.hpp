// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/data_table.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/reference/catalogue.hpp"

#include <map>
#include <string>

namespace sourcelight::publish {

/// Where a fact was read, in words.
struct SourceNote {
    std::string dataset;  ///< id
    std::string title;
    std::string publisher;
    std::string edition;
    std::string published;  ///< of the dataset
    std::string licence;
    std::string licence_url;
    std::string address;  ///< the publisher's page
    std::string key;  ///< key cells of the row, "iso2=KP, edition_year=2023"; empty of a whole one
};

/// Looks up source references in the datasets' files, each of which is read at most once.
/// Not for several threads at once.
class SourceNotes {
public:
    /// The catalogue must outlive this object.
    explicit SourceNotes(const reference::Catalogue& catalogue) : m_catalogue{&catalogue} {}

    /// The note of a known reference.
    /// Throws Error kDatasetInvalid if the dataset cannot be read or lacks that row.
    [[nodiscard]] SourceNote note(SourceRef ref);
    /// Key cells of the row only, none of a whole dataset; cheaper than note().
    [[nodiscard]] std::string key(SourceRef ref);

private:
    const reference::Catalogue* m_catalogue;
    std::map<std::uint16_t, DataTable> m_tables;
};

}  // namespace sourcelight::publish
