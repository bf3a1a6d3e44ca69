// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/atlas.hpp"
#include "sourcelight/publish/json_stream.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::publish {

/// What the writers of the page's blocks share; a view.
class AtlasContext {
public:
    AtlasContext(const AtlasContents& contents, const reference::Reference& reference);

    [[nodiscard]] const AtlasContents& contents() const noexcept { return *m_contents; }
    [[nodiscard]] const reference::Reference& reference() const noexcept { return *m_reference; }

    /// Position of a place; empty if the atlas has none of this code.
    [[nodiscard]] std::optional<std::size_t> place(std::string_view code) const;
    /// Position in the record's datasets; -1 = unknown.
    [[nodiscard]] std::int64_t dataset(std::string_view id) const;
    /// The table of a dataset as of the last date; null if it is not shipped.
    [[nodiscard]] const reference::Dataset* table(std::string_view id) const;

    /// [dataset, row]: the cells of the row's key, "|" between them.
    void cite(JsonStream& out, const reference::Dataset& dataset, std::size_t row) const;
    /// The same of a dataset as a whole.
    void cite_whole(JsonStream& out, std::string_view id) const;
    /// The same of a row of the file; of the whole if it is unknown here.
    void cite(JsonStream& out, SourceRef source) const;

    /// Whether a fact that ends with this day had ended at the last date: a later end is not known.
    [[nodiscard]] bool ended(std::string_view day) const;

private:
    const AtlasContents* m_contents;
    const reference::Reference* m_reference;
    std::map<std::string, std::size_t, std::less<>> m_places;
    std::map<std::string, std::int64_t, std::less<>> m_datasets;
};

/// Position of a good as the page has it, or null.
void write_good_index(JsonStream& out, GoodId good);
/// Position of a place, or null.
void write_place_index(JsonStream& out, std::optional<std::size_t> place);
/// Year, count or other number of a cell; null where it is missing.
void write_cell_number(JsonStream& out, const DataTable& table, std::string_view column,
                       std::size_t row);

// Each writes one value of the page's data (web/src/atlas/data.ts); the key stands already.
void write_atlas_run(JsonStream& out, const AtlasContext& context);
void write_atlas_dates(JsonStream& out, const AtlasContext& context);
void write_atlas_places(JsonStream& out, const AtlasContext& context);
void write_atlas_map(JsonStream& out, const AtlasContext& context);
void write_atlas_indices(JsonStream& out, const AtlasContext& context);
void write_atlas_listings(JsonStream& out, const AtlasContext& context);
void write_atlas_orders(JsonStream& out, const AtlasContext& context);
void write_atlas_rules(JsonStream& out, const AtlasContext& context);
void write_atlas_pages(JsonStream& out, const AtlasContext& context);
void write_atlas_goods(JsonStream& out, const AtlasContext& context);
void write_atlas_guidance(JsonStream& out, const AtlasContext& context);
void write_atlas_method(JsonStream& out);
void write_atlas_limits(JsonStream& out, const AtlasContext& context);
void write_atlas_datasets(JsonStream& out, const AtlasContext& context);

/// Writes the keys codes, days, texts and layers: the layers' values coded, each text once.
void write_atlas_layers(JsonStream& out, const AtlasContext& context);

}  // namespace sourcelight::publish
