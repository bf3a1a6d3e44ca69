// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/reference/reference.hpp"
#include "sourcelight/validate/backtest.hpp"
#include "sourcelight/validate/protocol.hpp"

#include <string>

namespace sourcelight::publish {

/// What `validate` found.
struct ValidationContents {
    validate::Protocol protocol;
    validate::Backtest backtest;
};

/// validation.json: the contract's fields, every positive with its rank and the coefficients of
/// each fit. A number without a meaning is null.
[[nodiscard]] std::string validation_text(const ValidationContents& contents,
                                          const reference::Reference& reference);

}  // namespace sourcelight::publish
