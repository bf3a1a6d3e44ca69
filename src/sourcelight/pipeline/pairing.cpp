// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/pairing.hpp"

#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <unordered_set>

namespace sourcelight::pipeline {
namespace {

/// Never 0, which says "nothing to go by".
std::uint64_t hash_of(const std::string& text)
{
    return std::max<std::uint64_t>(stable_hash(text), 1);
}

void append_part(std::string& key, std::string_view part)
{
    key += '\n';
    key += part;
}

/// The key of one attempt: rows with equal ones may be a pair; 0 = not in this attempt.
using KeyOf = std::function<std::uint64_t(const PairKeys&)>;

struct Keyed {
    std::uint64_t key;
    std::uint32_t row;
    bool operator<(const Keyed& other) const noexcept
    {
        return key != other.key ? key < other.key : row < other.row;
    }
};

std::uint64_t combined(std::uint64_t a, std::uint64_t b)
{
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
    return a == 0 || b == 0 ? 0 : std::max<std::uint64_t>((a ^ (b * kOdd)) * kOdd + b, 1);
}

class Pairer {
public:
    Pairer(const std::vector<PairKeys>& before, const std::vector<PairKeys>& after)
        : m_before{before}, m_after{after}, m_taken(before.size(), false)
    {
        m_result.before_of.assign(after.size(), 0);
        m_result.by.assign(after.size(), PairedBy::kNobody);
    }

    /// @param single  pair only keys that one row of each list has
    void attempt(PairedBy by, const KeyOf& key_of, bool single = false)
    {
        const auto old_rows =
            sorted(m_before, key_of, [this](std::size_t i) { return !m_taken[i]; });
        const auto new_rows =
            sorted(m_after, key_of, [this](std::size_t i) { return m_result.before_of[i] == 0; });
        auto a = old_rows.begin();
        auto b = new_rows.begin();
        while (a != old_rows.end() && b != new_rows.end()) {
            if (a->key != b->key) {
                a->key < b->key ? ++a : ++b;
                continue;
            }
            const auto key = a->key;
            const auto ends = [key](const Keyed& entry) { return entry.key == key; };
            const auto a_end = std::find_if_not(a, old_rows.end(), ends);
            const auto b_end = std::find_if_not(b, new_rows.end(), ends);
            if (!single || (a_end - a == 1 && b_end - b == 1)) {
                for (; a != a_end && b != b_end; ++a, ++b) {
                    take(a->row, b->row, by);
                }
            }
            a = a_end;
            b = b_end;
        }
    }

    void leave_out_ids() { m_result.ids_replaced = true; }

    [[nodiscard]] Pairing finish() &&
    {
        for (std::size_t i = 0; i < m_taken.size(); ++i) {
            if (!m_taken[i]) {
                m_result.gone.push_back(static_cast<std::uint32_t>(i + 1));
            }
        }
        return std::move(m_result);
    }

private:
    template <typename Free>
    static std::vector<Keyed> sorted(const std::vector<PairKeys>& keys, const KeyOf& key_of,
                                     const Free& is_free)
    {
        std::vector<Keyed> out;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const auto key = is_free(i) ? key_of(keys[i]) : 0;
            if (key != 0) {
                out.push_back({key, static_cast<std::uint32_t>(i + 1)});
            }
        }
        std::sort(out.begin(), out.end());
        return out;
    }

    void take(std::uint32_t before, std::uint32_t after, PairedBy by)
    {
        m_taken[before - 1] = true;
        m_result.before_of[after - 1] = before;
        m_result.by[after - 1] = by;
    }

