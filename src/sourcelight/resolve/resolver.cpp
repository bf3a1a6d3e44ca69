// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/resolver.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/findings.hpp"
#include "sourcelight/resolve/no_supplier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>
#include <set>
#include <unordered_map>

namespace sourcelight::resolve {
namespace {

std::set<std::string> abbreviations(const reference::Reference& reference)
{
    std::set<std::string> out;
    const auto& table = reference.dataset("sourcelight/region_abbreviations").table;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        out.emplace(table.text("text")[row]);
    }
    return out;
}

/// Probability that a country is meant which alone has the region that its cell names (expert
/// prior).
constexpr float kByRegion = 0.97F;
/// The same where the cell is the sign of one country's vehicles and the short form of a region of
/// another.
constexpr float kEither = 0.6F;

/// What the country cells and the end of the address say.
class CountriesOfBatch {
public:
    CountriesOfBatch(const SupplierBatch& batch, const CountryResolver& resolver,
                     const LocationResolver& locations)
        : m_batch{batch}, m_resolver{resolver}, m_locations{locations}
    {
    }

    /// The countries among the cells of a row. The name of a region in the country column gives
    /// the region too.
    /// True if such a name is what gave the country.
    [[nodiscard]] bool fill(std::size_t row, LocationCells& cells)
    {
        const auto cell = m_batch.cell(Field::kCountry, row);
        const auto& known_cell = by_cell(cell);
        const auto& stated = known_cell.match;
        const bool is_code = stated.method == CountryMethod::kCode;
        (is_code ? cells.by_code : cells.by_name) = stated;
        if (known_cell.is_region && cells.region.empty()) {
            cells.region = cell;
        }
        if (!is_code) {
            cells.by_code = m_resolver.resolve_code(m_batch.cell(Field::kCountryCode, row));
        }
        const auto address = m_batch.cell(Field::kAddress, row);
        const bool known = !stated.country.empty() || !cells.by_code.country.empty();
        cells.by_address = known ? m_resolver.resolve_address_end(address)
                                 : m_resolver.resolve_address_tail(address);
        return known_cell.is_region && !stated.country.empty();
    }

private:
    struct KnownCell {
        CountryMatch match;
        bool is_region = false;
    };

    [[nodiscard]] const KnownCell& by_cell(std::string_view cell)
    {
        const auto [at, fresh] = m_known.try_emplace(cell);
        if (fresh) {
            at->second = read(cell);
        }
        return at->second;
    }

    /// "New South Wales" ends with the name of a country, and is none.
    [[nodiscard]] KnownCell read(std::string_view cell) const
    {
        auto match = m_resolver.resolve_text(cell);
        if (match.by_sign) {
            const auto country = m_locations.country_of_region(cell);
            match.rival = country == match.country ? CountryCode{} : country;
            match.confidence = match.rival.empty() ? match.confidence : kEither;
        }
        if (cell.empty() || (!match.country.empty() && match.method != CountryMethod::kAddress)) {
            return {match, false};
        }
        const auto country = m_locations.country_of_region(cell);
        if (country.empty() || country == match.country) {
            return {match, match.country.empty() && m_locations.names_region(cell)};
        }
        return {{country, CountryMethod::kAddress, kByRegion, {}}, true};
    }

