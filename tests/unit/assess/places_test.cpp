// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sourcelight;
using namespace sourcelight::assess;

TEST_CASE("ten places lead a map in every draw", "[assess][places]")
{
    const auto bricks = *today().reference.goods.find("bricks");
    const auto node = today().reference.tree.find("good:bricks");
    double prevalence = 0.0;
    double hazard = 0.0;
    for (const auto& place : today().assessor->places(bricks, node, 256)) {
        prevalence += static_cast<double>(place.leads_prevalence);
        hazard += static_cast<double>(place.leads_hazard);
        CHECK(place.leads_prevalence >= 0.0F);
        CHECK(place.leads_prevalence <= 1.0F);
        if (!place.prevalence_per_1000) {
            CHECK(place.leads_prevalence == 0.0F);
        }
        // Regions would only repeat their country's forecast, and a listed pair has none.
        if (!place.hazard_24m || place.place.size() > 2) {
            CHECK(place.leads_hazard == 0.0F);
        }
    }
    CHECK(prevalence == Approx(10.0).epsilon(1e-4));
    CHECK(hazard == Approx(10.0).epsilon(1e-4));
}

TEST_CASE("a count of what one state looked for puts it on no map's top", "[assess][places]")
{
    for (const auto* good : {"bricks", "garments"}) {
        const auto places =
            today().assessor->places(*today().reference.goods.find(good),
                                     today().reference.tree.find(std::string{"good:"} + good), 256);
        const auto at = [&](std::string_view code) -> const PlaceEstimate& {
            return *std::find_if(places.begin(), places.end(),
                                 [code](const auto& place) { return place.place == code; });
        };
        const auto& arunachal = at("IN-AR");
        const auto& india = at("IN");
        CHECK(arunachal.leads_prevalence < 0.8F);
        CHECK(arunachal.held_at_ceiling < 0.05F);
        CHECK(arunachal.prevalence_per_1000->median < 2.0 * india.prevalence_per_1000->median);
        CHECK(arunachal.prevalence_per_1000->lo90 < india.prevalence_per_1000->median);
    }
}

TEST_CASE("words say where the model's ceiling holds a value", "[assess][places]")
{
    CHECK(ceiling_words(0.0F, 0.5).empty());
    CHECK(ceiling_words(0.049F, 0.5).empty());
    CHECK(ceiling_words(0.05F, 0.5) == "its upper end is the model's ceiling of 500");
    CHECK(ceiling_words(0.5F, 0.5) == "at the model's ceiling of 500");
}
