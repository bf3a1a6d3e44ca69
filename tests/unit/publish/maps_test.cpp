// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/base_map.hpp"
#include "sourcelight/publish/maps/extent.hpp"
#include "sourcelight/publish/maps/labels.hpp"
#include "sourcelight/publish/maps/map_parts.hpp"
#include "sourcelight/publish/maps/mapnik_canvas.hpp"
#include "sourcelight/publish/maps/mapnik_fonts.hpp"
#include "sourcelight/publish/maps/world_map.hpp"
#include "sourcelight/publish/number_text.hpp"
#include "sourcelight/publish/text_file.hpp"
#include "tests/unit/publish/sample_run.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <png.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <future>
#include <string>
#include <variant>
#include <vector>

using namespace sourcelight;
using namespace sourcelight::publish;
using namespace sourcelight::publish::maps;

namespace {

constexpr Date kDay{20669};  // 2026-08-04
/// Dots an inch of the picture that is kept: 351 by 248 pixels.
constexpr double kSmall = 30.0;

std::string golden_path()
{
    return std::string{SOURCELIGHT_SOURCE_DIR} + "/tests/golden/maps/world.png";
}

Boundaries countries_only()
{
    return load_boundaries(samples::bare_reference().catalogue,
                           [](std::string_view) { return false; });
}

/// Every country with an invented estimate that runs through all classes; each tenth is listed,
/// each thirteenth has none.
WorldMapInputs invented(Measure measure)
{
    WorldMapInputs inputs;
    inputs.label = "Invented <good> & more";
    inputs.good = true;
    inputs.measure = measure;
    inputs.as_of = kDay;
    inputs.draws = 2000;
    inputs.sources = {"No source: invented numbers."};
    std::size_t i = 0;
    for (const auto& shape : countries_only().countries) {
        ++i;
        if (i % 13 == 0) {
            continue;
        }
        const auto median = 0.5 * std::pow(1.02, static_cast<double>(i));
        PlaceMeasure place;
        place.place = shape.code;
        place.prevalence_per_1000 =
            Estimate{median, median / 2, median * 2, median / 5, median * 5};
        place.leads_prevalence = 1.0F;
        place.leads_hazard = 1.0F;
        if (i % 10 == 0) {
            place.listed = kDay;
        } else {
            place.hazard_24m = Estimate{median / 100, median / 200, median / 50, median / 500,
                                        std::min(1.0, median / 20)};
        }
        inputs.places.push_back(place);
    }
    return inputs;
}

Scene invented_map(Measure measure)
{
    return world_map(invented(measure), samples::bare_reference().catalogue);
}

/// The number of a sentence such as "25 and more: 6 places".
std::int64_t said(const Scene& scene, std::string_view start)
{
    for (const auto& sentence : scene.say) {
        if (sentence.starts_with(start)) {
            return std::strtoll(sentence.substr(start.size()).c_str(), nullptr, 10);
        }
    }
    return -1;
}

std::vector<unsigned char> pixels(const std::string& png, png_image& image)
{
    image = {};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_memory(&image, png.data(), png.size()) != 0);
    image.format = PNG_FORMAT_RGB;
    std::vector<unsigned char> bytes(PNG_IMAGE_SIZE(image));
    REQUIRE(png_image_finish_read(&image, nullptr, bytes.data(), 0, nullptr) != 0);
    return bytes;
}

}  // namespace

TEST_CASE("Every country of the boundaries is laid on the page without a line across it")
{
    const auto boundaries = countries_only();
    REQUIRE(boundaries.countries.size() >= 245);  // the manifest's own assertion
    const auto world = Projection::world();
    const auto placing = world_placing(world, 842.0, 60.0);
    for (const auto& shape : boundaries.countries) {
        const auto page = lay(shape, world, placing);
        for (const auto& edge : page.edges) {
            for (std::size_t i = 0; i + 1 < edge.size(); ++i) {
                INFO(shape.code);
                // A jump over the antimeridian would be most of the 786 points of the map.
                CHECK(std::hypot(edge[i].x - edge[i + 1].x, edge[i].y - edge[i + 1].y) < 20.0);
            }
        }
    }
}

