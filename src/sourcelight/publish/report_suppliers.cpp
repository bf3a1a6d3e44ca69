// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/issues.hpp"
#include "sourcelight/publish/report_blocks.hpp"

#include "sourcelight/aggregate/rollup.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>

namespace sourcelight::publish {
namespace {

constexpr int kMoneyDigits = 12;
constexpr auto kNoCell = 0xFFFFFFFFU;

using assess::AssessedSupplier;
using Record = SupplierRecord;

/// Writes the columns of the embedded suppliers one after the other.
class ColumnWriter {
public:
    ColumnWriter(JsonStream& out, const std::vector<Record>& records)
        : m_out{&out}, m_records{&records}
    {
    }

    template <typename Cell>
    void column(std::string_view name, Cell cell)
    {
        m_out->key(name).begin_array();
        for (const auto& record : *m_records) {
            cell(*m_out, record);
        }
        m_out->end_array();
    }

    /// A column of indices; its texts are kept for the dictionaries.
    template <typename Text>
    void indexed(Dictionary& dictionary, std::string_view name, Text text)
    {
        column(name, [&](JsonStream& out, const Record& record) {
            out.integer(dictionary.index(text(record)));
        });
    }

    void estimates(std::string_view name, MaybeEstimate AssessedSupplier::*member)
    {
        struct Part {
            std::string_view name;
            double Estimate::*value;
        };
        constexpr std::array<Part, 5> kParts{{{"median", &Estimate::median},
                                              {"lo50", &Estimate::lo50},
                                              {"hi50", &Estimate::hi50},
                                              {"lo90", &Estimate::lo90},
                                              {"hi90", &Estimate::hi90}}};
        m_out->key(name).begin_object();
        for (const auto& part : kParts) {
            column(part.name, [&](JsonStream& out, const Record& record) {
                const auto& estimate = record.assessed.*member;
                out.number(estimate ? std::optional{(*estimate).*part.value} : std::nullopt);
            });
        }
        m_out->end_object();
    }

private:
    JsonStream* m_out;
    const std::vector<Record>* m_records;
};

struct SupplierDictionaries {
    Dictionary country, region, precision, activity, good, listed_by, legal_flags, band, action,
        reason, findings, currency, tier, parent, spend_band, advice, answer, group_kind, since;
};

std::string kinds_of(const Record& record)
{
    std::string kinds;
    for (const auto issue : record.issues) {
        kinds += kinds.empty() ? "" : ",";
        kinds += issues()[issue].kind;
    }
    return kinds;
}

std::string spend_band_of(const Record& record)
{
    return record.assessed.spend ? aggregate::spend_band(*record.assessed.spend, record.currency)
                                 : std::string{};
}

void write_place_columns(ColumnWriter& writer, SupplierDictionaries& dict)
{
    writer.column("row", [](JsonStream& out, const Record& r) { out.integer(r.row); });
    writer.column("name", [](JsonStream& out, const Record& r) { out.text(r.name); });
    writer.column("own_id", [](JsonStream& out, const Record& r) { out.text(r.own_id); });
    writer.column("place_text", [](JsonStream& out, const Record& r) { out.text(r.place_text); });
    writer.indexed(dict.country, "country", [](const Record& r) { return r.place.country.view(); });
    writer.indexed(dict.region, "region", [](const Record& r) { return r.place.region.view(); });
    const auto point = [](auto value) {
        return [value](JsonStream& out, const Record& r) {
            if (r.place.has_point) {
                out.degrees(r.place.*value);
            } else {
                out.null();
            }
        };
    };
    writer.column("lon", point(&resolve::ResolvedPlace::lon));
    writer.column("lat", point(&resolve::ResolvedPlace::lat));
    writer.indexed(dict.precision, "precision",
                   [](const Record& r) { return resolve::method_name(r.place.method); });
    writer.column("radius_km", [](JsonStream& out, const Record& r) {
        out.number(r.place.has_point ? std::optional<double>{r.place.radius_km} : std::nullopt);
    });
    writer.column("place_confidence", [](JsonStream& out, const Record& r) {
        const bool known = r.place.method != resolve::PlaceMethod::kNone;
        out.number(known ? std::optional<double>{r.place.confidence} : std::nullopt);
    });
}

void write_activity_columns(ColumnWriter& writer, SupplierDictionaries& dict,
                            const ReportInputs& in)
{
    writer.indexed(dict.activity, "activity", [&in](const Record& r) {
        return r.activity.node == NodeId::kNone ? std::string_view{}
                                                : in.reference.tree[r.activity.node].code;
    });
    writer.indexed(dict.good, "good", [&in](const Record& r) {
        return r.activity.good == GoodId::kNone ? std::string_view{}
                                                : in.reference.goods[r.activity.good].slug;
    });
    writer.column("activity_confidence", [](JsonStream& out, const Record& r) {
        const bool known = r.activity.node != NodeId::kNone;
        out.number(known ? std::optional<double>{r.activity.confidence} : std::nullopt);
    });
}

void write_score_columns(ColumnWriter& writer, SupplierDictionaries& dict)
{
    writer.estimates("p", &AssessedSupplier::prevalence_per_1000);
    writer.estimates("s", &AssessedSupplier::site_probability);
    writer.estimates("h", &AssessedSupplier::hazard_24m);
    writer.estimates("residual", &AssessedSupplier::residual_probability);
    writer.estimates("persons", &AssessedSupplier::expected_persons);
    writer.column("listed_since",
                  [](JsonStream& out, const Record& r) { out.date(r.assessed.listed_since); });
    writer.indexed(dict.listed_by, "listed_by",
                   [](const Record& r) { return r.assessed.listed_by; });
    writer.indexed(dict.legal_flags, "legal_flags",
                   [](const Record& r) { return r.assessed.legal_flags; });
    writer.column("state_imposed",
                  [](JsonStream& out, const Record& r) { out.number(r.assessed.state_imposed); });
    writer.indexed(dict.band, "band",
                   [](const Record& r) { return assess::band_label(r.assessed.band); });
    writer.column("grade", [](JsonStream& out, const Record& r) {
        out.text(is_scored(r.assessed) ? std::string{r.assessed.grade} : std::string{});
    });
    writer.column("coverage",
                  [](JsonStream& out, const Record& r) { out.number(r.assessed.coverage); });
    writer.column("priority", [](JsonStream& out, const Record& r) {
        r.rank.priority ? out.integer(*r.rank.priority) : out.null();
    });
    writer.column("repeat_of", [](JsonStream& out, const Record& r) {
        r.rank.repeat_of ? out.integer(*r.rank.repeat_of) : out.null();
    });
    writer.column("group", [](JsonStream& out, const Record& r) {
        r.rank.group ? out.integer(*r.rank.group) : out.null();
    });
    writer.indexed(dict.group_kind, "group_kind",
                   [](const Record& r) { return group_kind_name(r.rank.group_kind); });
    writer.indexed(dict.since, "since", [](const Record& r) { return since_name(r.rank.since); });
    writer.column("p_top10", [](JsonStream& out, const Record& r) { out.number(r.rank.p_top10); });
    writer.indexed(dict.action, "action", [](const Record& r) {
        return is_scored(r.assessed) ? assess::action_name(r.assessed.action) : std::string_view{};
    });
    writer.indexed(dict.reason, "reason", [](const Record& r) { return r.assessed.reason; });
    writer.indexed(dict.findings, "findings", [](const Record& r) { return r.findings; });
    writer.column("matches", [](JsonStream& out, const Record& r) { out.integer(r.matches); });
}

void write_company_columns(ColumnWriter& writer, SupplierDictionaries& dict,
                           const std::vector<std::uint32_t>& cells, bool answered)
{
    writer.column("workers",
                  [](JsonStream& out, const Record& r) { out.number(r.assessed.workers); });
    writer.column("spend", [](JsonStream& out, const Record& r) {
        out.number(r.assessed.spend, kMoneyDigits);
    });
    writer.indexed(dict.spend_band, "spend_band", spend_band_of);
    writer.indexed(dict.currency, "currency", [](const Record& r) { return r.currency; });
    writer.indexed(dict.tier, "tier", [](const Record& r) { return r.tier; });
    writer.indexed(dict.parent, "parent", [](const Record& r) { return r.parent; });
    writer.indexed(dict.advice, "advice", kinds_of);
    if (answered) {
        writer.indexed(dict.answer, "answer", [](const Record& r) { return r.assessed.answer; });
    }
    std::unordered_map<std::uint32_t, std::int64_t> position;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        position.emplace(cells[i], static_cast<std::int64_t>(i));
    }
    writer.column("cell", [&position](JsonStream& out, const Record& r) {
        const auto found = position.find(r.assessed.cell);
        out.integer(found == position.end() ? -1 : found->second);
    });
}

void write_texts(JsonStream& out, std::string_view name, const Dictionary& dictionary)
{
    out.key(name).begin_array();
    for (const auto& text : dictionary.texts()) {
        out.text(text);
    }
    out.end_array();
}

void write_dictionaries(JsonStream& out, const SupplierDictionaries& dict, const ReportInputs& in)
{
    out.begin_object();
    write_texts(out, "country", dict.country);
    write_texts(out, "region", dict.region);
    // Not every region has a shape that would bring its name.
    out.key("region_name").begin_array();
    for (const auto& code : dict.region.texts()) {
        out.text(in.reference.region_name(RegionCode{code}));
    }
    out.end_array();
    write_texts(out, "precision", dict.precision);
    out.key("activity").begin_array();
    for (const auto& code : dict.activity.texts()) {
        const auto node = in.reference.tree.find(code);
        out.begin_object();
        out.key("node").text(code);
        out.key("label").text(in.reference.tree[node].label);
        out.end_object();
    }
    out.end_array();
    out.key("good").begin_array();
    for (const auto& slug : dict.good.texts()) {
        const auto good = in.reference.goods.find(slug);
        out.begin_object();
        out.key("id").text(slug);
        out.key("label").text(good ? in.reference.goods[*good].label : slug);
        out.end_object();
    }
    out.end_array();
    write_texts(out, "listed_by", dict.listed_by);
    write_texts(out, "legal_flags", dict.legal_flags);
    write_texts(out, "band", dict.band);
    write_texts(out, "action", dict.action);
    write_texts(out, "reason", dict.reason);
    write_texts(out, "findings", dict.findings);
    write_texts(out, "currency", dict.currency);
    write_texts(out, "tier", dict.tier);
    write_texts(out, "parent", dict.parent);
    write_texts(out, "spend_band", dict.spend_band);
    write_texts(out, "advice", dict.advice);
    if (!dict.answer.texts().empty()) {
        write_texts(out, "answer", dict.answer);
    }
    write_texts(out, "group_kind", dict.group_kind);
    write_texts(out, "since", dict.since);
    out.end_object();
}

}  // namespace

