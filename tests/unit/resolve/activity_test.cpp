// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity.hpp"

#include "sourcelight/resolve/activity_findings.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <thread>
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

struct Outcome {
    ResolvedActivity activity;
    std::vector<Finding> findings;

    [[nodiscard]] std::string node() const
    {
        return activity.node == NodeId::kNone ? "" : shipped().tree[activity.node].code;
    }
    [[nodiscard]] std::string good() const
    {
        return activity.good == GoodId::kNone ? "" : shipped().goods[activity.good].slug;
    }
    [[nodiscard]] bool has(const FindingKind& kind) const
    {
        return std::any_of(findings.begin(), findings.end(),
                           [&](const Finding& finding) { return finding.kind == &kind; });
    }
    [[nodiscard]] bool has_rival(const std::string& code) const
    {
        return std::any_of(activity.rivals.begin(), activity.rivals.end(), [&](const auto& rival) {
            return shipped().tree[rival.node].code == code;
        });
    }
};

Outcome resolve_row(const ActivityResolver::Texts& texts)
{
    Outcome out;
    out.activity = resolver().resolve(texts, out.findings);
    return out;
}

Outcome resolve_text(std::string_view text) { return resolve_row({"", "", "", "", "", text}); }

}  // namespace

TEST_CASE("a product decides over the material it is made of", "[resolve][activity]")
{
    CHECK(resolve_text("cotton shirts").good() == "garments");
    CHECK(resolve_text("camisas de algodón").good() == "garments");
    CHECK(resolve_text("Shirts, men's, 100% cotton").good() == "garments");
    CHECK(resolve_text("raw cotton").good() == "cotton");
}

TEST_CASE("a noun with two meanings needs a word beside it", "[resolve][activity]")
{
    const auto alone = resolve_text("chips");
    CHECK(alone.good().empty());
    CHECK(alone.has(kActivityAmbiguous));
    CHECK(alone.has_rival("isic4:1030"));
    CHECK(resolve_text("potato chips").node() == "isic4:1030");
    CHECK(resolve_text("silicon chips").good() == "electronics");
    CHECK(resolve_text("Turkey").node().empty());
    CHECK(resolve_text("turkey meat").good() == "poultry");
}

TEST_CASE("a text that says nothing stays unresolved with a finding", "[resolve][activity]")
{
    const auto* text = GENERATE("misc", "n/a", "N.A.", "various", "Other", "services", "Sonstiges",
                                "varios", "其他", "-", "4711", "Прочее", "spare parts");
    const auto found = resolve_text(text);
    INFO(text);
    CHECK(found.node().empty());
    CHECK(found.activity.method == ActivityMethod::kNone);
    CHECK(found.has(kActivityMeaningless));
}

TEST_CASE("an unknown word and an empty row are told apart", "[resolve][activity]")
{
    CHECK(resolve_text("xqzt blorf").has(kActivityUnknown));
    CHECK(resolve_text("").has(kActivityMissing));
    CHECK(resolve_row({"6109", "", "", "", "", ""}).findings.empty());
}

TEST_CASE("one wrong letter in a long word is forgiven", "[resolve][activity]")
{
    const auto right = resolve_text("furniture");
    const auto wrong = resolve_text("furnitre");
    CHECK(wrong.good() == "furniture");
    CHECK(wrong.activity.confidence < right.activity.confidence);
}

TEST_CASE("traditional and simplified characters mean the same", "[resolve][activity]")
{
    CHECK(resolve_text("電子零件").node() == resolve_text("电子零件").node());
    CHECK(resolve_text("紡織品").good() == "textiles");
}

TEST_CASE("a product text makes the activity of a code closer", "[resolve][activity]")
{
    const auto found = resolve_row({"", "10", "", "", "", "frozen shrimp"});
    CHECK(found.node() == "good:shrimp");
    CHECK(found.activity.method == ActivityMethod::kCode);
    CHECK(found.findings.empty());
}

TEST_CASE("codes that contradict each other are a finding", "[resolve][activity]")
{
    const auto found = resolve_row({"6109", "2610", "", "334412", "", ""});
    CHECK(found.has(kActivityCodesContradict));
    // ISIC and NAICS agree on electronics, so the HS code of shirts is outvoted.
    CHECK(found.node() == "isic4:2610");
}

TEST_CASE("a trader's code gives way to the product it trades", "[resolve][activity]")
{
    const auto found = resolve_row({"", "4641", "", "", "", "T-shirts"});
    CHECK(found.good() == "garments");
    CHECK(found.has(kActivityTextDiffers));
    const auto maker = resolve_row({"", "2410", "", "", "", "T-shirts"});
    CHECK(maker.node() == "isic4:2410");
    CHECK(maker.has(kActivityTextDiffers));
}

