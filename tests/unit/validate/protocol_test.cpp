// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/protocol.hpp"

#include "sourcelight/core/error.hpp"
#include "tests/unit/validate/shipped.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace sourcelight;
using namespace sourcelight::validate;
using Catch::Matchers::Contains;

namespace {

const std::string kProtocol = source_path("configs/validation/protocol.yaml");

/// The message about the shipped protocol with one text in place of another.
std::string complaint_with(const std::string& old_text, const std::string& new_text)
{
    std::ifstream in{kProtocol};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto at = text.find(old_text);
    REQUIRE(at != std::string::npos);
    text.replace(at, old_text.size(), new_text);
    const auto path = std::filesystem::temp_directory_path() / "sourcelight-protocol-test.yaml";
    std::ofstream{path} << text;
    try {
        (void)load_protocol(path.string());
    } catch (const Error& e) {
        CHECK(e.code() == Errc::kConfigInvalid);
        return e.what();
    }
    return {};
}

}  // namespace

TEST_CASE("the frozen protocol is the one that was committed before the first run",
          "[validate][protocol]")
{
    const auto protocol = load_protocol(kProtocol);
    // SHA-256 of the file in the commit that froze it; a change needs a protocol of its own
    CHECK(protocol.sha256 == "2aab6f205a66f200bf00f1ed1b8eee9823992543f36a19ddca7b200f24b75d91");
    CHECK(protocol.id == "backtest-1");
    CHECK(protocol.origins.size() == 6);
    CHECK(protocol.model.terms.size() == 8);
    CHECK(protocol.comparators.size() == 7);
    CHECK(protocol.rival == "counts_and_child_pair");
}

TEST_CASE("the second protocol differs in the posterior alone", "[validate][protocol]")
{
    const auto first = load_protocol(kProtocol);
    const auto second = load_protocol(source_path("configs/validation/protocol-2.yaml"));
    // SHA-256 of the file in the commit that froze it
    CHECK(second.sha256 == "4dd4d8d30bd476457c5a1e187d5d4901f7371fd70f100a682a23eb4b9ee1fd24");
    CHECK(first.posterior == Posterior::kLaplace);
    CHECK(second.posterior == Posterior::kVariational);
    CHECK(first.origins == second.origins);
    CHECK(first.training_days == second.training_days);
    CHECK(first.question == second.question);
    CHECK(first.recall_at == second.recall_at);
    CHECK(first.origins_to_win == second.origins_to_win);
    for (std::size_t i = 0; i < first.model.terms.size(); ++i) {
        CHECK(first.model.terms[i].prior.mean == second.model.terms[i].prior.mean);
        CHECK(first.model.terms[i].prior.sd == second.model.terms[i].prior.sd);
    }
}

TEST_CASE("a protocol that says what the program does not do is refused by line",
          "[validate][protocol]")
{
    CHECK_THAT(complaint_with("{id: other,", "{id: othr,"),
               Contains("term \"othr\" is unknown") && Contains(".yaml:34"));
    CHECK_THAT(complaint_with("{id: good, sd", "{id: goods, sd"), Contains("effect \"goods\""));
    CHECK_THAT(complaint_with("rival: counts_and_child_pair", "rival: luck"),
               Contains("\"luck\" is no comparator"));
    CHECK_THAT(complaint_with("window_months: 24", "window_months: soon"),
               Contains("window_months"));
    CHECK_THAT(complaint_with("[2016-10-01, 2018-10-01,", "[2018-10-01, 2016-10-01,"),
               Contains("ascending"));
    CHECK_THAT(complaint_with("cases: all_unlisted_pairs", "cases: some"),
               Contains("all_unlisted_pairs"));
    CHECK_THAT(complaint_with("bootstrap: 500", "bootstraps: 500"), Contains("bootstrap"));
}

TEST_CASE("months later is the same day or the last of the month", "[validate][protocol]")
{
    CHECK(to_string(months_after(day("2016-10-01"), 24)) == "2018-10-01");
    CHECK(to_string(months_after(day("2019-12-31"), 2)) == "2020-02-29");
    CHECK(to_string(months_after(day("2020-11-30"), 1)) == "2020-12-30");
}
