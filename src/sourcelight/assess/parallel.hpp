// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace sourcelight::assess {

/// Calls work(i) for i in [0, count), split into one contiguous range a thread. Each call must
/// write only what belongs to its index, so that the result does not depend on the split.
/// The exception of the least index is thrown again here after all threads have ended, so that it
/// is the same for any number of threads.
template <typename Work>
void parallel_for(std::size_t count, unsigned threads, const Work& work)
{
    const std::size_t workers = threads == 0 ? 1 : threads;
    std::vector<std::exception_ptr> failures(workers);
    const auto range = [&](std::size_t t) {
        try {
            for (std::size_t i = count * t / workers; i < count * (t + 1) / workers; ++i) {
                work(i);
            }
        } catch (...) {
            failures[t] = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    for (std::size_t t = 1; t < workers; ++t) {
        others.emplace_back(range, t);
    }
    range(0);
    for (auto& other : others) {
        other.join();
    }
    for (const auto& failure : failures) {
        if (failure) {
            std::rethrow_exception(failure);
        }
    }
}

}  // namespace sourcelight::assess
