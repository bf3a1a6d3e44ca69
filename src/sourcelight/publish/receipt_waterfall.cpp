// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/number_text.hpp"
#include "sourcelight/core/wrap.hpp"
#include "sourcelight/publish/receipt_why.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace sourcelight::publish {
namespace {

constexpr std::size_t kLabel = 28;
constexpr std::size_t kBar = 27;
constexpr std::array kTicks{0.0001, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999};

double logit(double p)
{
    // An end of an interval at 0 or 1 would take the whole width.
    constexpr double kLeast = 5e-4;
    const double held = std::clamp(p, kLeast, 1.0 - kLeast);
    return std::log(held) - std::log1p(-held);
}
double expit(double x) { return 1.0 / (1.0 + std::exp(-x)); }

struct Step {
    std::string label;
    double from = 0.0;
    double to = 0.0;
    std::optional<double> share;
    bool start = false;
};

/// "country: Uzbekistan", "workers of the site: 200"; a long value is left to the receipt.
std::string label_of(const assess::ReceiptTerm& term)
{
    constexpr std::size_t kLongValue = 40;
    const bool valued = term.group == assess::TermGroup::kPlace ||
                        term.group == assess::TermGroup::kActivity ||
                        term.group == assess::TermGroup::kWorkers;
    return valued && term.value.size() < kLongValue ? printable(term.what + ": " + term.value)
                                                    : printable(term.what);
}

/// The steps in the order of the account; those that move least are added up where there are more
/// than `most`.
std::vector<Step> steps_of(const assess::Receipt& receipt, std::size_t most)
{
    std::vector<const assess::ReceiptTerm*> terms;
    for (const auto& term : receipt.terms) {
        if (term.log_odds) {
            terms.push_back(&term);
        }
    }
    auto by_size = terms;
    const auto starts = [](const assess::ReceiptTerm* term) {
        return term->group == assess::TermGroup::kStart;
    };
    std::stable_sort(by_size.begin(), by_size.end(), [&](const auto* a, const auto* b) {
        return starts(a) != starts(b) ? starts(a)
                                      : std::fabs(*a->log_odds) > std::fabs(*b->log_odds);
    });
    // The line that adds up the rest takes a place of its own.
    by_size.resize(terms.size() > most ? std::max<std::size_t>(most, 2) - 1 : terms.size());
    std::vector<Step> steps;
    double at = 0.0;
    double rest = 0.0;
    std::size_t left = 0;
    for (const auto* term : terms) {
        if (std::find(by_size.begin(), by_size.end(), term) == by_size.end()) {
            rest += *term->log_odds;
            ++left;
            continue;
        }
        steps.push_back(
            {label_of(*term), at, at + *term->log_odds, term->variance_share, starts(term)});
        at += *term->log_odds;
    }
    if (left > 0) {
        steps.push_back({fmt::format("{} smaller steps", left), at, at + rest, {}, false});
    }
    return steps;
}

/// Takes the last whole character away.
void drop_character(std::string& text)
{
    constexpr unsigned kMarks = 0xC0U;
    constexpr unsigned kFollows = 0x80U;
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & kMarks) == kFollows) {
        text.pop_back();
    }
    if (!text.empty()) {
        text.pop_back();
    }
}

/// The columns of a label, cut with dots where it is longer.
std::string column_of(std::string label)
{
    if (columns_of(label) > kLabel) {
        while (columns_of(label) > kLabel - 2) {
            drop_character(label);
        }
        label += "..";
    }
    return label + std::string(kLabel - columns_of(label), ' ');
}

/// The scale of the bars.
class Axis {
public:
    Axis(const std::vector<Step>& steps, const Estimate& answer)
    {
        m_low = logit(answer.lo90);
        m_high = logit(answer.hi90);
        for (const auto& step : steps) {
            m_low = std::min(m_low, step.start ? step.to : std::min(step.from, step.to));
            m_high = std::max(m_high, step.start ? step.to : std::max(step.from, step.to));
        }
    }
    [[nodiscard]] std::size_t column(double log_odds) const
    {
        const double share = m_high > m_low ? (log_odds - m_low) / (m_high - m_low) : 0.5;
        return static_cast<std::size_t>(
            std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(kBar - 1)));
    }
    /// The probabilities above the bars, each where its column is.
    [[nodiscard]] std::string ticks() const
    {
        std::string line(kBar, ' ');
        std::size_t free = 0;
        for (const double tick : kTicks) {
            const double at = logit(tick);
            const auto text = number_text(100.0 * tick) + "%";
            if (at < m_low || at > m_high) {
                continue;
            }
            const auto middle = column(at);
            const auto first =
                std::min(middle - std::min(middle, text.size() / 2), kBar - text.size());
            if (first < free) {
                continue;
            }
            line.replace(first, text.size(), text);
            free = first + text.size() + 1;
        }
        return line;
    }

private:
    double m_low = 0.0;
    double m_high = 0.0;
};

std::string bar_of(const Step& step, const Axis& axis)
{
    std::string bar(kBar, ' ');
    const auto from = axis.column(step.start ? step.to : step.from);
    const auto to = axis.column(step.to);
    const auto first = std::min(from, to);
    const auto last = std::max(from, to);
    bar.replace(first, last - first + 1, last - first + 1, step.to < step.from ? '<' : '>');
    if (step.start || from == to) {
        bar[to] = '|';
    }
    return bar;
}

std::string interval_bar(const Estimate& answer, const Axis& axis)
{
    std::string bar(kBar, ' ');
    const auto first = axis.column(logit(answer.lo90));
    const auto last = axis.column(logit(answer.hi90));
    bar.replace(first, last - first + 1, last - first + 1, '-');
    bar[first] = '|';
    bar[last] = '|';
    bar[axis.column(logit(answer.median))] = 'o';
    return bar;
}

std::string line_of(const std::string& label, const std::string& moves, const std::string& then,
                    const std::string& share, const std::string& bar)
{
    auto line = fmt::format("  {} {:>6} {:>7} {:>5} {}", column_of(label), moves, then, share, bar);
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

}  // namespace

std::string waterfall_text(const assess::Receipt& receipt, std::size_t most)
{
    if (!receipt.probability) {
        return {};
    }
    const auto& answer = *receipt.probability;
    const auto steps = steps_of(receipt, most);
    if (steps.empty()) {
        return {};
    }
    const Axis axis{steps, answer};
    std::string out =
        "\nHow the chance at this site comes about, in log-odds; spread: share of the\n"
        "variance behind a step; > raises, < lowers\n";
    out += line_of("step", "moves", "then", "spread", axis.ticks());
    for (const auto& step : steps) {
        const auto share = step.share ? fmt::format("{:.0f} %", 100.0 * *step.share) : "";
        out += line_of(step.label, step.start ? "" : fmt::format("{:+.2f}", step.to - step.from),
                       number_text(100.0 * expit(step.to), 2) + " %", share, bar_of(step, axis));
    }
    out += line_of("this site, 90 % interval", "", number_text(100.0 * answer.median, 2) + " %", "",
                   interval_bar(answer, axis));
    return out;
}

}  // namespace sourcelight::publish
