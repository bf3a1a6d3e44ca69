// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace sourcelight::publish {

/// One file the run read.
struct InputRecord {
    std::string file;  ///< base name
    std::string sha256;
    std::int64_t rows = 0;
    std::vector<std::string> columns;  ///< the file's own, in order
    /// JSON object in the form of a mapping file: field name -> column, in terms of the names
    /// that the columns have in the results.
    std::string mapping = "{}";
    std::string format;           ///< "CSV, UTF-8, separator ,"
    std::int64_t first_line = 0;  ///< line or sheet row of data row 1; 0 = has no lines
    std::string role = {};        ///< "evidence" of an evidence file; empty of a supplier list
};

/// One dataset the run read.
struct DatasetRecord {
    std::string id;
    std::string edition;
    std::string sha256;
    std::string licence;
    bool restricted = false;  ///< read from the user's own copy, not shipped
};

struct OutputRecord {
    std::string file;  ///< name within the result folder
    std::string sha256;
};

/// One layer of places whose distance to the suppliers is shown.
struct LayerRecord {
    std::vector<std::pair<std::string, std::string>> setting;  ///< as config::layer_texts()
    std::vector<OutputRecord> files;  ///< of the user's copy; empty for a shipped dataset
    std::string format;
    std::int64_t features = 0;  ///< in the file
    std::int64_t items = 0;     ///< points or areas used
    std::int64_t left_out = 0;  ///< unusable
    std::int64_t later = 0;     ///< after the as-of date
};

/// run.json as a value: enough to repeat a run bit for bit. It has no clock time, no path
/// and no user or machine name, so the same run gives the same bytes.
struct RunRecord {
    std::string version;  ///< of sourcelight
    /// Settings in force as (dotted key, value as text), in order of declaration.
    std::vector<std::pair<std::string, std::string>> configuration;
    std::string methodology_id;
    std::string methodology_hash;
    Date as_of;
    std::uint64_t seed = 0;
    int draws = 0;
    std::vector<InputRecord> inputs;         ///< supplier lists, in order
    std::vector<InputRecord> evidence = {};  ///< written behind them, with their role
    std::vector<DatasetRecord> datasets;
    std::vector<LayerRecord> layers = {};  ///< written only if there are any
    std::string since = {};  ///< SHA-256 of the run.json of --since; empty = no earlier run
    std::vector<OutputRecord> outputs;
    std::map<std::string, std::int64_t, std::less<>> findings;  ///< by code
};

/// run.json's text.
[[nodiscard]] std::string run_record_text(const RunRecord& record);

/// Reads a run.json back. Throws Error kInputUnreadable naming the file and what is wrong with it
/// (not there, no JSON, a key missing or of another type, a later format).
[[nodiscard]] RunRecord read_run_record(const std::string& path);

}  // namespace sourcelight::publish
