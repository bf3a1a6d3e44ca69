// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/methodology_check.hpp"

#include "sourcelight/assess/tables.hpp"
#include "sourcelight/config/yaml.hpp"
#include "sourcelight/core/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sourcelight::assess {
namespace {

using reference::Catalogue;
using reference::ColumnKind;
using reference::Manifest;
using reference::Reference;

/// Names offered where none is near.
constexpr std::size_t kOffered = 12;

/// What a dataset must have to be read as a kind of component.
struct Shape {
    std::string_view key;  ///< the column that IndicatorSpec::indicator stands in
    std::vector<std::string_view> texts;
    std::vector<std::string_view> numbers;
    std::string_view words;  ///< "a table of indicators by country and year, such as worldbank/wgi"
};

const Shape& shape_of(IndicatorKind kind)
{
    static const Shape kIndicator{
        "indicator",
        {"iso2", "indicator"},
        {"year", "value"},
        "a table of indicators by country and year, such as worldbank/wgi"};
    static const Shape kAttribute{"attribute",
                                  {"iso2", "attribute", "value"},
                                  {"from_year", "to_year"},
                                  "a table of rules by country, such as "
                                  "sourcelight/destination_regimes"};
    static const Shape kRatification{"convention",
                                     {"iso2", "convention"},
                                     {"ratified_year"},
                                     "a table of ratified conventions, such as ilo/ratifications"};
    switch (kind) {
    case IndicatorKind::kAttribute: return kAttribute;
    case IndicatorKind::kRatification: return kRatification;
    case IndicatorKind::kIndicator: break;
    }
    return kIndicator;
}

bool has_column(const Manifest& manifest, std::string_view name, bool number)
{
    return std::any_of(manifest.columns.begin(), manifest.columns.end(), [&](const auto& column) {
        const bool is_number =
            column.kind == ColumnKind::kInteger || column.kind == ColumnKind::kReal;
        return column.name == name && is_number == number;
    });
}

bool has_shape(const Manifest& manifest, const Shape& shape)
{
    const auto all = [&](const auto& names, bool number) {
        return std::all_of(names.begin(), names.end(),
                           [&](auto name) { return has_column(manifest, name, number); });
    };
    return all(shape.texts, false) && all(shape.numbers, true);
}

/// "did you mean x?", or what there is.
std::string offer(const std::string& name, const std::set<std::string>& known)
{
    const std::vector<std::string> names{known.begin(), known.end()};
    if (const auto near = config::nearest(name, names); !near.empty()) {
        return fmt::format("did you mean {}?", near);
    }
    const std::span some{names.data(), std::min(names.size(), kOffered)};
    return fmt::format("it has {}{}", fmt::join(some, ", "),
                       names.size() > kOffered ? ", ..." : "");
}

/// Looks up what the components of an index name.
class IndexCheck {
public:
    IndexCheck(const Methodology& methodology, const Catalogue& catalogue, const Reference* loaded)
        : m_methodology{&methodology}, m_catalogue{&catalogue}, m_loaded{loaded}
    {
    }

    void look_at(const IndexSpec& index)
    {
        for (const auto& spec : index.indicators) {
            const auto name = fmt::format("{}.{}", index.id, spec.id);
            const auto& shape = shape_of(spec.kind);
            const auto found = m_catalogue->find(spec.dataset);
            if (!found) {
                const auto near = config::nearest(spec.dataset, ids());
                add(name + ".dataset",
                    fmt::format("dataset is \"{}\", which is none of those that `sourcelight data "
                                "list` names; {}",
                                spec.dataset,
                                near.empty() ? fmt::format("expected {}", shape.words)
                                             : fmt::format("did you mean {}?", near)));
            } else if (!has_shape(m_catalogue->manifest(*found), shape)) {
                add(name + ".dataset", fmt::format("dataset is \"{}\", which has other columns; "
                                                   "expected {}",
                                                   spec.dataset, shape.words));
            } else {
                look_into(spec, shape, name, m_catalogue->manifest(*found));
            }
        }
    }

