// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/aggregate/listed_goods.hpp"

#include "sourcelight/assess/listings.hpp"

#include <algorithm>

namespace sourcelight::aggregate {

namespace {

/// A pair may have stood there for child labour long before forced labour was added.
std::string since_text(const assess::PairListing& listing)
{
    if (!listing.forced || listing.forced_since == listing.since) {
        return listing.since_words();
    }
    return listing.forced_since_words() + " for forced labour, " + listing.since_words() +
           " for child labour";
}

}  // namespace

struct ListedGoods::State {
    assess::Listings listings;
};

ListedGoods::ListedGoods(const reference::Reference& reference)
    : m_state{new State{assess::Listings{reference}}}
{
}

ListedGoods::~ListedGoods() = default;

std::optional<ListedGood> ListedGoods::find(CountryCode country, GoodId good) const
{
    const auto* listing = m_state->listings.find(country, good);
    if (listing == nullptr) {
        return std::nullopt;
    }
    return ListedGood{since_text(*listing), listing->edition,    listing->forced,
                      listing->child,       listing->downstream, listing->source};
}

std::vector<GoodId> with_inputs(const reference::Goods& goods, GoodId good)
{
    std::vector<GoodId> chain{good};
    for (const auto input : goods[good].made_from) {
        if (std::find(chain.begin(), chain.end(), input) == chain.end()) {
            chain.push_back(input);
        }
    }
    return chain;
}

}  // namespace sourcelight::aggregate
