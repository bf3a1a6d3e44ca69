// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/atlas_blocks.hpp"
#include "sourcelight/publish/atlas_codes.hpp"
#include "sourcelight/publish/report_blocks.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace sourcelight::publish {
namespace {

constexpr int kStepDigits = 12;

/// Texts of one layer at one date, as positions in the dictionary.
struct CodedLayer {
    std::array<std::int64_t, 3> p{};
    std::array<std::int64_t, 3> h{};
    std::int64_t listed = -1;
    std::int64_t grade = -1;
};

constexpr std::array kParts{&AtlasInterval::median, &AtlasInterval::lo90, &AtlasInterval::hi90};

void add_days(const std::vector<AtlasCell>& cells, std::set<Date>& days)
{
    for (const auto& cell : cells) {
        if (cell.listed) {
            days.insert(*cell.listed);
        }
    }
}

class LayerCoder {
public:
    explicit LayerCoder(const AtlasContents& contents)
    {
        std::set<Date> days;
        for (const auto& layer : contents.layers) {
            for (const auto& cells : layer.at) {
                add_days(cells, days);
            }
        }
        m_days.assign(days.begin(), days.end());
    }

    [[nodiscard]] CodedLayer code(const std::vector<AtlasCell>& cells)
    {
        CodedLayer coded;
        for (std::size_t i = 0; i < kParts.size(); ++i) {
            coded.p[i] = measure(cells, &AtlasCell::prevalence_per_1000, kParts[i], m_p);
            coded.h[i] = measure(cells, &AtlasCell::hazard_24m, kParts[i], m_h);
        }
        std::string listed;
        std::string grade;
        for (const auto& cell : cells) {
            append_code(listed, day(cell.listed));
            grade += cell.grade;
        }
        coded.listed = index(std::move(listed), 'A');
        coded.grade = index(std::move(grade), '-');
        return coded;
    }

    [[nodiscard]] const std::vector<Date>& days() const noexcept { return m_days; }
    [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return m_texts.texts(); }
    [[nodiscard]] const LogScale& p() const noexcept { return m_p; }
    [[nodiscard]] const LogScale& h() const noexcept { return m_h; }

private:
    std::int64_t measure(const std::vector<AtlasCell>& cells,
                         std::optional<AtlasInterval> AtlasCell::*estimate,
                         float AtlasInterval::*part, const LogScale& scale)
    {
        std::string text;
        for (const auto& cell : cells) {
            const auto& known = cell.*estimate;
            append_code(text, scale.code(known ? std::optional{static_cast<double>((*known).*part)}
                                               : std::nullopt));
        }
        return index(std::move(text), 'A');
    }

    /// -1 for a text that says nothing anywhere.
    std::int64_t index(std::string text, char nothing)
    {
        const bool empty =
            std::all_of(text.begin(), text.end(), [nothing](char c) { return c == nothing; });
        return empty ? -1 : m_texts.index(text);
    }

    [[nodiscard]] unsigned day(std::optional<Date> date) const
    {
        if (!date) {
            return 0;
        }
        const auto found = std::lower_bound(m_days.begin(), m_days.end(), *date);
        return 1 + static_cast<unsigned>(found - m_days.begin());
    }

    LogScale m_p = prevalence_scale();
    LogScale m_h = hazard_scale();
    std::vector<Date> m_days;
    Dictionary m_texts;
};

void write_coded(JsonStream& out, const CodedLayer& coded)
{
    constexpr std::array<std::string_view, 3> kP{"p", "p_lo", "p_hi"};
    constexpr std::array<std::string_view, 3> kH{"h", "h_lo", "h_hi"};
    out.begin_object();
    for (std::size_t i = 0; i < kP.size(); ++i) {
        out.key(kP[i]).integer(coded.p[i]);
    }
    for (std::size_t i = 0; i < kH.size(); ++i) {
        out.key(kH[i]).integer(coded.h[i]);
    }
    out.key("listed").integer(coded.listed);
    out.key("grade").integer(coded.grade);
    out.end_object();
}

/// What the estimates of a group of layers rest on.
std::vector<std::string_view> layer_sources(std::string_view group)
{
    std::vector<std::string_view> ids{"ilo/global_estimates", "ilo/workforce_total",
                                      "ilo/employment_modelled_2023", "worldbank/employment_shares",
                                      "sourcelight/state_programmes"};
    if (group == "good" || group == "isic") {
        for (const auto id : {"usdol/list_of_goods", "usdol/list_2024_changes",
                              "sourcelight/goods_to_isic", "sourcelight/regional_evidence"}) {
            ids.emplace_back(id);
        }
    }
    if (group == "good") {
        ids.emplace_back("baci/raw_material_exports");
    }
    return ids;
}

void write_layer(JsonStream& out, const AtlasContext& context, const AtlasLayer& layer,
                 LayerCoder& coder)
{
    out.begin_object();
    out.key("id").text(layer.id);
    out.key("label").text(layer.label);
    out.key("group").text(layer.group);
    out.key("section").text(layer.section);
    out.key("at").begin_array();
    for (const auto& cells : layer.at) {
        write_coded(out, coder.code(cells));
    }
    out.end_array();
    out.key("sources").begin_array();
    for (const auto id : layer_sources(layer.group)) {
        if (const auto position = context.dataset(id); position >= 0) {
            out.integer(position);
        }
    }
    out.end_array();
    out.end_object();
}

void write_scale(JsonStream& out, const LogScale& scale)
{
    out.begin_object();
    out.key("min").number(scale.min, kStepDigits);
    out.key("step").number(scale.step, kStepDigits);
    out.end_object();
}

}  // namespace

void write_atlas_layers(JsonStream& out, const AtlasContext& context)
{
    LayerCoder coder{context.contents()};
    out.key("codes").begin_object();
    write_scale(out.key("p"), coder.p());
    write_scale(out.key("h"), coder.h());
    out.end_object();
    out.key("days").begin_array();
    for (const auto day : coder.days()) {
        out.date(day);
    }
    out.end_array();
    out.key("layers").begin_array();
    for (const auto& layer : context.contents().layers) {
        write_layer(out, context, layer, coder);
    }
    out.end_array();
    out.key("texts").begin_array();
    for (const auto& text : coder.texts()) {
        out.text(text);
    }
    out.end_array();
}

}  // namespace sourcelight::publish
