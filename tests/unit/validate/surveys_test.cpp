// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/surveys.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sourcelight;
using namespace sourcelight::validate;

namespace {

/// Once: each survey loads the data of its day.
const std::vector<SurveyResult>& shipped_surveys()
{
    static const auto surveys = [] {
        const std::string root{SOURCELIGHT_SOURCE_DIR};
        const ReferenceAt at = [&](Date day) {
            return reference::load_reference(root + "/datasets", day);
        };
        const auto newest = reference::load_reference(root + "/datasets", std::nullopt);
        const auto methodology =
            assess::load_methodology(root + "/configs/methodology/default.yaml");
        return check_surveys(at, newest, methodology, {0, 500, 2});
    }();
    return surveys;
}

}  // namespace

TEST_CASE("a survey is held against what the model gave for the day before", "[surveys]")
{
    const auto& surveys = shipped_surveys();
    REQUIRE(surveys.size() == 6);
    for (const auto& [anchor, definition, as_of] : surveys) {
        CAPTURE(anchor.id);
        CHECK_FALSE(definition.empty());
        CHECK(anchor.lo90 < anchor.estimate);
        CHECK(anchor.estimate < anchor.hi90);
        CHECK(anchor.ok == (anchor.lo90 <= anchor.published && anchor.published <= anchor.hi90));
    }
    // The 2019 report became public on 5 February 2020 (state_programmes, survey_anchors).
    CHECK(to_string(surveys[3].as_of) == "2020-02-04");
    // Figures of earlier harvests bring the estimate down, each only after it was public.
    CHECK(surveys[4].anchor.estimate < surveys[2].anchor.estimate);
}

TEST_CASE("what monitors of the cotton harvest of Uzbekistan published lay within the intervals",
          "[surveys]")
{
    const auto& surveys = shipped_surveys();
    CHECK(std::count_if(surveys.begin(), surveys.end(), [](const SurveyResult& survey) {
              return survey.anchor.id.rfind("uz_cotton", 0) == 0 && survey.anchor.ok;
          }) == 5);
}
