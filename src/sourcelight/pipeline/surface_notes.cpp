// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/surface_notes.hpp"

#include "sourcelight/pipeline/surface_cells.hpp"

#include <fmt/format.h>

#include <array>

namespace sourcelight::pipeline {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

constexpr std::array<std::string_view, 3> kParts{"median", "lo90", "hi90"};
constexpr std::array<std::string_view, 3> kPartMeanings{
    "median of the draws", "lower end of the 90 % interval", "upper end of the 90 % interval"};

std::string sources_of(const reference::Reference& reference)
{
    std::string text;
    for (const auto& manifest : reference.catalogue.manifests()) {
        text += fmt::format("{}{} ({}; {}; {})", text.empty() ? "" : "; ", manifest.id,
                            manifest.publisher, manifest.edition, manifest.licence);
    }
    return text;
}

}  // namespace

const publish::EstimateScale& scale_of(MapMeasure measure) noexcept
{
    return measure == MapMeasure::kPrevalence ? publish::kPrevalenceScale : publish::kHazardScale;
}

io::RasterBand estimate_band(MapMeasure measure, std::size_t part)
{
    const auto& scale = scale_of(measure);
    return {std::string{kParts.at(part)},
            std::string{scale.unit},
            {{"MEANING", fmt::format("{}: {}", scale.label, kPartMeanings.at(part))}},
            {}};
}

io::RasterBand grade_band()
{
    return {"grade",
            "",
            {{"MEANING", "Evidence behind the estimate: 3 = C, region and product; 4 = D, country "
                         "and sector; 5 = E, world-wide assumptions only. Sectors and all work "
                         "have none."}},
            {}};
}

io::RasterBand listing_band()
{
    return {"listed",
            "",
            {{"MEANING", "What the List of Goods in force says of this good and country: 3 = "
                         "listed for forced labour; 2 = made from an input listed for forced "
                         "labour; 1 = listed for child labour only; 0 = not named, which is no "
                         "clearance."}},
            {}};
}

io::RasterBand support_band()
{
    return {
        "support",
        "",
        {{"MEANING", "What the cell's values stand for: 1 = a first-level region with evidence, "
                     "rules or programmes of its own; 2 = its country without those regions."}},
        {}};
}

io::RasterBand persons_band()
{
    return {"persons",
            "expected persons in forced labour in the cell",
            {{"MEANING",
              "The country's expected persons (mean of the draws of prevalence times the workers "
              "behind the subject), shared out by where people live and by the prevalence of the "
              "cell's support. The cells of a country add up to its total. A share, no count of "
              "people found there."}},
            {}};
}

io::RasterBand weight_band()
{
    return {"weight",
            "",
            {{"MEANING",
              "What the given weight file (metadata WEIGHTS) has in the cell; no data where it has "
              "nothing. Weighs the other bands: the sum of median times weight over the sum of "
              "weight is the weighted mean of an area."}},
            {}};
}

io::RasterBand basis_band()
{
    return {"basis",
            "",
            {{"MEANING", "What the persons of the cell's country are shared out by: 1 = the given "
                         "weight file; 2 = people of the gazetteer, as the file has no weight in "
                         "that country."}},
            {}};
}

Texts surface_metadata(const MapWorld& world, const MapSubject& subject, const MapRequest& request)
{
    const auto& scale = scale_of(request.measure);
    const auto& anchors = world.assessor().anchors();
    const bool prevalence = request.measure == MapMeasure::kPrevalence;
    Texts texts{
        {"TITLE", fmt::format("{}: {}", scale.label, subject.label)},
        {"SUBJECT", subject.id},
        {"MEASURE", prevalence ? "prevalence" : "hazard"},
        {"UNIT", std::string{scale.unit}},
        {"AS_OF", to_string(world.reference().as_of)},
        {"METHODOLOGY", world.methodology().id},
        {"METHODOLOGY_SHA256", world.methodology().sha256},
        {"SEED", fmt::format("{}", request.settings.seed)},
        {"DRAWS", fmt::format("{}", request.settings.draws)},
        {"LIMITS",
         "The raster looks more precise than it is: a cell has the value of its country, or of its "
         "first-level region where that has evidence of its own (band \"support\"). Nothing is "
         "known at 0.1 degrees. Estimates are statistical, not findings about any site or person."},
        {"NO_DATA", "NaN: sea, land without an estimate, withheld estimates, and for hazard the "
                    "pairs that are listed already (band \"listed\"). No data is not low."},
        {"BORDER_RULE",
         "A cell belongs to the country or region of most of its people, else to that at its "
         "centre. A cell with its centre in the sea takes what most of the centres of its other "
         "eight ninths lie in; with none on land it is sea. A country without a cell takes that of "
         "its largest town."}};
    if (prevalence) {
        texts.emplace_back(
            "PEOPLE_KERNEL",
            fmt::format("People of GeoNames places of 500 and more (parts of towns left out, no "
                        "count = 500), spread by exp(-d / {} km) up to {} km within their country "
                        "or region.",
                        kPeopleKernel.decay_km, kPeopleKernel.reach_km));
        texts.emplace_back("ANCHORS", fmt::format("Scaled to the published totals of {} ({}).",
                                                  anchors.source, to_string(anchors.published)));
    }
    texts.emplace_back("LICENCE",
                       "Computed by sourcelight (Apache-2.0) from sources under the licences that "
                       "SOURCES names.");
    texts.emplace_back("SOURCES", sources_of(world.reference()));
    return texts;
}

}  // namespace sourcelight::pipeline