    const std::vector<PairKeys>& m_before;
    const std::vector<PairKeys>& m_after;
    std::vector<bool> m_taken;
    Pairing m_result;
};

bool share_an_id(const std::vector<PairKeys>& before, const std::vector<PairKeys>& after)
{
    std::unordered_set<std::uint64_t> ids;
    for (const auto& keys : before) {
        ids.insert(keys.id);
    }
    ids.erase(0);
    return std::any_of(after.begin(), after.end(),
                       [&ids](const PairKeys& keys) { return ids.contains(keys.id); });
}

bool has_ids(const std::vector<PairKeys>& keys)
{
    return std::any_of(keys.begin(), keys.end(), [](const PairKeys& k) { return k.id != 0; });
}

}  // namespace

PairKeys pair_keys(const SupplierBatch& suppliers, const TextColumn& own_ids, std::size_t row)
{
    PairKeys keys;
    std::string text;
    bool any = false;
    for (std::size_t f = 0; f < kFieldCount; ++f) {
        const auto cell = suppliers.cell(static_cast<Field>(f), row);
        any = any || !cell.empty();
        append_part(text, cell);
    }
    keys.content = any ? hash_of(text) : 0;
    if (!own_ids.empty() && !trim(own_ids[row]).empty()) {
        keys.id = hash_of(std::string{trim(own_ids[row])});
    }
    text.clear();
    for (const auto field : {Field::kCity, Field::kAddress, Field::kLatitude, Field::kLongitude}) {
        append_part(text, fold(suppliers.cell(field, row)));
    }
    keys.place = hash_of(text);
    text = fold(suppliers.cell(Field::kName, row));
    if (text.empty()) {
        return keys;
    }
    keys.name = hash_of(text);
    append_part(text, fold(suppliers.cell(Field::kCountry, row)));
    keys.country = hash_of(text);
    for (const auto field :
         {Field::kProduct, Field::kHs, Field::kIsic, Field::kNace, Field::kNaics, Field::kUnspsc}) {
        append_part(text, fold(suppliers.cell(field, row)));
    }
    keys.product = hash_of(text);
    return keys;
}

std::vector<PairKeys> pair_keys(const ResultFolder& folder)
{
    std::vector<PairKeys> keys;
    keys.reserve(static_cast<std::size_t>(folder.rows()));
    for (const auto& chunk : folder.chunks()) {
        for (std::size_t row = 0; row < chunk.suppliers.rows; ++row) {
            keys.push_back(pair_keys(chunk.suppliers, chunk.own_ids, row));
        }
    }
    return keys;
}

Pairing pair_rows(const std::vector<PairKeys>& before, const std::vector<PairKeys>& after)
{
    Pairer pairer{before, after};
    const bool both = has_ids(before) && has_ids(after);
    const bool by_id = both && share_an_id(before, after);
    if (by_id) {
        pairer.attempt(PairedBy::kOwnId,
                       [](const PairKeys& k) { return combined(k.id, k.content); });
        pairer.attempt(PairedBy::kOwnId,
                       [](const PairKeys& k) { return combined(k.id, k.product); });
        pairer.attempt(PairedBy::kOwnId, [](const PairKeys& k) { return k.id; });
    } else if (both) {
        pairer.leave_out_ids();
    }
    // A row whose ID decides is no one else's.
    const auto open = [by_id](const PairKeys& k, std::uint64_t key) {
        return by_id && k.id != 0 ? 0 : key;
    };
    using Keys = const PairKeys&;
    pairer.attempt(PairedBy::kContent, [&](Keys k) { return open(k, k.content); });
    pairer.attempt(PairedBy::kNameCountryProduct,
                   [&](Keys k) { return open(k, combined(k.product, k.place)); });
    pairer.attempt(PairedBy::kNameCountryProduct, [&](Keys k) { return open(k, k.product); });
    pairer.attempt(
        PairedBy::kNameCountry, [&](Keys k) { return open(k, combined(k.country, k.place)); },
        true);
    pairer.attempt(
        PairedBy::kNameCountry, [&](Keys k) { return open(k, k.country); }, true);
    pairer.attempt(
        PairedBy::kName, [&](Keys k) { return open(k, k.name); }, true);
    return std::move(pairer).finish();
}

}  // namespace sourcelight::pipeline
