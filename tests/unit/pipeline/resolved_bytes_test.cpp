// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/resolved_bytes.hpp"

#include "sourcelight/core/error.hpp"

#include <catch2/catch.hpp>

using namespace sourcelight;
using namespace sourcelight::pipeline;

namespace {

constexpr FindingKind kKind{"odd", Severity::kNote, "Odd.", "Look."};

/// Two suppliers: one with everything set, one with nothing known.
Resolved sample()
{
    Resolved resolved;
    resolve::ResolvedPlace place;
    place.country = CountryCode{"CN"};
    place.country_method = resolve::CountryMethod::kSpelling;
    place.region = RegionCode{"CN-XJ"};
    place.subregion = RegionCode{"CN-653"};
    place.method = resolve::PlaceMethod::kCity;
    place.has_point = true;
    place.lon = 87.6;
    place.lat = 43.8;
    place.confidence = 0.75F;
    place.radius_km = 12.5F;
    place.rivals = {{RegionCode{"CN-GS"}, 0.25F}};
    resolved.batch.places = {place, {}};
    resolve::ResolvedActivity activity;
    activity.node = static_cast<NodeId>(7);
    activity.good = static_cast<GoodId>(3);
    activity.method = resolve::ActivityMethod::kText;
    activity.confidence = 0.6F;
    activity.rivals = {{static_cast<NodeId>(8), 0.4F}};
    resolved.batch.activities = {activity, {}};
    resolved.batch.activity_of = {0, 1};
    resolved.batch.findings = {{12, &kKind, "city", std::string{"a\0b", 3}, "said"}};
    screen::Match match;
    match.row = 12;
    match.entity = 5;
    match.supplier_name = "Name";
    match.score = 0.9F;
    match.country_agrees = true;
    match.state = screen::MatchState::kAuto;
    match.reason = "because";
    resolved.matches = {match};
    return resolved;
}

}  // namespace

TEST_CASE("a resolved batch comes back from its bytes as it was", "[pipeline]")
{
    const auto bytes = to_bytes(sample());
    const auto back = resolved_from(bytes);
    REQUIRE(back.batch.places.size() == 2);
    const auto& place = back.batch.places[0];
    CHECK(place.country == CountryCode{"CN"});
    CHECK(place.country_method == resolve::CountryMethod::kSpelling);
    CHECK(place.region == RegionCode{"CN-XJ"});
    CHECK(place.subregion == RegionCode{"CN-653"});
    CHECK(place.method == resolve::PlaceMethod::kCity);
    CHECK(place.has_point);
    CHECK(place.lon == 87.6);
    CHECK(place.lat == 43.8);
    CHECK(place.confidence == 0.75F);
    CHECK(place.radius_km == 12.5F);
    REQUIRE(place.rivals.size() == 1);
    CHECK(place.rivals[0].region == RegionCode{"CN-GS"});
    CHECK(back.batch.places[1].country.empty());
    CHECK(back.batch.activity(0).rivals[0].probability == 0.4F);
    CHECK(back.batch.activity(1).node == NodeId::kNone);
    REQUIRE(back.batch.findings.size() == 1);
    CHECK(back.batch.findings[0].kind == &kKind);
    CHECK(back.batch.findings[0].value == std::string{"a\0b", 3});
    REQUIRE(back.matches.size() == 1);
    CHECK(back.matches[0].entity == 5);
    CHECK(back.matches[0].state == screen::MatchState::kAuto);
    CHECK(back.matches[0].reason == "because");
    CHECK(to_bytes(back) == bytes);
}

TEST_CASE("bytes that end too early are an error, not a guess", "[pipeline]")
{
    const auto bytes = to_bytes(sample());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK_THROWS_AS(resolved_from(std::string_view{bytes}.substr(0, size)), Error);
    }
}
