// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/findings_file.hpp"
#include "sourcelight/publish/held_names.hpp"
#include "sourcelight/publish/issues.hpp"
#include "sourcelight/publish/report_blocks.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace sourcelight::publish {
namespace {

/// Cells of the dataset sourcelight/guidance for one kind; empty where it has none.
struct GuidancePage {
    std::string_view title;
    std::string_view publisher;
    std::string_view url;
    std::string_view action;
    std::string_view question;
};

GuidancePage guidance_page(const reference::Reference& reference, std::string_view kind)
{
    const auto found = reference.datasets.find("sourcelight/guidance");
    if (found == reference.datasets.end()) {
        return {};
    }
    const auto& table = found->second.table;
    const auto& kinds = table.text("kind");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (kinds[row] == kind) {
            return {table.text("title")[row], table.text("publisher")[row], table.text("url")[row],
                    table.text("action")[row], table.text("question_to_ask")[row]};
        }
    }
    return {};
}

void write_action(JsonStream& out, const Issue& issue, const RowGroup& suppliers,
                  const GuidancePage& page)
{
    out.begin_object();
    out.key("kind").text(issue.kind);
    out.key("title").text(issue.title);
    out.key("why").text(issue.why);
    out.key("action").text(issue.action.empty() ? page.action : issue.action);
    out.key("guidance_title").text(page.title);
    out.key("guidance_publisher").text(page.publisher);
    out.key("guidance_url").text(page.url);
    out.key("question").text(issue.question.empty() ? page.question : issue.question);
    out.key("suppliers").integer(suppliers.count);
    out.key("rows").integers(suppliers.rows);
    out.end_object();
}

/// Positions of the issues that occur, by number of suppliers, falling.
std::vector<std::size_t> issues_by_count(const RunCollection& run)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < run.issues.size(); ++i) {
        if (run.issues[i].count > 0) {
            order.push_back(i);
        }
    }
    std::stable_sort(order.begin(), order.end(), [&run](std::size_t a, std::size_t b) {
        return run.issues[a].count > run.issues[b].count;
    });
    return order;
}

struct Section {
    std::string_view heading;
    std::vector<std::string_view> paragraphs;
};

const std::vector<Section>& method_sections()
{
    static const std::vector<Section> sections{
        {"Four questions, kept apart",
         {"P: how many of 1,000 workers in this place and activity are estimated to be in forced "
          "labour. S: how likely it is that at least one person at this site is. H: how likely a "
          "new public finding (official listing, import order) about this country and product is "
          "within 24 months. F: how many person-years of forced labour stand behind what is "
          "bought, through all tiers; this run, of single sites, does not answer it.",
          "They are shown side by side and never mixed into one score. A country and product that "
          "are listed already show since when instead of H."}},
        {"From published totals to a cell",
         {"Regional and sector totals of the published global estimates are shared out over "
          "countries and sectors by the number of workers, two country indices (one for where "
          "people are vulnerable, one for how workers from elsewhere are held) and official "
          "listings of goods. Evidence moves the shares; the totals stay as published.",
          "State-imposed programmes are a branch of their own, entered only from statutes, "
          "official listings or findings of international supervision."}},
        {"From a cell to a site",
         {"Workers of a site share recruiter and owner, so they are not independent: S grows with "
          "the number of workers, but more slowly than if they were. Evidence about the site "
          "itself moves S by stated amounts, which the receipt lists.",
          "Where a place or product is uncertain, the estimate is the mixture over what it could "
          "be, and its interval is wider because of it."}},
        {"What the company does",
         {"Inherent and residual probability stand together. Checks lower the residual only as far "
          "as they are known to find cases and lead to remedy; policies alone lower nothing, and "
          "nothing lowers the state-imposed branch."}},
        {"Order of the list",
         {"Sites with evidence of their own come first, by severity of the harm and probability; "
          "then the rest by severity and expected number of people. Spend never makes a site less "
          "severe. The probability of being among the first ten says how firm the order is.",
          "A supplier that the list names again has one place in the order, that of its row with "
          "the highest priority; its other rows stay in the table, marked."}},
        {"Uncertainty",
         {"Every number is the median of joint draws with its 50 and 90 % interval. Cells share "
          "their draws, so that totals keep what is common to them. Grades say how close the "
          "evidence is to the site (A) or how general (E), and coverage says which share of the "
          "inputs was observed."}},
    };
    return sections;
}

