// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity_text.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/activity_hits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <tuple>
#include <utility>

namespace sourcelight::resolve {
namespace {

constexpr std::size_t kLongestText = 2000;  ///< bytes of a cell that are read
constexpr double kModifier = 0.65;          ///< a hit that is not the head of its piece
constexpr double kDetail = 0.6;             ///< a hit after "for", "of", "with"
constexpr double kLaterPiece = 0.8;         ///< a hit in a piece after the first that has one
constexpr double kForeign = 0.5;            ///< a hit in another language than the text's
constexpr double kCompoundPart = 0.5;       ///< the first part of a compound
constexpr double kSureOfText = 0.95;        ///< probability right of a plain reading
constexpr double kSureOfName = 0.8;         ///< ... of a good's name whose words read otherwise
constexpr double kUnknownHead = 0.75;       ///< factor when the head noun is not known
constexpr double kWeakest = 0.6;            ///< factor of the weakest words
constexpr double kStrong = 0.85;            ///< strength from which a word counts fully
constexpr double kLeastCoverage = 0.7;      ///< factor when hardly any word of the text is known

/// The words of a name, folded: "hair-products" and "Hair products" are one.
std::string name_key(std::string_view name)
{
    std::string key;
    const auto folded = fold(name);
    for (const auto word : words_of(folded)) {
        key += key.empty() ? "" : " ";
        key += word;
    }
    return key;
}

std::uint64_t next_id() noexcept
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

/// Marks the head of each piece: the last hit before a preposition, or the first one in languages
/// that put the head first. Russian order is free: no hit is a modifier.
void mark_modifiers(std::vector<Hit>& hits, Language language)
{
    if (language == Language::kRussian) {
        return;
    }
    const bool is_first = is_head_first(language);
    const Hit* last = nullptr;
    for (std::size_t i = 0; i < hits.size(); ++i) {
        auto& hit = is_first ? hits[i] : hits[hits.size() - 1 - i];
        if (!hit.is_detail) {
            hit.is_modifier = hit.is_head_unknown || (last != nullptr && last->piece == hit.piece);
            last = &hit;
        }
    }
}

/// The fourth power turns strengths into shares: a material at half the strength of the product
/// counts a sixteenth.
double sharpened(double strength) noexcept { return strength * strength * strength * strength; }

double strength_of(const Hit& hit, const Term& term, const Sense& sense, const HitList& list)
{
    double strength = static_cast<double>(sense.weight) * static_cast<double>(hit.quality);
    strength *= hit.is_compound_part ? kCompoundPart : 1.0;
    strength *= hit.is_modifier ? kModifier : 1.0;
    strength *= hit.is_detail ? kDetail : 1.0;
    strength *= hit.piece > list.first_piece ? kLaterPiece : 1.0;
    const bool is_foreign = term.language != list.language && term.language != Language::kOther &&
                            list.language != Language::kOther;
    return is_foreign ? strength * kForeign : strength;
}

/// Candidates of all hits; `open` receives senses whose context is missing.
struct Evidence {
    std::vector<Candidate> candidates;
    std::vector<Candidate> open;
    double best_quality = 0.0;  ///< of the hit that decides most
    double best_strength = 0.0;
};

/// How far a hit that decides can be trusted: compounds and typos less, modifiers of a noun that
/// is not known less, and weak words (equipment) less unless they are the whole text.
double quality_of(const Hit& hit, double weight, const HitList& list)
{
    auto quality = static_cast<double>(hit.quality);
    quality *= hit.is_head_unknown ? kUnknownHead : 1.0;
    if (list.coverage < 1.0) {
        const double strength = std::sqrt(std::sqrt(weight));
        quality *= std::min(1.0, kWeakest + (1.0 - kWeakest) * strength / kStrong);
    }
    return quality;
}

/// The senses of a hit, by whether their context is there.
struct SenseGroups {
    std::vector<Candidate> plain;    ///< need no context
    std::vector<Candidate> fitting;  ///< have theirs
    std::vector<Candidate> open;     ///< lack it
    bool needs_context = false;      ///< the word says nothing without one
};

SenseGroups senses_of(const Hit& hit, const HitList& list, const Lexicon& lexicon)
{
    SenseGroups groups;
    for (const auto index : hit.terms) {
        const auto& term = lexicon.term(index);
        groups.needs_context = groups.needs_context || term.needs_context;
        for (const auto& sense : term.senses) {
            const double weight = sharpened(strength_of(hit, term, sense, list));
            const Candidate candidate{sense.node, sense.good, weight};
            if (sense.context == 0) {
                groups.plain.push_back(candidate);
            } else if (lexicon.in_context(sense.context, list.keys, list.unspaced)) {
                groups.fitting.push_back(candidate);
            } else {
                groups.open.push_back(candidate);
            }
        }
    }
    return groups;
}

/// Terms that several languages write alike (Chinese and Japanese) count once.
void drop_doubles(std::vector<Candidate>& candidates)
{
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return std::tie(a.node, a.good, b.weight) < std::tie(b.node, b.good, a.weight);
    });
    const auto end =
        std::unique(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
            return a.node == b.node && a.good == b.good;
        });
    candidates.erase(end, candidates.end());
}

void add_hit(const Hit& hit, const HitList& list, const Lexicon& lexicon, Evidence& evidence)
{
    auto groups = senses_of(hit, list, lexicon);
    auto& chosen = groups.fitting.empty() ? groups.plain : groups.fitting;
    drop_doubles(chosen);
    for (const auto& candidate : chosen) {
        if (candidate.weight > evidence.best_strength) {
            evidence.best_strength = candidate.weight;
            evidence.best_quality = quality_of(hit, candidate.weight, list);
        }
        evidence.candidates.push_back(candidate);
    }
    if (chosen.empty() && !groups.needs_context) {
        evidence.open.insert(evidence.open.end(), groups.open.begin(), groups.open.end());
    }
}