    const SupplierBatch& m_batch;
    const CountryResolver& m_resolver;
    const LocationResolver& m_locations;
    std::unordered_map<std::string_view, KnownCell> m_known;
};

constexpr std::array kActivityFields{Field::kHs,    Field::kIsic,   Field::kNace,
                                     Field::kNaics, Field::kUnspsc, Field::kProduct};

void append(std::vector<Finding>& out, std::vector<Finding>& found, std::int64_t row)
{
    for (auto& finding : found) {
        finding.row = row;
        out.push_back(std::move(finding));
    }
    found.clear();
}

void note_country(std::string_view cell, const ResolvedPlace& place, const CountryMatch& stated,
                  bool by_region, std::vector<Finding>& out)
{
    const auto add = [&](const FindingKind& kind, std::string message) {
        out.push_back({0, &kind, "country", std::string{cell}, std::move(message)});
    };
    if (place.country.empty()) {
        add(kCountryUnknown,
            cell.empty() ? "no country is stated, and neither address nor coordinates tell it"
                         : fmt::format("\"{}\" is no country that is known here", cell));
    } else if (by_region) {
        add(kCountryIsRegion,
            fmt::format("\"{}\" is a region of {}, which was taken", cell, place.country.view()));
    } else if (!trim(cell).empty() && stated.country.empty()) {
        add(kCountryUnread, fmt::format("\"{}\" is no country that is known here; {} was taken",
                                        cell, place.country.view()));
    } else if (!stated.rival.empty() && stated.country == place.country) {
        add(kCountryAmbiguous,
            fmt::format("read as {}, could be {}", stated.country.view(), stated.rival.view()));
    } else if (stated.by_sign && stated.country == place.country) {
        add(kCountrySign, fmt::format("\"{}\" was read as the sign of vehicles of {}", cell,
                                      place.country.view()));
    } else if (stated.method == CountryMethod::kSpelling && stated.country == place.country) {
        add(kCountrySpelling, fmt::format("read as {}", stated.country.view()));
    }
}

/// True, with a note, if the row is no supplier.
bool note_no_supplier(const SupplierBatch& batch, std::size_t row, std::vector<Finding>& out)
{
    const auto what = no_supplier(batch, row);
    if (what == NoSupplier::kBlank) {
        out.push_back({0, &kEmptyRow, "", "",
                       "every cell that is used is empty, or the row is a line below the list"});
    } else if (what == NoSupplier::kSum) {
        out.push_back({0, &kTotalRow, "name", std::string{batch.cell(Field::kName, row)},
                       "the row adds up the list and is not scored"});
    }
    return what != NoSupplier::kNot;
}

LocationCells cells_of(const SupplierBatch& batch, std::size_t row)
{
    LocationCells cells;
    cells.latitude = batch.cell(Field::kLatitude, row);
    cells.longitude = batch.cell(Field::kLongitude, row);
    cells.region = batch.cell(Field::kRegion, row);
    cells.city = batch.cell(Field::kCity, row);
    cells.postcode = batch.cell(Field::kPostcode, row);
    cells.address = batch.cell(Field::kAddress, row);
    cells.country = batch.cell(Field::kCountry, row);
    if (!batch.shape_radius_km.empty()) {
        cells.shape_radius_km = batch.shape_radius_km[row];
    }
    return cells;
}

/// Activities of the batch's distinct cell texts.
class ActivitiesOfBatch {
public:
    ActivitiesOfBatch(const SupplierBatch& batch, const ActivityResolver& resolver)
        : m_batch{batch}, m_resolver{resolver}
    {
    }

    /// Index of the row's activity among result.activities; findings of its text go to `found`.
    std::uint32_t add(std::size_t row, ResolvedBatch& result, std::vector<Finding>& found)
    {
        m_key.clear();
        for (const auto field : kActivityFields) {
            m_key += m_batch.cell(field, row);
            m_key += '\x1F';
        }
        const auto [at, fresh] =
            m_known.try_emplace(m_key, static_cast<std::uint32_t>(result.activities.size()));
        if (fresh) {
            m_findings.emplace_back();
            result.activities.push_back(m_resolver.resolve(texts(row), m_findings.back()));
        }
        const auto& findings = m_findings[at->second];
        found.insert(found.end(), findings.begin(), findings.end());
        return at->second;
    }

    /// Index of an activity that says nothing, for a row that is no supplier.
    std::uint32_t add_none(ResolvedBatch& result)
    {
        if (!m_none) {
            m_none = static_cast<std::uint32_t>(result.activities.size());
            result.activities.emplace_back();
            m_findings.resize(result.activities.size());
        }
        return *m_none;
    }

private:
    [[nodiscard]] ActivityResolver::Texts texts(std::size_t row) const
    {
        return {m_batch.cell(Field::kHs, row),     m_batch.cell(Field::kIsic, row),
                m_batch.cell(Field::kNace, row),   m_batch.cell(Field::kNaics, row),
                m_batch.cell(Field::kUnspsc, row), m_batch.cell(Field::kProduct, row)};
    }