constexpr std::array kLimits{
    "An estimate is an indication of risk, never a finding against anybody.",
    "National figures rest on few surveys. For most places and products the interval, not the "
    "median, is the result.",
    "The mix of forms of forced labour is taken to be the same in every region of the world; that "
    "is an assumption.",
    "Official lists cover open and closely watched societies better. \"None found\" is not "
    "clearance.",
    "Only the suppliers in the file are scored. What lies further up their chains is not in these "
    "numbers.",
    "Rows that could not be read are counted, but not scored: no data is not low risk.",
    "A similar name is a candidate for review. Whether it is the same company is for a person to "
    "decide.",
    "Leaving a country or supplier moves jobs as well as risk; ask first what can be mended.",
};

void write_unresolved_finding(JsonStream& out, const UnresolvedRow& row, const Finding& finding)
{
    const auto* kind = finding.kind;
    out.begin_object();
    out.key("row").integer(row.row);
    out.key("file").text(row.file);
    out.key("name").text(row.name);
    out.key("code").text(kind == nullptr ? "not-scored" : kind->code);
    out.key("severity").text(severity_name(kind == nullptr ? Severity::kWarning : kind->severity));
    out.key("column").text(finding.column);
    out.key("value").text(cut_text(finding.value));
    out.key("message").text(kind == nullptr ? "Too little is known to score this row."
                                            : finding.message);
    out.key("fix").text(kind == nullptr ? "Give an address and the product." : kind->fix);
    out.end_object();
}

}  // namespace

void write_actions(JsonStream& out, const ReportInputs& in)
{
    out.begin_array();
    for (const auto i : issues_by_count(in.run)) {
        const auto& issue = issues()[i];
        write_action(out, issue, in.run.issues[i], guidance_page(in.reference, issue.guidance));
    }
    out.end_array();
}

void write_finding_groups(JsonStream& out, const ReportInputs& in)
{
    using Group = std::pair<const FindingKind*, const RowGroup*>;
    std::vector<Group> groups;
    for (const auto& [kind, rows] : in.run.findings) {
        groups.emplace_back(kind, &rows);
    }
    // The code breaks ties: the map is ordered by address.
    std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
        return std::tuple{b.first->severity, b.second->count, a.first->code} <
               std::tuple{a.first->severity, a.second->count, b.first->code};
    });
    out.begin_array();
    for (const auto& [kind, rows] : groups) {
        out.begin_object();
        out.key("code").text(kind->code);
        out.key("severity").text(severity_name(kind->severity));
        out.key("count").integer(rows->count);
        out.key("message").text(kind->meaning);
        out.key("fix").text(kind->fix);
        out.key("rows").integers(rows->rows);
        out.end_object();
    }
    out.end_array();
}

void write_file_findings(JsonStream& out, const ReportInputs& in)
{
    out.begin_array();
    for (const auto& [file, finding] : in.run.file_findings) {
        out.begin_object();
        out.key("file").text(file);
        out.key("code").text(finding.kind->code);
        out.key("severity").text(severity_name(finding.kind->severity));
        out.key("column").text(finding.column);
        out.key("value").text(cut_text(finding.value));
        out.key("message").text(finding.message);
        out.key("fix").text(finding.kind->fix);
        out.end_object();
    }
    out.end_array();
}

void write_unresolved(JsonStream& out, const ReportInputs& in)
{
    out.begin_object();
    out.key("total").integer(in.run.unresolved_total);
    out.key("rows").begin_array();
    for (const auto& row : in.run.unresolved) {
        if (row.findings.empty()) {
            write_unresolved_finding(out, row, {});
        }
        for (const auto& finding : row.findings) {
            write_unresolved_finding(out, row, finding);
        }
    }
    out.end_array();
    out.end_object();
}

void write_method(JsonStream& out)
{
    out.begin_array();
    for (const auto& section : method_sections()) {
        out.begin_object();
        out.key("heading").text(section.heading);
        out.key("paragraphs").begin_array();
        for (const auto paragraph : section.paragraphs) {
            out.text(paragraph);
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
}

void write_limits(JsonStream& out, const ReportInputs& in)
{
    out.begin_array();
    for (const auto* limit : kLimits) {
        out.text(limit);
    }
    out.text(held_names_text(in.names.entities, in.reference.catalogue) +
             " A name that is not there is no clearance.");
    out.text(unseen_names_text());
    out.end_array();
}

}  // namespace sourcelight::publish
