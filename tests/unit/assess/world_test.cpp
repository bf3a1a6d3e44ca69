// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/world.hpp"

#include "sourcelight/assess/regions.hpp"
#include "sourcelight/assess/state_programmes.hpp"
#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>

using namespace sourcelight;
using namespace sourcelight::assess;
using reference::kSectorCount;
using reference::Sector;

namespace {

/// The shipped methodology without any noise on totals and sector shares.
Methodology without_noise()
{
    auto methodology = today().methodology;
    methodology.prevalence.region_noise_sd = 0.0;
    methodology.prevalence.sector_noise_sd = 0.0;
    methodology.prevalence.country_noise_sd = 0.0;
    methodology.workers.split_concentration = 1e9;
    methodology.workers.imputed_concentration = 1e9;
    return methodology;
}

}  // namespace

TEST_CASE("with all noise at zero the published totals are met", "[assess][world][anchor]")
{
    const auto methodology = without_noise();
    const Draws draws{{7, 4, 2}};
    const Listings listings{today().reference};
    const World world{today().reference, methodology, listings, draws};

    std::array<double, kIloRegions.size()> regions{};
    std::array<double, kSectorCount> sectors{};
    for (std::size_t c = 0; c < world.workers().size(); ++c) {
        const auto& workers = world.workers()[c];
        for (std::size_t s = 0; s < kSectorCount; ++s) {
            const double people = workers.total * workers.share[s] *
                                  static_cast<double>(world.theta(c, static_cast<Sector>(s))[0]) /
                                  1e6;
            regions[workers.region] += people;
            sectors[s] += people;
        }
    }
    // 2022 edition: 13.8 of 27.5 million in these sectors; float32 and a fixed split.
    const auto at = [&](std::string_view name) {
        return regions[static_cast<std::size_t>(
            std::find(kIloRegions.begin(), kIloRegions.end(), name) - kIloRegions.begin())];
    };
    CHECK(at("asia_pacific") == Approx(15.1 * 13.8 / 27.5).epsilon(1e-3));
    CHECK(at("europe_central_asia") == Approx(4.1 * 13.8 / 27.5).epsilon(1e-3));
    CHECK(at("africa") == Approx(3.8 * 13.8 / 27.5).epsilon(1e-3));
    CHECK(at("americas") == Approx(3.6 * 13.8 / 27.5).epsilon(1e-3));
    CHECK(at("arab_states") == Approx(0.9 * 13.8 / 27.5).epsilon(1e-3));
    CHECK(sectors[0] == Approx(2.1).epsilon(1e-3));
    CHECK(sectors[2] == Approx(3.2).epsilon(1e-3));
    CHECK(sectors[4] == Approx(5.5).epsilon(1e-3));
}

TEST_CASE("before September 2022 the anchors are those of the edition before",
          "[assess][world][asof]")
{
    const auto earlier = load_shipped("2022-09-11");
    CHECK(earlier->assessor->anchors().edition == "2017");
    CHECK(today().assessor->anchors().edition == "2022");
}

TEST_CASE("no fact published after the as-of date reaches a receipt", "[assess][world][asof]")
{
    const auto shipped = load_shipped("2018-10-01");
    const auto rows = assess_rows(*shipped, {{"UZ", "", "isic4:0116", "cotton", "", ""},
                                             {"MY", "", "isic4:2219", "rubber-gloves", "", ""}});
    for (const auto& row : rows) {
        for (const auto& term : shipped->assessor->cell_terms(row.cell)) {
            INFO(term.what);
            CHECK((!term.published || *term.published <= *parse_date("2018-10-01")));
        }
    }
}

TEST_CASE("activities average to their sector in every draw", "[assess][activities]")
{
    const auto& model = today().assessor->model();
    const auto country = *model.world().find(CountryCode{"BR"});
    for (const auto* section : {"isic4:A", "isic4:B", "isic4:F"}) {
        const auto node = today().reference.tree.find(section);
        const auto ratio = model.activities().ratio(country, node, GoodId::kNone, 8);
        for (const float value : ratio) {
            CHECK(value == Approx(1.0F).epsilon(1e-4));
        }
    }
}

TEST_CASE("regions average to their country in every draw", "[assess][regions]")
{
    const auto& model = today().assessor->model();
    const CountryCode brazil{"BR"};
    const auto* regions = model.regions().find(brazil);
    REQUIRE(regions != nullptr);
    for (std::size_t b = 0; b < 4; ++b) {
        double mean = 0.0;
        double share = 0.0;
        for (std::size_t r = 0; r < regions->regions.size(); ++r) {
            const auto factor = model.regions().factors(brazil, r, model.sampler(), 4)[b];
            mean += regions->regions[r].share * static_cast<double>(factor);
            share += regions->regions[r].share;
        }
        // Regions without evidence share one effect; their factor carries noise of its own.
        CHECK(mean < 1.0 + 1e-6);
        CHECK(share <= 1.0 + 1e-6);
    }
}

TEST_CASE("of the rows of one programme the one published last holds", "[assess][state]")
{
    const auto find = [](const std::string& as_of) {
        const auto shipped = load_shipped(as_of);
        const auto& model = shipped->assessor->model();
        const auto good = *shipped->reference.goods.find("cotton");
        const auto found =
            model.programmes().find(CountryCode{"UZ"}, {}, NodeId::kNone, good, model.regions());
        return found ? std::optional{found->programme->sigma_mean} : std::nullopt;
    };
    // shares of pickers measured by the ILO in 2018 and 2019; ended with the harvest of 2021
    CHECK(find("2019-06-01") == std::optional{0.068});
    CHECK(find("2020-06-01") == std::optional{0.059});
    CHECK(find("2023-06-01") == std::nullopt);
}
