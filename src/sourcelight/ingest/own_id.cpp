// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/own_id.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/ingest/header_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace sourcelight::ingest {
namespace {

/// Whose number a header may name.
constexpr std::array<std::string_view, 16> kWhose{
    "supplier", "vendor", "factory",  "facility",    "site",     "manufacturer",
    "plant",    "mill",   "producer", "company",     "creditor", "lieferant",
    "kreditor", "os",     "duns",     "lieferanten",
};
constexpr std::array<std::string_view, 10> kNumber{"id",     "ids",  "no",  "nr",  "num",
                                                   "number", "code", "key", "ref", "nummer"};
/// Headers that say it in their own way, as header_key() writes them.
constexpr std::array<std::string_view, 24> kWhole{
    "id",
    "lieferantennummer",
    "lieferantennr",
    "kreditorennummer",
    "lifnr",
    "leveranciersnummer",
    "code fournisseur",
    "numero fournisseur",
    "no fournisseur",
    "codigo proveedor",
    "codigo de proveedor",
    "numero de proveedor",
    "codigo fornecedor",
    "codigo do fornecedor",
    "codice fornitore",
    "numer dostawcy",
    "kod dostawcy",
    "код поставщика",
    "tedarikci kodu",
    "ma nha cung cap",
    "供应商编号",
    "供应商代码",
    "仕入先コード",
    "サプライヤーコード",
};

template <typename Words>
bool holds(const Words& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool names_own_id(std::string_view header)
{
    const auto key = header_key(header);
    if (holds(kWhole, key) || holds(kWhole, fold(header))) {
        return true;
    }
    const auto blank = key.rfind(' ');
    return blank != std::string::npos && holds(kNumber, std::string_view{key}.substr(blank + 1)) &&
           holds(kWhose, std::string_view{key}.substr(0, blank));
}

}  // namespace

std::vector<std::size_t> own_id_columns(const std::vector<std::string>& names)
{
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names_own_id(names[i])) {
            columns.push_back(i);
        }
    }
    return columns;
}

}  // namespace sourcelight::ingest
