// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/evidence_rows.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/ingest/supplier_columns.hpp"
#include "sourcelight/io/writers.hpp"
#include "sourcelight/pipeline/evidence_findings.hpp"
#include "sourcelight/pipeline/second_pass.hpp"
#include "sourcelight/publish/csv_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace sourcelight::pipeline {
namespace {

using ingest::EvidenceField;

/// Names offered where a supplier is not in the list, and items for which names are sought.
constexpr std::size_t kOffered = 3;
constexpr std::size_t kSought = 20;

/// The names of a list that are nearest to one that it does not have.
class NearestNames {
public:
    explicit NearestNames(std::string_view wanted)
        : m_key{evidence_name_key(wanted)}, m_limit{std::max<std::size_t>(m_key.size() > 6 ? 3 : 2,
                                                                          m_key.size() / 4)}
    {
    }

    void look_at(std::string_view name, const std::string& key)
    {
        auto distance = edit_distance(m_key, key, m_limit);
        // A name of which the other is the beginning: "Acme" and "Acme Textiles".
        const bool part = !m_key.empty() && !key.empty() &&
                          (key.starts_with(m_key + " ") || m_key.starts_with(key + " "));
        distance = part ? std::min<std::size_t>(distance, 1) : distance;
        if (distance > m_limit) {
            return;
        }
        m_best.emplace(distance, std::string{name});
        if (m_best.size() > kOffered) {
            m_best.erase(std::prev(m_best.end()));
        }
    }

    [[nodiscard]] std::string text() const
    {
        std::vector<std::string> names;
        for (const auto& [distance, name] : m_best) {
            names.push_back(fmt::format("\"{}\"", name));
        }
        return names.empty() ? std::string{"no name of the list is near to it"}
                             : fmt::format("the nearest names are {}", fmt::join(names, ", "));
    }

private:
    std::string m_key;
    std::size_t m_limit;
    std::set<std::pair<std::size_t, std::string>> m_best;
};

void look_for(std::vector<NearestNames>& sought, const FirstPass& first, const std::string& spill,
              const std::vector<ingest::InputFile>& files)
{
    const io::SpillReader reader{spill};
    for (std::size_t i = 0; i < first.marks.size(); ++i) {
        const auto own = reader.read(i);
        SupplierBatch batch;
        batch.rows = first.marks[i].rows;
        batch.columns =
            ingest::supplier_columns(own, mapping_to_results(files[first.marks[i].file], own));
        for (std::size_t row = 0; row < batch.rows; ++row) {
            const auto name = trim(batch.cell(Field::kName, row));
            const auto key = name.empty() ? std::string{} : evidence_name_key(name);
            for (auto& one : sought) {
                if (!key.empty()) {
                    one.look_at(name, key);
                }
            }
        }
    }
}

EvidenceFinding finding_of(const EvidenceBook& book, const EvidenceBook::Entry& entry,
                           const FindingKind& kind, const std::string& message)
{
    return {book.files()[entry.file].file,
            {0, &kind, "supplier", entry.row[EvidenceField::kSupplier],
             fmt::format("{} of {}: {}", entry.item.where, entry.item.file, message)},
            entry.file,
            entry.row.line};
}

std::string state_of(const EvidenceBook::Entry& entry, std::int64_t rows)
{
    if (!entry.used) {
        return entry.fault;
    }
    if (rows == 0) {
        return std::string{kEvidenceSupplierUnknown.code};
    }
    return entry.item.answer ? "answer" : "counted";
}

}  // namespace

std::vector<ingest::EvidenceFile> read_evidence(const std::vector<std::string>& paths,
                                                const io::ReadLimits& limits)
{
    std::vector<ingest::EvidenceFile> files;
    files.reserve(paths.size());
    for (const auto& path : paths) {
        files.push_back(ingest::read_evidence_file(path, limits));
    }
    return files;
}

