// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/sink.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include <memory>

namespace sourcelight::pipeline {

/// Throws Error kInterrupted if the user asked to stop.
inline void stop_if_asked(const ProgressSink& sink)
{
    if (sink.interrupted()) {
        throw Error{Errc::kInterrupted, "stopped; the result folder was not touched"};
    }
}

/// Makes items one after the other, works on them in parallel, and takes them in the order in
/// which they were made. At most threads + 1 items are alive.
///
/// @param make  gives the next item as a pointer; null = the end
/// @param work  called on any thread
/// @param take  called in order, one at a time
template <typename Item, typename Make, typename Work, typename Take>
void run_ordered(unsigned threads, const Make& make, const Work& work, const Take& take)
{
    namespace tbb = oneapi::tbb;
    using Pointer = std::shared_ptr<Item>;
    const tbb::global_control limit{tbb::global_control::max_allowed_parallelism, threads};
    tbb::parallel_pipeline(
        threads + 1,
        tbb::make_filter<void, Pointer>(tbb::filter_mode::serial_in_order,
                                        [&](tbb::flow_control& control) -> Pointer {
                                            Pointer item = make();
                                            if (item == nullptr) {
                                                control.stop();
                                            }
                                            return item;
                                        }) &
            tbb::make_filter<Pointer, Pointer>(tbb::filter_mode::parallel,
                                               [&](Pointer item) -> Pointer {
                                                   work(*item);
                                                   return item;
                                               }) &
            tbb::make_filter<Pointer, void>(tbb::filter_mode::serial_in_order,
                                            [&](const Pointer& item) { take(*item); }));
}

}  // namespace sourcelight::pipeline
