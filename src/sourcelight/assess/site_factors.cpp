// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/site_factors.hpp"

#include "sourcelight/assess/site_answers.hpp"

#include <algorithm>

namespace sourcelight::assess {
namespace {

constexpr double kScoreSpan = 99.0;  ///< index scores run from 1 to 100

/// Adds a factor that is known to be present (1) or absent (0), against its base rate.
void add_known(const std::vector<float>& weights, float present, float rate,
               std::vector<float>& sum)
{
    for (std::size_t b = 0; b < sum.size(); ++b) {
        sum[b] += weights[b] * (present - rate);
    }
}

/// Adds a factor that is present where its uniform lies below the rate; the uniforms are read from
/// `start` on, and from the first again behind the last.
void add_drawn(const std::vector<float>& weights, const std::vector<float>& uniforms,
               std::size_t start, float rate, std::vector<float>& sum)
{
    const auto add = [&](std::size_t from, std::size_t to, const float* pooled) {
        for (std::size_t b = from; b < to; ++b) {
            const float present = pooled[b - from] < rate ? 1.0F : 0.0F;
            sum[b] += weights[b] * (present - rate);
        }
    };
    const std::size_t first = std::min(sum.size(), uniforms.size() - start);
    add(0, first, uniforms.data() + start);
    add(first, sum.size(), uniforms.data());
}

}  // namespace

SiteFactors::SiteFactors(const Methodology& methodology, const World& world, const Draws& draws)
    : m_methodology{&methodology}, m_world{&world}
{
    for (const auto& factor : methodology.factors) {
        const auto cell = cell_id(factor.id);
        auto weights = draws.normals(Random::kFactorWeight, cell);
        for (float& weight : weights) {
            weight = static_cast<float>(factor.weight.mean +
                                        factor.weight.sd * static_cast<double>(weight));
        }
        m_weights.push_back(std::move(weights));
        std::vector<float> uniforms(draws.count());
        for (std::size_t b = 0; b < uniforms.size(); ++b) {
            uniforms[b] = static_cast<float>(draws.uniform(Random::kFactorPresent, cell, b));
        }
        m_uniforms.push_back(std::move(uniforms));
        const auto* answer =
            std::find_if(kFactorFields.begin(), kFactorFields.end(),
                         [&](const FactorField& entry) { return entry.factor == factor.id; });
        m_answer.push_back(answer == kFactorFields.end() ? std::nullopt
                                                         : std::optional{static_cast<std::size_t>(
                                                               answer - kFactorFields.begin())});
    }
    const auto& certificate = methodology.evidence_kind("certification").llr;
    m_certification = draws.normals(Random::kEvidence, cell_id("certification"));
    for (float& llr : m_certification) {
        llr = static_cast<float>(certificate.mean + certificate.sd * static_cast<double>(llr));
    }
}

std::optional<std::size_t> SiteFactors::factor(std::string_view id) const
{
    const auto& factors = m_methodology->factors;
    const auto found = std::find_if(factors.begin(), factors.end(),
                                    [id](const FactorKind& kind) { return kind.id == id; });
    return found == factors.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - factors.begin())};
}

BaseRates SiteFactors::base_rates(CountryCode country, std::optional<double> migrants) const
{
    BaseRates base;
    base.rates.assign(m_methodology->factors.size(), m_methodology->site.factor_base_rate);
    if (const auto index = factor("migrants"); index && migrants) {
        base.rates[*index] = std::clamp(*migrants, 0.0, 1.0);
    }
    const auto visa = factor("tied_visa");
    const auto* index = visa ? m_world->destination(country) : nullptr;
    if (index != nullptr) {
        for (const auto& component : index->components) {
            if (m_methodology->destination.indicators[component.indicator].id == "tied_visa") {
                // A rule that ties visas binds those alone who hold one.
                base.rates[*visa] = (component.score - 1.0) / kScoreSpan *
                                    std::clamp(migrants.value_or(1.0), 0.0, 1.0);
            }
        }
    }
    return base;
}

Answer SiteFactors::answer(const SitePattern& pattern, std::size_t factor) const
{
    return m_answer[factor] ? answer_of(pattern, *m_answer[factor]) : Answer::kUnknown;
}

std::vector<float> SiteFactors::shift(const BaseRates& base, const SitePattern& pattern,
                                      std::uint64_t site, std::size_t count) const
{
    return sum_of(base, pattern, site, count, std::nullopt);
}

std::vector<float> SiteFactors::shift_with(const BaseRates& base, const SitePattern& pattern,
                                           std::uint64_t site, std::size_t count,
                                           Stated stated) const
{
    return sum_of(base, pattern, site, count, stated);
}

std::vector<float> SiteFactors::sum_of(const BaseRates& base, const SitePattern& pattern,
                                       std::uint64_t site, std::size_t count,
                                       std::optional<Stated> stated) const
{
    const std::size_t pool = m_certification.size();
    const auto migrants = factor("migrants");
    std::vector<float> sum(count, 0.0F);
    for (std::size_t j = 0; j < m_weights.size(); ++j) {
        const auto rate = static_cast<float>(base.rates[j]);
        if (stated && stated->factor == j) {
            add_known(m_weights[j], stated->present ? 1.0F : 0.0F, rate, sum);
        } else if (migrants == j && pattern.migrants != SitePattern::Migrants::kUnknown) {
            const float present = pattern.migrants == SitePattern::Migrants::kMany ? 1.0F : 0.0F;
            add_known(m_weights[j], present, rate, sum);
        } else if (const auto known = answer(pattern, j); known != Answer::kUnknown) {
            add_known(m_weights[j], known == Answer::kPresent ? 1.0F : 0.0F, rate, sum);
        } else {
            // Each factor and cell starts elsewhere in the pool of uniforms.
            add_drawn(m_weights[j], m_uniforms[j], (site >> (j % 32U)) % pool, rate, sum);
        }
    }
    const auto limit = static_cast<float>(m_methodology->site.factor_limit);
    for (std::size_t b = 0; b < count; ++b) {
        sum[b] = std::clamp(sum[b], -limit, limit);
        if (pattern.certified) {
            sum[b] += m_certification[b];
        }
    }
    return sum;
}

}  // namespace sourcelight::assess
