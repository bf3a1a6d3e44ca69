// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/run_collector.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/publish/issues.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace sourcelight::publish {
namespace {

std::int64_t row_number(const BatchResults& batch, std::size_t row)
{
    return batch.suppliers->first_row + static_cast<std::int64_t>(row);
}

/// The cells of these fields that are not empty, joined by ", ".
std::string joined(const SupplierBatch& suppliers, std::initializer_list<Field> fields,
                   std::size_t row)
{
    std::string out;
    for (const auto field : fields) {
        const auto cell = suppliers.cell(field, row);
        if (!cell.empty()) {
            out += out.empty() ? "" : ", ";
            out += cell;
        }
    }
    return out;
}

std::string place_text(const SupplierBatch& suppliers, std::size_t row)
{
    return joined(
        suppliers,
        {Field::kAddress, Field::kCity, Field::kRegion, Field::kPostcode, Field::kCountry}, row);
}

std::string product_text(const SupplierBatch& suppliers, std::size_t row)
{
    return joined(
        suppliers,
        {Field::kProduct, Field::kHs, Field::kIsic, Field::kNace, Field::kNaics, Field::kUnspsc},
        row);
}

/// Certain ones before those to review, then the likeliest, then by row.
bool comes_before(const ListedMatch& a, const ListedMatch& b)
{
    return std::tuple{a.match.state, -a.match.probability, a.match.row} <
           std::tuple{b.match.state, -b.match.probability, b.match.row};
}

/// The first kListedMatches matches, in order.
void keep_best(std::vector<ListedMatch>& matches)
{
    std::stable_sort(matches.begin(), matches.end(), comes_before);
    matches.resize(std::min(matches.size(), kListedMatches));
}

/// The severest first, equals in the order of the stages.
std::vector<Finding> by_severity(std::span<const Finding* const> findings)
{
    std::vector<Finding> sorted;
    sorted.reserve(findings.size());
    for (const auto* finding : findings) {
        sorted.push_back(*finding);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const Finding& a, const Finding& b) {
        return a.kind->severity > b.kind->severity;
    });
    return sorted;
}

}  // namespace

std::optional<UnresolvedRow> unresolved_row(const RunNames& names, const BatchResults& batch,
                                            const RowFindings& findings, std::size_t row)
{
    if (!RowsToFix{}.add(findings.of(row), is_scored(batch.assessed[row]))) {
        return std::nullopt;
    }
    const auto& suppliers = *batch.suppliers;
    return UnresolvedRow{row_number(batch, row),
                         names.files[suppliers.file],
                         std::string{suppliers.cell(Field::kName, row)},
                         place_text(suppliers, row),
                         product_text(suppliers, row),
                         by_severity(findings.of(row)),
                         is_scored(batch.assessed[row])};
}

void RowGroup::add(std::int64_t row, std::size_t most)
{
    ++count;
    if (rows.size() < most && last != row) {
        rows.push_back(row);
    }
    last = row;
}

void RowGroup::add_supplier(std::int64_t row, const Rank& rank, std::size_t most)
{
    const bool several = rank.repeat_of || rank.repeated;
    if (!several || shared.insert(rank.repeat_of.value_or(row)).second) {
        add(row, most);
    }
}

RunCollector::RunCollector(std::int64_t rows) : m_rows{rows}
{
    m_run.issues.resize(issues().size());
}

void RunCollector::add(const RunNames& names, const BatchResults& batch,
                       const RowFindings& findings, const TextColumn& codes)
{
    for (std::size_t i = 0; i < batch.suppliers->rows; ++i) {
        auto issues = count(names, batch, i);
        add_supplier(names, batch, i, codes[i], std::move(issues));
        if (auto unresolved = unresolved_row(names, batch, findings, i)) {
            ++m_run.unresolved_total;
            if (m_unresolved_findings < kUnresolvedFindings) {
                m_unresolved_findings += std::max<std::size_t>(1, unresolved->findings.size());
                m_run.unresolved.push_back(std::move(*unresolved));
            }
        }
    }
    for (const auto* finding : findings.all()) {
        m_run.findings[finding->kind].add(finding->row, kFindingRows);
    }
    const auto& file = names.files[batch.suppliers->file];
    for (const auto& match : batch.matches) {
        auto& entity = m_run.matched_entities[match.entity];
        if (entity.last != match.row) {
            const auto row = static_cast<std::size_t>(match.row - batch.suppliers->first_row);
            entity.add_supplier(match.row, batch.ranks[row], kGroupRows);
        }
        m_run.matches.push_back({match, file});
        if (m_run.matches.size() >= 2 * kListedMatches) {
            keep_best(m_run.matches);
        }
    }
    for (const auto& receipt : batch.receipts) {
        m_run.receipts.push_back(receipt);
    }
}

void RunCollector::add_file_finding(const Finding& finding, std::string_view file)
{
    if (m_run.file_findings.size() < kFileFindings) {
        m_run.file_findings.push_back({std::string{file}, finding});
    }
}

