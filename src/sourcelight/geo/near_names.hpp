// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/const_array.hpp"
#include "sourcelight/core/sections.hpp"
#include "sourcelight/geo/name_posting.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::geo {

/// The bearer of a name that a text comes near.
struct NearName {
    Posting posting;
    float doubt = 0.0F;  ///< log-odds that speak against it, 0 or more
};

/// How a text may differ from the name it means.
struct NearSearch {
    std::size_t shortest = 5;  ///< text and name have at least so many letters
    bool cut = false;          ///< the end of the name may be missing
};

/// Names of one country that a text comes near: one letter off, cut at its end, or spelt by another
/// rule of writing them in Latin letters ("Tscheljabinsk" for Chelyabinsk). Const after building.
class NearNames {
public:
    NearNames() = default;
    explicit NearNames(const Sections& sections);
    void save(Sections& sections) const;

    /// Bearers of names near a compact one, each once, with the least doubt. Cost: the names of the
    /// country with the same first or last letters.
    [[nodiscard]] std::vector<NearName> find(std::string_view compact, std::uint16_t country,
                                             NearSearch how) const;

private:
    friend class NearNamesBuilder;

    struct Name {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
        Posting posting;
    };
    struct Key {
        std::uint32_t key = 0;
        std::uint32_t name = 0;
    };
    enum class KeyKind : std::uint8_t { kFront, kBack, kShortFront, kShortBack, kConsonants };

    [[nodiscard]] static std::uint32_t key_of(std::uint16_t country, std::string_view letters,
                                              KeyKind kind) noexcept;
    template <typename Visit>
    void visit(std::uint32_t key, std::uint16_t country, Visit visit) const;

    template <template <typename> class Array>
    struct Arrays {
        Array<char> pool;
        Array<Name> list;
        Array<Key> keys;  ///< sorted

        template <typename Visit, typename... Sides>
        static void each(Visit visit, Sides&... sides)
        {
            visit("near_pool", sides.pool...);
            visit("near_list", sides.list...);
            visit("near_keys", sides.keys...);
        }
    };

    Arrays<ConstArray> m_arrays;
};

/// Collects names and makes their keys.
class NearNamesBuilder {
public:
    /// A compact name; those too short to be told apart are left out.
    void add(std::string_view compact, Posting posting);
    [[nodiscard]] NearNames take();

private:
    NearNames::Arrays<GrowingArray> m_out;
};

/// The consonants of a compact name in classes that rules of romanising mix up; empty if there are
/// too few of them, or letters that are not ASCII. "tscheljabinsk", "chelyabinsk" -> "slbnsk".
[[nodiscard]] std::string consonants_of(std::string_view compact);

}  // namespace sourcelight::geo
