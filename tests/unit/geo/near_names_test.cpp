// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/near_names.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string_view>

namespace {

using sourcelight::geo::consonants_of;
using sourcelight::geo::NameKind;
using sourcelight::geo::NearNames;
using sourcelight::geo::NearNamesBuilder;
using sourcelight::geo::NearSearch;

constexpr std::uint16_t kCountry = 3;
constexpr std::uint16_t kOther = 4;

/// Compact names as the index keeps them; their places are numbered from 0.
NearNames names()
{
    NearNamesBuilder builder;
    std::uint32_t place = 0;
    for (const std::string_view name : {"yangon", "sanfrancisco", "chelyabinsk", "berlin"}) {
        builder.add(name, {place++, kCountry, NameKind::kMain});
    }
    builder.add("yangon", {place, kOther, NameKind::kMain});
    return builder.take();
}

std::set<std::uint32_t> found(std::string_view text, NearSearch how = {})
{
    std::set<std::uint32_t> out;
    for (const auto& near : names().find(text, kCountry, how)) {
        out.insert(near.posting.target);
    }
    return out;
}

}  // namespace

TEST_CASE("one slip anywhere in a name leaves it near, in its own country only")
{
    for (const auto* text : {"yagnon", "angon", "hangon", "yangin", "yangonn"}) {
        INFO(text);
        CHECK(found(text) == std::set<std::uint32_t>{0});
    }
    CHECK(found("berln") == std::set<std::uint32_t>{3});
    CHECK(found("berln", {6, false}).empty());
    CHECK(found("ygno").empty());
}

TEST_CASE("a name whose end is missing is near where that may be")
{
    CHECK(found("sanfranc", {5, true}) == std::set<std::uint32_t>{1});
    CHECK(found("sanfranc").empty());
    CHECK(found("sanfr", {5, true}).empty());
}

TEST_CASE("rules of romanising lead to the same consonants")
{
    for (const auto* text : {"tscheljabinsk", "tcheliabinsk", "celabinsk"}) {
        INFO(text);
        CHECK(found(text).size() == (std::string_view{text} == "celabinsk" ? 0U : 1U));
    }
    CHECK(consonants_of("chelyabinsk") == "slbnsk");
    CHECK(consonants_of("oia").empty());
    CHECK(consonants_of("москва").empty());
}

TEST_CASE("a slip within a name is less doubtful than one at its head or another spelling")
{
    const auto all = names();
    const auto slip = all.find("chelyabinks", kCountry, {});
    const auto first = all.find("helyabinsk", kCountry, {});
    const auto respelt = all.find("tscheljabinsk", kCountry, {});
    REQUIRE((slip.size() == 1 && first.size() == 1 && respelt.size() == 1));
    CHECK(slip[0].doubt < first[0].doubt);
    CHECK(slip[0].doubt < respelt[0].doubt);
}
