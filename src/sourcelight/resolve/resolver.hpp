// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/activity.hpp"
#include "sourcelight/resolve/country.hpp"
#include "sourcelight/resolve/location.hpp"
#include "sourcelight/resolve/types.hpp"

#include <cstdint>
#include <string>

namespace sourcelight::resolve {

/// Country, place and activity of a batch of suppliers. Distinct texts of a batch are resolved
/// once and scattered to the rows. Const and safe to call from several threads; the result
/// depends on the batch alone.
class Resolver {
public:
    /// @param reference  must outlive the resolver
    /// @param locations  must outlive the resolver
    /// @param default_activity  node of the activity tree for lists that have no product column at
    ///        all, such as "isic4:C"; empty = such suppliers stay unresolved
    /// @throws Error kConfigInvalid if there is no such node
    Resolver(const reference::Reference& reference, const LocationResolver& locations,
             const std::string& default_activity = {});

    [[nodiscard]] ResolvedBatch resolve(const SupplierBatch& batch) const;

    [[nodiscard]] const CountryResolver& countries() const noexcept { return m_countries; }
    [[nodiscard]] const ActivityResolver& activities() const noexcept { return m_activities; }

private:
    CountryResolver m_countries;
    ActivityResolver m_activities;
    const LocationResolver& m_locations;
    ResolvedActivity m_default;  ///< node kNone = there is none
    std::uint64_t m_number;      ///< tells this resolver's memories from another's
};

}  // namespace sourcelight::resolve
