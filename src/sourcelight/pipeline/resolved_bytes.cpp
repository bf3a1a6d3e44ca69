// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/resolved_bytes.hpp"

#include "sourcelight/core/error.hpp"

#include <cstring>
#include <span>
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
        const auto bytes = std::as_bytes(std::span{&value, 1});
        m_bytes.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
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
        const auto bytes = std::as_writable_bytes(std::span{&value, 1});
        std::memcpy(bytes.data(), take(bytes.size()), bytes.size());
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

template <typename Given, typename Wanted>
concept Either = std::is_same_v<std::remove_const_t<Given>, Wanted>;

void each(auto& archive, auto&... values) { (archive(values), ...); }

template <typename Archive, Either<ResolvedPlace> Place>
void members(Archive& archive, Place& place)
{
    each(archive, place.country, place.country_method, place.country_replaced, place.region,
         place.subregion, place.method, place.has_point, place.lon, place.lat, place.confidence,
         place.radius_km, place.rivals);
}

template <typename Archive, Either<ResolvedActivity> Activity>
void members(Archive& archive, Activity& activity)
{
    each(archive, activity.node, activity.good, activity.method, activity.confidence,
         activity.rivals);
}

template <typename Archive, Either<Finding> AnyFinding>
void members(Archive& archive, AnyFinding& finding)
{
    each(archive, finding.row, finding.kind, finding.column, finding.value, finding.message);
}

template <typename Archive, Either<screen::Match> Match>
void members(Archive& archive, Match& match)
{
    each(archive, match.row, match.entity, match.supplier_name, match.matched_alias, match.score,
         match.probability, match.tokens_agreed, match.country_agrees, match.state, match.reason);
}

template <typename Archive, Either<Resolved> AnyResolved>
void members(Archive& archive, AnyResolved& resolved)
{
    auto& batch = resolved.batch;
    each(archive, batch.places, batch.activities, batch.activity_of, batch.findings,
         resolved.matches);
}

}  // namespace

std::string to_bytes(const Resolved& resolved)
{
    Writer writer;
    members(writer, resolved);
    return writer.finish();
}

Resolved resolved_from(std::string_view bytes)
{
    Resolved resolved;
    Reader reader{bytes};
    members(reader, resolved);
    return resolved;
}

}  // namespace sourcelight::pipeline