TEST_CASE("Equal Earth shows equal areas: Greenland is a fourteenth of Africa")
{
    // 2.17 and 30.4 million square kilometres in any atlas; the simplified shapes differ a little.
    const auto world = Projection::world();
    auto placing = world_placing(world, 842.0, 60.0);
    double greenland = 0.0;
    double congo = 0.0;
    for (const auto& shape : countries_only().countries) {
        if (shape.code == "GL") {
            greenland = lay(shape, world, placing).area;
        }
        if (shape.code == "CD") {
            congo = lay(shape, world, placing).area;
        }
    }
    CHECK(greenland / congo == Approx(2.166 / 2.345).epsilon(0.05));  // million km2, UN
}

TEST_CASE("Areas around the antipode of an azimuthal map are left away")
{
    const auto around = Projection::around({113.0, 23.0});  // Guangdong
    CHECK(around.faces({78.0, 20.0}));
    CHECK_FALSE(around.faces({-64.0, -30.0}));  // Argentina
    Placing placing;
    placing.frame = {0.0, 0.0, 100.0, 100.0};
    placing.scale = 0.1;
    for (const auto& shape : countries_only().countries) {
        if (shape.code == "AR") {
            CHECK(lay(shape, around, placing).areas.empty());
        }
    }
}

TEST_CASE("Hatch lines lie inside their area and go on in the next")
{
    const std::vector<Area> areas{rectangle({0, 0, 10, 10}), rectangle({10, 0, 20, 10})};
    const auto lines = hatch(areas, 2.0, true);
    CHECK(lines.size() >= 12);
    for (const auto& line : lines) {
        for (const auto& point : line) {
            CHECK((point.x >= -1e-9 && point.x <= 20 + 1e-9));
            CHECK((point.y >= -1e-9 && point.y <= 10 + 1e-9));
        }
        const auto row = (line.front().x + line.front().y) / (2.0 * std::sqrt(2.0));
        CHECK(std::abs(row - std::round(row)) < 1e-9);
    }
}

TEST_CASE("Labels cover neither markers nor each other and stay in the frame")
{
    const Box frame{0, 0, 200, 120};
    std::vector<LabelWish> wishes;
    std::vector<Box> markers;
    for (int i = 0; i < 40; ++i) {
        const Point at{10.0 + (i % 8) * 24.0, 12.0 + (i / 8) * 24.0};
        wishes.push_back({at, 3.0, fmt::format("Place {}", i)});
        markers.push_back(box_around(at, 3.0));
    }
    Texts look;
    look.size = 7.0;
    const auto placed = place_labels(wishes, markers, frame, look);
    CHECK(placed.texts.items.size() + placed.left_away == wishes.size());
    CHECK(placed.texts.items.size() > 10);
    std::vector<Box> boxes;
    for (const auto& item : placed.texts.items) {
        const auto half = text_width(item.text, look.weight, look.size) / 2;
        boxes.push_back({item.at.x - half, item.at.y - 5.3, item.at.x + half, item.at.y + 1.6});
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        CHECK(frame.holds(boxes[i]));
        for (const auto& marker : markers) {
            CHECK_FALSE(boxes[i].overlaps(marker));
        }
        for (std::size_t k = 0; k < i; ++k) {
            CHECK_FALSE(boxes[i].overlaps(boxes[k]));
        }
    }
}

TEST_CASE("A name that would cover its neighbours gives way to a number or is set off")
{
    Texts look;
    look.size = 7.0;
    const Box frame{0, 0, 200, 120};
    const LabelWish wide{{100, 60}, 0.0, "1 A long name", false, "1", 10.0};
    const auto numbered = place_labels({wide}, {}, frame, look);
    REQUIRE(numbered.briefs.items.size() == 1);
    CHECK(numbered.briefs.items[0].text == "1");
    CHECK(numbered.texts.items.empty());
    const LabelWish without_number{{100, 60}, 0.0, "A long name", false, {}, 10.0};
    const auto led = place_labels({without_number}, {}, frame, look);
    CHECK(led.texts.items.size() == 1);
    CHECK(led.leaders.paths.size() == 1);
}

