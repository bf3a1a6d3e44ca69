// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/site_answers.hpp"

#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace sourcelight::assess {
namespace {

constexpr unsigned kBits = 2;  ///< an answer
constexpr double kMostChecks = 12.0;

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
    if (!batch.has(field)) {
        return std::nullopt;
    }
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

std::uint8_t quarters(double share)
{
    return static_cast<std::uint8_t>(std::lround(share * SiteMeasures::kWhole));
}

std::optional<double> checks_a_year(std::string_view cell)
{
    const auto value = parse_number(cell);
    return value && *value >= 0.0 ? std::optional{std::min(*value, kMostChecks)} : std::nullopt;
}

void read_measures(const SupplierBatch& batch, std::size_t row, SiteMeasures& measures,
                   std::vector<Finding>& findings)
{
    const auto checks = [&](Field field) {
        const auto read = read_cell(batch, field, row, findings, checks_a_year);
        return static_cast<std::uint8_t>(std::lround(read.value_or(0.0)));
    };
    const auto share = [&](Field field) {
        return read_cell(batch, field, row, findings, parse_share);
    };
    measures.announced = checks(Field::kAnnouncedAudits);
    measures.unannounced = checks(Field::kUnannouncedAudits);
    measures.voice = quarters(share(Field::kWorkerVoice).value_or(0.0));
    measures.programme = quarters(share(Field::kWorkerProgramme).value_or(0.0));
    if (const auto remedy = share(Field::kRemedyShare)) {
        measures.remedy = static_cast<std::uint8_t>(quarters(*remedy) + 1U);
    }
}

}  // namespace

Answer answer_of(const SitePattern& pattern, std::size_t entry) noexcept
{
    return static_cast<Answer>((pattern.answers >> (kBits * entry)) & 3U);
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
