// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/receipt_short.hpp"

#include "sourcelight/core/wrap.hpp"
#include "sourcelight/publish/receipt_lines.hpp"
#include "sourcelight/publish/receipt_why.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <vector>

namespace sourcelight::publish {
namespace {

using assess::ReceiptTerm;

constexpr std::size_t kItem = 2;
constexpr std::size_t kHanging = 4;
/// Steps of the account shown when there is room for them.
constexpr std::size_t kMostTerms = 9;
constexpr std::size_t kMostChanges = 4;
constexpr std::size_t kMostGroups = 4;
/// A label or reason of the user's own may be of any length.
constexpr std::size_t kLongest = 400;

std::size_t lines_of(std::string_view text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Whole characters of the first kLongest bytes.
std::string shortened(const std::string& text)
{
    if (text.size() <= kLongest) {
        return text;
    }
    auto end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end) + "...";
}

/// The terms that move the log-odds most, the largest first; the start is no move.
std::vector<const ReceiptTerm*> largest_terms(const assess::Receipt& receipt)
{
    std::vector<const ReceiptTerm*> terms;
    for (const auto& term : receipt.terms) {
        if (term.log_odds && *term.log_odds != 0.0 && term.group != assess::TermGroup::kStart) {
            terms.push_back(&term);
        }
    }
    std::stable_sort(terms.begin(), terms.end(), [](const ReceiptTerm* a, const ReceiptTerm* b) {
        return std::abs(*a->log_odds) > std::abs(*b->log_odds);
    });
    terms.resize(std::min(terms.size(), kMostTerms));
    return terms;
}

/// Lines of the head that one screen has no room for; without a band the relative prevalence is the
/// answer.
bool is_left_to_full(std::string_view label, const assess::Receipt& receipt)
{
    constexpr std::array<std::string_view, 3> kOfFull{"place right with probability",
                                                      "true site within (km, 90 %)",
                                                      "under a state programme with probability"};
    return std::find(kOfFull.begin(), kOfFull.end(), label) != kOfFull.end() ||
           (label == "relative prevalence" && receipt.band);
}

std::string head_text(const assess::Receipt& receipt, const ReceiptHead& head)
{
    std::string out;
    append_paragraph(
        out,
        fmt::format("Row {}{}{}", receipt.row, receipt.where.empty() ? "" : ", ", receipt.where), 0,
        0);
    for (const auto& [label, value] : head) {
        if (is_left_to_full(label, receipt)) {
            continue;
        }
        append_paragraph(out, fmt::format("{}: {}", label, shortened(value)), kItem, kHanging);
    }
    return out;
}

/// The data behind the receipt, each dataset once, those of the largest terms first.
std::vector<std::string> sources_of(const assess::Receipt& receipt,
                                    const std::vector<const ReceiptTerm*>& largest,
                                    SourceNotes& notes)
{
    std::vector<const ReceiptTerm*> terms = largest;
    for (const auto& term : receipt.terms) {
        terms.push_back(&term);
    }
    std::vector<std::string> sources;
    std::set<std::string> named;
    for (const auto* term : terms) {
        if (!term->source.known()) {
            continue;
        }
        const auto note = notes.note(term->source);
        if (named.insert(note.dataset).second) {
            sources.push_back(fmt::format("{}, {}, edition {}, {} [{}]", note.publisher, note.title,
                                          note.edition, note.licence, note.dataset));
        }
    }
    return sources;
}

std::string sources_text(const std::vector<std::string>& sources, std::size_t count)
{
    if (sources.empty()) {
        return {};
    }
    std::string out = "\nIt rests on\n";
    for (std::size_t i = 0; i < count; ++i) {
        append_paragraph(out, sources[i], kItem, kHanging);
    }
    if (count < sources.size()) {
        append_paragraph(out,
                         fmt::format("{} more datasets, named by --full", sources.size() - count),
                         kItem, kHanging);
    }
    return out;
}

}  // namespace

std::string receipt_short(const assess::Receipt& receipt, const ReceiptHead& head,
                          SourceNotes& notes, std::string_view command)
{
    const auto lines = lines_of(receipt_text(receipt, head, notes));
    std::string foot = "\n";
    append_paragraph(foot, fmt::format("All {} lines, each with its source:", lines), 0, 0);
    // On one line whatever its length, so that it can be pasted.
    foot += std::string(kItem, ' ') + printable(command) + "\n";
    const auto top = head_text(receipt, head);
    const auto sources = sources_of(receipt, largest_terms(receipt), notes);
    auto steps = kMostTerms;
    auto changes = kMostChanges;
    auto groups = kMostGroups;
    auto named = sources.size();
    const auto whole = [&] {
        return top + waterfall_text(receipt, steps) + changes_text(receipt, changes) +
               uncertainty_text(receipt, groups) + sources_text(sources, named) + foot;
    };
    auto out = whole();
    while (lines_of(out) > kShortReceiptLines && steps + named + groups + changes > 3) {
        // Three datasets are worth more than the smallest terms, and the first of all the most.
        constexpr std::size_t kFew = 3;
        --(named > kFew   ? named
           : groups > 1   ? groups
           : changes > 2  ? changes
           : steps > kFew ? steps
           : changes > 1  ? changes
           : named > 0    ? named
                          : steps);
        out = whole();
    }
    return out;
}

}  // namespace sourcelight::publish
