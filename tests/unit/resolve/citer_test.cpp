// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/citer.hpp"

#include "sourcelight/resolve/activity.hpp"
#include "sourcelight/resolve/citer_text.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::resolve;

const reference::Reference& shipped()
{
    static const auto loaded =
        reference::load_reference(SOURCELIGHT_SOURCE_DIR "/datasets", std::nullopt);
    return loaded;
}

const ActivityResolver& activities()
{
    static const ActivityResolver made{shipped()};
    return made;
}

std::string text_of(const char* dataset, const char* column, std::uint32_t row)
{
    return std::string{shipped().dataset(dataset).table.text(column)[row]};
}

}  // namespace

TEST_CASE("a name stands in a text word by word", "[resolve][citer]")
{
    CHECK(holds_words("dhaka bangladesh", "bangladesh"));
    CHECK(holds_words("niger", "niger"));
    CHECK_FALSE(holds_words("nigeria", "niger"));
    CHECK_FALSE(holds_words("new york", "york new"));
    CHECK_FALSE(holds_words("dhaka", ""));
    CHECK(holds_words(fold("中国江苏省昆山市"), fold("昆山")));
}

TEST_CASE("a quoted text is cut before a character", "[resolve][citer]")
{
    CHECK(quoted("Dhaka") == "\"Dhaka\"");
    std::string page(79, 'x');
    page += "\u6771\u6771";
    CHECK(quoted(page) == "\"" + std::string(79, 'x') + " ...\"");
}

TEST_CASE("the terms of a text are named by their first row, the head first", "[resolve][citer]")
{
    const auto rows = activities().texts().terms("Baumwollgarn");
    REQUIRE_FALSE(rows.empty());
    CHECK(text_of("sourcelight/lexicon", "term", rows.front()) == "Baumwollgarn");
    // Both words of "cotton shirts" are known; the shirt is what is made.
    const auto shirts = activities().texts().terms("wool shirts");
    REQUIRE(shirts.size() >= 2);
    CHECK(text_of("sourcelight/lexicon", "term", shirts.front()).starts_with("shirt"));
    CHECK(activities().texts().terms("").empty());
    CHECK(activities().texts().terms("xyzzy").empty());
}

TEST_CASE("a code is traced to the rows of its concordance", "[resolve][citer]")
{
    const auto& codes = activities().codes();
    const auto naics = codes.trace(CodeSystem::kNaics, "111110");
    REQUIRE(naics.size() == 1);
    CHECK(naics[0].matched == "111110");
    CHECK_FALSE(naics[0].is_native);
    // concordance/naics_to_isic4: 111110,0111,1
    REQUIRE(naics[0].rows.size() == 1);
    CHECK(text_of("concordance/naics_to_isic4", "naics", naics[0].rows[0].row) == "111110");
    CHECK(text_of("concordance/naics_to_isic4", "isic4", naics[0].rows[0].row) == "0111");

    const auto both = codes.trace(CodeSystem::kHs, "5205.11; 99zz");
    REQUIRE(both.size() == 1);
    CHECK(both[0].is_native);
    CHECK(both[0].matched == "520511");
    for (const auto& traced : both[0].rows) {
        CHECK(text_of("concordance/hs_to_isic4", "hs6", traced.row) == "520511");
    }
    CHECK(codes.trace(CodeSystem::kNace, "").empty());
}
