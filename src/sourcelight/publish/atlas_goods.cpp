// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/atlas_blocks.hpp"
#include "sourcelight/reference/good_words.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace sourcelight::publish {
namespace {

/// The largest exporters are told; a long tail says little.
constexpr std::size_t kMostProducers = 15;

struct Producer {
    std::size_t row = 0;
    double share = 0.0;
};

using Titles = std::map<std::string, std::string, std::less<>>;

void add_titles(const AtlasContext& context, std::string_view id, Titles& titles)
{
    if (const auto* dataset = context.table(id)) {
        const auto& table = dataset->table;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            titles.emplace(table.text("code")[row], table.text("title")[row]);
        }
    }
}

/// What the page says of goods, looked up once for all of them.
class GoodPages {
public:
    explicit GoodPages(const AtlasContext& context) : m_context{&context}
    {
        const auto& goods = context.reference().goods.goods;
        m_goes_into.resize(goods.size());
        for (std::size_t i = 0; i < goods.size(); ++i) {
            for (const auto input : goods[i].made_from) {
                m_goes_into[static_cast<std::size_t>(input)].push_back(static_cast<GoodId>(i));
            }
        }
        add_titles(context, "un/isic4", m_isic);
        add_titles(context, "wco/hs2022", m_hs);
        add_titles(context, "wco/hs2017", m_hs);
        add_words();
        find_producers();
        find_listed();
        find_broader();
    }

    void write(JsonStream& out, GoodId id) const
    {
        const auto& good = m_context->reference().goods[id];
        out.begin_object();
        out.key("id").text(good.slug);
        out.key("label").text(good.label);
        out.key("layer").text(good.slug);
        out.key("sector").text(reference::list_sector_label(good.sector));
        out.key("stage").text(good.stage);
        write_codes(out.key("isic"), good.isic4, m_isic);
        write_codes(out.key("hs"), good.hs, m_hs);
        write_words(out.key("synonyms"), good);
        write_goods(out.key("made_from"), good.made_from);
        write_goods(out.key("goes_into"), m_goes_into[static_cast<std::size_t>(id)]);
        const auto broader = m_broader.find(id);
        write_good_index(out.key("broader"),
                         broader == m_broader.end() ? GoodId::kNone : broader->second);
        write_producers(out.key("producers"), good.slug);
        write_guidance(out.key("guidance"), good);
        out.end_object();
    }

private:
    void add_words()
    {
        const auto* lists = m_context->table("sourcelight/good_synonyms");
        const auto* lexicon = m_context->table("sourcelight/lexicon");
        for (auto& entry : reference::good_words(lists == nullptr ? nullptr : &lists->table,
                                                 lexicon == nullptr ? nullptr : &lexicon->table)) {
            m_words[std::move(entry.good)].insert(std::move(entry.word));
        }
    }