    void raise() const
    {
        if (!m_problems.empty()) {
            throw Error{Errc::kConfigInvalid, fmt::format("{}", fmt::join(m_problems, "\n"))};
        }
    }

private:
    void look_into(const IndicatorSpec& spec, const Shape& shape, const std::string& name,
                   const Manifest& manifest)
    {
        const bool needs_words = spec.kind == IndicatorKind::kAttribute;
        const auto* dataset = m_loaded == nullptr ? nullptr : find_dataset(*m_loaded, manifest.id);
        // Later rows count too: what is not public yet at the as-of date is no mistake.
        if (!needs_words && dataset != nullptr && holds(dataset->table, shape, spec.indicator)) {
            return;
        }
        const auto& table = whole(manifest);
        if (!holds(table, shape, spec.indicator)) {
            const auto& column = table.text(shape.key);
            std::set<std::string> known;
            for (std::size_t row = 0; row < table.rows(); ++row) {
                known.emplace(column[row]);
            }
            add(name + ".indicator",
                fmt::format("indicator is \"{}\", which {} does not have; {}", spec.indicator,
                            manifest.id, offer(spec.indicator, known)));
        } else if (needs_words) {
            look_at_words(spec, name, table);
        }
    }

    /// Every word of an attribute needs its level: a country with another would count as unknown.
    void look_at_words(const IndicatorSpec& spec, const std::string& name, const DataTable& table)
    {
        std::set<std::string> words;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            if (table.text("attribute")[row] == spec.indicator) {
                words.emplace(table.text("value")[row]);
            }
        }
        for (const auto& word : words) {
            if (spec.levels.find(word) == spec.levels.end()) {
                add(name + ".levels",
                    fmt::format("levels lack \"{}\", which {} has for {}; state its level, from 0 "
                                "best to 1 worst",
                                word, spec.dataset, spec.indicator));
            }
        }
    }

    static bool holds(const DataTable& table, const Shape& shape, std::string_view value)
    {
        const auto& column = table.text(shape.key);
        for (std::size_t row = 0; row < table.rows(); ++row) {
            if (column[row] == value) {
                return true;
            }
        }
        return false;
    }

    const DataTable& whole(const Manifest& manifest)
    {
        const auto found = m_whole.find(manifest.id);
        return found != m_whole.end()
                   ? found->second
                   : m_whole.emplace(manifest.id, reference::read_whole(manifest)).first->second;
    }

    [[nodiscard]] std::vector<std::string> ids() const
    {
        std::vector<std::string> ids;
        for (const auto& manifest : m_catalogue->manifests()) {
            ids.push_back(manifest.id);
        }
        return ids;
    }

    void add(const std::string& name, const std::string& message)
    {
        // Without the last part of the name, which the message begins with.
        m_problems.push_back(fmt::format("{}: {}: {}", m_methodology->place(name),
                                         name.substr(0, name.rfind('.')), message));
    }

    const Methodology* m_methodology;
    const Catalogue* m_catalogue;
    const Reference* m_loaded;
    std::map<std::string, DataTable> m_whole;
    std::vector<std::string> m_problems;
};

}  // namespace

void require_known_data(const Methodology& methodology, const Catalogue& catalogue,
                        const Reference* loaded)
{
    IndexCheck check{methodology, catalogue, loaded};
    check.look_at(methodology.origin);
    check.look_at(methodology.destination);
    check.raise();
}

void require_past_anchors(const Methodology& methodology, const Reference& reference)
{
    const auto newest = std::max(reference.as_of, reference.catalogue.newest());
    for (const auto& set : methodology.anchors) {
        if (set.published > newest) {
            const auto name = fmt::format("anchors.{}.published", set.edition);
            throw Error{Errc::kConfigInvalid,
                        fmt::format("{}: anchors of edition {}: published is {}, after the as-of "
                                    "date {}, so they would not be used; correct the day, take the "
                                    "edition out, or move --as-of",
                                    methodology.place(name), set.edition, to_string(set.published),
                                    to_string(reference.as_of))};
        }
    }
}

}  // namespace sourcelight::assess
