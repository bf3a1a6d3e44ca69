// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/svg_chart.hpp"

#include "sourcelight/publish/html_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace sourcelight::publish {
namespace {

constexpr double kWidth = 420.0;
constexpr double kHeight = 340.0;
constexpr double kLeft = 64.0;
constexpr double kRight = 14.0;
constexpr double kTop = 12.0;
constexpr double kBottom = 48.0;
constexpr double kRadius = 3.5;

/// Where a value lies between the ends of its axis, 0 to 1.
double share(const SvgChart::Axis& axis, double value)
{
    const double held = std::clamp(value, axis.from, axis.to);
    return axis.logarithmic ? (std::log10(held) - std::log10(axis.from)) /
                                  (std::log10(axis.to) - std::log10(axis.from))
                            : (held - axis.from) / (axis.to - axis.from);
}

std::vector<double> ticks(const SvgChart::Axis& axis)
{
    std::vector<double> values;
    if (axis.logarithmic) {
        for (double v = axis.from; v <= axis.to * 1.0000001; v *= 10.0) {
            values.push_back(v);
        }
        return values;
    }
    constexpr int kSteps = 5;
    for (int i = 0; i <= kSteps; ++i) {
        values.push_back(axis.from + (axis.to - axis.from) * i / kSteps);
    }
    return values;
}

}  // namespace

SvgChart::SvgChart(Axis x, Axis y, std::string title)
    : m_x{std::move(x)}, m_y{std::move(y)}, m_title{std::move(title)}
{
}

double SvgChart::place_x(double value) const
{
    return kLeft + share(m_x, value) * (kWidth - kLeft - kRight);
}

double SvgChart::place_y(double value) const
{
    return kHeight - kBottom - share(m_y, value) * (kHeight - kTop - kBottom);
}

void SvgChart::line(const std::vector<Point>& points, std::string_view colour, bool dashed)
{
    std::string path;
    for (const auto& point : points) {
        fmt::format_to(std::back_inserter(path), "{:.1f},{:.1f} ", place_x(point.x),
                       place_y(point.y));
    }
    m_marks += fmt::format(R"(<polyline points="{}" fill="none" stroke="{}" stroke-width="2"{}/>)",
                           path, colour, dashed ? R"( stroke-dasharray="4 4")" : "");
}

void SvgChart::points(const std::vector<Point>& points, std::string_view colour)
{
    for (const auto& point : points) {
        const double x = place_x(point.x);
        m_marks += fmt::format(
            R"(<g stroke="{0}" fill="{0}"><title>{1}</title>)"
            R"(<line x1="{2:.1f}" x2="{2:.1f}" y1="{3:.1f}" y2="{4:.1f}" stroke-width="1.5"/>)"
            R"(<circle cx="{2:.1f}" cy="{5:.1f}" r="{6}"/></g>)",
            colour, html_text(point.title), x, place_y(point.low), place_y(point.high),
            place_y(point.y), kRadius);
    }
}

void SvgChart::band(const std::vector<Point>& points, std::string_view colour)
{
    std::string corners;
    const auto add = [&](double x, double y) {
        fmt::format_to(std::back_inserter(corners), "{:.1f},{:.1f} ", place_x(x), place_y(y));
    };
    for (const auto& point : points) {
        add(point.x, point.high);
    }
    for (auto point = points.rbegin(); point != points.rend(); ++point) {
        add(point->x, point->low);
    }
    m_marks +=
        fmt::format(R"(<polygon points="{}" fill="{}" fill-opacity=".16"/>)", corners, colour);
}

std::string SvgChart::axes() const
{
    std::string out;
    const double bottom = kHeight - kBottom;
    for (const double value : ticks(m_x)) {
        out += fmt::format(R"(<line class="tick" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>)"
                           R"(<text x="{0:.1f}" y="{3}" text-anchor="middle">{4:g}</text>)",
                           place_x(value), kTop, bottom, bottom + 16.0, value);
    }
    for (const double value : ticks(m_y)) {
        out += fmt::format(R"(<line class="tick" x1="{0}" x2="{1}" y1="{2:.1f}" y2="{2:.1f}"/>)"
                           R"(<text x="{3}" y="{4:.1f}" text-anchor="end">{5:g}</text>)",
                           kLeft, kWidth - kRight, place_y(value), kLeft - 6.0,
                           place_y(value) + 4.0, value);
    }
    out += fmt::format(R"(<text class="name" x="{:.1f}" y="{}" text-anchor="middle">{}</text>)",
                       (kLeft + kWidth - kRight) / 2, kHeight - 10.0, html_text(m_x.label));
    out += fmt::format(R"#(<text class="name" transform="translate(14 {:.1f}) rotate(-90)" )#"
                       R"(text-anchor="middle">{}</text>)",
                       (kTop + bottom) / 2, html_text(m_y.label));
    return out;
}

std::string SvgChart::text() const
{
    return fmt::format(R"(<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>)", kWidth,
                       kHeight, html_text(m_title), axes(), m_marks);
}

}  // namespace sourcelight::publish
