// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/country.hpp"

#include "sourcelight/reference/reference.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using namespace sourcelight;
using resolve::CountryMethod;
using resolve::CountryResolver;

const CountryResolver& resolver()
{
    static const auto kReference =
        reference::load_reference(std::string{SOURCELIGHT_SOURCE_DIR} + "/datasets", std::nullopt);
    static const CountryResolver kResolver{kReference.countries};
    return kResolver;
}

std::string read(std::string_view cell)
{
    return std::string{resolver().resolve_text(cell).country.view()};
}

std::string tail(std::string_view address)
{
    return std::string{resolver().resolve_address_tail(address).country.view()};
}

}  // namespace

TEST_CASE("codes and names in many languages mean their country", "[resolve][country]")
{
    // Each pair is the everyday name of the country in the language it is written in.
    const std::vector<std::pair<std::string, std::string>> cases{
        {"CN", "CN"},
        {"cn", "CN"},
        {"CHN", "CN"},
        {"156", "CN"},
        {"NA", "NA"},
        {"NO", "NO"},
        {"China", "CN"},
        {"CHINA ", "CN"},
        {"中国", "CN"},
        {"Deutschland", "DE"},
        {"Allemagne", "DE"},
        {"Alemania", "DE"},
        {"Alemanha", "DE"},
        {"德国", "DE"},
        {"Côte d’Ivoire", "CI"},
        {"Cote d'Ivoire", "CI"},
        {"Ivory Coast", "CI"},
        {"Elfenbeinküste", "CI"},
        {"Viet Nam", "VN"},
        {"Vietnam", "VN"},
        {"Türkiye", "TR"},
        {"Turkey", "TR"},
        {"Myanmar (Burma)", "MM"},
        {"Korea, Republic of", "KR"},
        {"Korea (South)", "KR"},
        {"Democratic People's Republic of Korea", "KP"},
        {"Россия", "RU"},
        {"日本", "JP"},
        {"Kosovo", "XK"},
        {"Eswatini", "SZ"}};
    for (const auto& [text, code] : cases) {
        INFO(text);
        CHECK(read(text) == code);
    }
}

TEST_CASE("the dirt of real lists still names a country", "[resolve][country]")
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {"P.R.C.", "CN"},         {"P. R. China", "CN"}, {"PR CHINA", "CN"},
        {"Mainland China", "CN"}, {"CN - China", "CN"},  {"China (CN)", "CN"},
        {"Taiwan, China", "TW"},  {"U.S.A.", "US"},      {"UK", "GB"},
        {"England", "GB"},        {"Bangladseh", "BD"},  {"Indonisia", "ID"},
        {"Pakisten", "PK"},       {"Malaysa", "MY"},     {"Phillipines", "PH"},
        {"Hong Kong SAR", "HK"}};
    for (const auto& [text, code] : cases) {
        INFO(text);
        CHECK(read(text) == code);
    }
}

TEST_CASE("texts that name no country stay unresolved", "[resolve][country]")
{
    for (const auto* text : {"", "-", "n/a", "unknown", "various", "12345", "Atlantis", "???"}) {
        INFO(text);
        CHECK(read(text).empty());
        CHECK(resolver().resolve_text(text).method == CountryMethod::kNone);
    }
}

TEST_CASE("an address ends with its country", "[resolve][country]")
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {"905 Adams Street, Hutchinson, Minnesota, USA", "US"},
        {"577 Keumeui-ri, Jangan-myon, Hwaseong, Gyeonggi-Do, Korea", "KR"},
        {"No. 1 Road, Kunshan, Jiangsu 215300 China", "CN"},
        {"Albuquerque, New Mexico", ""},
        {"Atlanta, Georgia, USA", "US"},
        {"Newark, New Jersey", ""},
        {"中国广东省深圳市龙华区", "CN"},
        {"Musterweg 3, 70173 Stuttgart, Deutschland", "DE"}};
    for (const auto& [text, code] : cases) {
        INFO(text);
        CHECK(tail(text) == code);
    }
}

TEST_CASE("the plain name of a country is a name, a short form is an alias", "[resolve][country]")
{
    // "Perú" and "South-Africa" stand among the hand-made readings and fold to the plain names.
    for (const auto* text : {"Peru", "Perú", "South Africa", "Brazil", "Deutschland"}) {
        INFO(text);
        CHECK(resolver().resolve_text(text).method == CountryMethod::kName);
    }
    for (const auto* text : {"UK", "P.R.C.", "Abu Dhabi"}) {
        INFO(text);
        CHECK(resolver().resolve_text(text).method != CountryMethod::kName);
    }
}
