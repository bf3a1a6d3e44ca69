// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/evidence_book.hpp"

#include "sourcelight/config/yaml.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/pipeline/evidence_findings.hpp"
#include "sourcelight/publish/findings_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace sourcelight::pipeline {
namespace {

using assess::About;
using ingest::EvidenceField;

/// Bytes that are kept of an answer, and of a source or cluster.
constexpr std::size_t kLongestText = 2000;
constexpr std::size_t kLongestName = 300;
/// The ILO's Forced Labour Convention (C029) was adopted on 28 June 1930: what is older was not
/// measured against the definition that everything here counts by, and a year such as 1066 or 0202
/// is a slip of the pen.
constexpr std::string_view kEarliest = "1930-06-28";

std::optional<bool> yes_or_no(std::string_view cell)
{
    const auto word = fold(cell);
    const bool yes = word == "yes" || word == "true" || word == "y" || word == "1";
    const bool no = word == "no" || word == "false" || word == "n" || word == "0";
    return yes || no ? std::optional{yes} : std::nullopt;
}

std::optional<About> about_of(std::string_view cell)
{
    static constexpr std::array<std::pair<std::string_view, About>, 7> kWords{
        {{"site", About::kSite},
         {"parent", About::kParent},
         {"parent company", About::kParent},
         {"joint venture", About::kJointVenture},
         {"park", About::kPark},
         {"industrial park", About::kPark},
         {"same industrial park", About::kPark}}};
    const auto word = fold(cell);
    for (const auto& [name, about] : kWords) {
        if (name == word) {
            return about;
        }
    }
    return std::nullopt;
}

/// A day; a spreadsheet may write it with slashes. A month or a year is no day here: the as-of
/// date asks which one it was.
std::optional<Date> day_of(std::string_view cell)
{
    constexpr std::size_t kDay = 10;
    auto text = std::string{cell.substr(0, kDay)};
    std::replace(text.begin(), text.end(), '/', '-');
    // A spreadsheet may add midnight.
    const auto rest = cell.size() > kDay ? cell.substr(kDay) : std::string_view{};
    const bool midnight = rest.empty() || rest.starts_with(" 00:00") || rest.starts_with("T00:00");
    return text.size() == kDay && midnight ? parse_date(text) : std::nullopt;
}

const assess::EvidenceKind* kind_of(std::string_view cell, const assess::Methodology& methodology)
{
    const auto word = fold(cell);
    const auto found = std::find_if(
        methodology.evidence.begin(), methodology.evidence.end(),
        [&](const auto& kind) { return fold(kind.id) == word || fold(kind.label) == word; });
    return found == methodology.evidence.end() ? nullptr : &*found;
}

std::vector<std::string> kind_names(const assess::Methodology& methodology)
{
    std::vector<std::string> names;
    for (const auto& kind : methodology.evidence) {
        names.push_back(kind.id);
    }
    names.insert(names.end(), {"grievance", "search_without_finding", "rebuttal", "response"});
    return names;
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

void sort_by_line(std::vector<EvidenceFinding>& findings)
{
    std::stable_sort(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
        return std::pair{a.position, a.line} < std::pair{b.position, b.line};
    });
}

EvidenceBook::EvidenceBook(std::vector<ingest::EvidenceFile> files,
                           const assess::Methodology& methodology, Date as_of)
    : m_files{std::move(files)}
{
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        for (const auto& [finding, line] : m_files[i].findings) {
            m_findings.push_back({m_files[i].file, finding, i, line});
        }
        for (const auto& row : m_files[i].rows) {
            add(row, i, methodology, as_of);
        }
    }
    sort_by_line(m_findings);
}

void EvidenceBook::tell(Entry& entry, const FindingKind& kind, std::string_view column,
                        std::string value, std::string message)
{
    m_findings.push_back({m_files[entry.file].file,
                          {0, &kind, std::string{column}, std::move(value),
                           fmt::format("{} of {}: {}", entry.item.where, entry.item.file, message)},
                          entry.file,
                          entry.row.line});
}