    const SupplierBatch& m_batch;
    const ActivityResolver& m_resolver;
    std::string m_key;
    std::optional<std::uint32_t> m_none;
    std::unordered_map<std::string, std::uint32_t> m_known;
    std::vector<std::vector<Finding>> m_findings;
};

/// Answers of the gazetteer that this thread has had, at most this many.
constexpr std::size_t kMostRemembered = std::size_t{1} << 16U;

/// A number that no other resolver of this process has.
std::uint64_t next_number()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

/// The memory of this thread for one resolver; another resolver starts anew.
PlaceMemo& memo_of(std::uint64_t resolver)
{
    thread_local std::uint64_t owner = 0;
    thread_local PlaceMemo memo;
    if (owner != resolver || memo.answers.size() > kMostRemembered) {
        memo.answers.clear();
        owner = resolver;
    }
    return memo;
}

bool has_activity_column(const SupplierBatch& batch)
{
    return std::any_of(kActivityFields.begin(), kActivityFields.end(),
                       [&batch](Field field) { return batch.has(field); });
}

ResolvedActivity default_of(const reference::Reference& reference, const std::string& code)
{
    /// Half: a list that says nothing of its products may as well be of something else.
    constexpr float kConfidence = 0.5F;
    ResolvedActivity activity;
    if (code.empty()) {
        return activity;
    }
    activity.node = reference.tree.find(code);
    if (activity.node == NodeId::kNone) {
        throw Error{Errc::kConfigInvalid,
                    fmt::format("activity.default is \"{}\"; expected a node of the activity tree "
                                "such as isic4:C, hs:1511 or good:cotton, or nothing",
                                code)};
    }
    activity.good = reference.tree[activity.node].good;
    activity.method = ActivityMethod::kDefault;
    activity.confidence = kConfidence;
    return activity;
}

}  // namespace

Resolver::Resolver(const reference::Reference& reference, const LocationResolver& locations,
                   const std::string& default_activity)
    : m_countries{reference.countries, abbreviations(reference)}, m_activities{reference},
      m_locations{locations}, m_default{default_of(reference, default_activity)}, m_number{
                                                                                      next_number()}
{
}

ResolvedBatch Resolver::resolve(const SupplierBatch& batch) const
{
    ResolvedBatch result;
    result.places.reserve(batch.rows);
    result.activity_of.reserve(batch.rows);
    CountriesOfBatch countries{batch, m_countries, m_locations};
    ActivitiesOfBatch activities{batch, m_activities};
    auto& memo = memo_of(m_number);
    std::vector<Finding> found;
    const bool use_default = m_default.node != NodeId::kNone && !has_activity_column(batch);
    if (use_default) {
        result.activities.push_back(m_default);
    }
    for (std::size_t row = 0; row < batch.rows; ++row) {
        const auto number = batch.first_row + static_cast<std::int64_t>(row);
        if (note_no_supplier(batch, row, found)) {
            result.places.emplace_back();
            result.activity_of.push_back(activities.add_none(result));
            append(result.findings, found, number);
            continue;
        }
        auto cells = cells_of(batch, row);
        const bool by_region = countries.fill(row, cells);
        result.places.push_back(m_locations.resolve(cells, memo, found));
        if (result.places.back().country.empty() && repeats_header(batch, row)) {
            found.clear();
            found.push_back({0, &kEmptyRow, "", "", "the row is the header once more"});
            result.activity_of.push_back(activities.add_none(result));
            append(result.findings, found, number);
            continue;
        }
        const auto& stated = cells.by_name.country.empty() ? cells.by_code : cells.by_name;
        note_country(batch.cell(Field::kCountry, row), result.places.back(), stated, by_region,
                     found);
        result.activity_of.push_back(use_default ? 0U : activities.add(row, result, found));
        append(result.findings, found, number);
    }
    return result;
}

}  // namespace sourcelight::resolve
