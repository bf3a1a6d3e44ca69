// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/calibration.hpp"

#include "sourcelight/assess/cell_model.hpp"
#include "sourcelight/core/philox.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/model/beta_binomial.hpp"
#include "sourcelight/model/distributions.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight::validate {
namespace {

/// Key the draws of synthetic worlds apart from those of the methodology.
enum class Stream : std::uint32_t { kCoefficient = 0x80000001U, kFinding, kSite };

double uniform(std::uint64_t seed, Stream stream, std::uint64_t cell, std::size_t draw)
{
    return uniform_draw(
        {seed, static_cast<std::uint32_t>(stream), cell, static_cast<std::uint32_t>(draw)});
}

/// Counts truths by their rank in the posterior.
class Ranks {
public:
    /// @param rank  in [0, 1]: posterior probability below the truth
    void add(double rank)
    {
        ++m_cases;
        m_within_50 += std::fabs(rank - kHalf) <= kHalf * kHalf ? 1 : 0;
        m_within_90 += std::fabs(rank - kHalf) <= kNinety * kHalf ? 1 : 0;
        const auto bins = m_bins.size();
        ++m_bins[std::min(bins - 1, static_cast<std::size_t>(rank * static_cast<double>(bins)))];
    }
    [[nodiscard]] Coverage coverage(std::string part) const
    {
        const auto share = [&](std::size_t n) {
            return static_cast<double>(n) / static_cast<double>(m_cases);
        };
        Coverage coverage{std::move(part), m_cases, share(m_within_50), share(m_within_90), {}};
        std::transform(m_bins.begin(), m_bins.end(), coverage.rank_share.begin(), share);
        return coverage;
    }

private:
    static constexpr double kHalf = 0.5;
    static constexpr double kNinety = 0.9;
    std::size_t m_cases = 0;
    std::size_t m_within_50 = 0;
    std::size_t m_within_90 = 0;
    std::array<std::size_t, 10> m_bins{};
};

/// Every country with one good each, another for every country.
std::vector<assess::CellKey> some_cells(const assess::CellModel& model)
{
    std::vector<assess::CellKey> cells;
    const auto& goods = model.reference().goods.goods;
    constexpr std::size_t kStride = 37;  // prime to the number of goods in use
    for (std::size_t c = 0; c < model.world().workers().size(); ++c) {
        const auto good = c * kStride % goods.size();
        const auto node = model.reference().tree.find("isic4:" + goods[good].isic4.front().code);
        if (node != NodeId::kNone) {
            assess::CellKey key;
            key.country = model.world().workers()[c].country;
            key.parts[0] = {node, static_cast<GoodId>(good), assess::CellKey::kWhole};
            cells.push_back(key);
        }
    }
    return cells;
}

}  // namespace

Coverage calibrate_prevalence(const reference::Reference& reference,
                              const assess::Methodology& methodology,
                              const assess::RunOptions& options, int worlds)
{
    const assess::CellModel model{reference, methodology, options};
    auto other = options;
    other.seed = options.seed + 1;
    other.draws = worlds;
    const assess::CellModel truth{reference, methodology, other};
    Ranks ranks;
    for (const auto& key : some_cells(model)) {
        auto posterior = assess::CellModel::prevalence_draws(
            model.draws(key, static_cast<std::size_t>(options.draws)));
        std::sort(posterior.begin(), posterior.end());
        for (const float value : assess::CellModel::prevalence_draws(
                 truth.draws(key, static_cast<std::size_t>(worlds)))) {
            const auto below = std::lower_bound(posterior.begin(), posterior.end(), value);
            ranks.add(static_cast<double>(below - posterior.begin()) /
                      static_cast<double>(posterior.size()));
        }
    }
    return ranks.coverage("prevalence of a good in each country");
}

Coverage calibrate_hazard(const reference::Reference& reference, const Protocol& protocol,
                          const Cases& cases, int worlds, std::uint64_t seed)
{
    constexpr model::NormalPrior kIntercept{-8.0, 1.0};
    constexpr double kYears = 2.0;
    constexpr std::size_t kEvery = 97;  // cases judged in a world
    const HazardDesign design{reference, protocol.model};
    auto priors = design.priors();
    priors.front() = kIntercept;
    model::SparseCases rows;
    design.add(cases, rows);
    const std::vector<double> offset(rows.cases(), std::log(kYears));
    Ranks ranks;
    for (int world = 0; world < worlds; ++world) {
        const auto w = static_cast<std::size_t>(world);
        std::vector<double> truth;
        for (std::size_t j = 0; j < priors.size(); ++j) {
            truth.push_back(priors[j].mean + priors[j].sd * model::normal_quantile(uniform(
                                                                seed, Stream::kCoefficient, j, w)));
        }
        const auto eta = model::linear_predictor(rows, offset, truth);
        std::vector<std::uint8_t> outcome;
        for (std::size_t i = 0; i < eta.size(); ++i) {
            const double p = 1.0 / (1.0 + std::exp(-eta[i]));
            outcome.push_back(uniform(seed, Stream::kFinding, i, w) < p ? 1 : 0);
        }
        const auto fit = validate::fit(protocol.posterior, rows, outcome, offset, priors);
        const auto fitted = model::linear_predictor(rows, offset, fit.mode);
        for (std::size_t i = w % kEvery; i < eta.size(); i += kEvery) {
            const double sd = std::sqrt(model::predictor_variance(rows, i, fit));
            ranks.add(model::normal_cdf((eta[i] - fitted[i]) / sd));
        }
    }
    return ranks.coverage("log-hazard of a pair after a fit (" + protocol.id + ")");
}

std::vector<ReliabilityBin> calibrate_sites(const assess::Methodology& methodology, int sites,
                                            std::uint64_t seed)
{
    const auto& site = methodology.site;
    constexpr std::size_t kBins = 10;
    constexpr double kLeastLogTheta = -9.0;  // 1 in 8,000 to 1 in 8
    constexpr double kLogThetaSpan = 7.0;
    constexpr double kLogWorkersSpan = 8.0;  // 1 to 3,000
    std::vector<ReliabilityBin> bins(kBins);
    for (int s = 0; s < sites; ++s) {
        const auto draw = static_cast<std::size_t>(s);
        const auto u = [&](std::uint64_t which) {
            return uniform(seed, Stream::kSite, which, draw);
        };
        const double theta = std::exp(kLeastLogTheta + kLogThetaSpan * u(0));
        const double rho =
            site.rho_floor + site.rho_span * model::beta_quantile(u(1), site.rho_a, site.rho_b);
        const double workers = std::ceil(std::exp(kLogWorkersSpan * u(2)));
        const double stated = model::site_probability(theta, rho, workers);
        const double phi = 1.0 / rho - 1.0;
        const double share = model::beta_quantile(u(3), theta * phi, (1.0 - theta) * phi);
        const bool any = u(4) < -std::expm1(workers * std::log1p(-share));
        auto& bin = bins[std::min(kBins - 1, static_cast<std::size_t>(stated * kBins))];
        bin.stated += stated;
        bin.observed += any ? 1.0 : 0.0;
        ++bin.cases;
    }
    for (auto& bin : bins) {
        if (bin.cases > 0) {
            bin.stated /= static_cast<double>(bin.cases);
            bin.observed /= static_cast<double>(bin.cases);
        }
    }
    return bins;
}

}  // namespace sourcelight::validate
