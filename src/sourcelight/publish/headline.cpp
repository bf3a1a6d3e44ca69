// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/headline.hpp"

#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace sourcelight::publish {
namespace {

std::string rows_text(std::int64_t rows)
{
    return rows == 1 ? std::string{"1 row"} : count_text(rows) + " rows";
}

/// A number of sites as a reader says it: whole from ten on, two digits from a thousand on, and
/// never 0.0 for a little.
std::string sites_text(double sites, bool whole)
{
    constexpr double kTenth = 0.1;
    constexpr double kThousand = 1000.0;
    if (sites < kTenth) {
        return number_text(sites, 1);
    }
    if (sites >= kThousand) {
        return number_text(sites, 2);
    }
    return whole || sites >= 10.0 ? count_text(static_cast<std::int64_t>(std::llround(sites)))
                                  : fmt::format("{:.1f}", sites);
}

/// Scored rows, each supplier once.
std::int64_t scored_sites(const assess::Totals& totals)
{
    return totals.assessed - totals.duplicates;
}

std::vector<std::string> risk_sentences(const assess::Totals& totals)
{
    if (totals.assessed == 0) {
        return {"No row could be scored, so nothing is said about risk."};
    }
    if (!totals.anchored) {
        return {fmt::format("{} scored sites are in order; how many of them hold someone in forced "
                            "labour is not shown: the methodology has no anchors.",
                            count_text(scored_sites(totals)))};
    }
    constexpr int kDigits = 2;  // an interval a hundred times its lower end has no third
    const auto& sites = totals.expected_sites.estimate;
    const bool whole = sites.hi90 >= 10.0;  // one rounding for both ends
    std::vector<std::string> sentences{fmt::format(
        "Someone in forced labour is expected at {} of {} scored sites (90 % interval of that "
        "expectation {} to {}, under the stated assumptions).",
        sites_text(sites.median, whole), count_text(scored_sites(totals)),
        sites_text(sites.lo90, whole), sites_text(sites.hi90, whole))};
    if (totals.top_count > 0 && totals.top_count < scored_sites(totals)) {
        sentences.push_back(fmt::format(
            "Look at {} first; {} {} of the expected persons.",
            totals.top_count == 1 ? std::string{"one site"}
                                  : count_text(totals.top_count) + " sites",
            totals.top_count == 1 ? "it carries" : "they carry",
            percent_text(MaybeEstimate{totals.top_share_of_persons.estimate}, kDigits)));
    }
    return sentences;
}

}  // namespace

std::vector<std::string> headline(const assess::Totals& totals)
{
    if (totals.rows == 0) {
        return {"The list has no rows."};
    }
    auto sentences = risk_sentences(totals);
    const auto not_scored = totals.rows - totals.assessed;
    if (totals.activity_assumed > 0) {
        sentences.push_back(fmt::format("{} no product; the activity was assumed.",
                                        totals.activity_assumed == 1
                                            ? std::string{"1 row names"}
                                            : rows_text(totals.activity_assumed) + " name"));
    }
    if (not_scored > 0) {
        sentences.push_back(fmt::format("{} could not be scored and {} not in these numbers.",
                                        rows_text(not_scored), not_scored == 1 ? "is" : "are"));
    }
    if (totals.duplicates > 0) {
        sentences.push_back(fmt::format("{} a supplier of another row; each supplier counts once.",
                                        totals.duplicates == 1
                                            ? std::string{"1 row repeats"}
                                            : rows_text(totals.duplicates) + " repeat"));
    }
    return sentences;
}

}  // namespace sourcelight::publish
