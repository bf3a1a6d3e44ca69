// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/reference/catalogue.hpp"
#include "sourcelight/reference/reference.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

namespace {

using namespace sourcelight;
using namespace sourcelight::reference;

const std::string kDatasets = std::string{SOURCELIGHT_SOURCE_DIR} + "/datasets";

bool listed(const Reference& reference, const std::string& slug, const char* country,
            const std::string& edition)
{
    const auto good = reference.goods.find(slug);
    return std::any_of(reference.listings.begin(), reference.listings.end(), [&](const auto& line) {
        return line.good == good && line.country == CountryCode{country} &&
               line.edition == edition && line.forced_labor;
    });
}

}  // namespace

TEST_CASE("every shipped dataset holds what its manifest says", "[reference][data]")
{
    const auto catalogue = Catalogue::open(kDatasets);
    CHECK(catalogue.manifests().size() >= 30);
    for (const auto& manifest : catalogue.manifests()) {
        const auto complaints = verify(manifest);
        INFO(manifest.id << ": " << (complaints.empty() ? "" : complaints.front()));
        CHECK(complaints.empty());
    }
}

TEST_CASE("a run as of 2018 does not see the edition of 2020", "[reference][as-of]")
{
    const auto before = load_reference(kDatasets, make_date(2018, 10, 1));
    const auto today = load_reference(kDatasets, std::nullopt);

    // Uzbek cotton stood on the list until the edition of 28 September 2022 (US Labor).
    CHECK(listed(before, "cotton", "UZ", "2018"));
    CHECK(std::none_of(before.listings.begin(), before.listings.end(),
                       [&](const auto& line) { return line.published > before.as_of; }));
    CHECK(listed(today, "cotton", "UZ", "2020"));
    CHECK_FALSE(listed(today, "cotton", "UZ", "2022"));
}

TEST_CASE("goods hang below the class that makes them", "[reference]")
{
    const auto reference = load_reference(kDatasets, std::nullopt);
    const auto cotton = reference.tree.find("good:cotton");
    REQUIRE(cotton != NodeId::kNone);
    const auto division = reference.tree.at_level(cotton, Level::kDivision);

    CHECK(reference.tree[division].code == "isic4:01");
    CHECK(reference.tree[cotton].sector == Sector::kAgriculture);
    CHECK(reference.tree[reference.tree.find("hs:6109")].sector == Sector::kManufacturing);
}
