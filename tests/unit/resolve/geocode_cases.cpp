// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/resolve/geocode_cases.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/geo/place_text.hpp"
#include "sourcelight/resolve/undated_table.hpp"
#include "tests/unit/resolve/name_slips.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>

namespace sourcelight::resolve::test {
namespace {

constexpr double kUnknownPopulation = 1000.0;

struct Town {
    std::string_view name;
    CountryCode country;
    RegionCode region;
    geo::LonLat at;
    double population = 0.0;
    std::string_view alternates;
    std::string compact;
};

class CaseMaker {
public:
    CaseMaker(const reference::Reference& facts, const geo::NameIndex& names, std::uint64_t seed)
        : m_facts{facts}, m_names{names}, m_places{undated_table(facts, "geonames/places")},
          m_alternates{undated_table(facts, "geonames/alternate_names")}, m_chance{seed}
    {
        take_towns();
        take_regions();
    }

    std::vector<GeocodeCase> run(std::size_t cases_a_kind);

private:
    using Change = std::optional<std::string> (CaseMaker::*)(const Town&);
    struct Kind {
        std::string_view name;
        Change change;
        bool held_back;  ///< the country must have no such name
    };
    struct Prefix {
        std::string_view text;
        RegionCode region;
    };

    void take_towns();
    void take_regions();
    [[nodiscard]] const Town& draw();
    [[nodiscard]] GeocodeCase labelled(std::string_view kind, const Town& town) const;
    [[nodiscard]] bool is_held(const std::string& text, CountryCode country) const;
    void judge(const Town& town, std::string_view text, RegionCode stated, GeocodeCase& out) const;
    void judge_slip(const Town& town, GeocodeCase& out) const;
    void make(const Kind& kind, std::size_t count, std::vector<GeocodeCase>& out);
    void make_with_region(std::string_view kind, std::size_t count, std::vector<GeocodeCase>& out);
    [[nodiscard]] bool fill(const Town& town, GeocodeCase& out);

    std::optional<std::string> as_is(const Town& town) { return std::string{town.name}; }
    std::optional<std::string> typo(const Town& town) { return with_typo(town.name, m_chance); }
    std::optional<std::string> first(const Town& town) { return with_first(town.name, m_chance); }
    std::optional<std::string> cut(const Town& town) { return cut_short(town.name, m_chance); }
    std::optional<std::string> spelt(const Town& town) { return spelt_out(town.name); }
    std::optional<std::string> titled(const Town& town) { return with_title(town.name, m_chance); }
    std::optional<std::string> script(const Town& town);
    std::optional<std::string> respelt(const Town& town);

