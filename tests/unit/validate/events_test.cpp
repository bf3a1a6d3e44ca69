// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/events.hpp"

#include "tests/unit/validate/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sourcelight;
using namespace sourcelight::validate;

namespace {

const Event* find(const std::vector<Event>& events, const Pair& pair, EventKind kind)
{
    const auto found = std::find_if(events.begin(), events.end(), [&](const Event& event) {
        return event.pair == pair && event.kind == kind;
    });
    return found == events.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a pair that an edition adds for forced labour is an event of its day",
          "[validate][events]")
{
    const auto events = finding_events(newest());
    // List of Goods of 20 September 2018: timber of Russia; added out of cycle on 24 June 2021:
    // polysilicon of China
    const auto* timber = find(events, pair_of("RU", "timber"), EventKind::kListAddition);
    REQUIRE(timber != nullptr);
    CHECK(to_string(timber->published) == "2018-09-20");
    const auto* polysilicon = find(events, pair_of("CN", "polysilicon"), EventKind::kListAddition);
    REQUIRE(polysilicon != nullptr);
    CHECK(to_string(polysilicon->published) == "2021-06-24");
}

TEST_CASE("pairs of the first edition held are no additions", "[validate][events]")
{
    // Uzbek cotton was on every edition until it was struck on 28 September 2022
    CHECK(find(finding_events(newest()), pair_of("UZ", "cotton"), EventKind::kListAddition) ==
          nullptr);
}

TEST_CASE("an order against a firm is an event of its country and good", "[validate][events]")
{
    // CBP order of 30 September 2019 on disposable rubber gloves of a Malaysian maker
    const auto* gloves =
        find(finding_events(newest()), pair_of("MY", "rubber-gloves"), EventKind::kOrder);
    REQUIRE(gloves != nullptr);
    CHECK(to_string(gloves->published) == "2019-09-30");
}

TEST_CASE("events come in order of publication and a window takes the first of each pair",
          "[validate][events]")
{
    const auto events = finding_events(newest());
    CHECK(std::is_sorted(events.begin(), events.end(),
                         [](const Event& a, const Event& b) { return a.published < b.published; }));
    const auto window = events_between(events, day("2018-10-01"), day("2020-10-01"));
    REQUIRE(window.contains(pair_of("MY", "rubber-gloves")));
    CHECK(window.at(pair_of("MY", "rubber-gloves")).kind == EventKind::kOrder);
    CHECK_FALSE(window.contains(pair_of("RU", "timber")));
    CHECK(events_between(events, day("2018-09-19"), day("2018-09-20"))
              .contains(pair_of("RU", "timber")));
    CHECK_FALSE(events_between(events, day("2018-09-20"), day("2018-10-20"))
                    .contains(pair_of("RU", "timber")));
}

TEST_CASE("what became public later is no event of an earlier day", "[validate][events][asof]")
{
    const auto reference = shipped_at("2018-10-01");
    for (const auto& event : finding_events(reference)) {
        CHECK(event.published <= reference.as_of);
    }
    CHECK(find(finding_events(reference), pair_of("MY", "rubber-gloves"), EventKind::kOrder) ==
          nullptr);
}

TEST_CASE("additions for child labour alone are kept apart", "[validate][events]")
{
    const auto child = child_only_events(newest());
    CHECK_FALSE(child.empty());
    for (const auto& event : child) {
        CHECK(event.kind == EventKind::kChildAddition);
    }
    CHECK(find(child, pair_of("RU", "timber"), EventKind::kChildAddition) == nullptr);
}
