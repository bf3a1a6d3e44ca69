// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/duplicates.hpp"

#include "sourcelight/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <unordered_map>

namespace sourcelight::pipeline {

std::uint64_t supplier_identity(const SupplierBatch& batch, std::size_t row,
                                const resolve::ResolvedPlace& place)
{
    const auto name = fold(batch.cell(Field::kName, row));
    if (name.empty()) {
        return 0;
    }
    std::string key = name;
    key += '\n';
    key += place.country.view();
    key += '\n';
    if (place.method == resolve::PlaceMethod::kCoordinates) {
        constexpr double kPerDegree = 1000.0;
        fmt::format_to(std::back_inserter(key), "{},{}", std::lround(place.lon * kPerDegree),
                       std::lround(place.lat * kPerDegree));
    } else {
        key += fold(batch.cell(Field::kCity, row));
        key += '\n';
        key += fold(batch.cell(Field::kAddress, row));
    }
    const auto hash = stable_hash(key);
    return hash == 0 ? 1 : hash;
}

std::uint64_t spend_identity(const SupplierBatch& batch, std::size_t row, std::uint64_t supplier)
{
    const auto spend = batch.cell(Field::kSpend, row);
    if (supplier == 0 || spend.empty()) {
        return 0;
    }
    std::string key(sizeof supplier, '\0');
    std::memcpy(key.data(), &supplier, sizeof supplier);
    key += spend;
    for (const auto field : {Field::kCurrency, Field::kProduct, Field::kHs, Field::kIsic,
                             Field::kNace, Field::kNaics, Field::kUnspsc}) {
        key += '\n';
        if (const auto cell = batch.cell(field, row); !cell.empty()) {
            key += fold(cell);
        }
    }
    return std::max<std::uint64_t>(stable_hash(key), 1);
}

std::vector<std::pair<std::int64_t, std::int64_t>> leave_one_place(
    const std::vector<Repeat>& repeats, std::vector<std::uint64_t>& keys)
{
    const auto key = [&keys](std::int64_t row) -> std::uint64_t& {
        return keys[static_cast<std::size_t>(row - 1)];
    };
    std::unordered_map<std::int64_t, std::int64_t> leaders;  // first row -> row with the place
    for (const auto& repeat : repeats) {
        auto& leader = leaders.try_emplace(repeat.first, repeat.first).first->second;
        if (key(repeat.row) > key(leader)) {
            leader = repeat.row;
        }
    }
    std::vector<std::pair<std::int64_t, std::int64_t>> followers;
    for (const auto& [first, leader] : leaders) {
        if (leader != first) {
            followers.emplace_back(first, leader);
        }
    }
    for (const auto& repeat : repeats) {
        const auto leader = leaders.at(repeat.first);
        if (leader != repeat.row) {
            followers.emplace_back(repeat.row, leader);
        }
    }
    std::sort(followers.begin(), followers.end());
    for (const auto& [row, leader] : followers) {
        key(row) = 0;
    }
    return followers;
}

FirstRows::FirstRows() : m_identities(1024, 0), m_rows(1024, 0) {}

std::size_t FirstRows::slot_of(std::uint64_t identity) const
{
    const std::size_t mask = m_identities.size() - 1;
    std::size_t slot = identity & mask;
    while (m_identities[slot] != 0 && m_identities[slot] != identity) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

void FirstRows::grow()
{
    std::vector<std::uint64_t> identities(m_identities.size() * 2, 0);
    std::vector<std::uint32_t> rows(m_rows.size() * 2, 0);
    identities.swap(m_identities);
    rows.swap(m_rows);
    for (std::size_t i = 0; i < identities.size(); ++i) {
        if (identities[i] != 0) {
            const auto slot = slot_of(identities[i]);
            m_identities[slot] = identities[i];
            m_rows[slot] = rows[i];
        }
    }
}

std::int64_t FirstRows::first_row(std::uint64_t identity, std::int64_t row)
{
    if (identity == 0) {
        return row;
    }
    if ((m_used + 1) * 5 > m_identities.size() * 4) {
        grow();
    }
    const auto slot = slot_of(identity);
    if (m_identities[slot] == 0) {
        m_identities[slot] = identity;
        m_rows[slot] = static_cast<std::uint32_t>(row);
        ++m_used;
    }
    return m_rows[slot];
}

std::int64_t FirstRows::known_row(std::uint64_t identity, std::int64_t row) const
{
    const auto slot = slot_of(identity);
    return identity == 0 || m_identities[slot] == 0 ? row : m_rows[slot];
}

}  // namespace sourcelight::pipeline
