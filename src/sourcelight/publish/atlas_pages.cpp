// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/number_text.hpp"
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/publish/atlas_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace sourcelight::publish {
namespace {

struct Convention {
    std::string_view dataset;
    std::string_view id;
    std::string_view label;
};

constexpr std::array kConventions{
    Convention{"ilo/ratifications", "C029", "Forced Labour Convention, 1930 (C029)"},
    Convention{"ilo/ratifications", "P029", "Protocol of 2014 to the Forced Labour Convention"},
    Convention{"ilo/ratifications", "C105", "Abolition of Forced Labour Convention, 1957 (C105)"},
    Convention{"ilo/ratifications", "C087", "Freedom of Association Convention, 1948 (C087)"},
    Convention{"ilo/ratifications", "C098", "Collective Bargaining Convention, 1949 (C098)"},
    Convention{"ilo/ratifications", "C100", "Equal Remuneration Convention, 1951 (C100)"},
    Convention{"ilo/ratifications", "C111", "Discrimination Convention, 1958 (C111)"},
    Convention{"ilo/ratifications", "C138", "Minimum Age Convention, 1973 (C138)"},
    Convention{"ilo/ratifications", "C182", "Worst Forms of Child Labour Convention, 1999 (C182)"},
    Convention{"ilo/ratifications_c189", "C189", "Domestic Workers Convention, 2011 (C189)"},
    Convention{"un/treaties", "palermo_trafficking_protocol_2000",
               "Palermo Protocol on trafficking in persons, 2000"},
    Convention{"un/treaties", "smuggling_of_migrants_protocol_2000",
               "Protocol on the smuggling of migrants, 2000"},
    Convention{"un/treaties", "op_crc_sale_of_children_2000",
               "Optional Protocol on the sale of children, 2000"},
    Convention{"un/treaties", "migrant_workers_convention_1990",
               "Convention on migrant workers, 1990"},
    Convention{"un/treaties", "slavery_convention_1926_as_amended",
               "Slavery Convention, 1926, as amended"},
    Convention{"un/treaties", "supplementary_slavery_convention_1956",
               "Supplementary Convention on slavery, 1956"},
};

using RowsByPlace = std::map<std::string, std::vector<std::size_t>, std::less<>>;

/// "migrants_excluded_from_union" in words.
std::string words(std::string_view name)
{
    std::string text{name};
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

/// A whole number of a text cell such as the parts of "2003-2017"; null if it is none.
void write_year_text(JsonStream& out, std::string_view text)
{
    const auto year = parse_whole<std::int64_t>(text);
    if (year) {
        out.integer(*year);
    } else {
        out.null();
    }
}

class PlacePages {
public:
    explicit PlacePages(const AtlasContext& context) : m_context{&context}
    {
        for (const auto* id : {"usstate/tip_tiers", "ilo/ratifications", "ilo/ratifications_c189",
                               "un/treaties", "sourcelight/destination_regimes"}) {
            m_rows[id] = rows_by(id, "iso2");
        }
        // A country shows what its regions have too; a region only its own.
        for (const auto* id : {"sourcelight/state_programmes", "sourcelight/regional_evidence"}) {
            m_rows[id] = rows_by(id, "iso2");
            m_rows[id].merge(rows_by(id, "region"));
        }
        if (const auto* countries = context.table("sourcelight/countries");
            countries != nullptr && countries->table.has("ilo_member")) {
            const auto& table = countries->table;
            for (std::size_t row = 0; row < table.rows(); ++row) {
                m_ilo_member[std::string{table.text("iso2")[row]}] =
                    table.text("ilo_member")[row] == "true";
            }
        }
    }

    void write(JsonStream& out, std::size_t place) const
    {
        const auto& code = m_context->contents().places[place].code;
        out.begin_object();
        out.key("place").integer(static_cast<std::int64_t>(place));
        write_tiers(out.key("tiers"), code);
        write_ratifications(out.key("ratifications"), code);
        write_regime(out.key("regime"), code);
        write_programmes(out.key("programmes"), code);
        write_evidence(out.key("evidence"), code);
        write_workers(out.key("workers"), place);
        out.end_object();
    }

private:
    [[nodiscard]] RowsByPlace rows_by(std::string_view id, std::string_view column) const
    {
        RowsByPlace rows;
        if (const auto* dataset = m_context->table(id)) {
            for (std::size_t row = 0; row < dataset->table.rows(); ++row) {
                const auto code = dataset->table.text(column)[row];
                if (!code.empty()) {
                    rows[std::string{code}].push_back(row);
                }
            }
        }
        return rows;
    }

    /// Calls use(dataset, row) for the rows of a place.
    template <typename Use>
    void each(std::string_view id, std::string_view code, const Use& use) const
    {
        const auto& rows = m_rows.find(id)->second;
        if (const auto found = rows.find(code); found != rows.end()) {
            for (const auto row : found->second) {
                use(*m_context->table(id), row);
            }
        }
    }

    void write_tiers(JsonStream& out, std::string_view code) const
    {
        out.begin_array();
        each("usstate/tip_tiers", code, [&](const reference::Dataset& dataset, std::size_t row) {
            const auto& table = dataset.table;
            out.begin_object();
            write_cell_number(out.key("year"), table, "edition_year", row);
            out.key("tier").text(table.text("tier")[row]);
            out.key("basis").text(table.text("basis")[row]);
            out.key("published").text(table.text("published")[row]);
            m_context->cite(out.key("source"), dataset, row);
            out.end_object();
        });
        out.end_array();
    }

    void write_ratifications(JsonStream& out, std::string_view code) const
    {
        out.begin_array();
        if (code.size() == 2) {
            for (const auto& convention : kConventions) {
                write_ratification(out, code, convention);
            }
        }
        out.end_array();
    }

    void write_ratification(JsonStream& out, std::string_view code,
                            const Convention& convention) const
    {
        const bool treaty = convention.dataset == "un/treaties";
        const reference::Dataset* dataset = nullptr;
        std::size_t found = 0;
        each(convention.dataset, code, [&](const reference::Dataset& candidate, std::size_t row) {
            if (candidate.table.text(treaty ? "treaty" : "convention")[row] == convention.id) {
                dataset = &candidate;
                found = row;
            }
        });
        const auto member = m_ilo_member.find(code);
        const bool covered = member != m_ilo_member.end() && (treaty || member->second);
        if (dataset == nullptr && (!covered || treaty)) {
            return;  // nothing is known of the place: not the same as "not ratified"
        }
        out.begin_object();
        out.key("id").text(convention.id);
        out.key("label").text(convention.label);
        out.key("year");
        if (dataset == nullptr) {
            out.null();
            m_context->cite_whole(out.key("source"), convention.dataset);
        } else if (treaty) {
            write_year_text(out, dataset->table.text("ratified")[found].substr(0, 4));
            m_context->cite(out.key("source"), *dataset, found);
        } else {
            write_cell_number(out, dataset->table, "ratified_year", found);
            m_context->cite(out.key("source"), *dataset, found);
        }
        out.end_object();
    }

    /// Title to source of a fact; label, value and years stand already.
    void write_fact_end(JsonStream& out, const reference::Dataset& dataset, std::size_t row,
                        const std::string& note) const
    {
        const auto& table = dataset.table;
        out.key("title").text(table.text("source_title")[row]);
        out.key("publisher").text(table.text("publisher")[row]);
        out.key("url").text_or_null(table.text("source_url")[row]);
        out.key("published").text(table.text("published")[row]);
        out.key("note").text(note);
        m_context->cite(out.key("source"), dataset, row);
    }

    /// The note of a programme's row, and whether a later publication replaced it.
    static std::string programme_note(const DataTable& table, std::size_t row)
    {
        const auto same = [&](std::size_t other, const char* column) {
            return table.text(column)[other] == table.text(column)[row];
        };
        std::string later;
        for (std::size_t other = 0; other < table.rows(); ++other) {
            const std::string published{table.text("published")[other]};
            if (same(other, "iso2") && same(other, "region") && same(other, "activity") &&
                same(other, "programme") && published > table.text("published")[row]) {
                later = std::max(later, published);
            }
        }
        std::string note{table.text("note")[row]};
        if (!later.empty()) {
            note +=
                fmt::format("{}replaced by what was published {}", note.empty() ? "" : "; ", later);
        }
        return note;
    }

    void write_regime(JsonStream& out, std::string_view code) const
    {
        out.begin_array();
        each("sourcelight/destination_regimes", code,
             [&](const reference::Dataset& dataset, std::size_t row) {
                 const auto& table = dataset.table;
                 out.begin_object();
                 out.key("label").text(words(table.text("attribute")[row]));
                 out.key("value").text(words(table.text("value")[row]));
                 write_cell_number(out.key("from"), table, "from_year", row);
                 write_cell_number(out.key("to"), table, "to_year", row);
                 write_fact_end(out, dataset, row, std::string{table.text("scope")[row]});
                 out.end_object();
             });
        out.end_array();
    }

    void write_programmes(JsonStream& out, std::string_view code) const
    {
        out.begin_array();
        each("sourcelight/state_programmes", code,
             [&](const reference::Dataset& dataset, std::size_t row) {
                 const auto& table = dataset.table;
                 out.begin_object();
                 out.key("label").text(words(table.text("programme")[row]));
                 out.key("value").text(
                     fmt::format("{} of 1,000 workers, assumed",
                                 number_text(1000.0 * table.number("sigma_mean")[row])));
                 write_cell_number(out.key("from"), table, "from_year", row);
                 write_cell_number(out.key("to"), table, "to_year", row);
                 write_fact_end(out, dataset, row, programme_note(table, row));
                 out.key("region").text(table.text("region")[row]);
                 out.key("activity").text(table.text("activity")[row]);
                 out.end_object();
             });
        out.end_array();
    }

    void write_evidence(JsonStream& out, std::string_view code) const
    {
        out.begin_array();
        each("sourcelight/regional_evidence", code,
             [&](const reference::Dataset& dataset, std::size_t row) {
                 const auto& table = dataset.table;
                 const auto unit = table.text("unit")[row];
                 const double value = table.number("value")[row];
                 const auto years = split(table.text("year")[row], '-');
                 out.begin_object();
                 out.key("label").text(words(table.text("metric")[row]));
                 out.key("value").text(
                     unit == "flag" ? std::string{"yes"}
                     : unit == "share"
                         ? fmt::format("{} %", number_text(100.0 * value))
                         : fmt::format("{} {}", count_text(std::llround(value)), unit));
                 write_year_text(out.key("from"), years.front());
                 write_year_text(out.key("to"), years.back());
                 write_fact_end(out, dataset, row, std::string{table.text("note")[row]});
                 out.key("region").text(table.text("region")[row]);
                 out.key("good").text(table.text("good")[row]);
                 out.end_object();
             });
        out.end_array();
    }

    void write_workers(JsonStream& out, std::size_t place) const
    {
        const auto& all = m_context->contents().workers;
        const auto found = std::find_if(all.begin(), all.end(), [place](const AtlasWorkers& entry) {
            return entry.place == place;
        });
        if (found == all.end()) {
            out.null();
            return;
        }
        out.begin_object();
        out.key("year").integer(found->year);
        out.key("thousand").number(found->thousand);
        m_context->cite(out.key("source"), found->source);
        out.end_object();
    }

    const AtlasContext* m_context;
    std::map<std::string, RowsByPlace, std::less<>> m_rows;
    std::map<std::string, bool, std::less<>> m_ilo_member;
};

}  // namespace

void write_atlas_pages(JsonStream& out, const AtlasContext& context)
{
    const PlacePages pages{context};
    out.begin_array();
    for (std::size_t place = 0; place < context.contents().places.size(); ++place) {
        pages.write(out, place);
    }
    out.end_array();
}

}  // namespace sourcelight::publish
