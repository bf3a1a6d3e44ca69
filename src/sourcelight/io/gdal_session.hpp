// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// Registers the drivers this program opens files with, once: spreadsheets and vector formats,
/// no virtual format, no database server, no network. Sets every cell to be read as text.
void register_gdal_drivers();

/// While it lives, GDAL's messages of this thread are kept here instead of being printed.
class GdalMessages {
public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(const GdalMessages&) = delete;
    GdalMessages& operator=(const GdalMessages&) = delete;
    GdalMessages(GdalMessages&&) = delete;
    GdalMessages& operator=(GdalMessages&&) = delete;

    /// The last failure, without line end; empty if there was none.
    [[nodiscard]] const std::string& last_failure() const noexcept { return m_last_failure; }
    /// The first one: what came after may only follow from it.
    [[nodiscard]] const std::string& first_failure() const noexcept { return m_first_failure; }
    /// Called by the handler.
    void keep(bool failure, const char* text);

private:
    std::string m_first_failure;
    std::string m_last_failure;
};

}  // namespace sourcelight::io
