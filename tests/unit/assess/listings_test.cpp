// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/listings.hpp"

#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sourcelight;
using namespace sourcelight::assess;

namespace {

/// What was public of the shipped data on a day, without the assessment on top.
struct AsOf {
    reference::Reference reference;
    Listings listings;

    explicit AsOf(const std::string& day)
        : reference{reference::load_reference(source_path("datasets"), parse_date(day))},
          listings{reference}
    {
    }

    [[nodiscard]] const PairListing* find(const char* country, const std::string& good) const
    {
        return listings.find(CountryCode{country}, reference.goods.find(good).value());
    }
    [[nodiscard]] std::vector<const LegalRule*> rules(const char* country, const char* region,
                                                      const std::string& good) const
    {
        return listings.rules(CountryCode{country}, RegionCode{region},
                              reference.goods.find(good).value());
    }
    [[nodiscard]] std::ptrdiff_t count(const char* country, const char* region,
                                       const std::string& good, const std::string& flag) const
    {
        const auto found = rules(country, region, good);
        return std::count_if(found.begin(), found.end(),
                             [&](const auto* rule) { return rule->flag == flag; });
    }
};

const AsOf& newest()
{
    static const AsOf kNewest{"2026-11-22"};
    return kNewest;
}

Date day(const char* text) { return parse_date(text).value(); }

}  // namespace

TEST_CASE("a listing says since when, and where only the first edition held tells",
          "[assess][listings]")
{
    // Editions held: 1 December 2014, then 2016, 2018, 2020, 2021 (polysilicon), 2022.
    const auto* cotton = newest().find("CN", "cotton");
    REQUIRE(cotton != nullptr);
    CHECK(cotton->forced_since_words() == "at least since 2014-12-01");

    const auto* gloves = newest().find("MY", "rubber-gloves");
    REQUIRE(gloves != nullptr);
    CHECK(gloves->forced_since_words() == "since 2020-09-30");
    CHECK(newest().find("CN", "polysilicon")->forced_since_words() == "since 2021-06-24");

    // Indonesian fish: child labour on the list of 2014, forced labour added in 2016.
    const auto* fish = newest().find("ID", "fish");
    REQUIRE(fish != nullptr);
    CHECK(fish->since_words() == "at least since 2014-12-01");
    CHECK(fish->forced_since_words() == "since 2016-09-30");
}

TEST_CASE("Uzbek cotton is listed in 2018 and no longer from the edition of 2022",
          "[assess][listings][asof]")
{
    const AsOf then{"2018-06-30"};
    const auto* listing = then.find("UZ", "cotton");
    REQUIRE(listing != nullptr);
    CHECK(listing->forced);
    CHECK(listing->edition == "2016");
    CHECK(listing->forced_since == day("2014-12-01"));
    CHECK(then.count("UZ", "", "cotton", "EO13126") == 1);

    // Removed by the final determination of 25 March 2019 and the edition of 28 September 2022.
    CHECK(AsOf{"2019-03-24"}.count("UZ", "", "cotton", "EO13126") == 1);
    CHECK(AsOf{"2019-03-25"}.count("UZ", "", "cotton", "EO13126") == 0);
    const AsOf before{"2022-09-27"};
    REQUIRE(before.find("UZ", "cotton") != nullptr);
    CHECK(before.find("UZ", "cotton")->edition == "2020");
    CHECK(AsOf{"2022-09-28"}.find("UZ", "cotton") == nullptr);
    CHECK(newest().find("UZ", "cotton") == nullptr);
    CHECK(newest().rules("UZ", "", "cotton").empty());
}

TEST_CASE("only the newest revision of Executive Order 13126 is in force",
          "[assess][listings][asof]")
{
    // Bricks of India stand in the revisions of 2014, 2019 and 2024.
    const auto rules = newest().rules("IN", "", "bricks");
    REQUIRE(rules.size() == 1);
    CHECK(rules.front()->label == "Executive Order 13126, revision of 2024: Bricks");
    CHECK(rules.front()->since_words() == "at least since 2014-12-01");

    CHECK(AsOf{"2024-09-04"}.count("VN", "", "garments", "EO13126") == 1);
    CHECK(newest().count("VN", "", "garments", "EO13126") == 0);
}

TEST_CASE("the known changes of 2024 keep their kind and input", "[assess][listings]")
{
    // Fishmeal of Thailand was added because of Thai fish.
    const auto* meal = newest().find("TH", "fishmeal");
    REQUIRE(meal != nullptr);
    CHECK(meal->downstream);
    CHECK_FALSE(meal->forced);
    CHECK_FALSE(meal->child);
    CHECK(newest().reference.goods[meal->input].slug == "fish");
    CHECK(meal->input_country == CountryCode{"TH"});
    CHECK(meal->since_words() == "since 2024-09-05");

    // Textiles of Vietnam: child labour since 2016, and Chinese cotton in them since 2024.
    const auto* textiles = newest().find("VN", "textiles");
    REQUIRE(textiles != nullptr);
    CHECK(textiles->child);
    CHECK_FALSE(textiles->downstream);
    CHECK(textiles->since_words() == "since 2016-09-30");
    CHECK(newest().reference.goods[textiles->input].slug == "cotton");
    CHECK(textiles->input_country == CountryCode{"CN"});
    CHECK(textiles->input_since == day("2024-09-05"));

    // Cobalt ore of the Congo: child labour before, forced labour added.
    const auto* cobalt = newest().find("CD", "cobalt-ore");
    REQUIRE(cobalt != nullptr);
    CHECK(cobalt->child);
    CHECK(cobalt->since_words() == "at least since 2014-12-01");
    CHECK(cobalt->forced_since_words() == "since 2024-09-05");

    CHECK(newest().find("TH", "shrimp") == nullptr);
    CHECK(AsOf{"2024-09-04"}.find("TH", "shrimp") != nullptr);
    CHECK(AsOf{"2024-09-04"}.find("TH", "fishmeal") == nullptr);
}

