// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace sourcelight;
using namespace sourcelight::assess;
using reference::Reference;

namespace {

double pi_of(const Shipped& shipped, const Row& row)
{
    return assess_row(shipped, row).site_probability->median;
}

bool has_flag(const AssessedSupplier& supplier, const std::string& flag)
{
    return ("," + supplier.legal_flags + ",").find("," + flag + ",") != std::string::npos;
}

}  // namespace

TEST_CASE("cotton and polysilicon of Xinjiang are state-imposed and named by the statute",
          "[assess][face]")
{
    for (const auto& row : {Row{"CN", "CN-XJ", "isic4:0116", "cotton", "", ""},
                            Row{"CN", "CN-XJ", "isic4:2011", "polysilicon", "500", ""}}) {
        const auto supplier = assess_row(today(), row);
        CHECK(supplier.site_probability->median >= 0.30);
        CHECK(supplier.state_imposed.has_value());
        CHECK(supplier.severity == 4);
        CHECK(has_flag(supplier, "UFLPA"));
        CHECK(supplier.listed_since.has_value());
        CHECK_FALSE(supplier.hazard_24m.has_value());
    }
}

TEST_CASE("Uzbek cotton was very high in 2018 and is not after its removal", "[assess][face]")
{
    const Row cotton{"UZ", "", "isic4:0116", "cotton", "", ""};
    const auto before = load_shipped("2018-10-01");
    const auto then = assess_row(*before, cotton);
    const auto now = assess_row(today(), cotton);
    CHECK(then.listed_since.has_value());
    CHECK(then.state_imposed.has_value());
    CHECK_FALSE(now.listed_since.has_value());
    CHECK_FALSE(now.state_imposed.has_value());
    CHECK(then.site_probability->median > 10.0 * now.site_probability->median);
}

TEST_CASE("places and activities stand in a sensible order", "[assess][face]")
{
    const double bank = pi_of(today(), {"CH", "", "isic4:6419", "", "100", ""});
    const double car_part = pi_of(today(), {"DE", "", "isic4:2930", "", "100", ""});
    const double gloves = pi_of(today(), {"MY", "", "isic4:2219", "rubber-gloves", "100", ""});
    const double building = pi_of(today(), {"QA", "", "isic4:4100", "", "100", ""});
    const double bricks = pi_of(today(), {"IN", "", "isic4:2392", "bricks", "100", ""});
    const double korea = pi_of(today(), {"KP", "", "isic4:1410", "garments", "100", ""});
    CHECK(bank < 0.005);
    CHECK(bank < car_part);
    CHECK(car_part < gloves);
    CHECK(car_part < building);
    CHECK(gloves < bricks);
    CHECK(bricks < korea);
    CHECK(korea > 0.9);
}

TEST_CASE("anything from North Korea falls under the presumption of the statute", "[assess][face]")
{
    for (const auto* activity : {"isic4:0510", "isic4:1410", "isic4:4690", "isic4:6201"}) {
        const auto supplier = assess_row(today(), {"KP", "", activity, "", "", ""});
        CHECK(has_flag(supplier, "CAATSA"));
        CHECK(supplier.band->to == Band::kVeryHigh);
        CHECK(supplier.severity == 4);
    }
}

TEST_CASE("fishing of Thailand and Taiwan is above fishing of Norway", "[assess][face]")
{
    const double norway = pi_of(today(), {"NO", "", "isic4:0311", "", "30", ""});
    CHECK(pi_of(today(), {"TH", "", "isic4:0311", "fish", "30", ""}) > 2.0 * norway);
    CHECK(pi_of(today(), {"TW", "", "isic4:0311", "fish", "30", ""}) > 2.0 * norway);
}

TEST_CASE("Brazilian charcoal and cattle are listed and above Brazilian cars", "[assess][face]")
{
    const double cars = pi_of(today(), {"BR", "BR-SP", "isic4:2910", "", "20", ""});
    for (const auto& row : {Row{"BR", "BR-PA", "isic4:0220", "charcoal", "20", ""},
                            Row{"BR", "BR-PA", "isic4:0141", "cattle", "20", ""}}) {
        const auto supplier = assess_row(today(), row);
        CHECK(supplier.listed_since.has_value());
        CHECK(supplier.site_probability->median > 5.0 * cars);
    }
}

