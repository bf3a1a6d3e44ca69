// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/activity.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/activity_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace sourcelight::resolve {
namespace {

constexpr double kConfirmed = 0.5;      ///< share of the doubt that agreement of two entries takes
constexpr double kContradicted = 0.75;  ///< factor when another code disagrees
constexpr double kSureEnough = 0.5;     ///< confidence from which a text can contradict a code
constexpr double kClearGood = 0.7;      ///< confidence from which a text names one good of a code

/// "may mean Manufacture of games and toys or Manufacture of electronic components; ..."
std::string readings_of(const reference::ActivityTree& tree, const TextReading& text)
{
    constexpr std::size_t kMostNamed = 3;
    const auto& rivals = text.reading.rivals;
    std::string names;
    const auto named = std::min(rivals.size(), kMostNamed);
    for (std::size_t i = 0; i < named; ++i) {
        names += i == 0 ? "may mean " : i + 1 == named ? " or " : ", ";
        names += tree[rivals[i].node].label;
    }
    return names + (names.empty() ? "" : "; ");
}

void note_text(const reference::ActivityTree& tree, const TextReading& text, std::string_view cell,
               std::vector<Finding>& findings)
{
    const auto add = [&](const FindingKind& kind, std::string message) {
        findings.push_back({0, &kind, "product", std::string{cell}, std::move(message)});
    };
    switch (text.state) {
    case TextState::kMeaningless:
        add(kActivityMeaningless, "the text says nothing about what is made");
        break;
    case TextState::kUnknown: add(kActivityUnknown, "no word of the text is known"); break;
    case TextState::kAmbiguous:
        add(kActivityAmbiguous,
            readings_of(tree, text) + (text.reading.node == NodeId::kNone
                                           ? "its readings have nothing in common"
                                           : "only what its readings have in common was used"));
        break;
    case TextState::kEmpty:
    case TextState::kRead: break;
    }
}

ResolvedActivity resolved(const Reading& reading, ActivityMethod method, double confidence)
{
    ResolvedActivity out;
    out.node = reading.node;
    out.good = reading.good;
    out.method = reading.node == NodeId::kNone ? ActivityMethod::kNone : method;
    out.confidence = static_cast<float>(confidence);
    out.rivals = reading.rivals;
    return out;
}

std::array<std::string_view, kCodeSystemCount> cells_of(const ActivityResolver::Texts& texts)
{
    return {texts.hs, texts.isic, texts.nace, texts.naics, texts.unspsc};
}

/// "Shrimp", "Crustaceans (HS 0306)", "Manufacture of wearing apparel (ISIC 1410)": for readers.
std::string name_of(const reference::ActivityTree& tree, NodeId node)
{
    const auto& of = tree[node];
    if (of.level == reference::Level::kGood) {
        return of.label;
    }
    const std::string_view code{of.code};
    return fmt::format("{} ({} {})", of.label, of.level == reference::Level::kHs ? "HS" : "ISIC",
                       code.substr(code.find(':') + 1));
}

double confirmed(double confidence) { return 1.0 - (1.0 - confidence) * kConfirmed; }

}  // namespace

ActivityResolver::ActivityResolver(const reference::Reference& reference)
    : m_reference{reference}, m_decider{reference.tree, reference.goods},
      m_lexicon{reference.dataset("sourcelight/lexicon").table, reference.tree, reference.goods},
      m_reader{m_lexicon, m_decider, reference}, m_codes{reference, m_decider}
{
}

bool ActivityResolver::is_trade(NodeId node) const
{
    const auto section = m_reference.tree.at_level(node, reference::Level::kSection);
    return section != NodeId::kNone && m_reference.tree[section].code == "isic4:G";
}

bool ActivityResolver::agree(NodeId left, NodeId right) const
{
    return left != NodeId::kNone && right != NodeId::kNone &&
           is_compatible(m_reference.tree, left, right);
}

/// The code with which most others and the text agree; of equals the first.
std::size_t ActivityResolver::best_of(const CodeReadings& codes, NodeId text) const
{
    std::size_t best = kCodeSystemCount;
    std::ptrdiff_t most = -1;
    for (std::size_t i = 0; i < kCodeSystemCount; ++i) {
        const auto node = codes[i].reading.node;
        const auto votes =
            std::count_if(codes.begin(), codes.end(),
                          [&](const CodeReading& other) {
                              return &other != &codes[i] && agree(node, other.reading.node);
                          }) +
            (agree(node, text) ? 1 : 0);
        if (node != NodeId::kNone && votes > most) {
            most = votes;
            best = i;
        }
    }
    return best;
}

