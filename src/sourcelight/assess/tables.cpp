// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/tables.hpp"

namespace sourcelight::assess {

const reference::Dataset* find_dataset(const reference::Reference& reference, std::string_view id)
{
    const auto found = reference.datasets.find(id);
    return found == reference.datasets.end() ? nullptr : &found->second;
}

std::map<CountryCode, DatedValue> newest_values(const reference::Reference& reference,
                                                std::string_view dataset,
                                                std::string_view indicator)
{
    std::map<CountryCode, DatedValue> values;
    const auto* found = find_dataset(reference, dataset);
    if (found == nullptr) {
        return values;
    }
    const auto& table = found->table;
    const auto& names = table.text("indicator");
    const auto& numbers = table.number("value");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (names[row] != indicator || numbers[row] != numbers[row]) {
            continue;
        }
        const int year = static_cast<int>(table.number("year")[row]);
        auto& entry = values[CountryCode{table.text("iso2")[row]}];
        if (year > entry.year) {
            entry = {numbers[row], year, found->ref(row)};
        }
    }
    return values;
}

Date published_of(const reference::Reference& reference, const reference::Dataset& dataset,
                  std::size_t row)
{
    if (dataset.table.has("published")) {
        if (const auto date = parse_date(dataset.table.text("published")[row])) {
            return *date;
        }
    }
    return reference.catalogue.manifest(dataset.index).published;
}

}  // namespace sourcelight::assess