namespace {

/// Median persons per 1,000 workers.
double prevalence(const Assessor& assessor, const Reference& reference, const std::string& country,
                  const std::string& activity)
{
    CellKey key;
    key.country = CountryCode{country};
    key.parts[0] = {reference.tree.find(activity), GoodId::kNone, CellKey::kWhole};
    const auto& model = assessor.model();
    return model.describe(key, model.draws(key, model.sampler().count()))
        .prevalence_per_1000.median;
}

double today_in(const std::string& country, const std::string& activity)
{
    return prevalence(*today().assessor, today().reference, country, activity);
}

/// Shops, banks, schools, medicines, machines, vegetables: work that no country is known for
/// giving to migrants.
const std::vector<std::string> kOtherWork{"isic4:4711", "isic4:6419", "isic4:8510",
                                          "isic4:2100", "isic4:2822", "isic4:0113"};

/// Work that migrants are recruited for, by the country reports behind the destination regimes.
struct Destination {
    const char* country;
    std::vector<std::string> work;
};
const std::vector<Destination> kDestinations{
    {"TW", {"isic4:4100", "isic4:2610", "isic4:1410", "isic4:0311"}},
    {"MY", {"isic4:4100", "isic4:2610", "isic4:1410", "isic4:2219"}},
    {"MU", {"isic4:4100", "isic4:1410", "isic4:8121"}},
    {"JO", {"isic4:4100", "isic4:1410", "isic4:8121"}},
    {"QA", {"isic4:4100", "isic4:5610", "isic4:8121"}},
    {"SA", {"isic4:4100", "isic4:5610", "isic4:8121"}},
    {"AE", {"isic4:4100", "isic4:5610", "isic4:8121"}},
    {"KW", {"isic4:4100", "isic4:5610", "isic4:8121"}},
    {"BH", {"isic4:4100", "isic4:5610", "isic4:8121"}},
    {"OM", {"isic4:4100", "isic4:5610", "isic4:8121"}}};

}  // namespace

TEST_CASE("work of migrants stands above a destination country's own other work", "[assess][face]")
{
    for (const auto& [country, work] : kDestinations) {
        INFO(country);
        const auto* index = today().assessor->model().world().destination(CountryCode{country});
        REQUIRE(index != nullptr);
        CHECK(index->scored);
        double highest = 0.0;
        for (const auto& activity : kOtherWork) {
            highest = std::max(highest, today_in(country, activity));
        }
        for (const auto& activity : work) {
            INFO(activity);
            CHECK(today_in(country, activity) > 1.1 * highest);
        }
    }
}

TEST_CASE("migrants move work of theirs up where they are many and bound, and nowhere else",
          "[assess][face]")
{
    auto methodology = today().methodology;
    methodology.migrants = {};  // a migrant's risk is anybody's
    const Assessor without{today().reference, methodology, RunOptions{7, 256, 2}, {}};
    const auto moved = [&](const std::string& country, const std::string& activity) {
        const auto against = [&](const Assessor& assessor) {
            return prevalence(assessor, today().reference, country, activity) /
                   prevalence(assessor, today().reference, country, "isic4:6419");
        };
        return against(*today().assessor) / against(without);
    };
    const auto& world = today().assessor->model().world();
    for (const auto& [country, work] : kDestinations) {
        INFO(country);
        const auto& known = world.migrants().of(*world.find(CountryCode{country}));
        // A tenth of the workers or more: 15 % and more. Taiwan 5.7 %, Mauritius 9.3 %.
        CHECK(moved(country, "isic4:4100") > (known.share > 0.1 ? 1.15 : 1.05));
        CHECK(moved(country, work.back()) > (known.share > 0.1 ? 1.15 : 1.05));
    }
    // India: .4 % of the people are migrants (UN DESA 2020).
    CHECK(moved("IN", "isic4:8121") == Approx(1.0).epsilon(0.05));
}

TEST_CASE("state-imposed work shows where a programme is documented", "[assess][face][state]")
{
    for (const auto& row :
         {Row{"KP", "", "isic4:0510", "coal", "", ""}, Row{"ER", "", "isic4:0729", "", "", ""},
          Row{"TM", "", "isic4:0116", "cotton", "", ""},
          Row{"CN", "CN-XJ", "isic4:0113", "tomatoes", "", ""},
          Row{"CN", "CN-XJ", "isic4:1311", "thread-yarn", "", ""}}) {
        INFO(row.country << " " << row.activity);
        const auto supplier = assess_row(today(), row);
        CHECK(supplier.state_imposed.has_value());
        CHECK(supplier.severity == 4);
    }
}
