// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/reference/load_parts.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sourcelight::reference {
namespace {

/// Sections of ISIC Rev. 4 in the five sectors of methodology section 3. Electricity and water
/// (D, E) count as manufacturing: they are industry, and neither mining nor construction.
Sector sector_of_section(char section)
{
    switch (section) {
    case 'A': return Sector::kAgriculture;
    case 'B': return Sector::kMining;
    case 'C':
    case 'D':
    case 'E': return Sector::kManufacturing;
    case 'F': return Sector::kConstruction;
    default: return Sector::kServices;
    }
}

Level level_of(std::string_view name)
{
    if (name == "section") {
        return Level::kSection;
    }
    if (name == "division") {
        return Level::kDivision;
    }
    return name == "group" ? Level::kGroup : Level::kClass;
}

/// A chain of parents that comes back to where it was would have no top.
void require_no_circle(const DataTable& isic, const std::string& file)
{
    constexpr std::size_t kFirstLine = 2;  // the first is the header
    std::unordered_map<std::string, std::pair<std::string, std::size_t>> parents;
    for (std::size_t row = 0; row < isic.rows(); ++row) {
        parents.emplace(isic.text("code")[row],
                        std::pair{std::string{isic.text("parent")[row]}, row});
    }
    for (std::size_t row = 0; row < isic.rows(); ++row) {
        std::vector<std::string> chain{std::string{isic.text("code")[row]}};
        for (auto at = parents.find(chain.back()); at != parents.end();
             at = parents.find(chain.back())) {
            const auto& parent = at->second.first;
            const bool circular = std::find(chain.begin(), chain.end(), parent) != chain.end();
            chain.push_back(parent);
            if (circular) {
                throw Error{Errc::kDatasetInvalid,
                            fmt::format("{}:{}: activity tree: {} goes in a circle; correct the "
                                        "column parent of one of these codes",
                                        file, at->second.second + kFirstLine,
                                        fmt::join(chain, " below "))};
            }
        }
    }
}

class TreeBuilder {
public:
    void add_isic(const DataTable& isic)
    {
        for (const auto level : {Level::kSection, Level::kDivision, Level::kGroup, Level::kClass}) {
            for (std::size_t row = 0; row < isic.rows(); ++row) {
                if (level_of(isic.text("level")[row]) == level) {
                    add_isic_row(isic, row, level);
                }
            }
        }
    }

    void add_headings(const DataTable& hs, const DataTable& to_isic)
    {
        const auto classes = main_class_of_headings(to_isic);
        for (std::size_t row = 0; row < hs.rows(); ++row) {
            const std::string code{hs.text("code")[row]};
            const auto found = classes.find(code);
            if (code.size() == 4 && found != classes.end()) {
                add_below("hs:" + code, std::string{hs.text("title")[row]}, Level::kHs,
                          found->second, GoodId::kNone);
            }
        }
    }

    void add_goods(const Goods& goods)
    {
        for (std::size_t i = 0; i < goods.goods.size(); ++i) {
            const auto& good = goods.goods[i];
            add_below("good:" + good.slug, good.label, Level::kGood, good.isic4.front().code,
                      static_cast<GoodId>(i));
        }
    }

    [[nodiscard]] ActivityTree build() && { return ActivityTree{std::move(m_nodes)}; }

private:
    void add_isic_row(const DataTable& isic, std::size_t row, Level level)
    {
        const std::string code{isic.text("code")[row]};
        const std::string parent{isic.text("parent")[row]};
        ActivityNode node{"isic4:" + code,
                          std::string{isic.text("title")[row]},
                          level,
                          NodeId::kNone,
                          Sector::kServices,
                          GoodId::kNone};
        if (level == Level::kSection) {
            node.sector = sector_of_section(code.front());
        } else {
            node.parent = node_of("isic4:" + parent, node.code);
            node.sector = m_nodes[static_cast<std::size_t>(node.parent)].sector;
        }
        add(std::move(node));
    }

    void add_below(const std::string& code, std::string label, Level level,
                   const std::string& isic4, GoodId good)
    {
        const auto parent = node_of("isic4:" + isic4, code);
        add({code, std::move(label), level, parent,
             m_nodes[static_cast<std::size_t>(parent)].sector, good});
    }

    void add(ActivityNode node)
    {
        m_ids.emplace(node.code, static_cast<NodeId>(m_nodes.size()));
        m_nodes.push_back(std::move(node));
    }

    [[nodiscard]] NodeId node_of(const std::string& code, const std::string& child) const
    {
        const auto found = m_ids.find(code);
        if (found == m_ids.end()) {
            throw Error{Errc::kDatasetInvalid,
                        fmt::format("activity tree: {} hangs below {}, which is not in un/isic4",
                                    child, code)};
        }
        return found->second;
    }

    /// The class with the most weight over a heading's subheadings; ties to the smaller code.
    [[nodiscard]] static std::map<std::string, std::string> main_class_of_headings(
        const DataTable& to_isic)
    {
        std::map<std::string, std::map<std::string, double>> weights;
        for (std::size_t row = 0; row < to_isic.rows(); ++row) {
            const std::string heading{to_isic.text("hs6")[row].substr(0, 4)};
            weights[heading][std::string{to_isic.text("isic4")[row]}] +=
                to_isic.number("weight")[row];
        }
        std::map<std::string, std::string> main;
        for (const auto& [heading, classes] : weights) {
            double best = 0.0;
            for (const auto& [code, weight] : classes) {
                if (weight > best) {
                    best = weight;
                    main[heading] = code;
                }
            }
        }
        return main;
    }

    std::vector<ActivityNode> m_nodes;
    std::unordered_map<std::string, NodeId> m_ids;
};

}  // namespace

ActivityTree load_tree(const DataTable& isic, const std::string& isic_file, const DataTable& hs,
                       const DataTable& hs_to_isic, const Goods& goods)
{
    require_no_circle(isic, isic_file);
    TreeBuilder builder;
    builder.add_isic(isic);
    builder.add_headings(hs, hs_to_isic);
    builder.add_goods(goods);
    return std::move(builder).build();
}

}  // namespace sourcelight::reference
