// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::publish {

/// A chart as inline SVG: two axes with ticks and labels, lines and points with intervals.
class SvgChart {
public:
    /// One axis; a logarithmic one is ticked at powers of ten.
    struct Axis {
        std::string label;
        double from = 0.0;
        double to = 1.0;
        bool logarithmic = false;
    };
    struct Point {
        double x = 0.0;
        double y = 0.0;
        double low = 0.0;  ///< of the interval; equal to `high` where there is none
        double high = 0.0;
        std::string title;  ///< shown on hovering, read aloud
    };

    /// @param title  what the chart shows, for readers who do not see it
    SvgChart(Axis x, Axis y, std::string title);

    /// A line through points in order; values beyond the axes are drawn at their ends.
    void line(const std::vector<Point>& points, std::string_view colour, bool dashed = false);
    void points(const std::vector<Point>& points, std::string_view colour);
    /// The area between the intervals of points in order, lightly shaded.
    void band(const std::vector<Point>& points, std::string_view colour);

    /// The finished element.
    [[nodiscard]] std::string text() const;

private:
    [[nodiscard]] double place_x(double value) const;
    [[nodiscard]] double place_y(double value) const;
    [[nodiscard]] std::string axes() const;

    Axis m_x;
    Axis m_y;
    std::string m_title;
    std::string m_marks;
};

}  // namespace sourcelight::publish