    void find_producers()
    {
        const auto* dataset = m_context->table("baci/raw_material_exports");
        if (dataset == nullptr) {
            return;
        }
        const auto& table = dataset->table;
        std::map<std::string, double, std::less<>> newest;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            auto& year = newest[std::string{table.text("good")[row]}];
            year = std::max(year, table.number("year")[row]);
        }
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const auto good = table.text("good")[row];
            const double share = table.number("world_share")[row];
            if (table.number("year")[row] == newest.find(good)->second && share > 0.0) {
                m_producers[std::string{good}].push_back({row, share});
            }
        }
        for (auto& [good, producers] : m_producers) {
            std::stable_sort(
                producers.begin(), producers.end(),
                [](const Producer& a, const Producer& b) { return a.share > b.share; });
            producers.resize(std::min(producers.size(), kMostProducers));
        }
    }

    void find_listed()
    {
        for (const auto& listing : m_context->reference().listings) {
            if (listing.child_labor) {
                m_child.insert(listing.good);
            }
        }
        if (const auto* dataset = m_context->table("sourcelight/state_programmes")) {
            for (std::size_t row = 0; row < dataset->table.rows(); ++row) {
                m_state.emplace(dataset->table.text("activity")[row]);
            }
        }
    }

    void find_broader()
    {
        const auto& goods = m_context->reference().goods;
        if (const auto* dataset = m_context->table("sourcelight/goods")) {
            const auto& table = dataset->table;
            for (std::size_t row = 0; row < table.rows(); ++row) {
                const auto good = goods.find(std::string{table.text("good")[row]});
                const auto broader = goods.find(std::string{table.text("broader")[row]});
                if (good && broader) {
                    m_broader.emplace(*good, *broader);
                }
            }
        }
    }

    static void write_codes(JsonStream& out, const std::vector<reference::WeightedCode>& codes,
                            const Titles& titles)
    {
        out.begin_array();
        for (const auto& entry : codes) {
            const auto title = titles.find(entry.code);
            out.begin_object();
            out.key("code").text(entry.code);
            out.key("title").text(title == titles.end() ? std::string{} : title->second);
            out.key("weight").number(entry.weight);
            out.end_object();
        }
        out.end_array();
    }

    void write_words(JsonStream& out, const reference::Good& good) const
    {
        out.begin_array();
        if (const auto found = m_words.find(good.slug); found != m_words.end()) {
            for (const auto& word : found->second) {
                if (word != good.label) {
                    out.text(word);
                }
            }
        }
        out.end_array();
    }

    static void write_goods(JsonStream& out, const std::vector<GoodId>& goods)
    {
        out.begin_array();
        for (const auto good : goods) {
            write_good_index(out, good);
        }
        out.end_array();
    }

    void write_producers(JsonStream& out, const std::string& slug) const
    {
        out.begin_array();
        if (const auto found = m_producers.find(slug); found != m_producers.end()) {
            const auto& dataset = *m_context->table("baci/raw_material_exports");
            for (const auto& producer : found->second) {
                const auto country = dataset.table.text("iso2")[producer.row];
                out.begin_object();
                write_place_index(out.key("place"), m_context->place(country));
                out.key("country").text(country);
                out.key("share").number(producer.share);
                write_cell_number(out.key("year"), dataset.table, "year", producer.row);
                m_context->cite(out.key("source"), dataset, producer.row);
                out.end_object();
            }
        }
        out.end_array();
    }

    /// Kinds of guidance that suit how the good is made; all of them are general advice.
    void write_guidance(JsonStream& out, const reference::Good& good) const
    {
        const auto id = *m_context->reference().goods.find(good.slug);
        out.begin_array();
        if (m_state.find(good.slug) != m_state.end()) {
            out.text("state-imposed");
        }
        if (good.sector == reference::ListSector::kMining) {
            out.text("minerals");
        }
        if (m_child.find(id) != m_child.end()) {
            out.text("child-labour");
        }
        out.text(good.stage == "raw" ? "debt-bondage" : "subcontracting-and-agents");
        out.text("recruitment-fees");
        out.text("migrant-workers");
        if (good.stage != "raw") {
            out.text("excessive-overtime-and-wages");
        }
        out.text("remedy");
        out.end_array();
    }

    const AtlasContext* m_context;
    std::vector<std::vector<GoodId>> m_goes_into;
    Titles m_isic;
    Titles m_hs;
    std::map<std::string, std::set<std::string>, std::less<>> m_words;
    std::map<std::string, std::vector<Producer>, std::less<>> m_producers;
    std::set<GoodId> m_child;
    std::set<std::string, std::less<>> m_state;
    std::map<GoodId, GoodId> m_broader;
};

}  // namespace

void write_atlas_goods(JsonStream& out, const AtlasContext& context)
{
    const GoodPages pages{context};
    out.begin_array();
    for (std::size_t i = 0; i < context.reference().goods.goods.size(); ++i) {
        pages.write(out, static_cast<GoodId>(i));
    }
    out.end_array();
}

void write_atlas_guidance(JsonStream& out, const AtlasContext& context)
{
    out.begin_array();
    if (const auto* dataset = context.table("sourcelight/guidance")) {
        for (std::size_t row = 0; row < dataset->table.rows(); ++row) {
            const auto cell = [&](const char* column) { return dataset->table.text(column)[row]; };
            out.begin_object();
            out.key("kind").text(cell("kind"));
            out.key("title").text(cell("title"));
            out.key("publisher").text(cell("publisher"));
            out.key("url").text(cell("url"));
            out.key("question").text(cell("question_to_ask"));
            out.key("action").text(cell("action"));
            context.cite(out.key("source"), *dataset, row);
            out.end_object();
        }
    }
    out.end_array();
}

}  // namespace sourcelight::publish