TEST_CASE("Where names crowd, those with a number are left to it")
{
    Texts look;
    look.size = 7.0;
    std::vector<LabelWish> wishes;
    for (int i = 0; i < 6; ++i) {
        wishes.push_back({{100.0, 40.0 + 9.0 * i},
                          0.0,
                          fmt::format("{} Place", i),
                          false,
                          std::to_string(i),
                          60.0});
    }
    const auto placed = place_labels(wishes, {}, {0, 0, 200, 160}, look);
    CHECK(placed.texts.items.size() == 5);  // the fourth has three within 30 points of it
    CHECK(placed.briefs.items.size() == 1);
}

TEST_CASE("Chances read as certain or impossible only where they are")
{
    const Estimate estimate{0.9999, 0.5, 1.0, 0.0, 1.0};
    CHECK(range_text(estimate, Measure::kHazard) == ">99.9 % (<0.001 to >99.9 %)");
    CHECK(percent_digits(0.9951) == ">99");
    CHECK(percent_digits(1.0) == "100");
    CHECK(percent_digits(0.0) == "0");
    CHECK(percent_digits(0.041) == "4.1");
}

TEST_CASE("Bars of the scale have the length of their parallel")
{
    const auto world = Projection::world();
    const auto placing = world_placing(world, 842.0, 60.0);
    Scene scene;
    add_parallel_scales(scene, {0, 0}, world, placing);
    std::vector<double> lengths;
    for (const auto& layer : scene.layers) {
        if (const auto* lines = std::get_if<Lines>(&layer)) {
            lengths.push_back(lines->paths[1][1].x - lines->paths[1][0].x);
        }
    }
    REQUIRE(lengths.size() == 3);
    // Equal Earth (Savric and others 2018) by hand: x = 2 sqrt(3) lon cos t / (3 P'(t)), sin t =
    // sqrt(3)/2 sin lat; 0.8615 of the true length at the equator, 1.30 at 60 degrees.
    const auto kilometres = 2000.0 * placing.scale;
    CHECK(lengths[0] / kilometres == Approx(0.8615).epsilon(0.001));
    CHECK(lengths[2] / kilometres == Approx(1.298).epsilon(0.001));
}

TEST_CASE("Texts of others lose control and direction signs and are cut to the room")
{
    CHECK(fitted("A\x01"
                 "B\u202e\u2066 C\n",
                 Weight::kRegular, 8.0, 500.0) == "A B C");
    CHECK(fitted("\xff\xfe", Weight::kRegular, 8.0, 500.0) == "\ufffd\ufffd");
    const auto cut = fitted(std::string(3000, 'W'), Weight::kBold, 8.0, 60.0);
    CHECK(cut.ends_with("\u2026"));
    CHECK(text_width(cut, Weight::kBold, 8.0) <= 60.0);
    for (const auto& line :
         broken("深圳市示例电子有限公司广东省深圳市", Weight::kRegular, 8.0, 40.0)) {
        CHECK(text_width(line, Weight::kRegular, 8.0) <= 40.0);
    }
}

TEST_CASE("The legend's counts add up to the places of the map")
{
    const auto countries = static_cast<std::int64_t>(countries_only().countries.size());
    for (const auto measure : {Measure::kPrevalence, Measure::kHazard}) {
        const auto scene = invented_map(measure);
        std::int64_t sum = said(scene, "no data (not the same as low): ");
        CHECK(sum == countries / 13);  // each thirteenth has no estimate
        for (std::size_t i = 0; i < kClasses; ++i) {
            sum += said(scene, fmt::format("{}: ", class_label(i, measure)));
        }
        if (measure == Measure::kHazard) {
            const auto countries_listed = countries / 10 - countries / 130;  // as invented() has it
            sum +=
                said(scene, fmt::format("listed ({} countries): no forecast: ", countries_listed));
        }
        CHECK(sum == countries);
        CHECK(scene.title.find("August 2026: listed for forced labour in") != std::string::npos);
    }
}

