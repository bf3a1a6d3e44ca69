// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sourcelight {

/// The text as one word of a POSIX shell command that may be pasted: as it stands, within "..." or,
/// with signs that a shell reads inside those ("$`\!), within '...'.
[[nodiscard]] std::string shell_word(std::string_view text);

}  // namespace sourcelight
