// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/finding_kinds.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string_view>

using namespace sourcelight;

TEST_CASE("every finding has a code of its own, a meaning and a way out", "[pipeline]")
{
    std::set<std::string_view> codes;
    for (const auto* kind : pipeline::all_finding_kinds()) {
        INFO(kind->code);
        CHECK(codes.insert(kind->code).second);
        CHECK_FALSE(kind->meaning.empty());
        CHECK_FALSE(kind->fix.empty());
        CHECK(kind->code.find(' ') == std::string_view::npos);
        CHECK(pipeline::find_finding_kind(kind->code) == kind);
    }
    CHECK(codes.size() > 20);
    CHECK(pipeline::find_finding_kind("no-such-code") == nullptr);
}