void EvidenceBook::add(const ingest::EvidenceRow& row, std::size_t file,
                       const assess::Methodology& methodology, Date as_of)
{
    auto& entry = m_entries.emplace_back();
    entry.row = row;
    entry.file = file;
    const auto& from = row[EvidenceField::kFromFile];
    const auto& line = row[EvidenceField::kFromLine];
    entry.item.file = from.empty() ? m_files[file].file : from;
    entry.item.where = line.empty() ? row.where : line;
    const auto told = m_findings.size();
    if (row[EvidenceField::kSupplier].empty()) {
        tell(entry, kEvidenceNoSupplier, "supplier", {}, "the cell is empty; the item is not used");
    }
    // Every cell is looked at, so that one run names all that is to be mended.
    const bool kind = read_kind(entry, methodology);
    const bool dates = read_dates(entry, as_of);
    const bool weights = read_weights(entry, methodology);
    const bool texts = read_texts(entry);
    entry.used = !row[EvidenceField::kSupplier].empty() && kind && dates && weights && texts &&
                 !is_again(entry);
    if (!entry.used) {
        entry.fault = m_findings.size() > told ? m_findings[told].finding.kind->code : "";
        return;
    }
    const auto index = m_entries.size() - 1;
    m_index.emplace(&entry.item, index);
    m_keys.add(row[EvidenceField::kSupplier], index);
}

bool EvidenceBook::read_kind(Entry& entry, const assess::Methodology& methodology)
{
    const auto& cell = entry.row[EvidenceField::kKind];
    auto word = fold(cell);
    const auto verified = yes_or_no(entry.row[EvidenceField::kVerified]);
    if (is_answer(entry.row)) {
        entry.item.answer = true;
        return true;
    }
    if (word == "search without finding") {
        entry.item.silence = true;
        entry.item.verified = verified.value_or(false);
        return true;
    }
    if (one_of(word, {"grievance", "worker grievance"})) {
        word = verified.value_or(false) ? "grievance verified" : "grievance unverified";
    }
    entry.item.kind = kind_of(word, methodology);
    if (entry.item.kind == nullptr) {
        const auto names = kind_names(methodology);
        const auto near = config::nearest(cell, names);
        tell(entry, kEvidenceKindUnknown, "kind", cell,
             near.empty() ? fmt::format("expected one of {}", fmt::join(names, ", "))
                          : fmt::format("did you mean {}?", near));
        return false;
    }
    const auto& id = entry.item.kind->id;
    if (id == "remediation" && !verified.value_or(false)) {
        tell(entry, kEvidenceNotVerified, "verified", entry.row[EvidenceField::kVerified],
             "remediation counts only once it is verified; the item is not used");
        return false;
    }
    if ((id == "grievance_verified" && verified == false) ||
        (id == "grievance_unverified" && verified == true)) {
        tell(entry, kEvidenceValueUnreadable, "verified", entry.row[EvidenceField::kVerified],
             fmt::format("it contradicts the kind {}; expected the kind grievance, or an empty "
                         "cell",
                         id));
        return false;
    }
    // What an authority has found, or what is verified by its kind, need not be said to be so.
    entry.item.verified =
        verified.value_or(entry.item.kind->ages_after_closure || id == "grievance_verified");
    return true;
}

bool EvidenceBook::read_dates(Entry& entry, Date as_of)
{
    const auto& cell = entry.row[EvidenceField::kDate];
    const auto published = day_of(cell);
    if (!published) {
        tell(entry, kEvidenceDateUnreadable, "date", cell,
             cell.empty() ? "the cell is empty; expected a day such as 2024-05-31"
                          : "expected a day such as 2024-05-31");
        return false;
    }
    entry.item.published = *published;
    if (*published > as_of) {
        tell(entry, kEvidenceLater, "date", cell,
             fmt::format("it is after the as-of date {}; the item is not used", to_string(as_of)));
        return false;
    }
    if (*published < parse_date(kEarliest)) {
        tell(
            entry, kEvidenceTooEarly, "date", cell,
            fmt::format("it is before {}, the day on which the ILO's Forced Labour Convention said "
                        "what forced labour is; the item is not used",
                        kEarliest));
        return false;
    }
    return entry.row[EvidenceField::kClosed].empty() || read_closed(entry, as_of);
}

bool EvidenceBook::read_closed(Entry& entry, Date as_of)
{
    const auto& closed = entry.row[EvidenceField::kClosed];
    const auto published = entry.item.published;
    entry.item.closed = day_of(closed);
    if (!entry.item.closed) {
        tell(entry, kEvidenceValueUnreadable, "closed", closed,
             "expected a day such as 2024-05-31, or nothing while it is open");
        return false;
    }
    if (*entry.item.closed < published) {
        tell(
            entry, kEvidenceDatesContradict, "closed", closed,
            fmt::format("it is before {}, the day on which the item became public; the item is not "
                        "used",
                        to_string(published)));
        return false;
    }
    if (entry.item.kind == nullptr || !entry.item.kind->ages_after_closure) {
        tell(entry, kEvidenceClosedUnused, "closed", closed,
             fmt::format("what is of this kind fades from {} on", to_string(published)));
    }
    if (*entry.item.closed > as_of) {
        tell(entry, kEvidenceLater, "closed", closed,
             fmt::format("it is after the as-of date {}; the item counts as still open",
                         to_string(as_of)));
        entry.item.closed.reset();
    }
    return true;
}

