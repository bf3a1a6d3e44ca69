// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/mapnik_canvas.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/publish/maps/mapnik_fonts.hpp"
#include "sourcelight/publish/maps/picture_parts.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <fmt/format.h>
#include <mapnik/agg_renderer.hpp>
#include <mapnik/cairo/cairo_renderer.hpp>
#include <mapnik/feature.hpp>
#include <mapnik/feature_factory.hpp>
#include <mapnik/feature_type_style.hpp>
#include <mapnik/geometry.hpp>
#include <mapnik/image.hpp>
#include <mapnik/image_util.hpp>
#include <mapnik/layer.hpp>
#include <mapnik/map.hpp>
#include <mapnik/memory_datasource.hpp>
#include <mapnik/params.hpp>
#include <mapnik/rule.hpp>
#include <mapnik/symbolizer.hpp>
#include <mapnik/text/formatting/text.hpp>
#include <mapnik/text/placements/dummy.hpp>

#include <cmath>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace sourcelight::publish::maps {
namespace {

constexpr double kPointsPerInch = 72.0;
/// Mapnik centres a line of Noto Sans this share of the size above its base line.
constexpr double kBaseLine = 0.387;

mapnik::color colour_of(const std::string& text) { return mapnik::color{text}; }

/// Turns layers of a page into layers of a Mapnik map of the same extent, y upwards.
class Builder {
public:
    Builder(const Scene& scene, mapnik::Map& map) : m_height{scene.height}, m_map{map}
    {
        add_fonts(Weight::kRegular, "regular");
        add_fonts(Weight::kBold, "bold");
    }

    void operator()(const Areas& areas)
    {
        mapnik::rule rule;
        if (!areas.fill.empty()) {
            mapnik::polygon_symbolizer fill;
            mapnik::put(fill, mapnik::keys::fill, colour_of(areas.fill));
            mapnik::put(fill, mapnik::keys::fill_opacity, areas.opacity);
            rule.append(std::move(fill));
        }
        if (!areas.outline.empty()) {
            rule.append(line(areas.outline, areas.outline_width));
        }
        add_layer(std::move(rule), areas.areas,
                  [this](mapnik::feature_ptr& feature, const Area& area) {
                      mapnik::geometry::polygon<double> shape;
                      for (const auto& path : area) {
                          mapnik::geometry::linear_ring<double> ring;
                          for (const auto& point : path) {
                              ring.emplace_back(point.x, m_height - point.y);
                          }
                          if (path.empty()) {
                              continue;
                          }
                          ring.push_back(ring.front());
                          if (shape.empty()) {
                              shape.set_exterior_ring(std::move(ring));
                          } else {
                              shape.add_hole(std::move(ring));
                          }
                      }
                      feature->set_geometry(mapnik::geometry::geometry<double>{std::move(shape)});
                  });
    }

    void operator()(const Lines& lines)
    {
        mapnik::rule rule;
        auto symbolizer = line(lines.colour, lines.width);
        if (!lines.dashes.empty()) {
            mapnik::dash_array dashes;
            for (std::size_t i = 0; i + 1 < lines.dashes.size(); i += 2) {
                dashes.emplace_back(lines.dashes[i], lines.dashes[i + 1]);
            }
            mapnik::put(symbolizer, mapnik::keys::stroke_dasharray, dashes);
        }
        rule.append(std::move(symbolizer));
        add_layer(std::move(rule), lines.paths,
                  [this](mapnik::feature_ptr& feature, const Path& path) {
                      mapnik::geometry::line_string<double> shape;
                      for (const auto& point : path) {
                          shape.emplace_back(point.x, m_height - point.y);
                      }
                      feature->set_geometry(mapnik::geometry::geometry<double>{std::move(shape)});
                  });
    }

    void operator()(const Texts& texts)
    {
        mapnik::rule rule;
        rule.append(text_symbolizer(texts));
        const auto raise = texts.size * kBaseLine;
        add_layer(
            std::move(rule), texts.items,
            [this, raise](mapnik::feature_ptr& feature, const Texts::Item& item) {
                feature->put("t", mapnik::value_unicode_string::fromUTF8(item.text));
                feature->set_geometry(mapnik::geometry::geometry<double>{
                    mapnik::geometry::point<double>{item.at.x, m_height - item.at.y + raise}});
            });
    }

private:
    void add_fonts(Weight weight, const std::string& name)
    {
        mapnik::font_set fonts{name};
        for (const auto& face : face_names(weight)) {
            fonts.add_face_name(face);
        }
        m_map.insert_fontset(name, std::move(fonts));
    }

    static mapnik::line_symbolizer line(const std::string& colour, double width)
    {
        mapnik::line_symbolizer symbolizer;
        mapnik::put(symbolizer, mapnik::keys::stroke, colour_of(colour));
        mapnik::put(symbolizer, mapnik::keys::stroke_width, width);
        mapnik::put(symbolizer, mapnik::keys::stroke_linejoin,
                    mapnik::line_join_enum{mapnik::ROUND_JOIN});
        return symbolizer;
    }

