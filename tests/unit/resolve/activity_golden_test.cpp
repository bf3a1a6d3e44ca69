// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/activity.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::resolve;

const reference::Reference& shipped()
{
    static const auto loaded =
        reference::load_reference(std::string{SOURCELIGHT_SOURCE_DIR} + "/datasets", std::nullopt);
    return loaded;
}

const ActivityResolver& resolver()
{
    static const ActivityResolver made{shipped()};
    return made;
}

/// What a labelled text should come to; several codes = each is right.
struct Case {
    std::string text;
    std::vector<std::string> goods;  ///< slugs; "-" = no good
    std::vector<std::string> isic4;  ///< beginnings of ISIC codes, "none" = unresolved
};

std::vector<std::string> alternatives(std::string_view cell)
{
    std::vector<std::string> out;
    for (const auto piece : split(cell, '|')) {
        out.emplace_back(piece);
    }
    return out;
}

std::vector<Case> read_cases(const std::string& name)
{
    std::ifstream in{std::string{SOURCELIGHT_SOURCE_DIR} + "/tests/golden/activity/" + name};
    REQUIRE(in);
    std::vector<Case> cases;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        const auto cells = split(line, '\t');
        REQUIRE(cells.size() >= 3);
        cases.push_back({std::string{cells[0]}, alternatives(cells[1]), alternatives(cells[2])});
    }
    return cases;
}

/// The ISIC code at or above the node, or a section's letter.
std::string isic_of(NodeId node)
{
    const auto& tree = shipped().tree;
    while (node != NodeId::kNone && tree[node].level > reference::Level::kClass) {
        node = tree[node].parent;
    }
    return node == NodeId::kNone ? "none" : tree[node].code.substr(6);
}

bool is_right_class(const Case& expected, const ResolvedActivity& found)
{
    const auto isic4 = isic_of(found.node);
    return std::any_of(expected.isic4.begin(), expected.isic4.end(),
                       [&](const auto& code) { return isic4.rfind(code, 0) == 0; });
}

bool is_right_good(const Case& expected, const ResolvedActivity& found)
{
    const std::string good = found.good == GoodId::kNone ? "-" : shipped().goods[found.good].slug;
    return std::find(expected.goods.begin(), expected.goods.end(), good) != expected.goods.end();
}

struct Score {
    std::size_t cases = 0;
    std::size_t classes = 0;
    std::size_t goods = 0;
    std::string wrong;

    [[nodiscard]] double share_of(std::size_t right) const
    {
        return static_cast<double>(right) / static_cast<double>(cases);
    }
};

Score score(const std::string& name)
{
    Score out;
    for (const auto& expected : read_cases(name)) {
        std::vector<Finding> findings;
        const auto found = resolver().resolve({"", "", "", "", "", expected.text}, findings);
        const bool right_class = is_right_class(expected, found);
        const bool right_good = is_right_good(expected, found);
        ++out.cases;
        out.classes += right_class ? 1U : 0U;
        out.goods += right_good ? 1U : 0U;
        if (!right_class || !right_good) {
            out.wrong += expected.text + " -> " + isic_of(found.node) + "\n";
        }
    }
    return out;
}

}  // namespace

TEST_CASE("product texts that the lexicon was tuned on are read right", "[resolve][activity]")
{
    const auto result = score("tuning.tsv");
    INFO(result.wrong);
    CHECK(result.cases >= 200);
    CHECK(result.share_of(result.classes) >= 0.97);
    CHECK(result.share_of(result.goods) >= 0.97);
}

TEST_CASE("texts in the manner of purchasing systems are read right", "[resolve][activity]")
{
    const auto result = score("erp_style.tsv");
    INFO(result.wrong);
    CHECK(result.cases >= 100);
    CHECK(result.share_of(result.classes) >= 0.95);
    CHECK(result.share_of(result.goods) >= 0.95);
}

TEST_CASE("product texts written after all tuning are read right", "[resolve][activity]")
{
    // The one list that no word of the lexicon was added for: keep it so.
    const auto result = score("held_back_2.tsv");
    INFO(result.wrong);
    CHECK(result.cases >= 80);
    CHECK(result.share_of(result.classes) >= 0.9);
    CHECK(result.share_of(result.goods) >= 0.95);
}

TEST_CASE("product texts held back from tuning are read right", "[resolve][activity]")
{
    const auto result = score("held_back.tsv");
    INFO(result.wrong);
    CHECK(result.cases >= 100);
    CHECK(result.share_of(result.classes) >= 0.93);
    CHECK(result.share_of(result.goods) >= 0.93);
}

TEST_CASE("every good's own name, as label or slug, is read as that good", "[resolve][activity]")
{
    // All goods of sourcelight/goods, in the words of the table itself.
    CHECK(shipped().goods.goods.size() >= 187);
    for (const auto& good : shipped().goods.goods) {
        for (const auto& text : {good.label, good.slug}) {
            std::vector<Finding> findings;
            const auto found = resolver().resolve({"", "", "", "", "", text}, findings);
            INFO(text);
            REQUIRE(found.good != GoodId::kNone);
            CHECK(shipped().goods[found.good].slug == good.slug);
            CHECK(found.confidence >= 0.5F);
        }
    }
}

TEST_CASE("an everyday word that names a listed good keeps its other readings as rivals",
          "[resolve][activity]")
{
    // Metal: "tin"; cans: "tins"; what one irons with: "irons".
    const auto read = [](std::string_view text) {
        std::vector<Finding> findings;
        return resolver().resolve({"", "", "", "", "", text}, findings);
    };
    const auto tin = read("tin");
    CHECK(shipped().tree[tin.node].code == "good:tin");
    CHECK(tin.confidence < 0.9F);
    REQUIRE_FALSE(tin.rivals.empty());
    CHECK(shipped().tree[tin.rivals.front().node].code == "isic4:2599");
    CHECK(read("Tin, ").good == tin.good);
    CHECK(read("tins").good == GoodId::kNone);
    CHECK(read("clothes irons").good == GoodId::kNone);
    CHECK(shipped().goods[read("soybeans").good].slug == "beans");
    CHECK(shipped().goods[read("soy").good].slug == "beans");
    CHECK(read("soybean oil").good == GoodId::kNone);
    CHECK(shipped().goods[read("Peppers").good].slug == "peppers");
    CHECK(shipped().goods[read("pepper").good].slug == "pepper");
}
