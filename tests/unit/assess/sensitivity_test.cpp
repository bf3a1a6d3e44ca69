// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/sensitivity.hpp"

#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdio>

using namespace sourcelight;
using namespace sourcelight::assess;

TEST_CASE("time of sensitivity", "[.time]")
{
    const auto& shipped = today();
    SiteQuestion question;
    question.key.country = CountryCode{"BD"};
    const auto good = *shipped.reference.goods.find("garments");
    question.key.parts[0] = {shipped.reference.tree.find("good:garments"), good, 16};
    question.workers = 200;
    for (const int draws : {256, 512}) {
        const auto start = std::chrono::steady_clock::now();
        const auto shares =
            site_shares(shipped.reference, shipped.methodology, {7, draws, 2}, question);
        const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start);
        std::printf("%d draws %.2f s, variance %.3f\n", draws, took.count(), shares.variance);
        double first = 0;
        double total = 0;
        for (std::size_t g = 0; g < kDrawGroups; ++g) {
            const auto& s = shares.groups[g];
            first += s.first;
            total += s.total;
            std::printf("  %-16s %.3f (%.3f)  %.3f (%.3f)\n",
                        std::string{words_of(static_cast<DrawGroup>(g)).id}.c_str(), s.first,
                        s.first_error, s.total, s.total_error);
        }
        std::printf("  sum %.3f %.3f\n", first, total);
    }
}