/// A text of which only words with open contexts are known (chips, turkey).
TextReading open_reading(const Decider& decider, const std::vector<Candidate>& open)
{
    TextReading out;
    out.state = TextState::kAmbiguous;
    std::vector<Candidate> equal;
    for (auto candidate : open) {
        candidate.weight = 1.0;
        equal.push_back(candidate);
    }
    out.reading = decider.decide(equal);
    if (!out.reading.is_ambiguous) {
        // One sense is known, but the word has others that the lexicon leaves out.
        out.reading.rivals.insert(out.reading.rivals.begin(),
                                  {out.reading.node, static_cast<float>(out.reading.share / 2)});
        out.reading.node = NodeId::kNone;
    }
    out.reading.good = GoodId::kNone;
    out.confidence = out.reading.node == NodeId::kNone ? 0.0 : out.reading.share / 2;
    return out;
}

}  // namespace

TextReader::TextReader(const Lexicon& lexicon, const Decider& decider,
                       const reference::Reference& reference)
    : m_lexicon{lexicon}, m_decider{decider}, m_reference{reference}, m_id{next_id()}
{
    for (std::size_t i = 0; i < reference.goods.goods.size(); ++i) {
        const auto& good = reference.goods.goods[i];
        m_names.emplace(name_key(good.label), static_cast<GoodId>(i));
        m_names.emplace(name_key(good.slug), static_cast<GoodId>(i));
    }
}

/// The good whose name is the whole text; kNone if there is none.
GoodId TextReader::named_by(std::string_view text) const
{
    constexpr std::size_t kLongestName = 100;  // bytes
    if (text.size() > kLongestName) {
        return GoodId::kNone;
    }
    const auto found = m_names.find(name_key(text));
    return found == m_names.end() ? GoodId::kNone : found->second;
}

/// What the words mean by themselves (tins, irons for clothes) stays a rival of the name.
TextReading TextReader::as_named(GoodId good, TextReading read) const
{
    const auto node = m_reference.tree.find(fmt::format("good:{}", m_reference.goods[good].slug));
    if (node == NodeId::kNone || (read.state == TextState::kRead && read.reading.good == good)) {
        return read;
    }
    TextReading out;
    out.state = TextState::kRead;
    out.confidence = kSureOfName;
    out.reading.node = node;
    out.reading.good = good;
    out.reading.share = kSureOfName;
    if (read.state == TextState::kRead) {
        read.reading.rivals = {{read.reading.node, 1.0F}};
    }
    float total = 0.0F;
    for (const auto& rival : read.reading.rivals) {
        total += rival.node == node ? 0.0F : rival.probability;
    }
    for (const auto& rival : read.reading.rivals) {
        if (rival.node != node) {
            const auto share = static_cast<float>(1.0 - kSureOfName) * rival.probability / total;
            out.reading.rivals.push_back({rival.node, share});
        }
    }
    return out;
}

HitList TextReader::hits_of(std::string_view text) const
{
    // A cell that holds a page says what is bought in its first lines.
    auto cut = std::min(text.size(), kLongestText);
    while (cut > 0 && cut < text.size() &&
           (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) {
        --cut;
    }
    auto list = find_hits(m_lexicon, m_id, text.substr(0, cut));
    mark_modifiers(list.hits, list.language);
    return list;
}

std::vector<std::uint32_t> TextReader::terms(std::string_view text) const
{
    std::vector<std::pair<double, std::uint32_t>> weighed;
    if (trim(text).empty()) {
        return {};
    }
    const auto list = hits_of(text);
    const auto good = named_by(text);
    for (const auto& hit : list.hits) {
        for (const auto index : hit.terms) {
            const auto& term = m_lexicon.term(index);
            double strength = 0.0;
            for (const auto& sense : term.senses) {
                // What stands for the good that the text names comes before what its words mean.
                const double named = good != GoodId::kNone && sense.good == good ? 1.0 : 0.0;
                strength = std::max(strength, named + strength_of(hit, term, sense, list));
            }
            if (!term.senses.empty()) {
                weighed.emplace_back(strength, term.row);
            }
        }
    }
    std::stable_sort(weighed.begin(), weighed.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::uint32_t> rows;
    for (const auto& [strength, row] : weighed) {
        if (std::find(rows.begin(), rows.end(), row) == rows.end()) {
            rows.push_back(row);
        }
    }
    return rows;
}

TextReading TextReader::read(std::string_view text) const
{
    if (trim(text).empty()) {
        return {};
    }
    const auto good = named_by(text);
    return good == GoodId::kNone ? read_words(text) : as_named(good, read_words(text));
}

TextReading TextReader::read_words(std::string_view text) const
{
    TextReading out;
    const auto list = hits_of(text);
    Evidence evidence;
    for (const auto& hit : list.hits) {
        add_hit(hit, list, m_lexicon, evidence);
    }
    if (evidence.candidates.empty()) {
        if (!evidence.open.empty()) {
            return open_reading(m_decider, evidence.open);
        }
        out.state = list.unknown_words > 0 ? TextState::kUnknown : TextState::kMeaningless;
        return out;
    }
    out.reading = m_decider.decide(std::move(evidence.candidates));
    out.state = out.reading.is_ambiguous ? TextState::kAmbiguous : TextState::kRead;
    const double coverage = kLeastCoverage + (1.0 - kLeastCoverage) * list.coverage;
    out.confidence = out.reading.share * kSureOfText * coverage * evidence.best_quality;
    return out;
}

}  // namespace sourcelight::resolve
