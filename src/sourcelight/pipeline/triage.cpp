// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/triage.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/screen/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>

namespace sourcelight::pipeline {
namespace {

/// Words for a part of a company; numbers and single letters are dropped as well.
constexpr std::array<std::string_view, 16> kParts{
    "unit", "units", "plant", "factory", "site",  "branch",   "division",  "phase",
    "no",   "ii",    "iii",   "iv",      "works", "facility", "warehouse", "location"};

/// Names of a list without names: "Supplier 12" and "Supplier 13" are two companies.
constexpr std::array<std::string_view, 9> kGeneric{
    "supplier", "vendor", "facility", "mill", "farm", "producer", "site", "plant", "factory"};

bool is_part(std::string_view word)
{
    return word.size() < 2 || word.find_first_not_of("0123456789") == std::string_view::npos ||
           std::find(kParts.begin(), kParts.end(), word) != kParts.end();
}

/// Where the site is, as far as it is known better than by a city; empty otherwise.
std::string site_key(const SupplierBatch& suppliers, const resolve::ResolvedPlace& place,
                     std::size_t row)
{
    if (place.method == resolve::PlaceMethod::kCoordinates) {
        constexpr double kPerDegree = 1000.0;
        return fmt::format("{},{}", std::lround(place.lon * kPerDegree),
                           std::lround(place.lat * kPerDegree));
    }
    const auto address = fold(suppliers.cell(Field::kAddress, row));
    return address.empty() ? address
                           : fmt::format("{}\n{}\n{}", place.country.view(),
                                         fold(suppliers.cell(Field::kCity, row)), address);
}

/// Names of one site: the same stem, one within the other, or a slip of the pen apart.
bool alike(const std::string& a, const std::string& b)
{
    constexpr std::size_t kSlip = 2;
    constexpr std::size_t kLongEnough = 8;
    if (a.empty() || b.empty()) {
        return false;
    }
    const auto within = [](const std::string& part, const std::string& whole) {
        return whole.starts_with(part + ' ');
    };
    return a == b || within(a, b) || within(b, a) ||
           (std::min(a.size(), b.size()) >= kLongEnough && edit_distance(a, b, kSlip) <= kSlip);
}

using TopGroups = std::unordered_map<std::uint32_t, TopGroup>;

void add_group(const std::vector<std::uint32_t>& rows, publish::GroupKind kind, TopGroups& out)
{
    if (rows.size() < 2) {
        return;
    }
    const TopGroup group{*std::min_element(rows.begin(), rows.end()),
                         static_cast<std::int64_t>(rows.size()), kind};
    for (const auto row : rows) {
        out.emplace(row, group);
    }
}

/// Whether its cell says all that is known of the supplier.
bool speaks_for(const assess::AssessedSupplier& supplier)
{
    return supplier.band.has_value() && supplier.own == nullptr;
}

}  // namespace

std::string name_stem(std::string_view name)
{
    const auto normal = screen::normalized_name(name);
    std::string out;
    for (const auto word : split(normal, ' ')) {
        if (!is_part(word)) {
            out += out.empty() ? "" : " ";
            out += word;
        }
    }
    const bool says_nothing =
        out.empty() || std::find(kGeneric.begin(), kGeneric.end(), out) != kGeneric.end();
    return says_nothing ? normal : out;
}

TopGroup TriageGroups::of(std::int64_t row, const assess::AssessedSupplier& supplier) const
{
    if (const auto top = m_top.find(static_cast<std::uint32_t>(row)); top != m_top.end()) {
        return top->second;
    }
    if (!speaks_for(supplier) || supplier.cell >= m_cells.size() ||
        m_cells[supplier.cell].members < 2) {
        return {};
    }
    const auto& cell = m_cells[supplier.cell];
    return {cell.first, cell.members, publish::GroupKind::kCell};
}

void TriageGroups::fill(std::int64_t row, const assess::AssessedSupplier& supplier,
                        publish::Rank& rank) const
{
    if (const auto group = of(row, supplier); group.first != 0) {
        rank.group = group.first;
        rank.group_kind = group.kind;
    }
}

std::int64_t TriageGroups::members(std::int64_t row, const assess::AssessedSupplier& supplier) const
{
    return of(row, supplier).members;
}

void TriageBuilder::add(const SupplierBatch& suppliers,
                        std::span<const resolve::ResolvedPlace> places,
                        std::span<const assess::AssessedSupplier> assessed,
                        std::span<const assess::Counted> counted)
{
    for (std::size_t i = 0; i < assessed.size(); ++i) {
        const auto& supplier = assessed[i];
        const auto row =
            static_cast<std::uint32_t>(suppliers.first_row) + static_cast<std::uint32_t>(i);
        const bool in_cell = speaks_for(supplier) && counted[i] == assess::Counted::kSupplier;
        if (in_cell) {
            if (supplier.cell >= m_cells.size()) {
                m_cells.resize(std::size_t{supplier.cell} * 2 + 1);
            }
            auto& cell = m_cells[supplier.cell];
            cell.first = cell.first == 0 ? row : cell.first;
            ++cell.members;
        }
        if (supplier.priority_key <= m_least) {
            continue;
        }
        m_top.push_back({supplier.priority_key, row, supplier.cell, in_cell, places[i].country,
                         name_stem(suppliers.cell(Field::kName, i)),
                         site_key(suppliers, places[i], i),
                         fold(suppliers.cell(Field::kParent, i))});
        if (m_top.size() >= 4 * kComparedPlaces) {
            cut();
        }
    }
}

void TriageBuilder::cut()
{
    // Twice as many as are compared: rows that lose their place to another leave room.
    constexpr std::size_t kKept = 2 * kComparedPlaces;
    std::sort(m_top.begin(), m_top.end(), [](const Top& a, const Top& b) {
        return a.key != b.key ? a.key > b.key : a.row < b.row;
    });
    if (m_top.size() > kKept) {
        m_top.resize(kKept);
        m_least = m_top.back().key;
    }
}

std::unordered_map<std::uint32_t, TopGroup> TriageBuilder::top_groups() const
{
    TopGroups groups;
    std::map<std::string, std::vector<const Top*>> sites;
    for (const auto& top : m_top) {
        if (!top.site.empty()) {
            sites[top.site].push_back(&top);
        }
    }
    for (const auto& [site, members] : sites) {
        // Each starts a group or joins that of the first it is like, best rank first.
        std::vector<std::pair<const Top*, std::vector<std::uint32_t>>> parts;
        for (const auto* member : members) {
            auto found = std::find_if(parts.begin(), parts.end(), [member](const auto& part) {
                return alike(part.first->stem, member->stem);
            });
            if (found == parts.end()) {
                parts.push_back({member, {}});
                found = std::prev(parts.end());
            }
            found->second.push_back(member->row);
        }
        for (const auto& part : parts) {
            add_group(part.second, publish::GroupKind::kSite, groups);
        }
    }
    std::map<std::string, std::vector<std::uint32_t>> companies;
    for (const auto& top : m_top) {
        if (!groups.contains(top.row) && !(top.parent.empty() && top.stem.empty())) {
            const auto& who = top.parent.empty() ? top.stem : top.parent;
            companies[fmt::format("{}\n{}\n{}", top.country.view(), top.parent.empty(), who)]
                .push_back(top.row);
        }
    }
    for (const auto& [company, rows] : companies) {
        add_group(rows, publish::GroupKind::kCompany, groups);
    }
    return groups;
}

TriageGroups TriageBuilder::finish(const std::vector<std::uint64_t>& keys) &&
{
    std::erase_if(m_top, [&keys](const Top& top) { return keys[top.row - 1] == 0; });
    cut();
    m_top.resize(std::min(m_top.size(), kComparedPlaces));
    auto groups = top_groups();
    for (const auto& top : m_top) {
        if (top.in_cell && groups.contains(top.row)) {
            --m_cells[top.cell].members;
        }
    }
    return {std::move(m_cells), std::move(groups)};
}

}  // namespace sourcelight::pipeline
