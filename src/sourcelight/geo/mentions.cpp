// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/mentions.hpp"

#include "sourcelight/geo/place_words.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace sourcelight::geo {
namespace {

// Log-odds of a mention by where it stands and what stands beside it: expert priors, set on the
// reliability of the resulting probabilities over real supplier addresses (tests/oracle).
constexpr float kWholeCell = 5.0F;
constexpr float kWholePart = 4.5F;
constexpr float kPartOfCell = 3.0F;
/// Beside words of the cell that are no name known here.
constexpr float kAmongUnknown = -1.5F;
constexpr float kAddress = 1.5F;
constexpr std::array<float, 5> kBySegmentFromEnd{1.5F, 1.5F, 1.0F, 0.5F, 0.25F};
constexpr float kStreet = -4.0F;
constexpr float kSettlementWord = 1.5F;
constexpr float kShortName = -1.5F;
constexpr std::size_t kShortNameBytes = 3;
constexpr std::size_t kShortestInCell = 5;
constexpr std::size_t kShortestInAddress = 6;

/// What one scan works on.
struct Scan {
    const QueryText& query;
    const NameIndex& names;
    std::uint16_t country;
    std::vector<Mention> found;

    [[nodiscard]] const PlaceText& text() const { return query.text; }
    [[nodiscard]] const PlaceToken& token(std::size_t i) const { return query.text.tokens[i]; }
    [[nodiscard]] bool same_segment(std::size_t left, std::size_t right) const
    {
        return right < query.text.tokens.size() && token(left).segment == token(right).segment &&
               query.cell_of(left) == query.cell_of(right);
    }
    [[nodiscard]] std::size_t cell_end(PlaceCell cell) const
    {
        return cell == PlaceCell::kAddress ? query.city_begin
               : cell == PlaceCell::kCity  ? query.region_begin
                                           : query.text.tokens.size();
    }
    [[nodiscard]] std::size_t cell_begin(PlaceCell cell) const
    {
        return cell == PlaceCell::kAddress ? 0
               : cell == PlaceCell::kCity  ? query.city_begin
                                           : query.region_begin;
    }
};

/// An alternate name alone hides nothing: "Taichung Hsien" is also an old name of another town.
bool hides(const Mention& mention)
{
    return std::any_of(mention.bearers.begin(), mention.bearers.end(), [](const Posting& bearer) {
        return bearer.kind != NameKind::kAlternate && bearer.kind != NameKind::kRegionAlternate;
    });
}

/// `any` counts alternate names too: in scripts without blanks a piece of a name is no word.
bool is_covered(const Scan& scan, std::uint32_t begin, std::uint32_t end, bool any = false)
{
    return std::any_of(scan.found.rbegin(), scan.found.rend(), [&](const Mention& other) {
        return other.begin <= begin && end <= other.end && other.end - other.begin > end - begin &&
               (any || hides(other));
    });
}

/// Whether a street word follows, possibly after a direction: "Fuzhou South Road".
bool followed_by_street(const Scan& scan, std::size_t next, std::size_t last)
{
    constexpr std::size_t kReach = 3;
    for (std::size_t i = next; i < next + kReach && scan.same_segment(last, i); ++i) {
        const auto word = scan.text().word(i);
        if (is_street_word(word)) {
            return true;
        }
        if (!is_direction(word) && !scan.token(i).digits) {
            return false;
        }
    }
    return false;
}

/// How far from the end of the address the words stand, in segments; in an address without
/// commas, in groups of three words.
std::size_t distance_from_end(const Scan& scan, std::size_t last)
{
    constexpr std::size_t kWordsPerStep = 3;
    const auto end = scan.query.city_begin;
    const auto final_segment = scan.token(end - 1).segment;
    if (final_segment > scan.token(0).segment + 1) {
        return static_cast<std::size_t>(final_segment - scan.token(last).segment);
    }
    return (end - 1 - last) / kWordsPerStep;
}

/// A mention in the city or region cell: what matters is whether it fills the cell, or its part
/// between commas.
void weigh_in_cell(const Scan& scan, std::size_t first, std::size_t last, Mention& mention)
{
    mention.whole_cell = true;
    bool whole_part = true;
    for (auto i = scan.cell_begin(mention.cell); i < scan.cell_end(mention.cell); ++i) {
        if ((i < first || i > last) && !is_title_of_place(scan.text().word(i))) {
            mention.whole_cell = false;
            whole_part = whole_part && scan.token(i).segment != scan.token(first).segment;
        }
    }
    mention.weight = mention.whole_cell ? kWholeCell : whole_part ? kWholePart : kPartOfCell;
}

/// Whether the words name a street: "Fuzhou South Road", "Rue Lyon", "Rue de Rivoli",
/// "Carretera a Tampico".
bool names_street(const Scan& scan, std::size_t first, std::size_t last, std::string_view before)
{
    const bool two_before = !before.empty() && first > 1 && scan.same_segment(first - 2, first);
    static constexpr std::array<std::string_view, 11> kOfOrTo{"a",   "al", "to", "de", "du", "des",
                                                              "del", "da", "do", "di", "of"};
    const bool road_to = two_before &&
                         std::find(kOfOrTo.begin(), kOfOrTo.end(), before) != kOfOrTo.end() &&
                         is_street_prefix(scan.text().word(first - 2));
    return followed_by_street(scan, last + 1, last) || is_street_prefix(before) || road_to;
}

void weigh(const Scan& scan, std::size_t first, std::size_t count, Mention& mention)
{
    const std::size_t last = first + count - 1;
    const bool has_before = first > 0 && scan.same_segment(first - 1, first);
    const bool has_after = scan.same_segment(last, last + 1);
    const auto before = has_before ? scan.text().word(first - 1) : std::string_view{};
    const auto after = has_after ? scan.text().word(last + 1) : std::string_view{};
    mention.cell = scan.query.cell_of(first);
    mention.region_word = is_region_word(after) || is_region_word(before);
    mention.settlement_word = is_settlement_word(after) || is_settlement_word(before);
    mention.tail = !has_after || scan.token(last + 1).digits;
    mention.capitals = true;
    for (std::size_t i = first; i <= last; ++i) {
        mention.capitals = mention.capitals && scan.token(i).capitals;
    }
    if (mention.cell != PlaceCell::kAddress) {
        weigh_in_cell(scan, first, last, mention);
        return;
    }
    const auto step = distance_from_end(scan, last);
    mention.weight =
        kAddress + (step < kBySegmentFromEnd.size() ? kBySegmentFromEnd.at(step) : 0.0F);
    if (names_street(scan, first, last, before)) {
        mention.weight += kStreet;
    } else if (mention.settlement_word) {
        mention.weight += kSettlementWord;
    }
    if (mention.end - mention.begin <= kShortNameBytes) {
        mention.weight += kShortName;
    }
}

void take_window(Scan& scan, std::size_t first, std::size_t count, std::span<const Posting> bearers)
{
    const auto& last = scan.token(first + count - 1);
    Mention mention;
    mention.begin = scan.token(first).begin;
    mention.end = last.begin + last.size;
    if (is_covered(scan, mention.begin, mention.end)) {
        return;
    }
    if (count == 1 && scan.query.cell_of(first) == PlaceCell::kAddress &&
        is_common_word(scan.text().word(first))) {
        // "MI" and the like are common words too; as a state they stand in capitals at the end.
        const bool abbreviation = std::any_of(bearers.begin(), bearers.end(), [](const Posting& p) {
            return p.kind == NameKind::kAbbreviation;
        });
        if (!abbreviation) {
            return;
        }
    }
    mention.bearers.assign(bearers.begin(), bearers.end());
    weigh(scan, first, count, mention);
    scan.found.push_back(std::move(mention));
}

/// Windows of one to four words, longest first.
void scan_words(Scan& scan, std::size_t first)
{
    std::array<std::uint64_t, NameIndex::kMostWords> hashes{};
    std::size_t words = 0;
    NameHash hash;
    for (std::size_t i = first; words < NameIndex::kMostWords; ++i) {
        if (i > first && !scan.same_segment(first, i)) {
            break;
        }
        if (i >= scan.text().tokens.size() || scan.token(i).digits || scan.token(i).unspaced) {
            break;
        }
        hash.add(scan.text().word(i));
        hashes.at(words++) = hash.value();
    }
    for (; words > 0; --words) {
        const auto bearers = scan.names.find(hashes.at(words - 1), scan.country);
        if (!bearers.empty()) {
            take_window(scan, first, words, bearers);
        }
    }
}

/// A region whose name fills a cell and is longer than the windows, or holds commas: "Altay,
/// Respublika", "San Andrés, Providencia y Santa Catalina".
void scan_whole_cell(Scan& scan, PlaceCell cell)
{
    const auto first = scan.cell_begin(cell);
    const auto end = scan.cell_end(cell);
    const bool in_windows =
        end <= first || (end - first <= NameIndex::kMostWords &&
                         scan.token(first).segment == scan.token(end - 1).segment);
    if (in_windows) {
        return;
    }
    NameHash hash;
    hash.add(scan.text().joined(first, end - first));
    std::vector<Posting> regions;
    const auto bearers = scan.names.find(hash.value(), scan.country);
    std::copy_if(bearers.begin(), bearers.end(), std::back_inserter(regions),
                 [](const Posting& bearer) { return bearer.kind == NameKind::kRegion; });
    if (!regions.empty()) {
        take_window(scan, first, end - first, regions);
    }
}

constexpr std::size_t kMostCharacters = 8;

/// Takes the `size` bytes at `from` of a word in an unspaced script, its character `character`.
void take_characters(Scan& scan, std::size_t token, std::size_t character, std::size_t from,
                     std::size_t size)
{
    const auto word = scan.text().word(token);
    NameHash hash;
    hash.add(word.substr(from, size));
    const auto bearers = scan.names.find(hash.value(), scan.country);
    if (bearers.empty()) {
        return;
    }
    Mention mention;
    mention.begin = scan.token(token).begin + static_cast<std::uint32_t>(from);
    mention.end = mention.begin + static_cast<std::uint32_t>(size);
    if (is_covered(scan, mention.begin, mention.end, true)) {
        return;
    }
    mention.bearers.assign(bearers.begin(), bearers.end());
    mention.cell = scan.query.cell_of(token);
    mention.whole_cell = size == word.size() && mention.cell != PlaceCell::kAddress;
    // Such addresses run from the large to the small: the earlier, the surer.
    mention.weight = mention.whole_cell                    ? kWholeCell
                     : mention.cell != PlaceCell::kAddress ? kPartOfCell
                     : character < kMostCharacters         ? kAddress + 1.5F
                                                           : kAddress;
    mention.capitals = true;
    mention.unspaced = true;
    scan.found.push_back(std::move(mention));
}

/// Every run of two to eight characters of a word in an unspaced script, longest first.
void scan_characters(Scan& scan, std::size_t token)
{
    const auto word = scan.text().word(token);
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if ((static_cast<unsigned char>(word[i]) & 0xC0U) != 0x80U) {
            starts.push_back(i);
        }
    }
    starts.push_back(word.size());
    for (std::size_t from = 0; from + 2 < starts.size(); ++from) {
        const auto longest = std::min(kMostCharacters, starts.size() - 1 - from);
        for (std::size_t size = longest; size >= 2; --size) {
            take_characters(scan, token, from, starts[from], starts[from + size] - starts[from]);
        }
    }
}

