// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/regions.hpp"

#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace sourcelight;
using namespace sourcelight::assess;

namespace {

const Regions& regions() { return today().assessor->model().regions(); }

const RegionEvidence& evidence(const char* region)
{
    const RegionCode code{region};
    const CountryCode country{code.view().substr(0, 2)};
    const auto index = regions().index(country, code);
    REQUIRE(index);
    return regions().find(country)->regions[*index];
}

double median_factor(const char* region)
{
    const RegionCode code{region};
    const CountryCode country{code.view().substr(0, 2)};
    const auto& sampler = today().assessor->model().sampler();
    const auto drawn =
        regions().factors(country, regions().index(country, code), sampler, sampler.count());
    std::vector<float> factors{drawn.begin(), drawn.end()};
    std::sort(factors.begin(), factors.end());
    return static_cast<double>(factors[factors.size() / 2]);
}

/// Log likelihood of the counts of a country's regions, found ~ Poisson(expected e^y) with
/// y ~ N(-variance/2, variance), up to what does not depend on the variance.
double log_likelihood(const CountryRegions& country, double found_together, double variance)
{
    constexpr int kCells = 4000;
    constexpr double kReach = 9.0;
    double sum = 0.0;
    for (const auto& region : country.regions) {
        const double observed = region.observed / found_together;
        const double expected = region.expected / found_together;
        // Against the largest that a Poisson density of this count can have.
        const double most = observed > 0.0 ? observed * (std::log(observed) - 1.0) : 0.0;
        double mass = 0.0;
        for (int i = 0; i < kCells; ++i) {
            const double z = kReach * (2.0 * (i + 0.5) / kCells - 1.0);
            const double y = -0.5 * variance + std::sqrt(variance) * z;
            mass += std::exp(observed * (std::log(expected) + y) - expected * std::exp(y) - most -
                             0.5 * z * z);
        }
        sum += std::log(mass);
    }
    return sum;
}

double prevalence(const Row& row) { return assess_row(today(), row).prevalence_per_1000->median; }

}  // namespace

TEST_CASE("factors of regions have a worker-weighted mean of one", "[assess][regions]")
{
    const auto& sampler = today().assessor->model().sampler();
    for (const auto* country : {"BR", "IN", "CN", "ZW"}) {
        const auto* known = regions().find(CountryCode{country});
        REQUIRE(known != nullptr);
        const auto draws = sampler.count();
        std::vector<double> sums(draws, 0.0);
        for (std::size_t r = 0; r < known->regions.size(); ++r) {
            const auto factors = regions().factors(CountryCode{country}, r, sampler, draws);
            for (std::size_t b = 0; b < draws; ++b) {
                sums[b] += known->regions[r].share * static_cast<double>(factors[b]);
            }
        }
        // What is left of the mean is the factor of the rest of the country, the same for all of
        // it; a single region there is drawn around it with noise whose mean is 1.
        double rest = 0.0;
        double drawn = 0.0;
        const auto unremarkable =
            regions().factors(CountryCode{country}, std::nullopt, sampler, draws);
        for (std::size_t b = 0; b < draws; ++b) {
            CHECK(sums[b] < 1.0 + 1e-6);
            rest += 1.0 - sums[b];
            drawn += static_cast<double>(unremarkable[b]);
        }
        if (known->rest > 0.0) {
            // 256 draws of a log-normal factor with sd 0.5 have a standard error of 3 %.
            CHECK(drawn == Approx(rest / known->rest).epsilon(0.1));
        } else {
            CHECK(rest == Approx(0.0).margin(1e-3));  // Brazil's register covers every state
        }
    }
}

TEST_CASE("regions of Brazil differ as the employer register says", "[assess][regions]")
{
    // Register of 11 April 2023, employers: Minas Gerais 87 of 290 with 12 % of the people,
    // Sao Paulo 12 with 22 %.
    const auto& minas = evidence("BR-MG");
    const auto& sao_paulo = evidence("BR-SP");
    CHECK(minas.observed > 2.0 * minas.expected);
    CHECK(sao_paulo.observed < 0.5 * sao_paulo.expected);
    CHECK(median_factor("BR-MG") > 1.3 * median_factor("BR-SP"));
    CHECK(prevalence({"BR", "BR-MG", "isic4:0127", "coffee", "", ""}) >
          prevalence({"BR", "BR-SP", "isic4:0127", "coffee", "", ""}));
}

