// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sourcelight::screen {

/// The name by which two spellings of one company compare equal: fold_latin() without legal
/// forms ("Co., Ltd.", "Sdn Bhd", "GmbH", "S.A. de C.V.") and without the words "and its
/// subsidiaries". Empty if nothing but legal forms is left.
[[nodiscard]] std::string normalized_name(std::string_view name);

}  // namespace sourcelight::screen
