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

/// A value with the quantiles of its replicates; those without a value are left out.
Measured measured(double value, std::vector<double> replicates)
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    std::erase_if(replicates, [](double one) { return !std::isfinite(one); });
    if (replicates.empty()) {
        return {value, kNone, kNone};
    }
    std::sort(replicates.begin(), replicates.end());
    return {value, model::quantile_of_sorted(replicates, kLow),
            model::quantile_of_sorted(replicates, kHigh)};
}

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
    return measure_each([&](std::span<const double> weights) {
               return std::vector<double>{of_weights(weights)};
           })
        .front();
}

std::vector<Measured> CountryBootstrap::measure_each(
    const std::function<std::vector<double>(std::span<const double>)>& of_weights) const
{
    std::vector<std::vector<double>> replicates(m_times.size());
    assess::parallel_for(m_times.size(), m_threads, [&](std::size_t r) {
        const auto& times = m_times[r];
        std::vector<double> weights(m_country.size());
        std::transform(m_country.begin(), m_country.end(), weights.begin(),
                       [&](std::uint32_t country) { return static_cast<double>(times[country]); });
        replicates[r] = of_weights(weights);
    });
    std::vector<Measured> out;
    const auto all = of_weights({});
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::vector<double> values;
        values.reserve(replicates.size());
        for (const auto& replicate : replicates) {
            values.push_back(replicate[i]);
        }
        out.push_back(measured(all[i], std::move(values)));
    }
    return out;
}

}  // namespace sourcelight::validate