CodeReading ActivityResolver::read_codes(const Texts& texts, const TextReading& text,
                                         std::vector<Finding>& findings) const
{
    const auto cells = cells_of(texts);
    CodeReadings codes;
    for (std::size_t i = 0; i < kCodeSystemCount; ++i) {
        if (!trim(cells[i]).empty()) {
            codes[i] = m_codes.read(static_cast<CodeSystem>(i), cells[i], findings);
        }
    }
    const auto best = best_of(codes, text.reading.node);
    if (best == kCodeSystemCount) {
        return {};
    }
    auto chosen = codes[best];
    for (std::size_t i = 0; i < kCodeSystemCount; ++i) {
        const auto node = codes[i].reading.node;
        if (i == best || node == NodeId::kNone) {
            continue;
        }
        if (agree(node, chosen.reading.node)) {
            chosen.confidence = confirmed(chosen.confidence);
            continue;
        }
        chosen.confidence *= kContradicted;
        chosen.reading.rivals.push_back({node, static_cast<float>(codes[i].confidence / 2)});
        const auto& tree = m_reference.tree;
        findings.push_back(
            {0, &kActivityCodesContradict, std::string{system_name(static_cast<CodeSystem>(i))},
             std::string{cells[i]},
             fmt::format("means {}, but {} \"{}\" means {}; the latter was used",
                         name_of(tree, node), system_name(static_cast<CodeSystem>(best)),
                         cells[best], name_of(tree, chosen.reading.node))});
    }
    return chosen;
}

/// Whether the text names one good of those that the stated HS code holds (0306 and "shrimp").
bool ActivityResolver::names_good_within(const TextReading& text, const CodeReading& code) const
{
    if (text.state != TextState::kRead || text.reading.good == GoodId::kNone ||
        text.confidence < kClearGood) {
        return false;
    }
    const auto& held = m_reference.goods[text.reading.good].hs;
    return std::any_of(held.begin(), held.end(), [&](const auto& of_good) {
        return std::any_of(code.hs.begin(), code.hs.end(), [&](const auto& stated) {
            return std::string_view{of_good.code}.starts_with(stated);
        });
    });
}

/// Text and code mean one activity: the closer node, and less doubt.
ResolvedActivity ActivityResolver::joined(const ResolvedActivity& by_text,
                                          const ResolvedActivity& by_code, TextState state) const
{
    const bool is_closer =
        state == TextState::kRead && is_within(m_reference.tree, by_text.node, by_code.node);
    auto out = is_closer ? by_text : by_code;
    out.method = by_code.method;
    out.good = by_code.good != GoodId::kNone ? by_code.good : by_text.good;
    out.confidence =
        static_cast<float>(confirmed(std::max<double>(by_text.confidence, by_code.confidence)));
    return out;
}

/// Text and code differ: the code, unless it only says that the product is traded, or is coarse.
ResolvedActivity ActivityResolver::settled(const ResolvedActivity& by_text,
                                           const ResolvedActivity& by_code, bool coarse_code,
                                           std::string_view product,
                                           std::vector<Finding>& findings) const
{
    const auto& tree = m_reference.tree;
    const bool by_product = coarse_code || (is_trade(by_code.node) && !is_trade(by_text.node));
    findings.push_back(
        {0, &kActivityTextDiffers, "product", std::string{product},
         fmt::format("reads as {}, the code as {}; the {} was used", name_of(tree, by_text.node),
                     name_of(tree, by_code.node), by_product ? "product" : "code")});
    auto out = by_product ? by_text : by_code;
    const auto& other = by_product ? by_code : by_text;
    out.confidence *= by_product ? 0.95F : 0.85F;
    out.rivals.insert(out.rivals.begin(), {other.node, other.confidence * 0.3F});
    return out;
}

ResolvedActivity ActivityResolver::resolve(const Texts& texts, std::vector<Finding>& findings) const
{
    const auto text = m_reader.read(texts.product);
    const auto code = read_codes(texts, text, findings);
    auto by_text = resolved(text.reading, ActivityMethod::kText, text.confidence);
    if (code.reading.node == NodeId::kNone) {
        const auto cells = cells_of(texts);
        const bool has_codes =
            std::any_of(cells.begin(), cells.end(), [](auto cell) { return !trim(cell).empty(); });
        if (text.state == TextState::kEmpty && !has_codes) {
            findings.push_back({0, &kActivityMissing, "product", "", "no text and no code"});
        }
        note_text(m_reference.tree, text, texts.product, findings);
        return by_text;
    }
    auto by_code = resolved(code.reading, code.method, code.confidence);
    if (names_good_within(text, code)) {
        by_text.method = by_code.method;
        by_text.confidence =
            static_cast<float>(confirmed(std::max<double>(by_text.confidence, by_code.confidence)));
        return by_text;
    }
    const bool same_good = by_text.good != GoodId::kNone && by_text.good == by_code.good;
    if (same_good || agree(by_text.node, by_code.node)) {
        return joined(by_text, by_code, text.state);
    }
    const bool is_sure = text.state == TextState::kRead && text.confidence >= kSureEnough;
    return is_sure ? settled(by_text, by_code, code.is_coarse, texts.product, findings) : by_code;
}

}  // namespace sourcelight::resolve