TEST_CASE("A title names a place only if it is among the highest in most draws")
{
    const auto ends_with = [](const WorldMapInputs& inputs, std::string_view end) {
        const auto title = world_map(inputs, samples::bare_reference().catalogue).title;
        INFO(title);
        CHECK(title.ends_with(end));
    };
    auto inputs = invented(Measure::kPrevalence);
    for (auto& place : inputs.places) {
        place.leads_prevalence = 0.79F;  // four of five is what it takes
    }
    ends_with(inputs, "; no place clearly leads");
    // Not the highest median, but the one that holds.
    inputs.places.front().leads_prevalence = 0.8F;
    ends_with(inputs, "; estimates highest in Andorra");
    inputs.places.clear();
    ends_with(inputs, "; no estimate");
}

TEST_CASE("A map says which places stand at the model's ceiling")
{
    auto inputs = invented(Measure::kPrevalence);
    inputs.places[0].held_at_ceiling = 0.5F;   // Andorra: the median
    inputs.places[1].held_at_ceiling = 0.06F;  // the upper end
    inputs.places[2].held_at_ceiling = 0.04F;  // a tail beyond the interval
    const auto& catalogue = samples::bare_reference().catalogue;
    const auto scene = world_map(inputs, catalogue);
    CHECK(std::count(scene.say.begin(), scene.say.end(),
                     "At the model's ceiling: Andorra. At 1 place the upper end of the interval is "
                     "the model's ceiling.") == 1);
    for (const auto& sentence : world_map(invented(Measure::kPrevalence), catalogue).say) {
        CHECK(sentence.find("ceiling") == std::string::npos);
    }
}

TEST_CASE("A map is the same bytes on any thread, and its words are escaped")
{
    const auto scene = invented_map(Measure::kHazard);
    for (const auto picture : {Picture::kSvg, Picture::kPdf, Picture::kPng}) {
        auto other =
            std::async(std::launch::async, [&] { return draw(scene, picture, kDay, kSmall); });
        const auto here = draw(scene, picture, kDay, kSmall);
        const bool same = here == other.get();  // not the bytes in the message
        CHECK(same);
    }
    const auto svg = draw(scene, Picture::kSvg, kDay);
    CHECK(svg.find("<title>Invented &lt;good&gt; &amp; more, August 2026") != std::string::npos);
    CHECK(svg.find("<good>") == std::string::npos);
    CHECK(draw(scene, Picture::kPng, kDay, kSmall).find("pHYs") == 37);  // behind the header
    CHECK(draw(scene, Picture::kPdf, kDay).find("(20260804000000Z)") != std::string::npos);
}

TEST_CASE("The world map looks as it did")
{
    png_image now{};
    png_image kept{};
    const auto here =
        pixels(draw(invented_map(Measure::kPrevalence), Picture::kPng, kDay, kSmall), now);
    const auto golden = pixels(read_text_file(golden_path()), kept);
    REQUIRE(now.width == kept.width);
    REQUIRE(now.height == kept.height);
    std::size_t different = 0;
    for (std::size_t i = 0; i < here.size(); i += 3) {
        int most = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            most = std::max(most, std::abs(static_cast<int>(here[i + k]) - golden[i + k]));
        }
        different += most > 40 ? 1U : 0U;
    }
    // Another version of Mapnik, FreeType or a font moves letters by a fraction of a pixel.
    CHECK(different < here.size() / 3 / 50);
}

TEST_CASE("Write the golden picture anew", "[.write-golden]")
{
    write_text_file(golden_path(),
                    draw(invented_map(Measure::kPrevalence), Picture::kPng, kDay, kSmall));
}
