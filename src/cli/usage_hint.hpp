// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace sourcelight::cli {

/// The nearest command or option for the first word of a refused command line that is none, as
/// `there is no command "asess"; did you mean assess?`. Where nothing is near, commands are listed
/// and options get no answer.
[[nodiscard]] std::string usage_hint(const CLI::App& app, int argc, const char* const* argv);

}  // namespace sourcelight::cli