TEST_CASE("a state without a row on a register of the whole country has none", "[assess][regions]")
{
    const auto& alagoas = evidence("BR-AL");
    const auto& espirito_santo = evidence("BR-ES");  // one employer, as many people (1.3 %)
    CHECK(alagoas.observed == 0.0);
    CHECK(espirito_santo.observed == 1.0);
    CHECK(alagoas.share == Approx(espirito_santo.share).epsilon(0.05));
    CHECK(alagoas.counts.effect.mean < espirito_santo.counts.effect.mean);
    CHECK(median_factor("BR-AL") < median_factor("BR-ES"));
    // Of India's states nobody says that those without a row have none.
    CHECK_FALSE(regions().index(CountryCode{"IN"}, RegionCode{"IN-AS"}));
}

TEST_CASE("an exact count of what a state looked for does not lead", "[assess][regions]")
{
    // 3,526 bonded labourers identified in Arunachal Pradesh from 1978 to 2014, seven times what
    // its people would have; 64 in Gujarat, a three-hundredth.
    const auto& arunachal = evidence("IN-AR");
    const auto& gujarat = evidence("IN-GJ");
    CHECK(arunachal.observed > 5.0 * arunachal.expected);
    CHECK(gujarat.observed < 0.01 * gujarat.expected);
    CHECK(arunachal.counts.effect.mean > gujarat.counts.effect.mean);
    CHECK(arunachal.counts.believed < evidence("BR-MG").counts.believed);
    // The interval of either reaches over the country's mean: a count a thousand times another's
    // leaves most of what was unknown.
    for (const auto* region : {&arunachal, &gujarat}) {
        const auto& effect = region->counts.effect;
        CHECK(effect.sd > 0.95 * std::sqrt(std::log(1.5)));
        CHECK(effect.mean + 1.645 * effect.sd > 0.0);
        CHECK(effect.mean - 1.645 * effect.sd < 0.0);
    }
}

TEST_CASE("counts shrink towards the country where there are few", "[assess][regions]")
{
    for (const auto* country : {"BR", "IN"}) {
        for (const auto& entry : regions().find(CountryCode{country})->regions) {
            const auto& counts = entry.counts;
            const double centre = -0.5 * std::log(1.5);  // of a region about which nothing is known
            CHECK(std::abs(counts.effect.mean - centre) <
                  counts.believed * std::abs(counts.found.mean) + 0.25);
            CHECK(counts.effect.sd > 0.0);
            CHECK(counts.effect.sd <= std::sqrt(std::log(1.5)) + 1e-9);
        }
    }
}

TEST_CASE("the sd of search is what the shipped counts leave beside true differences",
          "[assess][regions]")
{
    const auto& p = today().assessor->model().methodology().region;
    struct Case {
        const char* country;
        double found_together;
        double search_sd;
    };
    for (const auto& [country, found_together, search_sd] :
         {Case{"BR", 1.0, p.search_sd_register},
          Case{"IN", p.persons_per_case, p.search_sd_identified}}) {
        const auto& known = *regions().find(CountryCode{country});
        const double configured =
            p.common_share * std::log1p(p.ratio_variance) + search_sd * search_sd;
        double best = 0.0;
        double most = -1e300;
        for (double variance = 0.3; variance < 8.0; variance *= 1.02) {
            const double here = log_likelihood(known, found_together, variance);
            if (here > most) {
                most = here;
                best = variance;
            }
        }
        INFO(country << ": maximum likelihood at " << best);
        CHECK(configured == Approx(best).epsilon(0.06));  // two digits of an sd
    }
}

