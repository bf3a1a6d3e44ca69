// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace sourcelight::cli {

/// The nearest command or option for the first word of a refused command line that is none, as
/// `there is no command "asess"; did you mean assess?`. Empty if nothing is near.
[[nodiscard]] std::string usage_hint(const CLI::App& app, int argc, const char* const* argv);

}  // namespace sourcelight::cli
