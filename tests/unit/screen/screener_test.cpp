// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/screen/screener.hpp"

#include "sourcelight/screen/names.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using namespace sourcelight;
using screen::ListedEntity;
using screen::MatchState;
using screen::Screener;

ListedEntity sample_entity()
{
    ListedEntity entity;
    entity.list_id = "test/list";
    entity.entity_id = "one";
    entity.name = "Sample Weaving Co., Ltd. and its subsidiaries";
    entity.aliases = {"样本纺织有限公司"};
    entity.country = CountryCode{"CN"};
    entity.legal_basis = "WRO";
    entity.listed_on = make_date(2021, 1, 13);
    return entity;
}

std::vector<screen::Match> screen_one(const std::string& name, const char* country,
                                      ListedEntity entity = sample_entity())
{
    SupplierBatch batch;
    batch.first_row = 7;
    batch.rows = 1;
    batch.columns[static_cast<std::size_t>(Field::kName)] = TextColumn::of({name});
    const std::vector<CountryCode> countries{CountryCode{country}};
    return Screener{{std::move(entity)}}.screen(batch, countries);
}

}  // namespace

TEST_CASE("legal forms and punctuation do not hide a name", "[screen]")
{
    CHECK(screen::normalized_name("SAMPLE WEAVING CO.,LTD") == "sample weaving");
    CHECK(screen::normalized_name("Sample Weaving Sdn. Bhd.") == "sample weaving");
    CHECK(screen::normalized_name("Sample Weaving S.A. de C.V.") == "sample weaving");
    CHECK(screen::normalized_name("Co., Ltd.").empty());
}

TEST_CASE("the same name in the same country is a strong candidate with its reason", "[screen]")
{
    const auto matches = screen_one("Sample Weaving Company Limited", "CN");
    REQUIRE(matches.size() == 1);
    CHECK(matches[0].row == 7);
    CHECK(matches[0].country_agrees);
    CHECK(matches[0].state == MatchState::kAuto);
    CHECK(matches[0].reason.find("listed since 2021-01-13") != std::string::npos);
}

TEST_CASE("the same name in another country is left to a reviewer", "[screen]")
{
    const auto matches = screen_one("Sample Weaving", "PT");
    REQUIRE(matches.size() == 1);
    CHECK(matches[0].state == MatchState::kReview);
    CHECK(matches[0].probability < 0.5F);
}

TEST_CASE("another name is no candidate", "[screen]")
{
    CHECK(screen_one("Sample Knitting Co., Ltd.", "CN").empty());
    CHECK(screen_one("", "CN").empty());
}

TEST_CASE("a short word is a weak name, but not as a full legal name in its country", "[screen]")
{
    auto listed = sample_entity();
    listed.name = "Kite Group Co., Ltd.";
    const auto full = screen_one("Kite Group Co Ltd", "CN", listed);
    REQUIRE(full.size() == 1);
    CHECK(full[0].probability == Approx(0.95));
    CHECK(full[0].state == MatchState::kAuto);
    // Any firm may be called so, and another country has firms of its own.
    CHECK(screen_one("Kite", "CN", listed).at(0).probability < 0.5F);
    CHECK(screen_one("Kite Ltd", "CN", listed).at(0).state == MatchState::kReview);
    CHECK(screen_one("Kite Group Co., Ltd.", "KE", listed).at(0).probability < 0.2F);
    // One word stays a common one with a legal form behind it.
    listed.name = "Kite Ltd";
    CHECK(screen_one("Kite Ltd", "CN", listed).at(0).state == MatchState::kReview);
}

TEST_CASE("a country that neither confirms nor denies leaves the name in doubt", "[screen]")
{
    const auto matches = screen_one("Sample Weaving", "");
    REQUIRE(matches.size() == 1);
    CHECK_FALSE(matches[0].country_agrees);
    CHECK(matches[0].state == MatchState::kReview);
    CHECK(matches[0].probability > screen_one("Sample Weaving", "PT").at(0).probability);
    CHECK(matches[0].probability < screen_one("Sample Weaving", "CN").at(0).probability);
}

TEST_CASE("the parent is screened where the supplier itself is not listed", "[screen]")
{
    SupplierBatch batch;
    batch.rows = 2;
    batch.columns[static_cast<std::size_t>(Field::kName)] =
        TextColumn::of({"Plant 7", "Sample Weaving"});
    batch.columns[static_cast<std::size_t>(Field::kParent)] =
        TextColumn::of({"Sample Weaving", "Sample Weaving"});
    const std::vector<CountryCode> countries{CountryCode{"CN"}, CountryCode{"CN"}};
    const auto matches = Screener{{sample_entity()}}.screen(batch, countries);
    REQUIRE(matches.size() == 2);
    CHECK(matches[0].reason.starts_with("The parent's name"));
    CHECK(matches[1].reason.starts_with("The name"));
    CHECK(matches[0].probability < matches[1].probability);
}

TEST_CASE("an end of a listing is part of the reason", "[screen]")
{
    auto listed = sample_entity();
    listed.ended = make_date(2023, 5, 2);
    CHECK_THAT(screen_one("Sample Weaving", "CN", listed).at(0).reason,
               Catch::Contains("ended 2023-05-02"));
}

TEST_CASE("the states of a match have the names that matches.csv prints", "[screen]")
{
    CHECK(screen::state_name(MatchState::kAuto) == "auto");
    CHECK(screen::state_name(MatchState::kReview) == "review");
    CHECK(screen::state_name(MatchState::kDismissed) == "dismissed");
}
