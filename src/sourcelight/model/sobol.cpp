// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/sobol.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>

namespace sourcelight::model {
namespace {

void require_same_length(std::size_t a, std::size_t b)
{
    if (a == 0 || a != b) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("Sobol indices need samples of one length, got {} and {}", a, b)};
    }
}

struct Moments {
    double mean = 0.0;
    double variance = 0.0;
};

Moments moments(std::span<const double> a, std::span<const double> b)
{
    require_same_length(a.size(), b.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += a[i] + b[i];
    }
    const double count = 2.0 * static_cast<double>(a.size());
    Moments out;
    out.mean = sum / count;
    for (std::size_t i = 0; i < a.size(); ++i) {
        out.variance +=
            (a[i] - out.mean) * (a[i] - out.mean) + (b[i] - out.mean) * (b[i] - out.mean);
    }
    out.variance /= count;
    return out;
}

struct Share {
    double value = 0.0;
    double error = 0.0;
};

/// mean((x - ab)^2) / 2V with its standard error; `a` and `b` are the samples behind V.
Share half_square(std::span<const double> x, std::span<const double> ab, std::span<const double> a,
                  std::span<const double> b, const Moments& all)
{
    const auto n = static_cast<double>(x.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sum += (x[i] - ab[i]) * (x[i] - ab[i]);
    }
    Share share{sum / n / (2.0 * all.variance), 0.0};
    double squares = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double above = 0.5 * (x[i] - ab[i]) * (x[i] - ab[i]);
        const double below =
            0.5 * ((a[i] - all.mean) * (a[i] - all.mean) + (b[i] - all.mean) * (b[i] - all.mean));
        const double influence = (above - share.value * below) / all.variance;
        squares += influence * influence;
    }
    share.error = std::sqrt(squares) / n;
    return share;
}

}  // namespace

double sobol_variance(std::span<const double> a, std::span<const double> b)
{
    return moments(a, b).variance;
}

SobolIndex sobol_index(std::span<const double> a, std::span<const double> b,
                       std::span<const double> ab)
{
    require_same_length(a.size(), ab.size());
    const auto all = moments(a, b);
    if (!(all.variance > 0.0)) {
        return {};
    }
    const auto first = half_square(b, ab, a, b, all);
    const auto total = half_square(a, ab, a, b, all);
    return {1.0 - first.value, first.error, total.value, total.error};
}

}  // namespace sourcelight::model
