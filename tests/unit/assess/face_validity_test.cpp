// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

using namespace sourcelight;
using namespace sourcelight::assess;

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
