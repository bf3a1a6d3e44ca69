// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/finding_kinds.hpp"

#include "sourcelight/assess/findings.hpp"
#include "sourcelight/ingest/findings.hpp"
#include "sourcelight/io/findings.hpp"
#include "sourcelight/io/vector_layer.hpp"
#include "sourcelight/pipeline/evidence_findings.hpp"
#include "sourcelight/pipeline/findings.hpp"
#include "sourcelight/publish/findings.hpp"
#include "sourcelight/resolve/activity_findings.hpp"
#include "sourcelight/resolve/findings.hpp"
#include "sourcelight/resolve/location_findings.hpp"

#include <algorithm>
#include <span>

namespace sourcelight::pipeline {

std::vector<const FindingKind*> all_finding_kinds()
{
    std::vector<const FindingKind*> kinds;
    const auto add = [&kinds](std::span<const FindingKind* const> more) {
        kinds.insert(kinds.end(), more.begin(), more.end());
    };
    add(io::finding_kinds());
    add(io::layer_finding_kinds());
    add(ingest::finding_kinds());
    add(resolve::country_finding_kinds());
    add(resolve::kActivityFindingKinds);
    add(resolve::location_finding_kinds());
    add(assess::finding_kinds());
    add(publish::finding_kinds());
    add(finding_kinds());
    add(evidence_finding_kinds());
    std::sort(kinds.begin(), kinds.end(),
              [](const auto* a, const auto* b) { return a->code < b->code; });
    return kinds;
}

const FindingKind* find_finding_kind(std::string_view code)
{
    const auto kinds = all_finding_kinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [code](const auto* kind) { return kind->code == code; });
    return found == kinds.end() ? nullptr : *found;
}

}  // namespace sourcelight::pipeline