/// Whether an exact name of its own covers all these words: it is not misspelt.
bool is_named(std::span<const Mention> exact, const Scan& scan, std::size_t first, std::size_t last)
{
    const auto begin = scan.token(first).begin;
    const auto end = scan.token(last).begin + scan.token(last).size;
    return std::any_of(exact.begin(), exact.end(), [&](const Mention& mention) {
        return mention.begin <= begin && end <= mention.end && hides(mention);
    });
}

/// Whether one or two words may be a name with a slip of the pen.
bool may_be_misspelt(const Scan& scan, std::size_t first, std::size_t last)
{
    constexpr std::size_t kFarthest = 2;
    if (scan.token(first).digits || scan.token(last).digits || scan.token(first).unspaced ||
        is_street_word(scan.text().word(last))) {
        return false;
    }
    const bool common = first == last && is_common_word(scan.text().word(first));
    return !common && (scan.query.cell_of(first) != PlaceCell::kAddress ||
                       distance_from_end(scan, last) <= kFarthest);
}

/// Takes what the words come near; one mention for each degree of doubt.
void take_near(Scan& scan, std::size_t first, std::size_t count)
{
    // Addresses hold many words that are no names.
    const bool in_cell = scan.query.cell_of(first) != PlaceCell::kAddress;
    const NearSearch how{in_cell ? kShortestInCell : kShortestInAddress, in_cell};
    auto near = scan.names.near().find(scan.text().joined(first, count), scan.country, how);
    std::stable_sort(near.begin(), near.end(), [](const NearName& left, const NearName& right) {
        return left.doubt < right.doubt;
    });
    std::vector<Posting> bearers;
    for (std::size_t i = 0; i < near.size(); ++i) {
        bearers.push_back(near[i].posting);
        if (i + 1 < near.size() && near[i + 1].doubt == near[i].doubt) {
            continue;
        }
        const auto before = scan.found.size();
        take_window(scan, first, count, bearers);
        if (scan.found.size() > before) {
            scan.found.back().spelling = true;
            scan.found.back().weight -= near[i].doubt;
        }
        bearers.clear();
    }
}

}  // namespace