std::vector<std::uint32_t> used_cells(const RunCollection& run)
{
    std::vector<std::uint32_t> cells;
    std::unordered_map<std::uint32_t, bool> seen;
    for (const auto& supplier : run.suppliers) {
        const auto cell = supplier.assessed.cell;
        if (cell != kNoCell && seen.emplace(cell, true).second) {
            cells.push_back(cell);
        }
    }
    return cells;
}

void write_suppliers(JsonStream& out, const ReportInputs& in,
                     const std::vector<std::uint32_t>& cells)
{
    // The columns come first: the dictionaries are known only when they are written.
    SupplierDictionaries dict;
    const auto& records = in.run.suppliers;
    out.begin_object();
    out.key("total").integer(in.run.rows);
    out.key("count").integer(static_cast<std::int64_t>(records.size()));
    out.key("columns").begin_object();
    ColumnWriter writer{out, records};
    write_place_columns(writer, dict);
    write_activity_columns(writer, dict, in);
    write_score_columns(writer, dict);
    write_company_columns(writer, dict, cells,
                          std::any_of(records.begin(), records.end(), [](const Record& record) {
                              return !record.assessed.answer.empty();
                          }));
    out.end_object();
    out.key("dict");
    write_dictionaries(out, dict, in);
    out.key("omitted").begin_array();
    for (const auto& omitted : in.run.omitted) {
        out.begin_object();
        out.key("place").text(omitted.place);
        out.key("count").integer(omitted.count);
        out.key("scored").integer(omitted.scored);
        out.key("repeats").integer(omitted.repeats);
        out.key("pointed").integer(omitted.pointed);
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

}  // namespace sourcelight::publish
