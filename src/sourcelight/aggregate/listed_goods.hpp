// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/reference/reference.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sourcelight::aggregate {

/// What the List of Goods in force at the as-of date says of a country and a good.
struct ListedGood {
    std::string since;  ///< "since 2020-09-30", "at least since ..."; what for, where dates differ
    std::string edition;
    bool forced_labour = false;
    bool child_labour = false;
    bool downstream = false;  ///< listed because of an input
    SourceRef source;
};

/// Looks up listed pairs; reads the listings once. Const and safe to call from several threads.
class ListedGoods {
public:
    explicit ListedGoods(const reference::Reference& reference);
    ~ListedGoods();
    ListedGoods(const ListedGoods&) = delete;
    ListedGoods& operator=(const ListedGoods&) = delete;
    ListedGoods(ListedGoods&&) = delete;
    ListedGoods& operator=(ListedGoods&&) = delete;

    [[nodiscard]] std::optional<ListedGood> find(CountryCode country, GoodId good) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// A good and the listed goods it is directly made from, itself first, each once. One step, as in
/// receipts: footwear is made from plastics, but not from the coal behind them.
[[nodiscard]] std::vector<GoodId> with_inputs(const reference::Goods& goods, GoodId good);

}  // namespace sourcelight::aggregate
