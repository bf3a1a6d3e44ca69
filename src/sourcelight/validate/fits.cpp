// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/fits.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <optional>

namespace sourcelight::validate {
namespace {

std::vector<bool> columns_seen(const HazardDesign& design, const Training& training)
{
    std::vector<bool> seen(design.names().size(), false);
    for (const auto* cases : training.cases) {
        model::SparseCases rows;
        design.add(*cases, rows);
        for (const auto column : rows.column) {
            seen[column] = true;
        }
    }
    return seen;
}

/// Covariance of a column with another, empty if it has none.
std::string covariance_text(const DatedFit& dated, std::size_t column,
                            std::optional<std::uint32_t> other)
{
    return other ? fmt::format("{:.6g}", dated.fit.covariance[column * dated.names.size() + *other])
                 : std::string{};
}

std::string fit_row(const DatedFit& dated, std::size_t column)
{
    const std::size_t columns = dated.names.size();
    auto row = fmt::format("{},{},{:.6g},{:.6g}", to_string(dated.day), dated.names[column],
                           dated.fit.mode[column],
                           std::sqrt(dated.fit.covariance[column * columns + column]));
    for (std::size_t t = 0; t < dated.terms; ++t) {
        row += fmt::format(",{:.6g}", dated.fit.covariance[column * columns + t]);
    }
    const auto& above = dated.above[column];
    return row + fmt::format(",{},{},{},{}\n", covariance_text(dated, column, above.main_class),
                             covariance_text(dated, column, above.division), dated.positives,
                             dated.cases);
}

}  // namespace

Protocol continued(Protocol protocol, Date last)
{
    auto& days = protocol.training_days;
    for (auto next = months_after(days.back(), protocol.window_months); next <= last;
         next = months_after(next, protocol.window_months)) {
        days.push_back(next);
    }
    return protocol;
}

std::vector<DatedFit> dated_fits(const Protocol& protocol, Date last,
                                 const ReferenceAt& reference_at,
                                 const reference::Reference& newest,
                                 const assess::Methodology& methodology,
                                 const assess::RunOptions& options)
{
    const auto whole = continued(protocol, last);
    std::set<Date> needed;
    for (const auto day : whole.training_days) {
        if (day <= last) {
            needed.insert(day);
        }
    }
    const Days days{needed, reference_at, methodology, options};
    std::vector<DatedFit> fits;
    for (auto day = std::next(needed.begin()); day != needed.end(); ++day) {
        const auto training = days.training(whole, *day);
        const FittedHazard fitted{newest, whole.model, whole.posterior, training};
        fits.push_back({*day, training.size(), training.positives(), 1 + whole.model.terms.size(),
                        fitted.design().names(), columns_seen(fitted.design(), training),
                        fitted.design().above(), fitted.fit()});
    }
    return fits;
}

std::string fits_table(const std::vector<DatedFit>& fits)
{
    std::string text = "published,term,mean,sd";
    if (!fits.empty()) {
        for (std::size_t t = 0; t < fits.front().terms; ++t) {
            text += ",cov_" + fits.front().names[t];
        }
    }
    text += ",cov_class,cov_division,positives,cases\n";
    for (const auto& dated : fits) {
        for (std::size_t j = 0; j < dated.names.size(); ++j) {
            if (j < dated.terms || dated.seen[j]) {
                text += fit_row(dated, j);
            }
        }
    }
    return text;
}

}  // namespace sourcelight::validate
