// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/config/settings.hpp"

#include "sourcelight/core/error.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

using namespace sourcelight;
using config::load_settings;

/// A settings file that is removed when the test ends.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& text) { std::ofstream{m_path} << text; }
    ~TemporaryFile() { std::remove(m_path.c_str()); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile(TemporaryFile&&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;

    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path = (std::filesystem::temp_directory_path() /
                          ("sourcelight-settings-" + std::to_string(::getpid()) + ".yaml"))
                             .string();
};

}  // namespace

TEST_CASE("settings come from the file and then from the command line", "[config]")
{
    const TemporaryFile file{"draws: 256\nlimits:\n  columns: 50\nas_of: 2018-10-01\n"};
    const auto settings = load_settings(file.path(), {"draws=512"});
    CHECK(settings.draws == 512);
    CHECK(settings.limits_columns == 50);
    CHECK(settings.as_of == "2018-10-01");
}

TEST_CASE("a mistyped setting is refused with line and nearest name", "[config][error]")
{
    const TemporaryFile file{"seed: 1\ndrawz: 256\nlimits:\n  colums: 5\n"};
    CHECK_THROWS_WITH(load_settings(file.path(), {}),
                      Catch::Contains(":2: ") && Catch::Contains("did you mean draws?") &&
                          Catch::Contains(":4: ") && Catch::Contains("limits.columns"));
}

TEST_CASE("a setting that stands twice is refused with its line", "[config][error]")
{
    const TemporaryFile file{"seed: 1\nlimits:\n  columns: 5\n  columns: 6\n"};
    CHECK_THROWS_WITH(load_settings(file.path(), {}),
                      Catch::Contains(":4: ") &&
                          Catch::Contains("limits.columns stands there twice"));
}

TEST_CASE("a file that never ends is refused", "[config][error]")
{
    const TemporaryFile loop{"limits: &a {columns: *a}\n"};
    CHECK_THROWS_WITH(load_settings(loop.path(), {}), Catch::Contains("64 levels"));
    // Each line has ten times the values of the line before.
    std::string text = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
    for (char c = 'b'; c <= 'h'; ++c) {
        const auto inner = std::string{"*"} + static_cast<char>(c - 1);
        text += std::string{c} + ": &" + c + " [" + inner;
        for (int i = 1; i < 10; ++i) {
            text += ", " + inner;
        }
        text += "]\n";
    }
    const TemporaryFile many{text};
    CHECK_THROWS_WITH(load_settings(many.path(), {}), Catch::Contains("1000000 values"));
}

TEST_CASE("a list is no value of a setting", "[config][error]")
{
    const TemporaryFile file{"seed: 1\nas_of: [2018-10-01]\n"};
    CHECK_THROWS_WITH(load_settings(file.path(), {}),
                      Catch::Contains(":2: ") && Catch::Contains("as_of is a list"));
}

TEST_CASE("a value out of range names the range", "[config][error]")
{
    CHECK_THROWS_WITH(load_settings("", {"draws=3"}), Catch::Contains("16 to 20000"));
    CHECK_THROWS_WITH(load_settings("", {"draws=many"}), Catch::Contains("\"many\""));
    CHECK_THROWS_WITH(load_settings("", {"as_of=soon"}), Catch::Contains("2024-12-31"));
    CHECK_THROWS_AS(load_settings("no/such.yaml", {}), Error);
}

TEST_CASE("every setting says what it means and prints its default", "[config]")
{
    const config::Settings defaults;
    for (const auto& setting : config::settings_table()) {
        INFO(setting.name);
        CHECK_FALSE(setting.meaning.empty());
        const auto text = config::setting_text(defaults, setting);
        auto copy = defaults;
        config::set_setting(copy, setting.name, text, "test");
        CHECK(copy == defaults);
    }
}
