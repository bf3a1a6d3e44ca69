// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rapidcheck.h>

#include <iostream>
#include <utility>

/// How many generated cases a property of the methodology must hold in (section 14.5).
inline constexpr int kManyCases = 1000;

/// rc::check() over kManyCases instead of a hundred.
template <typename Testable>
[[nodiscard]] bool holds_in_many_cases(Testable&& testable)
{
    auto params = rc::detail::configuration().testParams;
    params.maxSuccess = kManyCases;
    const auto result = rc::detail::checkTestable(std::forward<Testable>(testable),
                                                  rc::detail::TestMetadata{}, params);
    rc::detail::printResultMessage(result, std::cerr);
    std::cerr << '\n';
    return result.template is<rc::detail::SuccessResult>();
}
