// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"
#include "sourcelight/pipeline/pairing.hpp"
#include "sourcelight/pipeline/result_folder.hpp"
#include "sourcelight/publish/batch_results.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sourcelight::pipeline {

/// An earlier run that a run is told apart from. Const once paired, then safe to use from several
/// threads.
class SinceRun {
public:
    /// Reads and checks the folder. Throws as ResultFolder does.
    explicit SinceRun(const std::string& folder);

    /// Finds the rows of this run in the earlier one.
    /// @param keys   of this run's rows
    /// @param draws  of this run
    void pair(const std::vector<PairKeys>& keys, int draws);

    /// "new" if the earlier list has no such supplier, "changed" if its band, its first listing or
    /// a number beyond the Monte-Carlo error differs.
    [[nodiscard]] publish::Since of(std::int64_t row, const assess::AssessedSupplier& now) const;

    [[nodiscard]] std::int64_t gone() const
    {
        return static_cast<std::int64_t>(m_pairing.gone.size());
    }
    [[nodiscard]] const publish::RunHead& head() const noexcept { return m_folder.head(); }

private:
    ResultFolder m_folder;
    Pairing m_pairing;
    int m_draws = 0;
};

}  // namespace sourcelight::pipeline
