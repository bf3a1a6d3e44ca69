// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace sourcelight::publish::maps {

/// A point of the page: PostScript points (1/72 inch) from the upper left corner, y downwards.
struct Point {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const Point&) const = default;
};
using Path = std::vector<Point>;
/// Rings of one area by the even-odd rule; each closes by itself.
using Area = std::vector<Path>;

struct Box {
    double x0 = 0.0;
    double y0 = 0.0;
    double x1 = 0.0;
    double y1 = 0.0;

    [[nodiscard]] double width() const noexcept { return x1 - x0; }
    [[nodiscard]] double height() const noexcept { return y1 - y0; }
    [[nodiscard]] Point centre() const noexcept { return {(x0 + x1) / 2, (y0 + y1) / 2}; }
    [[nodiscard]] bool overlaps(const Box& other) const noexcept
    {
        return x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1;
    }
    [[nodiscard]] bool holds(const Point& p) const noexcept
    {
        return p.x >= x0 && p.x <= x1 && p.y >= y0 && p.y <= y1;
    }
    [[nodiscard]] bool holds(const Box& other) const noexcept
    {
        return other.x0 >= x0 && other.x1 <= x1 && other.y0 >= y0 && other.y1 <= y1;
    }
};

/// Areas of one look. An empty colour leaves fill or outline away.
struct Areas {
    std::string fill;
    std::string outline;
    double outline_width = 0.0;
    double opacity = 1.0;
    std::vector<Area> areas;
};

/// Lines of one look.
struct Lines {
    std::string colour;
    double width = 0.5;
    std::vector<double> dashes;  ///< lengths on and off in turn; empty = solid
    std::vector<Path> paths;
};

enum class Weight : std::uint8_t { kRegular, kBold };
enum class Align : std::uint8_t { kLeft, kMiddle, kRight };

/// Texts of one look; a text's point is on its base line.
struct Texts {
    struct Item {
        Point at;
        std::string text;
    };
    Weight weight = Weight::kRegular;
    double size = 8.0;
    std::string colour = "#1c232b";
    Align align = Align::kLeft;
    double halo = 0.0;  ///< width of the white rim
    std::vector<Item> items;
};

using Layer = std::variant<Areas, Lines, Texts>;

/// A page, drawn from the first layer to the last.
struct Scene {
    double width = 842.0;  ///< A4 landscape
    double height = 595.0;
    std::string title;             ///< of the document, for readers and search
    std::vector<std::string> say;  ///< what the picture says, in words, for those who do not see it
    std::vector<Layer> layers;
};

enum class Picture : std::uint8_t { kSvg, kPng, kPdf };

}  // namespace sourcelight::publish::maps
