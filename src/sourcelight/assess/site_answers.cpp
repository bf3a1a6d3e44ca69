// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/site_answers.hpp"

#include "sourcelight/core/number_text.hpp"
#include "sourcelight/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace sourcelight::assess {
namespace {

constexpr unsigned kBits = 2;  ///< an answer

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view text)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool says_unknown(std::string_view folded)
{
    static constexpr std::array<std::string_view, 12> kWords{
        "",          "unknown", "n a",         "na",           "not known", "not available",
        "unbekannt", "inconnu", "desconocido", "desconhecido", "未知",      "不详"};
    return is_one_of(kWords, folded);
}

/// 1 for yes, 0 for no, in the languages of the header words.
std::optional<double> yes_or_no(std::string_view folded)
{
    static constexpr std::array<std::string_view, 16> kYes{
        "yes", "y",   "true", "x",  "ja", "oui", "si",   "sim",
        "v",   "tak", "evet", "да", "是", "有",  "はい", "예"};
    static constexpr std::array<std::string_view, 16> kNo{
        "no",    "n",   "false", "none", "nein", "non", "nao",    "keine",
        "aucun", "nie", "hayir", "нет",  "否",   "无",  "いいえ", "아니오"};
    if (is_one_of(kYes, folded)) {
        return 1.0;
    }
    return is_one_of(kNo, folded) ? std::optional{0.0} : std::nullopt;
}

/// Reads one cell as a number; unknown if it says so or cannot be read.
template <class Read>
std::optional<double> read_cell(const SupplierBatch& batch, Field field, std::size_t row,
                                std::vector<Finding>& findings, Read read)
{
    const auto cell = trim(batch.cell(field, row));
    if (cell.empty()) {
        return std::nullopt;
    }
    const auto folded = fold(cell);
    if (says_unknown(folded)) {
        return std::nullopt;
    }
    auto value = yes_or_no(folded);
    if (!value) {
        value = read(cell);
    }
    if (!value) {
        findings.push_back({0, &kAnswerUnreadable, std::string{field_name(field)},
                            std::string{cell}, std::string{kAnswerUnreadable.meaning}});
    }
    return value;
}

std::optional<double> checks_a_year(std::string_view cell)
{
    const auto value = parse_number(cell);
    return value && *value >= 0.0 ? value : std::nullopt;
}

/// Reads what a company does there in whole steps, and says where that is not what the list states.
class MeasureReader {
public:
    MeasureReader(const SupplierBatch& batch, std::size_t row, std::vector<Finding>& findings)
        : m_batch{&batch}, m_row{row}, m_findings{&findings}
    {
    }

    /// Checks a year; 0 where none is stated.
    [[nodiscard]] std::uint8_t checks(Field field)
    {
        constexpr double kMost = SiteMeasures::kMostChecks;
        const auto read = read_cell(*m_batch, field, m_row, *m_findings, checks_a_year);
        const double stated = read.value_or(0.0) * SiteMeasures::kYear;
        const double steps = std::round(std::min(stated, kMost));
        if (std::fabs(stated - steps) > kExact) {
            note(field,
                 fmt::format("counted as {} a year: {}", number_text(steps / SiteMeasures::kYear),
                             stated > kMost ? "the most that is counted"
                                            : "checks count in quarters"));
        }
        return static_cast<std::uint8_t>(steps);
    }
    /// A share of the whole; empty where none is stated.
    [[nodiscard]] std::optional<std::uint8_t> share(Field field)
    {
        const auto read = read_cell(*m_batch, field, m_row, *m_findings, parse_share);
        if (!read) {
            return std::nullopt;
        }
        const double stated = *read * SiteMeasures::kWhole;
        const double steps = std::round(stated);
        if (std::fabs(stated - steps) > kExact) {
            note(field, fmt::format("counted as {} %: shares count in steps of 5 %",
                                    number_text(100.0 * steps / SiteMeasures::kWhole)));
        }
        return static_cast<std::uint8_t>(steps);
    }

private:
    static constexpr double kExact = 1e-6;

    void note(Field field, std::string what)
    {
        m_findings->push_back({0, &kMeasureRounded, std::string{field_name(field)},
                               std::string{trim(m_batch->cell(field, m_row))}, std::move(what)});
    }

    const SupplierBatch* m_batch;
    std::size_t m_row;
    std::vector<Finding>* m_findings;
};

void read_measures(const SupplierBatch& batch, std::size_t row, SiteMeasures& measures,
                   std::vector<Finding>& findings)
{
    MeasureReader read{batch, row, findings};
    measures.announced = read.checks(Field::kAnnouncedAudits);
    measures.unannounced = read.checks(Field::kUnannouncedAudits);
    measures.voice = read.share(Field::kWorkerVoice).value_or(0);
    measures.programme = read.share(Field::kWorkerProgramme).value_or(0);
    if (const auto remedy = read.share(Field::kRemedyShare)) {
        measures.remedy = static_cast<std::uint8_t>(*remedy + 1U);
    }
}

}  // namespace

Answer answer_of(const SitePattern& pattern, std::size_t entry) noexcept
{
    return static_cast<Answer>((pattern.answers >> (kBits * entry)) & 3U);
}

bool has_answers(const SupplierBatch& batch) noexcept
{
    constexpr auto kFirst = static_cast<std::size_t>(Field::kRecruitmentFees);
    return std::any_of(batch.columns.begin() + kFirst, batch.columns.end(),
                       [](const TextColumn& column) { return !column.empty(); });
}

void read_answers(const SupplierBatch& batch, std::size_t row, double threshold,
                  SitePattern& pattern, std::vector<Finding>& findings)
{
    for (std::size_t i = 0; i < kFactorFields.size(); ++i) {
        if (const auto share =
                read_cell(batch, kFactorFields[i].field, row, findings, parse_share)) {
            const auto answer = *share > threshold ? Answer::kPresent : Answer::kAbsent;
            pattern.answers |= static_cast<std::uint32_t>(answer) << (kBits * i);
        }
    }
    read_measures(batch, row, pattern.measures, findings);
}

}  // namespace sourcelight::assess