TEST_CASE("threads read the same as one", "[resolve][activity]")
{
    const std::vector<std::string> texts{"cotton shirts", "Kunststoffteile", "棕榈油", "chips"};
    std::vector<std::string> expected;
    for (const auto& text : texts) {
        expected.push_back(resolve_text(text).node());
    }
    std::vector<int> wrong(4, 0);
    std::vector<std::thread> threads;
    for (auto& count : wrong) {
        threads.emplace_back([&] {
            for (std::size_t i = 0; i < 200; ++i) {
                const auto at = i % texts.size();
                count += resolve_text(texts[at]).node() == expected[at] ? 0 : 1;
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    CHECK(wrong == std::vector<int>(4, 0));
}

TEST_CASE("everyday words of further languages name the main goods", "[resolve][activity]")
{
    // Each word is the usual one of the good in its language.
    const std::vector<std::pair<std::string, std::string>> cases{
        {"Herrenhemden", "good:garments"},
        {"قطن", "good:cotton"},
        {"ملابس جاهزة", "good:garments"},
        {"कपास", "good:cotton"},
        {"झींगा", "good:shrimp"},
        {"रेडीमेड वस्त्र", "good:garments"},
        {"তৈরি পোশাক", "good:garments"},
        {"চিংড়ি", "good:shrimp"},
        {"ゴム手袋", "good:rubber-gloves"},
        {"冷凍エビ", "good:shrimp"},
        {"반도체", "good:electronics"},
        {"의류", "good:garments"},
        {"ถุงมือยาง", "good:rubber-gloves"},
        {"เสื้อผ้า", "good:garments"},
        {"hazır giyim", "good:garments"},
        {"pamuk", "good:cotton"},
        {"may mặc", "good:garments"},
        {"sarung tangan karet", "good:rubber-gloves"},
        {"спецодежда", "good:garments"},
        {"хлопок", "good:cotton"},
        {"obuwie robocze", "good:footwear"},
        {"veiligheidsschoenen", "good:footwear"},
        {"Coca Cola", "isic4:1104"}};
    for (const auto& [text, code] : cases) {
        INFO(text);
        const auto node = resolve_row({"", "", "", "", "", text}).node();
        CHECK(node == code);
    }
}

TEST_CASE("a code and a text that are one listed good do not differ", "[resolve][activity]")
{
    // HS 0901 is coffee, which the list of goods has as well.
    const auto outcome = resolve_row({"0901.11.10", "", "", "", "", "cafe em grao cru"});
    CHECK(outcome.good() == "coffee");
    CHECK_FALSE(outcome.has(kActivityTextDiffers));
}

TEST_CASE("a clear text stands against a code that is unknown or of a whole family",
          "[resolve][activity]")
{
    CHECK(resolve_row({"99999", "", "", "", "", "cotton shirts"}).good() == "garments");
    // UNSPSC 12140000 is the family of elements and gases.
    const auto outcome = resolve_row({"", "", "", "", "12140000", "cobalt ore"});
    CHECK(outcome.good() == "cobalt-ore");
    CHECK(outcome.has(kActivityTextDiffers));
}

TEST_CASE("an ambiguous word is told with what it may mean", "[resolve][activity][finding]")
{
    const auto outcome = resolve_row({"", "", "", "", "", "chips"});
    REQUIRE(outcome.has(kActivityAmbiguous));
    CHECK(outcome.findings.front().message.find("may mean") != std::string::npos);
}

TEST_CASE("a text that names one good of a coarse HS code decides, and the code confirms it",
          "[resolve][activity]")
{
    // Goods and headings from sourcelight/goods_to_hs: 0306 holds shrimp (030617), 0307 squid
    // (030743), chapter 03 both.
    const std::vector<std::array<std::string, 3>> cases{
        {"frozen shrimp", "0306", "shrimp"},   {"frozen shrimp", "03", "shrimp"},
        {"frozen shrimp", "030617", "shrimp"}, {"squid", "0307", "squid"},
        {"squid", "0307.43.00", "squid"},      {"chicken", "0207", "poultry"}};
    for (const auto& [text, hs, good] : cases) {
        INFO(text << " and " << hs);
        const auto alone = resolve_text(text);
        const auto found = resolve_row({hs, "", "", "", "", text});
        CHECK(found.good() == good);
        CHECK(found.node() == "good:" + good);
        CHECK(found.findings.empty());
        CHECK(found.activity.confidence > alone.activity.confidence);
    }
    // A good outside the heading does not.
    CHECK(resolve_row({"0307", "", "", "", "", "frozen shrimp"}).node() == "hs:0307");
}

TEST_CASE("a contradiction is told in names, not in the program's codes",
          "[resolve][activity][finding]")
{
    const auto outcome = resolve_row({"", "2410", "", "", "", "T-shirts"});
    REQUIRE(outcome.has(kActivityTextDiffers));
    const auto& message = outcome.findings.front().message;
    INFO(message);
    CHECK(message.find("Garments") != std::string::npos);
    CHECK(message.find("(ISIC 2410)") != std::string::npos);
    CHECK(message.find("good:") == std::string::npos);
    CHECK(message.find("isic4:") == std::string::npos);
}
