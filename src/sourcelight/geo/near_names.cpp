// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/near_names.hpp"

#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>
#include <utility>

namespace sourcelight::geo {
namespace {

constexpr std::size_t kShortestName = 5;
constexpr std::size_t kShortName = 6;  ///< up to this, the ends that are compared are shorter
constexpr std::size_t kEndLetters = 3;
constexpr std::size_t kShortEndLetters = 2;
constexpr std::size_t kShortestCut = 6;
constexpr std::size_t kFewestConsonants = 3;

// Log-odds against a name by how the text differs from it (expert prior; the probabilities that
// come out are set on texts of known origin).
constexpr float kSlip = 1.2F;
constexpr float kSlipAtFirst = 1.7F;
constexpr float kCut = 1.4F;
constexpr float kCutLetter = 0.15F;
constexpr float kMostCut = 4.0F;
constexpr float kRespelt = 1.5F;
constexpr float kRespeltLetter = 0.8F;
/// A slip or a cut end explains the text more simply.
constexpr float kRespeltBesideSlip = 1.5F;
constexpr float kAlternateToo = 1.0F;

/// Whether two names differ by at most one letter added, left out, changed or swapped with the
/// next.
bool within_one_slip(std::string_view left, std::string_view right) noexcept
{
    if (left.size() > right.size()) {
        std::swap(left, right);
    }
    if (right.size() - left.size() > 1) {
        return false;
    }
    const auto start = static_cast<std::size_t>(
        std::mismatch(left.begin(), left.end(), right.begin()).first - left.begin());
    if (start == left.size()) {
        return true;
    }
    if (left.size() < right.size()) {
        return left.substr(start) == right.substr(start + 1);
    }
    if (left.substr(start + 1) == right.substr(start + 1)) {
        return true;
    }
    return start + 1 < left.size() && left[start] == right[start + 1] &&
           left[start + 1] == right[start] && left.substr(start + 2) == right.substr(start + 2);
}

struct Rule {
    std::string_view letters;
    std::string_view made;
};

/// By first letter, longest first; letters without a rule stay as they are. Capitals are vowels.
constexpr std::array<Rule, 39> kRules{{
    {"a", "A"},     {"bh", "b"},   {"chtch", "s"}, {"ch", "s"}, {"ck", "k"}, {"cz", "s"},
    {"c", "k"},     {"dsch", "I"}, {"dzh", "I"},   {"dh", "d"}, {"dj", "I"}, {"e", "E"},
    {"f", "v"},     {"gh", "g"},   {"i", "I"},     {"j", "I"},  {"kh", "h"}, {"ks", "x"},
    {"ou", "U"},    {"o", "O"},    {"ph", "f"},    {"qu", "k"}, {"q", "k"},  {"schtsch", "s"},
    {"stsch", "s"}, {"shch", "s"}, {"sch", "s"},   {"sh", "s"}, {"sz", "s"}, {"tsch", "s"},
    {"tch", "s"},   {"th", "t"},   {"ts", "s"},    {"tz", "s"}, {"u", "U"},  {"w", "v"},
    {"y", "I"},     {"zh", "s"},   {"z", "s"},
}};

constexpr std::size_t kLetters = 26;

/// Where the rules of each letter begin among kRules, and behind the last one.
constexpr auto kRulesOf = [] {
    std::array<std::uint8_t, kLetters + 1> out{};
    for (std::size_t letter = 0; letter <= kLetters; ++letter) {
        std::uint8_t at = 0;
        while (at < kRules.size() &&
               static_cast<std::size_t>(kRules[at].letters.front() - 'a') < letter) {
            ++at;
        }
        out[letter] = at;
    }
    return out;
}();

/// The rule that the text begins with, or nullptr.
const Rule* rule_at(std::string_view text) noexcept
{
    const auto letter = static_cast<std::size_t>(static_cast<unsigned char>(text.front())) - 'a';
    if (letter >= kLetters) {
        return nullptr;
    }
    for (std::size_t i = kRulesOf[letter]; i < kRulesOf[letter + 1]; ++i) {
        if (text.starts_with(kRules[i].letters)) {
            return &kRules[i];
        }
    }
    return nullptr;
}

/// The sounds of a compact name in classes that rules of romanising mix up, doubled ones once;
/// empty if it has other letters than ASCII.
std::string sounds_of(std::string_view compact)
{
    std::string out;
    for (std::size_t at = 0; at < compact.size();) {
        const auto rest = compact.substr(at);
        if (static_cast<unsigned char>(rest.front()) >= 0x80U) {
            return {};
        }
        const auto* rule = rule_at(rest);
        const char made = rule == nullptr ? rest.front() : rule->made.front();
        // An h behind a letter says how it sounds, and rules differ on it.
        const bool mute = made == 'h' && at > 0 && rule == nullptr;
        if (!mute && (out.empty() || out.back() != made)) {
            out.push_back(made);
        }
        at += rule == nullptr ? 1 : rule->letters.size();
    }
    return out;
}

bool is_vowel(char sound) noexcept { return sound >= 'A' && sound <= 'Z'; }

std::size_t end_letters(std::size_t size) noexcept
{
    return size <= kShortName ? kShortEndLetters : kEndLetters;
}

bool is_cut_of(std::string_view compact, std::string_view name) noexcept
{
    // The first letters are alike in all names that are asked: the last one tells most apart.
    return compact.size() >= kShortestCut && name.size() > compact.size() &&
           name[compact.size() - 1] == compact.back() &&
           name[kEndLetters] == compact[kEndLetters] && name.starts_with(compact);
}

/// Whether the letters differ no more than two spellings of one sound do.
float respelling_doubt(std::string_view compact, std::string_view name)
{
    constexpr std::size_t kLettersPerChange = 3;
    const auto limit =
        std::max<std::size_t>(2, std::max(compact.size(), name.size()) / kLettersPerChange);
    const auto distance = edit_distance(compact, name, limit);
    return distance > limit ? -1.0F : kRespelt + kRespeltLetter * static_cast<float>(distance);
}

void keep_least_doubt(std::vector<NearName>& found)
{
    const auto order = [](const NearName& near) {
        return std::tuple{near.posting.kind, near.posting.target, near.doubt};
    };
    std::sort(found.begin(), found.end(), [&order](const NearName& left, const NearName& right) {
        return order(left) < order(right);
    });
    const auto same = [](const NearName& left, const NearName& right) {
        return left.posting.kind == right.posting.kind &&
               left.posting.target == right.posting.target;
    };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
}

}  // namespace

std::string consonants_of(std::string_view compact)
{
    const auto sounds = sounds_of(compact);
    std::string out;
    for (const char sound : sounds) {
        if (!is_vowel(sound) && (out.empty() || out.back() != sound)) {
            out.push_back(sound);
        }
    }
    if (out.size() < kFewestConsonants) {
        return {};
    }
    return is_vowel(sounds.front()) ? "a" + out : out;
}

std::uint32_t NearNames::key_of(std::uint16_t country, std::string_view letters,
                                KeyKind kind) noexcept
{
    constexpr std::uint32_t kFactor = 16777619U;
    std::uint32_t key = 2166136261U;
    for (const char c : letters) {
        key = (key ^ static_cast<unsigned char>(c)) * kFactor;
    }
    key = (key ^ country) * kFactor;
    return (key ^ static_cast<std::uint32_t>(kind)) * kFactor;
}

NearNames::NearNames(const Sections& sections) : m_arrays{load_arrays<Arrays<ConstArray>>(sections)}
{
}

void NearNames::save(Sections& sections) const { save_arrays(m_arrays, sections); }

template <typename Visit>
void NearNames::visit(std::uint32_t key, std::uint16_t country, Visit visit) const
{
    auto at =
        std::lower_bound(m_arrays.keys.begin(), m_arrays.keys.end(), key,
                         [](const Key& left, std::uint32_t wanted) { return left.key < wanted; });
    for (; at != m_arrays.keys.end() && at->key == key; ++at) {
        const auto& entry = m_arrays.list[at->name];
        if (entry.posting.country == country) {
            visit(std::string_view{m_arrays.pool.data() + entry.begin, entry.size}, entry.posting);
        }
    }
}

std::vector<NearName> NearNames::find(std::string_view compact, std::uint16_t country,
                                      NearSearch how) const
{
    std::vector<NearName> out;
    if (compact.size() < std::max(kShortestName, how.shortest)) {
        return out;
    }
    const auto take = [&](std::string_view name, const Posting& posting) {
        const auto size = name.size();
        if (size >= how.shortest && size + 1 >= compact.size() && size <= compact.size() + 1 &&
            within_one_slip(name, compact)) {
            out.push_back({posting, name.front() == compact.front() ? kSlip : kSlipAtFirst});
        } else if (how.cut && is_cut_of(compact, name)) {
            const auto missing = static_cast<float>(size - compact.size());
            out.push_back({posting, kCut + std::min(kCutLetter * missing, kMostCut)});
        }
    };
    // One slip leaves either the first or the last letters as they are.
    const auto back = [compact](std::size_t count) {
        return compact.substr(compact.size() - count);
    };
    if (compact.size() <= kShortName + 1) {
        visit(key_of(country, compact.substr(0, kShortEndLetters), KeyKind::kShortFront), country,
              take);
        visit(key_of(country, back(kShortEndLetters), KeyKind::kShortBack), country, take);
    }
    if (compact.size() >= kShortName) {
        visit(key_of(country, compact.substr(0, kEndLetters), KeyKind::kFront), country, take);
        visit(key_of(country, back(kEndLetters), KeyKind::kBack), country, take);
    }
    const auto consonants = consonants_of(compact);
    if (!consonants.empty()) {
        const auto sounds = sounds_of(compact);
        const float beside = out.empty() ? 0.0F : kRespeltBesideSlip;
        visit(key_of(country, consonants, KeyKind::kConsonants), country,
              [&](std::string_view name, const Posting& posting) {
                  const float doubt = respelling_doubt(sounds, sounds_of(name));
                  if (doubt >= 0.0F) {
                      out.push_back({posting, doubt + beside});
                  }
              });
    }
    for (auto& near : out) {
        near.doubt += near.posting.kind == NameKind::kAlternate ? kAlternateToo : 0.0F;
    }
    keep_least_doubt(out);
    return out;
}

void NearNamesBuilder::add(std::string_view compact, Posting posting)
{
    if (compact.size() < kShortestName) {
        return;
    }
    m_out.list.push_back({static_cast<std::uint32_t>(m_out.pool.size()),
                          static_cast<std::uint32_t>(compact.size()), posting});
    m_out.pool.insert(m_out.pool.end(), compact.begin(), compact.end());
}

NearNames NearNamesBuilder::take()
{
    using KeyKind = NearNames::KeyKind;
    constexpr std::size_t kKeysPerName = 3;
    auto& keys = m_out.keys;
    keys.reserve(m_out.list.size() * kKeysPerName);
    for (std::uint32_t i = 0; i < m_out.list.size(); ++i) {
        const std::string_view name{m_out.pool.data() + m_out.list[i].begin, m_out.list[i].size};
        const auto country = m_out.list[i].posting.country;
        const bool is_short = name.size() <= kShortName;
        const auto letters = end_letters(name.size());
        keys.push_back({NearNames::key_of(country, name.substr(0, letters),
                                          is_short ? KeyKind::kShortFront : KeyKind::kFront),
                        i});
        keys.push_back({NearNames::key_of(country, name.substr(name.size() - letters),
                                          is_short ? KeyKind::kShortBack : KeyKind::kBack),
                        i});
        const auto consonants = consonants_of(name);
        if (!consonants.empty()) {
            keys.push_back({NearNames::key_of(country, consonants, KeyKind::kConsonants), i});
        }
    }
    std::sort(keys.begin(), keys.end(), [](const auto& left, const auto& right) {
        return left.key != right.key ? left.key < right.key : left.name < right.name;
    });
    NearNames out;
    out.m_arrays = freeze(std::move(m_out));
    return out;
}

}  // namespace sourcelight::geo