    const reference::Reference& m_facts;
    const geo::NameIndex& m_names;
    DataTable m_places;
    DataTable m_alternates;
    Chance m_chance;
    std::vector<Town> m_towns;
    std::vector<double> m_upto;  ///< running sums of the towns' weights
    std::unordered_map<RegionCode, std::vector<std::string_view>> m_region_names;
    std::unordered_map<RegionCode, std::vector<std::string_view>> m_short_forms;
    std::unordered_map<RegionCode, std::vector<std::string_view>> m_prefixes;
};

void CaseMaker::take_towns()
{
    std::unordered_map<std::int64_t, std::string_view> alternates;
    for (std::size_t i = 0; i < m_alternates.rows(); ++i) {
        alternates.emplace(static_cast<std::int64_t>(m_alternates.number("id")[i]),
                           m_alternates.text("names")[i]);
    }
    double sum = 0.0;
    for (std::size_t i = 0; i < m_places.rows(); ++i) {
        // As the dataset has it, but for the corrections: entry i is row i.
        const auto region = m_names.places()[i].region;
        if (region.empty() || m_places.text("fcode")[i] == "PPLX") {
            continue;
        }
        const double people = m_places.number("population")[i];
        const auto other = alternates.find(static_cast<std::int64_t>(m_places.number("id")[i]));
        m_towns.push_back({m_places.text("name")[i],
                           CountryCode{m_places.text("iso2")[i]},
                           region,
                           {m_places.number("lon")[i], m_places.number("lat")[i]},
                           std::isnan(people) ? kUnknownPopulation : people,
                           other == alternates.end() ? std::string_view{} : other->second,
                           geo::compact_name(m_places.text("name")[i])});
        sum += std::sqrt(std::max(m_towns.back().population, 1.0));
        m_upto.push_back(sum);
    }
}

void CaseMaker::take_regions()
{
    const auto take = [](const DataTable& table, std::string_view code, std::string_view text,
                         auto& out) {
        for (std::size_t i = 0; i < table.rows(); ++i) {
            out[RegionCode{table.text(code)[i]}].push_back(table.text(text)[i]);
        }
    };
    take(m_facts.dataset("iso/subdivisions").table, "code", "name", m_region_names);
    take(m_facts.dataset("sourcelight/region_abbreviations").table, "region", "text",
         m_short_forms);
    take(m_facts.dataset("sourcelight/postcode_regions").table, "region", "prefix", m_prefixes);
}

const Town& CaseMaker::draw()
{
    const double at = m_chance.share() * m_upto.back();
    const auto found = std::upper_bound(m_upto.begin(), m_upto.end(), at);
    return m_towns[static_cast<std::size_t>(found - m_upto.begin())];
}

GeocodeCase CaseMaker::labelled(std::string_view kind, const Town& town) const
{
    GeocodeCase out;
    out.kind = kind;
    out.country = m_facts.countries.find(town.country)->name;
    out.true_country = town.country;
    out.true_region = town.region;
    out.at = town.at;
    return out;
}

std::span<const geo::Posting> bearers(const geo::NameIndex& names, std::string_view text,
                                      CountryCode country)
{
    geo::NameHash hash;
    hash.add(geo::compact_name(text));
    return names.find(hash.value(), names.country_index(country));
}

bool CaseMaker::is_held(const std::string& text, CountryCode country) const
{
    return !bearers(m_names, text, country).empty();
}

/// A larger place of the country that has the text for a name, or the slip's nearest one, is what
/// a reader would take.
void CaseMaker::judge(const Town& town, std::string_view text, RegionCode stated,
                      GeocodeCase& out) const
{
    for (const auto name : {text, town.name}) {
        for (const auto& bearer : bearers(m_names, name, town.country)) {
            if (geo::names_region(bearer.kind) || bearer.kind == geo::NameKind::kCountry) {
                continue;
            }
            const auto& other = m_names.places()[bearer.target];
            const bool larger =
                other.log_population > std::log(std::max(town.population, 1.0)) + 1e-3;
            if (larger && other.region != town.region &&
                (stated.empty() || other.region == stated)) {
                out.label_error =
                    "a larger place of the name lies in " + std::string{other.region.view()};
                return;
            }
        }
    }
}

std::optional<std::string> CaseMaker::script(const Town& town)
{
    std::vector<std::string_view> foreign;
    for (const auto name : split(town.alternates, '|')) {
        if (!name.empty() && static_cast<unsigned char>(name.front()) >= 0xCEU) {
            foreign.push_back(name);
        }
    }
    return foreign.empty() ? std::nullopt
                           : std::optional{std::string{foreign[m_chance.below(foreign.size())]}};
}

/// The name in Latin letters as one of the rules of romanising gives it.
std::optional<std::string> CaseMaker::respelt(const Town& town)
{
    static constexpr std::string_view kCyrillic{"BG BY KG KZ MK MN RS RU UA"};
    if (kCyrillic.find(town.country.view()) == std::string_view::npos) {
        return std::nullopt;
    }
    for (const auto name : split(town.alternates, '|')) {
        if (auto latin = romanised(name, m_chance)) {
            return latin;
        }
    }
    return std::nullopt;
}

/// Whether a text may stand for a name, as the kind of case changes names.
bool may_stand_for(std::string_view kind, std::string_view text, std::string_view name)
{
    if (kind == "cut short") {
        return name.starts_with(text);
    }
    const bool slip = kind == "typo" || kind == "first letter";
    return slip ? edit_distance(text, name, 1) <= 1 : name == text;
}

/// A larger place of the country whose name the text may be too is what a reader would take.
void CaseMaker::judge_slip(const Town& town, GeocodeCase& out) const
{
    const auto text = geo::compact_name(out.city);
    const auto [first, last] = std::equal_range(
        m_towns.begin(), m_towns.end(), town,
        [](const Town& left, const Town& right) { return left.country < right.country; });
    for (auto other = first; other != last; ++other) {
        if (other->region != town.region && other->population > town.population &&
            may_stand_for(out.kind, text, other->compact)) {
            out.label_error = "may be the larger " + std::string{other->name} + " in " +
                              std::string{other->region.view()};
            return;
        }
    }
}

void CaseMaker::make(const Kind& kind, std::size_t count, std::vector<GeocodeCase>& out)
{
    constexpr std::size_t kTries = 400;
    std::size_t made = 0;
    for (std::size_t i = 0; i < kTries * count && made < count; ++i) {
        const auto& town = draw();
        const auto text = (this->*kind.change)(town);
        if (!text || text->empty() || (kind.held_back && is_held(*text, town.country))) {
            continue;
        }
        auto found = labelled(kind.name, town);
        found.city = *text;
        judge(town, *text, {}, found);
        if (found.label_error.empty() && kind.held_back) {
            judge_slip(town, found);
        }
        out.push_back(std::move(found));
        ++made;
    }
}

/// Fills the cells of the kinds that name the region beside the town; false if there is nothing to
/// name it by.
bool CaseMaker::fill(const Town& town, GeocodeCase& out)
{
    const auto one_of = [this](const auto& table, RegionCode region) -> std::string {
        const auto found = table.find(region);
        return found == table.end()
                   ? std::string{}
                   : std::string{found->second[m_chance.below(found->second.size())]};
    };
    const auto region = one_of(m_region_names, town.region);
    const auto prefix = one_of(m_prefixes, town.region);
    const auto postcode = prefix.empty() ? prefix : filled_postcode(prefix, town.country, m_chance);
    const std::string name{town.name};
    const auto number = std::to_string(1 + m_chance.below(900));
    if (out.kind == "city, region") {
        out.city = name + ", " + region;
        return !region.empty();
    }
    if (out.kind == "city; short form") {
        out.city = name;
        out.region = one_of(m_short_forms, town.region);
        return !out.region.empty();
    }
    if (out.kind == "city; region code") {
        out.city = name;
        out.region = std::string{town.region.view()};
        return true;
    }
    if (out.kind == "city; postcode") {
        out.city = name;
        out.postcode = postcode;
        return !postcode.empty();
    }
    if (out.kind == "typo, region") {
        const auto slip = with_typo(town.name, m_chance);
        out.city = slip.value_or("");
        out.region = region;
        return slip && !region.empty();
    }
    out.address = "Plot " + number + ", Phase 2, Industrial Area, " + name + ", " + region + " " +
                  postcode + ", " + out.country;
    return !region.empty();
}

void CaseMaker::make_with_region(std::string_view kind, std::size_t count,
                                 std::vector<GeocodeCase>& out)
{
    constexpr std::size_t kTries = 100;
    std::size_t made = 0;
    for (std::size_t i = 0; i < kTries * count && made < count; ++i) {
        const auto& town = draw();
        auto found = labelled(kind, town);
        if (fill(town, found)) {
            judge(town, town.name, town.region, found);
            out.push_back(std::move(found));
            ++made;
        }
    }
}

std::vector<GeocodeCase> CaseMaker::run(std::size_t cases_a_kind)
{
    static constexpr std::array<Kind, 8> kKinds{{
        {"as published", &CaseMaker::as_is, false},
        {"typo", &CaseMaker::typo, true},
        {"first letter", &CaseMaker::first, true},
        {"cut short", &CaseMaker::cut, true},
        {"spelt out", &CaseMaker::spelt, false},
        {"titled", &CaseMaker::titled, true},
        {"other script", &CaseMaker::script, false},
        {"romanised", &CaseMaker::respelt, true},
    }};
    static constexpr std::array<std::string_view, 6> kWithRegion{
        "city, region",   "city; short form", "city; region code",
        "city; postcode", "typo, region",     "address"};
    std::vector<GeocodeCase> out;
    for (const auto& kind : kKinds) {
        make(kind, cases_a_kind, out);
    }
    for (const auto kind : kWithRegion) {
        make_with_region(kind, cases_a_kind, out);
    }
    return out;
}

}  // namespace

std::vector<GeocodeCase> make_cases(const reference::Reference& facts, const geo::NameIndex& names,
                                    std::size_t cases_a_kind, std::uint64_t seed)
{
    return CaseMaker{facts, names, seed}.run(cases_a_kind);
}

}  // namespace sourcelight::resolve::test
