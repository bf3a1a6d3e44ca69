// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/table_reader.hpp"
#include "sourcelight/pipeline/evidence_book.hpp"
#include "sourcelight/pipeline/first_pass.hpp"
#include "sourcelight/publish/run_record.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sourcelight::pipeline {

/// Reads evidence files in the order given. Throws as ingest::read_evidence_file().
[[nodiscard]] std::vector<ingest::EvidenceFile> read_evidence(const std::vector<std::string>& paths,
                                                              const io::ReadLimits& limits);

/// What only the whole list tells: items about a supplier that it does not have, with the nearest
/// names, and names that stand at several places. Cost: a pass over the names of the spill for the
/// first kind, nothing else.
[[nodiscard]] std::vector<EvidenceFinding> evidence_findings(
    const EvidenceBook& book, const FirstPass& first, const std::string& spill,
    const std::vector<ingest::InputFile>& files);

/// evidence.csv of a result: every item as it was read, what became of it and how many rows it is
/// about. It can be given as --evidence again. Texts are left out but for the suppliers' answers:
/// they may tell who complained.
[[nodiscard]] std::string evidence_csv(const EvidenceBook& book, const EvidenceUse& use);
inline constexpr const char* kEvidenceName = "evidence.csv";

/// The files as inputs of the run record.
[[nodiscard]] std::vector<publish::InputRecord> evidence_records(const EvidenceBook& book);

/// The evidence of a result folder; empty if the run had none.
/// @param folder  must hold evidence.csv as the record has it, unless `allow_changed`
/// Throws Error kInputUnreadable if it is missing or not that of the run.
[[nodiscard]] std::vector<ingest::EvidenceFile> kept_evidence(const std::string& folder,
                                                              const publish::RunRecord& record,
                                                              bool allow_changed);

/// "Your evidence: 5 items counted at 4 rows, 1 answer; 2 items not used, see findings.csv."; empty
/// without evidence.
[[nodiscard]] std::string evidence_sentence(const EvidenceBook& book, const EvidenceUse& use);

}  // namespace sourcelight::pipeline