std::vector<EvidenceFinding> evidence_findings(const EvidenceBook& book, const FirstPass& first,
                                               const std::string& spill,
                                               const std::vector<ingest::InputFile>& files)
{
    std::vector<const EvidenceBook::Entry*> unknown;
    std::vector<EvidenceFinding> out;
    const auto& use = first.evidence;
    for (std::size_t i = 0; i < book.entries().size(); ++i) {
        const auto& entry = book.entries()[i];
        if (entry.used && use[i].rows == 0) {
            unknown.push_back(&entry);
        } else if (entry.used && use[i].several) {
            out.push_back(
                finding_of(book, entry, kEvidenceSeveralSuppliers,
                           fmt::format("it counts at {} rows of different places", use[i].rows)));
        }
    }
    std::vector<NearestNames> sought;
    for (std::size_t i = 0; i < std::min(unknown.size(), kSought); ++i) {
        sought.emplace_back(unknown[i]->row[EvidenceField::kSupplier]);
    }
    if (!sought.empty()) {
        look_for(sought, first, spill, files);
    }
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        out.push_back(finding_of(book, *unknown[i], kEvidenceSupplierUnknown,
                                 i < sought.size()
                                     ? "no row of the list has this name, own ID or number; " +
                                           sought[i].text()
                                     : "no row of the list has it"));
    }
    return out;
}

std::string evidence_csv(const EvidenceBook& book, const EvidenceUse& use)
{
    std::string out = fmt::format("{},state,rows\n", fmt::join(ingest::kEvidenceFieldNames, ","));
    publish::CsvLine line;
    for (std::size_t i = 0; i < book.entries().size(); ++i) {
        const auto& entry = book.entries()[i];
        for (std::size_t f = 0; f < ingest::kEvidenceFieldCount; ++f) {
            switch (static_cast<EvidenceField>(f)) {
            case EvidenceField::kText: line.text(entry.item.text); break;
            case EvidenceField::kFromFile: line.text(entry.item.file); break;
            case EvidenceField::kFromLine: line.text(entry.item.where); break;
            default: line.text(entry.row.cells[f]);
            }
        }
        const auto rows = use.empty() ? 0 : use[i].rows;
        out += line.text(state_of(entry, rows)).integer(rows).finish();
    }
    return out;
}

std::vector<publish::InputRecord> evidence_records(const EvidenceBook& book)
{
    std::vector<publish::InputRecord> records;
    for (const auto& file : book.files()) {
        records.push_back({file.file, file.sha256, static_cast<std::int64_t>(file.rows.size()),
                           file.columns, "{}", file.format, 0, "evidence"});
    }
    return records;
}

std::vector<ingest::EvidenceFile> kept_evidence(const std::string& folder,
                                                const publish::RunRecord& record,
                                                bool allow_changed)
{
    const auto kept = std::find_if(record.outputs.begin(), record.outputs.end(),
                                   [](const auto& output) { return output.file == kEvidenceName; });
    if (kept == record.outputs.end()) {
        return {};
    }
    const auto path = (std::filesystem::path{folder} / kEvidenceName).string();
    if (!allow_changed && sha256_file(path) != kept->sha256) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: is not the evidence of this run; restore the file or run "
                                "assess again, or pass --allow-changed",
                                path)};
    }
    std::vector<ingest::EvidenceFile> files;
    files.push_back(ingest::read_evidence_file(path, {}));
    return files;
}

std::string evidence_sentence(const EvidenceBook& book, const EvidenceUse& use)
{
    if (book.empty()) {
        return {};
    }
    std::size_t counted = 0;
    std::size_t answers = 0;
    for (std::size_t i = 0; i < book.entries().size(); ++i) {
        const auto& entry = book.entries()[i];
        if (entry.used && use[i].rows > 0) {
            ++(entry.item.answer ? answers : counted);
        }
    }
    const auto unused = book.entries().size() - counted - answers;
    return fmt::format(
        "Your evidence: {} {} counted, {} {} shown{}.", counted, counted == 1 ? "item" : "items",
        answers, answers == 1 ? "answer" : "answers",
        unused == 0 ? std::string{} : fmt::format("; {} not used, findings.csv says why", unused));
}

}  // namespace sourcelight::pipeline