std::vector<std::uint8_t> RunCollector::count(const RunNames& names, const BatchResults& batch,
                                              std::size_t row)
{
    const auto& place = batch.resolved->places[row];
    const auto& activity = batch.resolved->activity(row);
    const auto& supplier = batch.assessed[row];
    const auto number = row_number(batch, row);
    ++m_run.rows;
    m_run.repeats += batch.ranks[row].repeat_of ? 1 : 0;
    m_run.scored += is_scored(supplier) ? 1 : 0;
    m_run.point_resolved += place.has_point ? 1 : 0;
    m_run.good_resolved += activity.good != GoodId::kNone ? 1 : 0;
    if (activity.good != GoodId::kNone && !place.country.empty()) {
        m_run.goods[{place.country, place.region, activity.good}].add_supplier(
            number, batch.ranks[row], kGroupRows);
    }
    if (supplier.spend && !batch.ranks[row].spend_again) {
        const auto currency = batch.suppliers->cell(Field::kCurrency, row);
        auto sum = m_run.spend.find(currency);
        if (sum == m_run.spend.end()) {
            sum = m_run.spend.emplace(currency, SpendSum{}).first;
        }
        sum->second.total += *supplier.spend;
        ++sum->second.rows;
    }
    std::optional<reference::Sector> sector;
    if (activity.node != NodeId::kNone) {
        sector = (*names.tree)[activity.node].sector;
    }
    const IssueFacts facts{place, supplier, matches_of(batch, row), sector,
                           parse_share(batch.suppliers->cell(Field::kMigrantShare, row))};
    auto found = issues_of(facts);
    for (const auto issue : found) {
        m_run.issues[issue].add_supplier(number, batch.ranks[row], kGroupRows);
    }
    return found;
}

void RunCollector::add_supplier(const RunNames& names, const BatchResults& batch, std::size_t row,
                                std::string_view codes, std::vector<std::uint8_t> issues)
{
    const auto& rank = batch.ranks[row];
    const auto& place = batch.resolved->places[row];
    if (m_rows > kWholeList && (!rank.priority || *rank.priority > kEmbeddedRows)) {
        leave_out(batch, row);
        return;
    }
    const auto& suppliers = *batch.suppliers;
    SupplierRecord record;
    record.row = row_number(batch, row);
    record.name = suppliers.cell(Field::kName, row);
    record.own_id = joined_cells(*batch.own, names.own_ids, row);
    record.place_text = place_text(suppliers, row);
    record.tier = suppliers.cell(Field::kTier, row);
    record.parent = suppliers.cell(Field::kParent, row);
    record.currency = suppliers.cell(Field::kCurrency, row);
    record.place = place;
    record.activity = batch.resolved->activity(row);
    record.assessed = batch.assessed[row];
    record.assessed.findings.clear();
    record.assessed.own.reset();
    record.rank = rank;
    record.findings = codes;
    record.issues = std::move(issues);
    record.matches = static_cast<std::int64_t>(matches_of(batch, row).size());
    m_run.suppliers.push_back(std::move(record));
}

void RunCollector::leave_out(const BatchResults& batch, std::size_t row)
{
    const auto& place = batch.resolved->places[row];
    const auto& supplier = batch.assessed[row];
    const auto code = place.region.empty() ? place.country.view() : place.region.view();
    auto found = m_omitted.find(code);
    if (found == m_omitted.end()) {
        const auto next = static_cast<std::uint32_t>(m_run.omitted.size());
        found = m_omitted.emplace(code, next).first;
        m_run.omitted.push_back({std::string{code}});
    }
    auto& omitted = m_run.omitted[found->second];
    ++omitted.count;
    omitted.scored += is_scored(supplier) ? 1 : 0;
    if (batch.ranks[row].repeat_of) {
        ++omitted.repeats;
        return;
    }
    if (!place.has_point) {
        return;
    }
    ++omitted.pointed;
    CellPoint point{place.lon, place.lat, found->second};
    point.exact = place.method == resolve::PlaceMethod::kCoordinates ||
                  place.method == resolve::PlaceMethod::kAddress;
    point.evidence = is_scored(supplier) && supplier.grade <= 'B';
    point.priority = batch.ranks[row].priority.value_or(0);
    m_run.cells.add(point);
}

RunCollection RunCollector::finish()
{
    m_run.cells.settle();
    const auto key = [](const SupplierRecord& record) {
        return std::pair{record.rank.priority.value_or(std::numeric_limits<std::int64_t>::max()),
                         record.row};
    };
    std::sort(m_run.suppliers.begin(), m_run.suppliers.end(),
              [key](const SupplierRecord& a, const SupplierRecord& b) { return key(a) < key(b); });
    keep_best(m_run.matches);
    return std::exchange(m_run, {});
}

}  // namespace sourcelight::publish
