// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/hazard_fit.hpp"

#include "sourcelight/assess/tables.hpp"
#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>

namespace sourcelight::assess {
namespace {

constexpr std::string_view kDataset = "sourcelight/hazard_fits";

/// A cell that only some effects have.
double number_or_zero(double value) { return std::isnan(value) ? 0.0 : value; }

FittedTerm read_term(const reference::Dataset& dataset, std::size_t row)
{
    const auto& table = dataset.table;
    FittedTerm term;
    term.mean = table.number("mean")[row];
    term.sd = table.number("sd")[row];
    for (std::size_t t = 0; t < kHazardTerms.size(); ++t) {
        term.with_terms[t] = table.number("cov_" + std::string{kHazardTerms[t]})[row];
    }
    term.with_class = number_or_zero(table.number("cov_class")[row]);
    term.with_division = number_or_zero(table.number("cov_division")[row]);
    term.source = dataset.ref(row);
    return term;
}

/// Covariance of two effects of one good: the finer one's row names it.
double covariance_up(const FittedTerm& finer, std::string_view wider)
{
    return wider.starts_with("class:")      ? finer.with_class
           : wider.starts_with("division:") ? finer.with_division
                                            : 0.0;
}

}  // namespace

const FittedTerm* HazardFit::find(std::string_view term) const
{
    const auto found = terms.find(term);
    return found == terms.end() ? nullptr : &found->second;
}

std::optional<HazardFit> newest_fit(const reference::Reference& reference)
{
    const auto* dataset = find_dataset(reference, kDataset);
    if (dataset == nullptr || dataset->table.rows() == 0) {
        return std::nullopt;
    }
    HazardFit fit;
    const auto& table = dataset->table;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto day = published_of(reference, *dataset, row);
        if (day < fit.day) {
            continue;
        }
        if (fit.day < day) {
            fit = {};
            fit.day = day;
            fit.positives = static_cast<std::int64_t>(table.number("positives")[row]);
            fit.cases = static_cast<std::int64_t>(table.number("cases")[row]);
        }
        fit.terms.emplace(table.text("term")[row], read_term(*dataset, row));
    }
    for (const auto term : kHazardTerms) {
        if (fit.find(term) == nullptr) {
            throw Error{Errc::kDatasetInvalid,
                        fmt::format("{}: the fit of {} has no row for {}; run tools/make_fits.sh",
                                    kDataset, to_string(fit.day), term)};
        }
    }
    return fit;
}

std::array<std::string, 3> tree_terms(const reference::Good& good)
{
    constexpr std::size_t kDivisionDigits = 2;
    const auto& main_class = good.isic4.front().code;
    return {"division:" + main_class.substr(0, kDivisionDigits), "class:" + main_class,
            "good:" + good.slug};
}

JointNormal joint_normal(const HazardFit& fit, std::span<const std::string> effects,
                         std::span<const double> prior_sd)
{
    constexpr std::size_t kTerms = kHazardTerms.size();
    const std::size_t size = kTerms + effects.size();
    JointNormal joint;
    Eigen::MatrixXd covariance =
        Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(size), static_cast<Eigen::Index>(size));
    const auto entry = [&](std::size_t i, std::size_t j) -> double& {
        return covariance(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
    };
    for (std::size_t i = 0; i < size; ++i) {
        const auto* term =
            fit.find(i < kTerms ? kHazardTerms[i] : std::string_view{effects[i - kTerms]});
        joint.mean.push_back(term == nullptr ? 0.0 : term->mean);
        const double sd = term == nullptr ? prior_sd[i - kTerms] : term->sd;
        entry(i, i) = sd * sd;
        for (std::size_t j = 0; j < i && term != nullptr; ++j) {
            entry(i, j) =
                j < kTerms ? term->with_terms[j] : covariance_up(*term, effects[j - kTerms]);
        }
    }
    const Eigen::LLT<Eigen::MatrixXd, Eigen::Lower> factor{covariance};
    if (factor.info() != Eigen::Success) {
        throw Error{Errc::kDatasetInvalid,
                    fmt::format("{}: the covariances of {} in the fit of {} are none; run "
                                "tools/make_fits.sh",
                                kDataset, effects.empty() ? "the terms" : effects.back(),
                                to_string(fit.day))};
    }
    const Eigen::MatrixXd lower = factor.matrixL();
    for (Eigen::Index i = 0; i < lower.rows(); ++i) {
        for (Eigen::Index j = 0; j < lower.cols(); ++j) {
            joint.factor.push_back(lower(i, j));
        }
    }
    return joint;
}

}  // namespace sourcelight::assess