bool EvidenceBook::read_weights(Entry& entry, const assess::Methodology& methodology)
{
    bool good = true;
    const auto unreadable = [&](std::string_view column, const std::string& cell,
                                std::string_view expected) {
        tell(entry, kEvidenceValueUnreadable, column, cell, fmt::format("expected {}", expected));
        good = false;
    };
    if (const auto& cell = entry.row[EvidenceField::kVerified]; !cell.empty() && !yes_or_no(cell)) {
        unreadable("verified", cell, "yes or no, or nothing");
    }
    if (const auto& cell = entry.row[EvidenceField::kAbout]; !cell.empty()) {
        const auto about = about_of(cell);
        if (!about) {
            unreadable("about", cell, "site, parent, joint venture or park, or nothing for site");
        }
        entry.item.about = about.value_or(About::kSite);
    }
    if (const auto& cell = entry.row[EvidenceField::kProbability]; !cell.empty()) {
        const auto probability = parse_number(cell);
        if (!probability || *probability < 0.0 || *probability > 1.0) {
            unreadable("probability", cell, "a number from 0 to 1, or nothing for 1");
        }
        entry.item.probability = std::clamp(probability.value_or(0.0), 0.0, 1.0);
        if (good && entry.item.probability < methodology.site.match_ignored_below) {
            tell(entry, kEvidenceUnlikely, "probability", cell,
                 fmt::format("below {} an item is not used", methodology.site.match_ignored_below));
            good = false;
        }
    }
    return good;
}

bool EvidenceBook::read_texts(Entry& entry)
{
    const auto kept = [&](EvidenceField field, std::size_t most) {
        const auto& cell = entry.row[field];
        if (cell.size() > most) {
            tell(entry, kEvidenceCut, ingest::kEvidenceFieldNames[static_cast<std::size_t>(field)],
                 {}, fmt::format("{} bytes of {} are kept", most, cell.size()));
        }
        return publish::cut_text(cell, most);
    };
    entry.item.source = kept(EvidenceField::kSource, kLongestName);
    entry.item.cluster = kept(EvidenceField::kCluster, kLongestName);
    if (entry.item.answer) {
        entry.item.text = kept(EvidenceField::kText, kLongestText);
        if (entry.item.text.empty()) {
            tell(entry, kEvidenceValueUnreadable, "text", {},
                 "an answer without its text says nothing; expected the supplier's words");
            return false;
        }
    }
    if (entry.item.source.empty()) {
        tell(entry, kEvidenceNoSource, "source", {}, "the cell is empty; expected who says so");
    }
    return true;
}

bool EvidenceBook::is_again(Entry& entry)
{
    const auto& row = entry.row;
    const auto& kind = entry.item.answer    ? std::string{"answer"}
                       : entry.item.silence ? std::string{"silence"}
                                            : entry.item.kind->id;
    const auto key =
        fmt::format("{}\x1F{}\x1F{}\x1F{}\x1F{}", evidence_name_key(row[EvidenceField::kSupplier]),
                    kind, entry.item.published.days, fold(entry.item.source),
                    entry.item.answer ? entry.item.text : std::string{});
    const auto [found, added] = m_seen.try_emplace(key, m_entries.size() - 1);
    if (!added) {
        const auto& first = m_entries[found->second];
        tell(
            entry, kEvidenceTwice, "supplier", row[EvidenceField::kSupplier],
            fmt::format("the same as {} of {}; it counts once", first.item.where, first.item.file));
    }
    return !added;
}

assess::StatedByRow EvidenceBook::of(const SupplierBatch& batch, const io::ColumnBatch& columns,
                                     const std::vector<std::size_t>& own_ids) const
{
    const auto found = m_keys.of(batch, columns, own_ids);
    assess::StatedByRow out(empty() ? 0 : batch.rows);
    for (std::size_t row = 0; row < found.size(); ++row) {
        for (const auto index : found[row]) {
            out[row].push_back(&m_entries[index].item);
        }
    }
    return out;
}

std::size_t EvidenceBook::index(const assess::StatedEvidence& item) const
{
    return m_index.at(&item);
}

}  // namespace sourcelight::pipeline
