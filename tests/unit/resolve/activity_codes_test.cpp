// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity_codes.hpp"

#include "sourcelight/resolve/activity_findings.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
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

struct Outcome {
    CodeReading code;
    std::vector<Finding> findings;

    [[nodiscard]] std::string node() const
    {
        const auto node = code.reading.node;
        return node == NodeId::kNone ? "" : shipped().tree[node].code;
    }
    [[nodiscard]] std::string good() const
    {
        const auto good = code.reading.good;
        return good == GoodId::kNone ? "" : shipped().goods[good].slug;
    }
    [[nodiscard]] bool has(const FindingKind& kind) const
    {
        return std::any_of(findings.begin(), findings.end(),
                           [&](const Finding& finding) { return finding.kind == &kind; });
    }
};

Outcome read(CodeSystem system, std::string_view cell)
{
    static const Decider decider{shipped().tree, shipped().goods};
    static const CodeBook book{shipped(), decider};
    Outcome out;
    out.code = book.read(system, cell, out.findings);
    return out;
}

}  // namespace

TEST_CASE("HS codes of any length lead to their heading", "[resolve][activity][codes]")
{
    const auto* cell =
        GENERATE("6109", "610910", "6109.10", "6109.10.00", "6109100012", "HS 6109", "61 09 10");
    const auto found = read(CodeSystem::kHs, cell);
    INFO(cell);
    CHECK(found.node() == "hs:6109");
    CHECK(found.good() == "garments");
    CHECK(found.code.method == ActivityMethod::kCode);
    CHECK(found.findings.empty());
}

TEST_CASE("an HS chapter leads to what its headings have in common", "[resolve][activity][codes]")
{
    const auto found = read(CodeSystem::kHs, "61");
    CHECK(found.node().starts_with("isic4:14"));
    CHECK(found.code.method == ActivityMethod::kConcordance);
}

TEST_CASE("a lost leading zero is put back and noted", "[resolve][activity][codes]")
{
    CHECK(read(CodeSystem::kHs, "90111").node() == "hs:0901");
    CHECK(read(CodeSystem::kHs, "901.11").node() == "hs:0901");
    CHECK(read(CodeSystem::kIsic, "116").node() == "isic4:0116");
    CHECK(read(CodeSystem::kNace, "1.16").node() == "isic4:0116");
    CHECK(read(CodeSystem::kIsic, "116").has(kActivityCodePadded));
}

TEST_CASE("ISIC codes are read at every level", "[resolve][activity][codes]")
{
    CHECK(read(CodeSystem::kIsic, "C").node() == "isic4:C");
    CHECK(read(CodeSystem::kIsic, "14").node() == "isic4:14");
    CHECK(read(CodeSystem::kIsic, "141").node() == "isic4:141");
    CHECK(read(CodeSystem::kIsic, "C1410").node() == "isic4:1410");
}

TEST_CASE("NACE, NAICS and UNSPSC go through their concordances", "[resolve][activity][codes]")
{
    CHECK(read(CodeSystem::kNace, "10.73").node() == "isic4:1074");  // pasta
    CHECK(read(CodeSystem::kNace, "C14.13").node() == "isic4:1410");
    CHECK(read(CodeSystem::kNace, "14131").node() == "isic4:1410");  // UK SIC 2007
    CHECK(read(CodeSystem::kNaics, "334412").node() == "isic4:2610");
    CHECK(read(CodeSystem::kUnspsc, "32101601").node() == "isic4:2610");
    CHECK(read(CodeSystem::kUnspsc, "53110000").node() == "isic4:1520");
    CHECK(read(CodeSystem::kUnspsc, "42132203").node() == "isic4:2219");
    CHECK(read(CodeSystem::kNace, "10.73").code.method == ActivityMethod::kConcordance);
}

TEST_CASE("several codes in one cell lead to what they have in common",
          "[resolve][activity][codes]")
{
    CHECK(read(CodeSystem::kHs, "6109; 6203").node() == "isic4:1410");
    CHECK(read(CodeSystem::kHs, "6109; 6203").good() == "garments");
}

TEST_CASE("what is no code is a finding in every system", "[resolve][activity][codes]")
{
    const auto system = GENERATE(CodeSystem::kHs, CodeSystem::kIsic, CodeSystem::kNace,
                                 CodeSystem::kNaics, CodeSystem::kUnspsc);
    const auto* cell = GENERATE("-", "?", "xx", "TBD", "Textiles", "n/a", ".", "0000");
    INFO(cell);
    const auto found = read(system, cell);
    CHECK(found.node().empty());
    CHECK(found.has(kActivityCodeUnknown));
}

TEST_CASE("no zero is put before a code that does not exist with it", "[resolve][activity][codes]")
{
    const auto found = read(CodeSystem::kHs, "99999");
    CHECK(found.node().empty());
    CHECK(found.has(kActivityCodeUnknown));
}

TEST_CASE("a code of no classification is a finding", "[resolve][activity][codes]")
{
    const auto found = read(CodeSystem::kHs, "9999.99");
    CHECK(found.node().empty());
    CHECK(found.has(kActivityCodeUnknown));
    CHECK(read(CodeSystem::kHs, "abc").has(kActivityCodeUnknown));
    CHECK(read(CodeSystem::kHs, "610977").has(kActivityCodeShortened));
}
