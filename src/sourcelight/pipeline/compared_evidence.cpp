// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/compared_evidence.hpp"

#include "sourcelight/core/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace sourcelight::pipeline {
namespace {

using ingest::EvidenceField;
using ingest::EvidenceRow;

/// What is quoted of the items of one run.
constexpr std::size_t kQuotedItems = 240;

/// One item by everything that can move a score.
struct Item {
    std::string content;
    std::string words;
    bool later = false;  ///< than its run's as-of date
    bool operator<(const Item& other) const { return content < other.content; }
};

Item item_of(const EvidenceRow& row, Date as_of)
{
    Item item;
    for (const auto field :
         {EvidenceField::kKind, EvidenceField::kDate, EvidenceField::kClosed,
          EvidenceField::kSource, EvidenceField::kCluster, EvidenceField::kVerified,
          EvidenceField::kAbout, EvidenceField::kProbability}) {
        item.content += row[field] + '\x1F';
    }
    auto kind = row[EvidenceField::kKind];
    std::replace(kind.begin(), kind.end(), '_', ' ');
    item.words = fmt::format("{} {}", kind, row[EvidenceField::kDate]);
    if (!row[EvidenceField::kClosed].empty()) {
        item.words += ", closed " + row[EvidenceField::kClosed];
    }
    if (!row[EvidenceField::kSource].empty()) {
        item.words += fmt::format(" ({})", row[EvidenceField::kSource]);
    }
    const auto day = parse_date(row[EvidenceField::kDate]);
    item.later = day && *day > as_of;
    return item;
}

/// The items about a row, each once.
std::set<Item> items_of(const ResultFolder& folder, std::uint32_t row)
{
    std::set<Item> items;
    for (const auto index : folder.evidence_of(row)) {
        items.insert(item_of(folder.evidence().front().rows[index], folder.record().as_of));
    }
    return items;
}

bool same_content(const Item& a, const Item& b) { return a.content == b.content; }

/// The words of items that another run does not have.
std::string without(const std::set<Item>& items, const std::set<Item>& others)
{
    std::string out;
    for (const auto& item : items) {
        if (!others.contains(item)) {
            out += (out.empty() ? "" : ", ") + item.words;
        }
    }
    return quoted_cell(out, kQuotedItems);
}

std::size_t counted(const std::set<Item>& items)
{
    return static_cast<std::size_t>(
        std::count_if(items.begin(), items.end(), [](const Item& item) { return !item.later; }));
}

}  // namespace

std::string quoted_cell(std::string_view cell, std::size_t most)
{
    if (cell.empty()) {
        return "none";
    }
    if (cell.size() <= most) {
        return std::string{cell};
    }
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0U) == 0x80U) {
        --end;  // not within a character
    }
    return std::string{cell.substr(0, end)} + "...";
}

ComparedEvidence compared_evidence(const ResultFolder& before, std::uint32_t before_row,
                                   const ResultFolder& after, std::uint32_t after_row)
{
    ComparedEvidence out;
    const auto earlier = items_of(before, before_row);
    const auto later = items_of(after, after_row);
    out.any = !earlier.empty() || !later.empty();
    if (!out.any) {
        return out;
    }
    out.differs = earlier.size() != later.size() ||
                  !std::equal(earlier.begin(), earlier.end(), later.begin(), same_content);
    if (out.differs) {
        out.effect = fmt::format("your evidence: {} -> {}", without(earlier, later),
                                 without(later, earlier));
    } else if (before.record().as_of != after.record().as_of) {
        const auto was = counted(earlier);
        const auto is = counted(later);
        const auto* word = later.size() == 1 ? "item" : "items";
        out.effect = was == is
                         ? fmt::format("your evidence: the same {} {}, weighed by the later run's "
                                       "date",
                                       is, word)
                         : fmt::format("your evidence that counts by the date: {} -> {} of the "
                                       "same {} {}",
                                       was, is, later.size(), word);
    }
    return out;
}

}  // namespace sourcelight::pipeline
