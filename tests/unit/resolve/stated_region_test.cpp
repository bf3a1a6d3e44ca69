// SPDX-License-Identifier: Apache-2.0
// Suppliers whose list gives a state or province and no country.
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/location_data.hpp"
#include "sourcelight/resolve/resolver.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::resolve;

struct World {
    reference::Reference facts =
        reference::load_reference(SOURCELIGHT_SOURCE_DIR "/datasets", std::nullopt);
    LocationData data = load_location_data(facts);
    LocationResolver locations{data.index, data.gazetteer, data.centres};
    Resolver resolver{facts, locations};
};

/// The cells of one supplier.
struct Row {
    std::string name = "Acme";
    std::string address = {};
    std::string city = {};
    std::string region = {};
    std::string country = {};
    std::string postcode = {};
};

struct Outcome {
    std::string country;
    std::string region;
    float confidence = 0.0F;
    std::vector<Finding> findings;

    [[nodiscard]] bool has(std::string_view code) const
    {
        return std::any_of(findings.begin(), findings.end(),
                           [code](const Finding& finding) { return finding.kind->code == code; });
    }
    [[nodiscard]] bool warns() const
    {
        return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
            return finding.kind->severity == Severity::kWarning && finding.column == "country";
        });
    }
};

Outcome resolved(const Row& row)
{
    static const World world;
    SupplierBatch batch;
    batch.rows = 1;
    const auto set = [&batch](Field field, const std::string& text) {
        batch.columns[static_cast<std::size_t>(field)] = TextColumn::of({text});
    };
    set(Field::kName, row.name);
    set(Field::kAddress, row.address);
    set(Field::kCity, row.city);
    set(Field::kRegion, row.region);
    set(Field::kCountry, row.country);
    set(Field::kPostcode, row.postcode);
    auto result = world.resolver.resolve(batch);
    const auto& place = result.places.front();
    return {std::string{place.country.view()}, std::string{place.region.view()}, place.confidence,
            std::move(result.findings)};
}

std::string place_of(const Row& row)
{
    const auto out = resolved(row);
    return out.region.empty() ? out.country : out.region;
}

std::string place_of_address(const std::string& address) { return place_of({"Acme", address}); }

std::string place_in_state(const std::string& city, const std::string& state)
{
    return place_of({"Acme", {}, city, state});
}

}  // namespace

TEST_CASE("a stated state outweighs the larger namesake of the city abroad")
{
    CHECK(place_in_state("Paris", "TX") == "US-TX");
    CHECK(place_in_state("Lima", "OH") == "US-OH");
    CHECK(place_in_state("Birmingham", "Alabama") == "US-AL");
    CHECK(place_in_state("Toronto", "ON") == "CA-ON");
    CHECK(place_in_state("Atlanta", "Georgia") == "US-GA");
    CHECK(place_in_state("Paris", {}) == "FR-IDF");
}

TEST_CASE("the city tells which of two countries with such a state is meant")
{
    CHECK(place_in_state("Lahore", "Punjab") == "PK-PB");
    CHECK(place_in_state("Ludhiana", "Punjab") == "IN-PB");
    CHECK(place_in_state("Perth", "WA") == "AU-WA");
    CHECK(place_in_state("Seattle", "WA") == "US-WA");
}

TEST_CASE("a cell that says nothing is no short form of a region")
{
    const auto* cell = GENERATE("n/a", "N/A", "n.a.", "N.A.", "#N/A", "-", "?", "tbd", "unknown");
    Row row;
    row.country = cell;
    INFO(cell);
    CHECK(resolved(row).country.empty());
}

TEST_CASE("an address that ends with a state lies in its country")
{
    CHECK(place_of_address("5 Main St, Paris, TX 75460") == "US-TX");
    CHECK(place_of_address("Paris TX 75460-1234") == "US-TX");
    CHECK(place_of_address("1 Peachtree St, Atlanta, Georgia 30303") == "US-GA");
    CHECK(place_of_address("Toledo, Ohio") == "US-OH");
    CHECK(place_of_address("Sydney NSW 2000") == "AU-NSW");
    CHECK(place_of_address("100 King St, Toronto, ON M5V 2T6") == "CA-ON");
}

TEST_CASE("an end of an address that may be a country too is read by the city")
{
    CHECK(place_of_address("Berlin, DE") == "DE-BE");
    CHECK(place_of_address("Gary, IN") == "US-IN");
    CHECK(place_of_address("Tbilisi, Georgia") == "GE-TB");
    CHECK(place_of_address("Atlanta, Georgia") == "US-GA");
    CHECK(place_of_address("Calle Ancha 3, Toledo") == "ES-CM");
}

