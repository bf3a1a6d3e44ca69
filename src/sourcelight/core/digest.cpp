// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/digest.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <utility>
#include <vector>

namespace sourcelight {
namespace {

void require(bool done)
{
    if (!done) {
        throw Error{Errc::kInternal, "SHA-256 failed: its library has none, or it was spent"};
    }
}

}  // namespace

struct Digest::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();

    State()
    {
        require(context != nullptr && EVP_DigestInit_ex(context, EVP_sha256(), nullptr) == 1);
    }
    ~State() { EVP_MD_CTX_free(context); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    State(State&&) = delete;
    State& operator=(State&&) = delete;
};

Digest::Digest() : m_state{std::make_unique<State>()} {}
Digest::~Digest() = default;

void Digest::update(std::string_view bytes)
{
    require(m_state != nullptr &&
            EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size()) == 1);
}

std::string Digest::finish()
{
    const auto state = std::move(m_state);
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    require(state != nullptr && EVP_DigestFinal_ex(state->context, bytes.data(), &size) == 1);
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        hex += fmt::format("{:02x}", bytes[i]);
    }
    return hex;
}

std::string sha256(std::string_view bytes)
{
    Digest digest;
    digest.update(bytes);
    return digest.finish();
}

std::string sha256_file(const std::string& path)
{
    std::ifstream stream{path, std::ios::binary};
    if (!stream) {
        throw Error{Errc::kInputUnreadable, fmt::format("{}: cannot be opened", path)};
    }
    Digest digest;
    constexpr std::size_t kBlock = 1U << 20U;
    std::vector<char> block(kBlock);
    while (stream.read(block.data(), static_cast<std::streamsize>(block.size())) ||
           stream.gcount() > 0) {
        digest.update({block.data(), static_cast<std::size_t>(stream.gcount())});
    }
    if (stream.bad()) {
        throw Error{Errc::kInputUnreadable, fmt::format("{}: reading stopped half-way", path)};
    }
    return digest.finish();
}

}  // namespace sourcelight
