// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace sourcelight::assess {

/// Calls work(i) for i in [0, count), split into one contiguous range a thread. Each call must
/// write only what belongs to its index, so that the result does not depend on the split.
/// The first exception is thrown again here after all threads have ended.
template <typename Work>
void parallel_for(std::size_t count, unsigned threads, const Work& work)
{
    const std::size_t workers = threads == 0 ? 1 : threads;
    std::exception_ptr failure;
    std::mutex failing;
    const auto range = [&](std::size_t first, std::size_t last) {
        try {
            for (std::size_t i = first; i < last; ++i) {
                work(i);
            }
        } catch (...) {
            const std::lock_guard lock{failing};
            failure = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    for (std::size_t t = 1; t < workers; ++t) {
        others.emplace_back(range, count * t / workers, count * (t + 1) / workers);
    }
    range(0, count / workers);
    for (auto& other : others) {
        other.join();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace sourcelight::assess
