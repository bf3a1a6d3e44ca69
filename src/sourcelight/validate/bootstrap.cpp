// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/bootstrap.hpp"

#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/core/philox.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace sourcelight::validate {
namespace {

/// Keys the draws apart from those of the methodology, whose parameters count up from 1.
constexpr std::uint32_t kParameter = 0x80000000U;
constexpr double kLow = 0.05;
constexpr double kHigh = 0.95;

}  // namespace

CountryBootstrap::CountryBootstrap(std::span<const Pair> pairs, int replicates, std::uint64_t seed,
                                   unsigned threads)
    : m_threads{threads}
{
    std::map<CountryCode, std::uint32_t> countries;
    for (const auto& pair : pairs) {
        countries.emplace(pair.first, 0);
    }
    std::uint32_t next = 0;
    for (auto& [code, index] : countries) {
        index = next++;
    }
    for (const auto& pair : pairs) {
        m_country.push_back(countries.at(pair.first));
    }
    for (int r = 0; r < replicates; ++r) {
        auto& times = m_times.emplace_back(countries.size());
        for (std::size_t k = 0; k < countries.size(); ++k) {
            const double u = uniform_draw({seed, kParameter, k, static_cast<std::uint32_t>(r)});
            ++times[static_cast<std::size_t>(u * static_cast<double>(countries.size()))];
        }
    }
}

Measured CountryBootstrap::measure(
    const std::function<double(std::span<const double>)>& of_weights) const
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> values(m_times.size());
    assess::parallel_for(m_times.size(), m_threads, [&](std::size_t r) {
        const auto& times = m_times[r];
        std::vector<double> weights(m_country.size());
        std::transform(m_country.begin(), m_country.end(), weights.begin(),
                       [&](std::uint32_t country) { return static_cast<double>(times[country]); });
        values[r] = of_weights(weights);
    });
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    Measured measured{of_weights({}), kNone, kNone};
    if (!values.empty()) {
        std::sort(values.begin(), values.end());
        measured.lo90 = model::quantile_of_sorted(values, kLow);
        measured.hi90 = model::quantile_of_sorted(values, kHigh);
    }
    return measured;
}

}  // namespace sourcelight::validate
