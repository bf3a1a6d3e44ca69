// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"
#include "sourcelight/pipeline/nearness.hpp"
#include "sourcelight/publish/batch_results.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {

/// The layers of a run and how near suppliers are to them. Context beside the score, never part of
/// it: docs/decisions/0008. Const after loading; safe to ask from several threads.
class Proximity {
public:
    /// Reads every layer of the settings. Throws what load_layer() throws.
    Proximity(const config::Settings& settings, const reference::Reference& reference);

    [[nodiscard]] bool empty() const noexcept { return m_layers.empty(); }
    [[nodiscard]] std::span<const LayerData> layers() const noexcept { return m_layers; }
    /// Name and meaning of every column, six a layer.
    [[nodiscard]] std::vector<publish::ExtraColumn> columns() const;
    /// Their cells. Each distinct point of the batch is measured once.
    [[nodiscard]] std::vector<std::vector<float>> values(
        std::span<const resolve::ResolvedPlace> places) const;
    /// Adds two lines a layer to the place of a receipt: the nearest item, and the weighted count.
    void add_terms(const resolve::ResolvedPlace& place, assess::Receipt& receipt) const;
    [[nodiscard]] std::vector<publish::LayerRecord> records() const;
    /// What was odd, with the file or dataset it is about.
    [[nodiscard]] std::vector<std::pair<std::string, Finding>> findings() const;

    /// Throws Error kDatasetInvalid if the user's file of a layer is not the one of the record.
    void require_same(std::span<const publish::LayerRecord> records) const;

private:
    std::vector<LayerData> m_layers;
};

}  // namespace sourcelight::pipeline
