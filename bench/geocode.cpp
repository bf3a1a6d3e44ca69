// SPDX-License-Identifier: Apache-2.0
// Distinct city and country texts on one core: resolved as a run resolves them, each once. Writes
// the texts for the rival to read; prints one JSON document; bench/run.py makes claims of it.
//   bench_geocode DATASETS_FOLDER EVERY_NTH_MISSPELT ROUNDS TEXTS_FILE
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/country.hpp"
#include "sourcelight/resolve/location_data.hpp"
#include "sourcelight/resolve/undated_table.hpp"
#include "tests/unit/resolve/name_slips.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

using namespace sourcelight;

namespace {

struct Text {
    std::string city;
    std::string country;
    RegionCode region;
};

/// Seconds of processor time of this thread: other work of the machine does not count.
double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Every place of the gazetteer with its country's name, each text once, every nth with a slip.
std::vector<Text> make_texts(const reference::Reference& facts, std::size_t nth)
{
    const auto places = resolve::undated_table(facts, "geonames/places");
    resolve::test::Chance chance{1};
    std::unordered_set<std::string> seen;
    std::vector<Text> texts;
    for (std::size_t i = 0; i < places.rows(); ++i) {
        const auto name = places.text("name")[i];
        const auto slip =
            nth > 0 && i % nth == 0 ? resolve::test::with_typo(name, chance) : std::nullopt;
        Text text{slip.value_or(std::string{name}),
                  facts.countries.find(CountryCode{places.text("iso2")[i]})->name,
                  RegionCode{places.text("iso_l1")[i]}};
        if (!text.region.empty() && seen.insert(text.country + '\t' + text.city).second) {
            texts.push_back(std::move(text));
        }
    }
    // In the order of a supplier list, not of the gazetteer.
    for (std::size_t i = texts.size(); i > 1; --i) {
        std::swap(texts[i - 1], texts[chance.below(i)]);
    }
    return texts;
}

/// Resolves all texts once, as a run does; returns how many got the region of their place.
std::size_t resolve_all(const std::vector<Text>& texts, const resolve::CountryResolver& countries,
                        const resolve::LocationResolver& resolver)
{
    std::unordered_map<std::string_view, resolve::CountryMatch> known;
    resolve::PlaceMemo memo;
    std::vector<Finding> findings;
    std::size_t right = 0;
    for (const auto& text : texts) {
        const auto [at, fresh] = known.try_emplace(text.country);
        if (fresh) {
            at->second = countries.resolve_text(text.country);
        }
        resolve::LocationCells cells;
        cells.city = text.city;
        cells.by_name = at->second;
        findings.clear();
        right += resolver.resolve(cells, memo, findings).region == text.region ? 1U : 0U;
    }
    return right;
}

}  // namespace

int main(int argc, char** argv)
{
    constexpr int kArguments = 5;
    if (argc != kArguments) {
        fmt::print(stderr, "usage: {} DATASETS EVERY_NTH_MISSPELT ROUNDS TEXTS\n", argv[0]);
        return 2;
    }
    const auto facts = reference::load_reference(argv[1], std::nullopt);
    const auto data = resolve::load_location_data(facts);
    const resolve::CountryResolver countries{facts.countries};
    const resolve::LocationResolver resolver{data.index, data.gazetteer, data.centres};
    const auto texts = make_texts(facts, std::stoul(argv[2]));
    std::ofstream out{argv[4]};
    for (const auto& text : texts) {
        out << text.country << '\t' << text.city << '\t' << text.region.view() << '\n';
    }
    std::string seconds;
    std::size_t right = 0;
    for (unsigned long round = 0; round < std::stoul(argv[3]); ++round) {
        const double start = cpu_seconds();
        right = resolve_all(texts, countries, resolver);
        seconds += fmt::format("{}{:.4f}", round == 0 ? "" : ",", cpu_seconds() - start);
    }
    fmt::print("{{\"texts\":{},\"right\":{},\"seconds\":[{}]}}\n", texts.size(), right, seconds);
    return out ? 0 : 1;
}