TEST_CASE("a stated country stands whatever the state says")
{
    CHECK(resolved({"Acme", {}, "Lima", "OH", "Peru"}).country == "PE");
}

TEST_CASE("a country that was taken without certainty is a warning")
{
    const auto lyon = resolved({"Acme", {}, "Lyon", "TX"});
    CHECK(lyon.country == "US");
    CHECK(lyon.confidence <= 0.7F);
    CHECK(lyon.has("country-uncertain"));
    CHECK(lyon.warns());
    CHECK_FALSE(resolved({"Acme", {}, "Paris", "TX"}).warns());
}

TEST_CASE("a region in the country column gives country and region")
{
    // Zhongwei is a city of Ningxia.
    const auto zhongwei = resolved({"Acme", "中宁县", "中卫", {}, "宁夏"});
    CHECK(zhongwei.region == "CN-NX");
    CHECK(zhongwei.has("country-is-region"));
    CHECK(place_of({"Acme", {}, {}, {}, "Bavaria"}) == "DE-BY");
    CHECK(place_of({"Acme", {}, "Austin", {}, "Texas"}) == "US-TX");
    CHECK(place_of({"Acme", {}, "Sydney", {}, "New South Wales"}) == "AU-NSW");
}

TEST_CASE("a state's short form in the country column gives way to its town")
{
    // 60601 is Chicago's ZIP code, 47167 that of Salem in Indiana, 600001 that of Chennai.
    const auto chicago = resolved({"Acme", {}, "Chicago", {}, "IL", "60601"});
    CHECK(chicago.region == "US-IL");
    CHECK(chicago.has("country-is-state"));
    CHECK(place_of({"Acme", {}, "Los Angeles", {}, "CA"}) == "US-CA");
    CHECK(place_of({"Acme", {}, "Salem", {}, "IN", "47167"}) == "US-IN");
    CHECK(place_of({"Acme", {}, "Salem", {}, "IN"}) == "IN-TN");
    CHECK(place_of({"Acme", {}, "Chennai", {}, "IN", "600001"}) == "IN-TN");
    CHECK(place_of({"Acme", {}, "Tel Aviv", {}, "IL"}) == "IL-TA");
    CHECK(place_of({"Acme", {}, "Toronto", {}, "CA"}) == "CA-ON");
    CHECK(place_of({"Acme", {}, "Chicago", {}, "Israel"}) == "IL");
}

TEST_CASE("a postcode in its own cell tells the state from the country")
{
    CHECK(place_of({"Acme", "Salem, IN", {}, {}, {}, "47167"}) == "US-IN");
    const auto either = resolved({"Acme", "Salem, IN"});
    CHECK(either.country == "IN");
    REQUIRE(either.has("country-uncertain"));
    CHECK(either.findings.front().message.find("could be US") != std::string::npos);
    CHECK(place_of_address("Toronto, CA") == "CA-ON");
    // The end names the country in full: there is nothing to tell.
    CHECK_FALSE(
        resolved({"Acme", "8 Section 1, Huandong Road, Tainan, Taiwan"}).has("country-from-place"));
}

TEST_CASE("a place abroad is a finding, and no region of the stated country")
{
    // 75001 is a postcode of Paris, and in Germany one of Baden-Württemberg.
    for (const auto& row : {Row{"Acme", "75001 Paris, France", {}, {}, "Germany"},
                            Row{"Acme", {}, "Paris", {}, "Germany", "75001"},
                            Row{"Acme", "Rue de Rivoli 1, 75001 Paris", {}, {}, "Germany"}}) {
        INFO(row.address);
        const auto out = resolved(row);
        CHECK(out.country == "DE");
        CHECK(out.region.empty());
        CHECK(out.confidence <= 0.7F);
        CHECK((out.has("place-elsewhere") || out.has("address-country-differs")));
    }
    const auto perth = resolved({"Acme", {}, "Perth", {}, "Bavaria"});
    CHECK(perth.region == "DE-BY");
    CHECK(perth.confidence <= 0.7F);
    CHECK(perth.has("place-elsewhere"));
    // The state, not the country of that name, ends the address.
    CHECK(place_of({"Acme", "1 Peachtree St, Atlanta, Georgia", {}, {}, "USA"}) == "US-GA");
    CHECK_FALSE(resolved({"Acme", "1 Peachtree St, Atlanta, Georgia", {}, {}, "USA"}).warns());
}

TEST_CASE("a total and an empty row are noted and not complained about")
{
    const auto total = resolved({"Summe"});
    CHECK(total.country.empty());
    REQUIRE(total.findings.size() == 1);
    CHECK(total.has("total-row"));
    const auto empty = resolved({""});
    REQUIRE(empty.findings.size() == 1);
    CHECK(empty.has("empty-row"));
}