TEST_CASE("orders and statutes hold from the day they begin", "[assess][listings][asof]")
{
    CHECK(AsOf{"2018-05-17"}.count("TM", "", "cotton", "WRO") == 0);
    CHECK(AsOf{"2018-05-18"}.count("TM", "", "cotton", "WRO") == 1);
    // The act was signed on 23 December 2021; its presumption holds from 21 June 2022.
    CHECK(AsOf{"2022-06-20"}.count("CN", "CN-XJ", "bricks", "UFLPA") == 0);
    CHECK(AsOf{"2022-06-21"}.count("CN", "CN-XJ", "bricks", "UFLPA") == 1);
    CHECK(newest().count("CN", "CN-GD", "bricks", "UFLPA") == 0);
}

TEST_CASE("an order on one maker flags no place, even if it names all his goods",
          "[assess][listings]")
{
    // Order of 25 August 2020 on a training centre in Xinjiang: goods "*", scope entity.
    CHECK(AsOf{"2021-01-12"}.rules("CN", "CN-XJ", "hair-products").empty());
    // Order of 13 January 2021: cotton and tomatoes of the whole region.
    const AsOf region{"2021-01-13"};
    CHECK(region.count("CN", "CN-XJ", "cotton", "WRO") == 1);
    CHECK(region.count("CN", "", "cotton", "WRO") == 0);
    CHECK(region.rules("CN", "CN-XJ", "hair-products").empty());
    CHECK(newest().count("MY", "", "rubber-gloves", "WRO") == 0);
}

TEST_CASE("an order counts until its end, whatever its status says today",
          "[assess][listings][asof]")
{
    // Two invented orders: what the shipped one says of their status is of a later day.
    reference::Reference reference;
    reference.goods = newest().reference.goods;
    const auto column = [](std::vector<std::string> cells) {
        return DataColumn{TextColumn::of(cells)};
    };
    reference::Dataset orders;
    orders.table = DataTable{"orders",
                             {"order_id", "date_effective", "action", "iso2", "region", "scope",
                              "product", "goods", "status", "ended"},
                             {column({"one", "two"}), column({"2019-01-01", "2019-01-01"}),
                              column({"WRO", "WRO"}), column({"MW", "ZW"}), column({"", ""}),
                              column({"country", "country"}), column({"tobacco", "tobacco"}),
                              column({"tobacco", "tobacco"}), column({"modified", "revoked"}),
                              column({"2021-06-01", "2021-06-01"})}};
    orders.source_rows = {0, 1};
    reference.datasets.emplace("uscbp/orders", std::move(orders));

    reference.as_of = day("2021-05-31");
    CHECK(Listings{reference}.all_rules().size() == 2);
    reference.as_of = day("2021-06-01");
    CHECK(Listings{reference}.all_rules().empty());
}

TEST_CASE("what the edition of 2024 added and struck keeps its own row", "[assess][listings]")
{
    const auto good = [](const char* slug) { return *newest().reference.goods.find(slug); };
    const auto row_of = [](SourceRef source) {
        const auto& manifest = newest().reference.catalogue.manifest(source.dataset);
        return reference::row_key(manifest, reference::read_whole(manifest), source.row);
    };
    const auto* shrimp = newest().listings.removal(CountryCode{"TH"}, good("shrimp"));
    REQUIRE(shrimp != nullptr);
    CHECK(row_of(shrimp->source) == "change=removed, iso2=TH, good=shrimp");
    CHECK(newest().listings.removal(CountryCode{"TH"}, good("fish")) == nullptr);

    // Cotton of Uzbekistan stands in the edition of 2020 and not in that of 2022-09-28.
    const auto* cotton = newest().listings.removal(CountryCode{"UZ"}, good("cotton"));
    REQUIRE(cotton != nullptr);
    CHECK(cotton->edition == "2022");
    CHECK(cotton->since == *parse_date("2022-09-28"));
    CHECK(cotton->forced);

    // Textiles of Vietnam stand in the edition of 2022 and, through cotton, in that of 2024.
    const auto* textiles = newest().find("VN", "textiles");
    REQUIRE(textiles != nullptr);
    CHECK(textiles->also == "through an input, in the edition 2024");
    CHECK(row_of(textiles->also_source) == "change=added, iso2=VN, good=textiles");

    // China: aluminium, caustic soda and jujubes, none of them listed before.
    const auto china = newest().listings.changes_of(CountryCode{"CN"});
    CHECK(china.added == 3);
    CHECK(china.removed == 0);
    CHECK_FALSE(newest().listings.changes_of(CountryCode{"KP"}).any());
    CHECK_FALSE(AsOf{"2024-09-04"}.listings.changes_of(CountryCode{"CN"}).any());
}
