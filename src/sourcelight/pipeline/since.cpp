// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/since.hpp"

#include "sourcelight/pipeline/compared_rows.hpp"

#include <array>

namespace sourcelight::pipeline {
namespace {

using publish::Figure;
using publish::MaybePublished;

/// The estimate as the table of its run would have it.
MaybePublished published(const MaybeEstimate& estimate)
{
    if (!estimate) {
        return std::nullopt;
    }
    return publish::Published{static_cast<float>(estimate->median),
                              static_cast<float>(estimate->lo90),
                              static_cast<float>(estimate->hi90)};
}

}  // namespace

SinceRun::SinceRun(const std::string& folder) : m_folder{folder} { m_folder.read_rows(); }

void SinceRun::pair(const std::vector<PairKeys>& keys, int draws)
{
    m_pairing = pair_rows(pair_keys(m_folder), keys);
    m_draws = draws;
}

publish::Since SinceRun::of(std::int64_t row, const assess::AssessedSupplier& now) const
{
    const auto before = m_pairing.before_of[static_cast<std::size_t>(row - 1)];
    if (before == 0) {
        return publish::Since::kNew;
    }
    const auto [chunk, position] = m_folder.find(before);
    const auto was = chunk->state(position);
    const auto listed = now.listed_since ? to_string(*now.listed_since) : std::string{};
    if (was.band != assess::band_label(now.band) ||
        chunk->text(ResultText::kListedSince, position) != listed) {
        return publish::Since::kChanged;
    }
    const std::array<MaybePublished, publish::kFigureCount> figures{
        published(now.site_probability), published(now.residual_probability),
        published(now.prevalence_per_1000), published(now.expected_persons),
        published(now.hazard_24m)};
    for (std::size_t f = 0; f < figures.size(); ++f) {
        if (was.figures[f].has_value() != figures[f].has_value() ||
            (figures[f] && moved_beyond_error(*was.figures[f], *figures[f], static_cast<Figure>(f),
                                              m_folder.record().draws, m_draws))) {
            return publish::Since::kChanged;
        }
    }
    return publish::Since::kSame;
}

}  // namespace sourcelight::pipeline