    [[nodiscard]] mapnik::text_symbolizer text_symbolizer(const Texts& texts) const
    {
        auto placements = std::make_shared<mapnik::text_placements_dummy>();
        auto& defaults = placements->defaults;
        defaults.format_defaults.fontset =
            m_map.find_fontset(texts.weight == Weight::kBold ? "bold" : "regular").get();
        defaults.format_defaults.text_size = texts.size;
        defaults.format_defaults.fill = colour_of(texts.colour);
        defaults.format_defaults.halo_fill = mapnik::color{255, 255, 255, 225};
        defaults.format_defaults.halo_radius = texts.halo;
        defaults.expressions.allow_overlap = true;
        const auto side = texts.align == Align::kLeft    ? mapnik::H_RIGHT
                          : texts.align == Align::kRight ? mapnik::H_LEFT
                                                         : mapnik::H_MIDDLE;
        defaults.layout_defaults.halign = mapnik::enumeration_wrapper(side);
        defaults.layout_defaults.valign = mapnik::enumeration_wrapper(mapnik::V_MIDDLE);
        defaults.set_format_tree(
            std::make_shared<mapnik::formatting::text_node>(mapnik::parse_expression("[t]")));
        mapnik::text_symbolizer symbolizer;
        mapnik::put<mapnik::text_placements_ptr>(symbolizer, mapnik::keys::text_placements_,
                                                 placements);
        return symbolizer;
    }

    template <typename Items, typename Fill>
    void add_layer(mapnik::rule rule, const Items& items, Fill fill)
    {
        if (items.empty()) {
            return;
        }
        mapnik::parameters parameters;
        parameters["type"] = std::string{"memory"};
        auto source = std::make_shared<mapnik::memory_datasource>(parameters);
        auto context = std::make_shared<mapnik::context_type>();
        context->push("t");
        mapnik::value_integer id = 0;
        for (const auto& item : items) {
            auto feature = mapnik::feature_factory::create(context, ++id);
            fill(feature, item);
            source->push(feature);
        }
        const auto name = fmt::format("layer{}", m_map.layer_count());
        mapnik::feature_type_style style;
        style.add_rule(std::move(rule));
        m_map.insert_style(name, std::move(style));
        mapnik::layer layer{name, m_map.srs()};
        layer.set_datasource(source);
        layer.add_style(name);
        m_map.add_layer(std::move(layer));
    }

    double m_height;
    mapnik::Map& m_map;
};

mapnik::Map map_of(const Scene& scene, double scale)
{
    mapnik::Map map{static_cast<int>(std::lround(scene.width * scale)),
                    static_cast<int>(std::lround(scene.height * scale))};
    Builder build{scene, map};
    for (const auto& layer : scene.layers) {
        std::visit(build, layer);
    }
    map.set_background(mapnik::color{255, 255, 255});
    map.zoom_to_box({0.0, 0.0, scene.width, scene.height});
    return map;
}

cairo_status_t append_bytes(void* out, const unsigned char* bytes, unsigned int size)
{
    static_cast<std::string*>(out)->append(bytes, bytes + size);
    return CAIRO_STATUS_SUCCESS;
}

void set_metadata(cairo_surface_t* surface, const Scene& scene, Date as_of)
{
    const auto date = to_string(as_of) + "T00:00:00Z";
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, scene.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
}

std::string draw_vectors(const Scene& scene, Picture picture, Date as_of)
{
    std::string bytes;
    const bool pdf = picture == Picture::kPdf;
    const mapnik::cairo_surface_ptr surface{
        pdf ? cairo_pdf_surface_create_for_stream(append_bytes, &bytes, scene.width, scene.height)
            : cairo_svg_surface_create_for_stream(append_bytes, &bytes, scene.width, scene.height),
        mapnik::cairo_surface_closer{}};
    if (pdf) {
        set_metadata(&*surface, scene, as_of);
    }
    const auto map = map_of(scene, 1.0);
    {
        const auto context = mapnik::create_context(surface);
        mapnik::cairo_renderer<mapnik::cairo_ptr> renderer{map, context, 1.0};
        renderer.apply();
    }
    cairo_surface_finish(&*surface);
    if (cairo_surface_status(&*surface) != CAIRO_STATUS_SUCCESS) {
        throw Error{Errc::kInternal,
                    fmt::format("a map could not be drawn: {}",
                                cairo_status_to_string(cairo_surface_status(&*surface)))};
    }
    return pdf ? bytes : with_words(std::move(bytes), scene);
}

std::string draw_pixels(const Scene& scene, double dpi)
{
    const auto scale = dpi / kPointsPerInch;
    const auto map = map_of(scene, scale);
    mapnik::image_rgba8 image{static_cast<int>(map.width()), static_cast<int>(map.height())};
    mapnik::agg_renderer<mapnik::image_rgba8> renderer{map, image, scale};
    renderer.apply();
    return with_resolution(mapnik::save_to_string(image, "png32:z=4:t=0"), dpi);
}

}  // namespace

std::string draw(const Scene& scene, Picture picture, Date as_of, double dpi)
{
    try {
        return picture == Picture::kPng ? draw_pixels(scene, dpi)
                                        : draw_vectors(scene, picture, as_of);
    } catch (const Error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& problem) {
        throw Error{Errc::kInternal, fmt::format("a map could not be drawn: {}", problem.what())};
    }
}

}  // namespace sourcelight::publish::maps
