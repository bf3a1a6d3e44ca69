// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace sourcelight {

/// SHA-256 of a stream of bytes (FIPS 180-4, computed by OpenSSL).
class Digest {
public:
    Digest();
    ~Digest();
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;
    Digest(Digest&&) = delete;
    Digest& operator=(Digest&&) = delete;

    /// Throws Error kInternal if the digest is spent.
    void update(std::string_view bytes);

    /// 64 lower-case hexadecimal digits; the digest is spent afterwards. Throws Error kInternal if
    /// it was spent before.
    [[nodiscard]] std::string finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// SHA-256 of one text.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// SHA-256 of a file's bytes. Throws Error kInputUnreadable naming the file.
[[nodiscard]] std::string sha256_file(const std::string& path);

}  // namespace sourcelight
