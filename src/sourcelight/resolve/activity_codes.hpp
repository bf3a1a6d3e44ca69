// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/activity_reading.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::resolve {

/// The code systems of a supplier list, in the order in which they are believed.
enum class CodeSystem : std::uint8_t { kHs, kIsic, kNace, kNaics, kUnspsc };
inline constexpr std::size_t kCodeSystemCount = 5;
/// "hs", "isic", ...: the names of the supplier table's fields.
[[nodiscard]] std::string_view system_name(CodeSystem system) noexcept;

/// What the cell of a code column means.
struct CodeReading {
    Reading reading;  ///< node kNone = no known code in the cell
    ActivityMethod method = ActivityMethod::kNone;
    double confidence = 0.0;
    bool is_coarse = false;       ///< read by its first digits only, or of a whole family of UNSPSC
    std::vector<std::string> hs;  ///< digits that are known of each HS code of the cell
};

/// Codes of each system and the classes they lead to. Const after construction, safe to call
/// from several threads.
class CodeBook {
public:
    /// Throws Error kDatasetInvalid if a concordance is missing or names an unknown class.
    /// Both must outlive the code book.
    CodeBook(const reference::Reference& reference, const Decider& decider);

    /// Reads one cell: dots, blanks and a prefix such as "HS" or "C" (ISIC, NACE) are allowed,
    /// several codes are separated by semicolons, commas, bars, slashes or line ends and count
    /// alike. A lost leading zero is put back; digits beyond the classification are cut.
    [[nodiscard]] CodeReading read(CodeSystem system, std::string_view cell,
                                   std::vector<Finding>& findings) const;

    /// A row of a concordance that a code was read by.
    struct TracedRow {
        std::uint32_t row = 0;
        NodeId node = NodeId::kNone;  ///< ISIC class
        double weight = 0.0;
    };
    /// What read() made of one code of a cell.
    struct Trace {
        std::string matched;          ///< digits or section letter that are known
        bool is_native = false;       ///< a node of the tree itself: `rows` only say where it hangs
        std::vector<TracedRow> rows;  ///< of the system's concordance
    };
    /// The codes of a cell that are known, in order.
    [[nodiscard]] std::vector<Trace> trace(CodeSystem system, std::string_view cell) const;

private:
    struct Link {
        std::string code;
        NodeId node;  ///< ISIC class
        double weight;
        std::uint32_t row;  ///< of the concordance
    };
    struct HsGood {
        std::string hs;
        GoodId good;
        double weight;
    };
    /// What became of one code of a cell.
    struct Found {
        std::vector<Candidate> candidates;
        bool is_exact = true;
        bool is_padded = false;
        bool is_native = false;  ///< a node of the tree itself, not a concordance
        std::string matched;     ///< the digits that are known
    };

    static void keep_newest(std::vector<Link>& links);
    void load(CodeSystem system, const DataTable& table, std::string_view column);
    [[nodiscard]] Found find(CodeSystem system, std::string_view digits) const;
    [[nodiscard]] Found find_isic(std::string_view code) const;
    [[nodiscard]] Found find_linked(CodeSystem system, std::string_view digits) const;
    void take_heading(std::string_view hs, Found& found) const;
    [[nodiscard]] Found read_one(CodeSystem system, std::string_view code,
                                 std::vector<Finding>& findings) const;
    template <typename Visit>
    void visit_linked(CodeSystem system, std::string_view prefix, Visit visit) const;
    [[nodiscard]] std::vector<Candidate> linked(CodeSystem system, std::string_view prefix) const;
    [[nodiscard]] GoodId good_of(std::string_view hs) const;

    const reference::Reference& m_reference;
    const Decider& m_decider;
    std::vector<std::vector<Link>> m_links;  ///< one list a system, in order of code
    std::vector<HsGood> m_hs_goods;
};

}  // namespace sourcelight::resolve