std::vector<Mention> find_mentions(const QueryText& query, const NameIndex& names,
                                   std::uint16_t country)
{
    Scan scan{query, names, country, {}};
    scan_whole_cell(scan, PlaceCell::kCity);
    scan_whole_cell(scan, PlaceCell::kRegion);
    for (std::size_t i = 0; i < query.text.tokens.size(); ++i) {
        if (scan.token(i).unspaced) {
            scan_characters(scan, i);
        } else if (!scan.token(i).digits) {
            scan_words(scan, i);
        }
    }
    return std::move(scan.found);
}

std::vector<Mention> find_near_mentions(const QueryText& query, const NameIndex& names,
                                        std::uint16_t country, std::span<const Mention> exact)
{
    Scan scan{query, names, country, {}};
    for (std::size_t first = 0; first < query.text.tokens.size(); ++first) {
        for (std::size_t count = NameIndex::kMostWords; count > 0; --count) {
            const auto last = first + count - 1;
            if (last < query.text.tokens.size() && scan.same_segment(first, last) &&
                may_be_misspelt(scan, first, last) && !is_named(exact, scan, first, last)) {
                take_near(scan, first, count);
            }
        }
    }
    return std::move(scan.found);
}

void doubt_parts(std::vector<Mention>& mentions)
{
    for (auto& mention : mentions) {
        if (mention.cell != PlaceCell::kAddress && mention.weight == kPartOfCell) {
            mention.weight += kAmongUnknown;
        }
    }
}

}  // namespace sourcelight::geo
