// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/resolved_bytes.hpp"

#include "sourcelight/core/error.hpp"

#include <cstring>
#include <type_traits>

namespace sourcelight::pipeline {
namespace {

using resolve::ResolvedActivity;
using resolve::ResolvedPlace;

template <typename T>
concept Plain = std::is_trivially_copyable_v<T>;

/// Writes members in the order in which Reader meets them.
class Writer {
public:
    template <Plain T>
    void operator()(const T& value)
    {
        m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void operator()(const std::string& text)
    {
        (*this)(text.size());
        m_bytes += text;
    }
    template <typename T>
    void operator()(const std::vector<T>& values)
    {
        (*this)(values.size());
        if constexpr (Plain<T>) {
            m_bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
        } else {
            for (const auto& value : values) {
                members(*this, value);
            }
        }
    }

    [[nodiscard]] std::string finish() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

class Reader {
public:
    explicit Reader(std::string_view bytes) : m_bytes{bytes} {}

    template <Plain T>
    void operator()(T& value)
    {
        std::memcpy(&value, take(sizeof value), sizeof value);
    }
    void operator()(std::string& text)
    {
        const auto size = this->size();
        text.assign(take(size), size);
    }
    template <typename T>
    void operator()(std::vector<T>& values)
    {
        values.resize(size());
        if constexpr (Plain<T>) {
            const auto bytes = values.size() * sizeof(T);
            if (bytes > 0) {
                std::memcpy(values.data(), take(bytes), bytes);
            }
        } else {
            for (auto& value : values) {
                members(*this, value);
            }
        }
    }

private:
    std::size_t size()
    {
        std::size_t size = 0;
        (*this)(size);
        return size;
    }
    const char* take(std::size_t size)
    {
        if (size > m_bytes.size()) {
            throw Error{Errc::kInternal, "a spilled batch ends too early"};
        }
        const auto* at = m_bytes.data();
        m_bytes.remove_prefix(size);
        return at;
    }

    std::string_view m_bytes;
};

template <typename Archive, typename Place>
requires std::is_same_v<std::remove_const_t<Place>, ResolvedPlace>
void members(Archive& archive, Place& place)
{
    archive(place.country);
    archive(place.country_method);
    archive(place.region);
    archive(place.subregion);
    archive(place.method);
    archive(place.has_point);
    archive(place.lon);
    archive(place.lat);
    archive(place.confidence);
    archive(place.radius_km);
    archive(place.rivals);
}

template <typename Archive, typename Activity>
requires std::is_same_v<std::remove_const_t<Activity>, ResolvedActivity>
void members(Archive& archive, Activity& activity)
{
    archive(activity.node);
    archive(activity.good);
    archive(activity.method);
    archive(activity.confidence);
    archive(activity.rivals);
}

template <typename Archive, typename AnyFinding>
requires std::is_same_v<std::remove_const_t<AnyFinding>, Finding>
void members(Archive& archive, AnyFinding& finding)
{
    archive(finding.row);
    archive(finding.kind);
    archive(finding.column);
    archive(finding.value);
    archive(finding.message);
}

template <typename Archive, typename AnyMatch>
requires std::is_same_v<std::remove_const_t<AnyMatch>, screen::Match>
void members(Archive& archive, AnyMatch& match)
{
    archive(match.row);
    archive(match.entity);
    archive(match.supplier_name);
    archive(match.matched_alias);
    archive(match.score);
    archive(match.probability);
    archive(match.tokens_agreed);
    archive(match.country_agrees);
    archive(match.address_agrees);
    archive(match.state);
    archive(match.reason);
}

template <typename Archive, typename AnyResolved>
void all(Archive& archive, AnyResolved& resolved)
{
    archive(resolved.batch.places);
    archive(resolved.batch.activities);
    archive(resolved.batch.activity_of);
    archive(resolved.batch.findings);
    archive(resolved.matches);
}

}  // namespace

std::string to_bytes(const Resolved& resolved)
{
    Writer writer;
    all(writer, resolved);
    return writer.finish();
}

Resolved resolved_from(std::string_view bytes)
{
    Resolved resolved;
    Reader reader{bytes};
    all(reader, resolved);
    return resolved;
}

}  // namespace sourcelight::pipeline
