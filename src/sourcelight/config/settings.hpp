// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/config/layers.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sourcelight::config {

/// Every setting of a run with its default. Each is declared once, in settings.cpp, with
/// limits and text; parsing, --help, docs/settings.md and run.json come from there.
struct Settings {
    std::string as_of;
    std::int64_t seed = 20220912;
    std::int64_t draws = 2000;
    std::int64_t threads = 0;
    std::string methodology = "default";
    std::string anchors_national;
    std::string activity_default = "isic4:C";
    std::string geo_view = "un";
    std::string formats;
    std::string cache;
    std::int64_t limits_cell_bytes = 1 << 20;
    std::int64_t limits_columns = 16'384;
    std::int64_t limits_unpacked_bytes = std::int64_t{2} << 30U;
    std::int64_t limits_layer_bytes = std::int64_t{1} << 32U;
    std::int64_t limits_layer_vertices = 5'000'000;
    std::int64_t triage_sites = 20;
    std::vector<ProximityLayer> proximity;  ///< a list: set in the file only

    bool operator==(const Settings&) const = default;
};

using SettingMember =
    std::variant<std::int64_t Settings::*, double Settings::*, std::string Settings::*>;

/// The declaration of one setting.
struct Setting {
    std::string_view name;  ///< dotted, as in --set and in YAML ("limits.cell_bytes")
    SettingMember member;
    double min = 0.0;  ///< numbers only
    double max = 0.0;
    std::string_view unit;
    std::string_view meaning;
    bool affects_result = true;  ///< false: speed or presentation only, left out of run.json
};

/// Every setting, in the order of the documentation.
[[nodiscard]] std::span<const Setting> settings_table() noexcept;

/// The value of a setting as text, locale-free.
[[nodiscard]] std::string setting_text(const Settings& settings, const Setting& setting);

/// Sets one setting from text. Throws Error kConfigInvalid naming the setting, the value, the
/// expectation and, for an unknown name, the nearest known one; `where` opens the message: "--set",
/// the name of a file, or the option ("--draws") that stands for the setting.
void set_setting(Settings& settings, std::string_view name, std::string_view value,
                 std::string_view where);

/// Settings from a YAML file (nested mappings or dotted names), then `name=value` overrides; what
/// neither states is as in `defaults`. An empty path means no file. Throws Error kConfigInvalid
/// with all problems of the file.
[[nodiscard]] Settings load_settings(const std::string& path,
                                     const std::vector<std::string>& overrides,
                                     const Settings& defaults = {});

}  // namespace sourcelight::config
