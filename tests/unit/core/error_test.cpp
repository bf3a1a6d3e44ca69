// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/error.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace sourcelight;

TEST_CASE("every code has a name of its own and says what to do", "[core][error]")
{
    std::set<std::string_view> names;
    std::set<Errc> codes;
    for (const auto& entry : errc_entries()) {
        INFO(entry.name);
        CHECK(errc_name(entry.code) == entry.name);
        CHECK(names.insert(entry.name).second);
        CHECK(codes.insert(entry.code).second);
        CHECK(entry.meaning.ends_with('.'));
    }
    CHECK(errc_name(Errc::kInputUnreadable) == "input_unreadable");
    CHECK(errc_name(Errc{99}) == "unknown");
}

TEST_CASE("an error keeps its code beside its message", "[core][error]")
{
    const Error error{Errc::kLimitExceeded, "list.csv, row 3: a cell of 20 MB"};
    CHECK(error.code() == Errc::kLimitExceeded);
    CHECK(std::string{error.what()} == "list.csv, row 3: a cell of 20 MB");
}