TEST_CASE("Xinjiang lies above China and has its state programme", "[assess][regions]")
{
    CHECK(evidence("CN-XJ").observed > 0.0);
    const Row there{"CN", "CN-XJ", "isic4:0116", "cotton", "", ""};
    const Row elsewhere{"CN", "CN-HB", "isic4:0116", "cotton", "", ""};
    CHECK(prevalence(there) > prevalence(elsewhere));
    CHECK(assess_row(today(), there).state_imposed > 0.0F);
    CHECK_FALSE(assess_row(today(), elsewhere).state_imposed.value_or(0.0F) > 0.0F);
    // Of cotton the region has 85 % (2020); of all people some 2 %.
    const auto cotton = *today().reference.goods.find("cotton");
    CHECK(regions().share_of_good(RegionCode{"CN-XJ"}, cotton) == Approx(0.85));
    CHECK(*regions().share(RegionCode{"CN-XJ"}) < 0.03);
}

TEST_CASE("a figure of a state that was divided belongs to both parts", "[assess][regions]")
{
    // 38,141 identified in Andhra Pradesh by March 2014, Telangana included.
    const auto& andhra = evidence("IN-AP");
    const auto& telangana = evidence("IN-TS");
    CHECK(andhra.observed + telangana.observed == Approx(38141.0));
    CHECK(andhra.observed / andhra.share == Approx(telangana.observed / telangana.share));
    CHECK(andhra.source == telangana.source);
}

TEST_CASE("a place that is not certain is the mixture", "[assess][regions]")
{
    // Half of it anywhere in the country, whose mean is the worker-weighted one, in every draw.
    const auto& model = today().assessor->model();
    CellKey key;
    key.country = CountryCode{"BR"};
    key.parts[0] = {today().reference.tree.find("good:coffee"),
                    *today().reference.goods.find("coffee"), CellKey::kWhole};
    const auto country = model.draws(key, 64).theta;
    key.region = RegionCode{"BR-MG"};
    key.region_sixteenths = 16;
    const auto minas = model.draws(key, 64).theta;
    key.region_sixteenths = 8;
    const auto half = model.draws(key, 64).theta;
    for (std::size_t b = 0; b < half.size(); ++b) {
        CHECK(half[b] == Approx(0.5F * (minas[b] + country[b])).epsilon(1e-5));
    }
}

TEST_CASE("a place between two regions is the mixture of both", "[assess][regions]")
{
    // Methodology 6: theta = sum over r of P(r) theta_r, in every draw.
    const auto& model = today().assessor->model();
    const auto node = today().reference.tree.find("good:coffee");
    const auto good = *today().reference.goods.find("coffee");
    CellKey key;
    key.country = CountryCode{"BR"};
    key.parts[0] = {node, good, CellKey::kWhole};
    const auto theta = [&](const char* region, std::uint8_t share, const char* rival,
                           std::uint8_t rest) {
        key.region = RegionCode{region};
        key.region_sixteenths = share;
        key.rival = RegionCode{rival};
        key.rival_sixteenths = rest;
        return model.draws(key, 64).theta;
    };
    const auto minas = theta("BR-MG", 16, "", 0);
    const auto sao_paulo = theta("BR-SP", 16, "", 0);
    const auto both = theta("BR-MG", 12, "BR-SP", 4);
    for (std::size_t b = 0; b < both.size(); ++b) {
        CHECK(both[b] == Approx(0.75F * minas[b] + 0.25F * sao_paulo[b]).epsilon(1e-5));
    }
}

TEST_CASE("the rival of an unsure region counts with its probability", "[assess][regions]")
{
    const auto at = [](const char* rival) {
        auto batch = batch_of(today(), {{"BR", "BR-SP", "isic4:0127", "coffee", "", "", 0.5F}});
        if (*rival != '\0') {
            batch.resolved.places[0].rivals = {{RegionCode{rival}, 0.5F}};
        }
        const auto done = today().assessor->assess(batch.suppliers, batch.resolved, {});
        return done.front().prevalence_per_1000->median;
    };
    CHECK(at("BR-MG") > at(""));
    CHECK(at("") > at("BR-ES"));
    CHECK(at("US-TX") == at(""));  // another country is no region of this one
}
