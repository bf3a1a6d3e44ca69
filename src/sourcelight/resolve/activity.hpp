// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/activity_codes.hpp"
#include "sourcelight/resolve/activity_lexicon.hpp"
#include "sourcelight/resolve/activity_text.hpp"
#include "sourcelight/resolve/types.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace sourcelight::resolve {

/// Reads what a supplier makes or does from its codes and its product text.
///
/// Codes of several systems should mean one activity; where they do not, the one that most others
/// agree with is used and the rest is a finding. A product text makes the code's activity closer
/// (ISIC 10 or HS 0306 and "shrimp") and outweighs a code that only says that something is traded
/// or is put off as not elsewhere classified. Const after construction, safe to call from several
/// threads.
class ActivityResolver {
public:
    /// The reference must outlive the resolver. Throws Error kDatasetInvalid if a dataset it
    /// needs is missing or does not fit the activity tree.
    explicit ActivityResolver(const reference::Reference& reference);
    ActivityResolver(const ActivityResolver&) = delete;  // its parts refer to each other
    ActivityResolver(ActivityResolver&&) = delete;
    ActivityResolver& operator=(const ActivityResolver&) = delete;
    ActivityResolver& operator=(ActivityResolver&&) = delete;
    ~ActivityResolver() = default;

    /// The cells of one supplier; empty = not stated.
    struct Texts {
        std::string_view hs;
        std::string_view isic;
        std::string_view nace;
        std::string_view naics;
        std::string_view unspsc;
        std::string_view product;
    };

    /// Findings get row 0 and the field's name as column.
    [[nodiscard]] ResolvedActivity resolve(const Texts& texts,
                                           std::vector<Finding>& findings) const;

    [[nodiscard]] const CodeBook& codes() const noexcept { return m_codes; }
    [[nodiscard]] const TextReader& texts() const noexcept { return m_reader; }

private:
    using CodeReadings = std::array<CodeReading, kCodeSystemCount>;

    [[nodiscard]] CodeReading read_codes(const Texts& texts, const TextReading& text,
                                         std::vector<Finding>& findings) const;
    [[nodiscard]] bool agree(NodeId left, NodeId right) const;
    [[nodiscard]] std::size_t best_of(const CodeReadings& codes, NodeId text) const;
    [[nodiscard]] bool names_good_within(const TextReading& text, const CodeReading& code) const;
    [[nodiscard]] ResolvedActivity joined(const ResolvedActivity& by_text,
                                          const ResolvedActivity& by_code, TextState state) const;
    [[nodiscard]] ResolvedActivity settled(const ResolvedActivity& by_text,
                                           const ResolvedActivity& by_code, bool coarse_code,
                                           std::string_view product,
                                           std::vector<Finding>& findings) const;
    [[nodiscard]] bool is_trade(NodeId node) const;

    const reference::Reference& m_reference;
    Decider m_decider;
    Lexicon m_lexicon;
    TextReader m_reader;
    CodeBook m_codes;
};

}  // namespace sourcelight::resolve
