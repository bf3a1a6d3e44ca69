// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/place_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

namespace sourcelight::geo {
namespace {

using Words = std::unordered_set<std::string_view>;

/// The words of a blank-separated list.
Words words_of(std::string_view list)
{
    Words out;
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        if (end > 0) {
            out.insert(list.substr(0, end));
        }
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return out;
}

}  // namespace

bool is_street_word(std::string_view word) noexcept
{
    static const Words words = words_of(
        "road rd roads street st str streets avenue ave av blvd boulevard highway hwy lane ln "
        "drive dr "
        "way lu jie dadao avenida daro gil ro dori strasse weg gasse allee straat laan vej gatan "
        "gata "
        "utca cad caddesi cd sok sokak sk bulvari bulv blv marg path salai chowk expressway "
        "freeway "
        "parkway pkwy circle court ct square sq crescent close terrace bypass building bldg tower "
        "towers plaza house mansion bridge gate hotel university school hospital bank airport co "
        "ltd "
        "limited inc corp corporation company group factory mill mills industries textile textiles "
        "garment garments fashion apparel bazar centre center route turnpike trail loop pike salai "
        "mawatha mw nagar colony enclave");
    return words.contains(word);
}

bool is_street_prefix(std::string_view word) noexcept
{
    static const Words words = words_of(
        "rua rue via calle avenida av avda jalan jl jln carretera carr ctra strada ul ulica ulitsa "
        "soi "
        "thanon estrada rod rodovia route blvd boulevard viale corso piazza chemin allee street "
        "road "
        "rd highway hwy prospekt prosp pr duong pho quai impasse near opp opposite behind");
    return words.contains(word);
}

bool is_direction(std::string_view word) noexcept
{
    static const Words words = words_of(
        "north south east west middle central n s e w zhong bei nan dong xi trunk ring main "
        "old new 1st 2nd 3rd first second third");
    return words.contains(word);
}

bool is_region_word(std::string_view word) noexcept
{
    static const Words words = words_of(
        "province provinces prov provice provinse provincia provinsi provinz sheng state estado "
        "prefecture pref ken oblast obl region regione regiao governorate department departamento "
        "autonomous zizhiqu hsien shien do voivodeship division il ili");
    return words.contains(word);
}

bool is_settlement_word(std::string_view word) noexcept
{
    static const Words words = words_of(
        "city town township village vill municipality shi si zhen xian district dist distt county "
        "qu "
        "cty gun ku cho machi mura kota kab kabupaten kec kecamatan kel kelurahan desa distrito "
        "municipio mun ciudad ville thana upazila tehsil taluk taluka mandal zila zilla ilce "
        "ilcesi "
        "amphur amphoe amphor tambol tambon quan huyen thi tp subdistrict borough commune comuna");
    return words.contains(word);
}

bool is_agglomeration_word(std::string_view word) noexcept
{
    static const Words words = words_of("greater metro metropolitan metropolitana area urban "
                                        "agglomeration corporation nagar palika "
                                        "the of");
    return words.contains(word);
}

bool is_generic_word(std::string_view word) noexcept
{
    static const Words words = words_of(
        "province provincia provinsi provinz prefecture state estado region regione regiao oblast "
        "krai "
        "kray respublika republic department departamento departement county judet judetul "
        "governorate muhafazat wilaya wilayat district distrito division canton kanton voivodeship "
        "wojewodztwo municipality municipio autonomous city of de la del du da do di the sheng shi "
        "zizhiqu ken fu hsien shien changwat tinh il ili megye kraj zupanija okrug lan fylke "
        "daerah "
        "special capital territory metropolitan federal obl oblast provinces national comunidad "
        "principado islamic administrative uyghur uygur zhuang hui sar");
    return words.contains(word);
}

bool is_common_word(std::string_view word) noexcept
{
    static const Words words = words_of(
        "industrial industry industries zone park village city district town floor building block "
        "export processing east west north south new old plot sector phase area center centre "
        "central "
        "house factory mill mills garden gardens street road port station plaza tower unit room "
        "estate "
        "free trade high tech science development economic international company limited no number "
        "square bridge lake river hill mountain main cross first second third economy technology "
        "technological tehnological region state province county township municipality mandal "
        "thana "
        "near opp behind the and of de la el los las del san santa st le les du des di da do dos "
        "via "
        "colony nagar market mission union victory progress estates production special "
        "group corporation complex workshop warehouse gate ring zona industri jalan desa kota "
        "bahru "
        "lot lote km jl rt rw kec kab kav blok sur norte este oeste centro parque colonia col "
        "fracc "
        "barrio vereda sitio bairro rua avenida calle distrito industriale parco viale "
        "mah mahalle mahallesi osb organize sanayi bolgesi bolge cad sok "
        "ward quan phuong xa ap khu cong nghiep moo soi tambol amphur dong gu myeon eup ri "
        "post office box pobox po ps section sec lane cho chome ku oaza aza koaza machi "
        "electronics electronic computer textile garment garments fashion "
        "university college school airport hotel bank temple church hospital shopping mall suite "
        "level ground upper lower middle big small bay beach island islands valley point grove "
        "field fields forest green white black red blue royal king queen prince crown star sun "
        "moon "
        "golden silver model united global world national general standard link links highway "
        "expressway extension ext stage part parts side front back rear mile stone deep "
        "long short wide far ha an ba ma da ta na sa ra la hi so to ho ko no ni");
    return words.contains(word);
}

std::string_view without_unit_character(std::string_view name) noexcept
{
    static constexpr std::array<std::string_view, 27> kUnits{
        "特别行政区", "維吾爾自治區", "维吾尔自治区",
        "壮族自治区", "回族自治区",   "自治区",
        "自治區",     "特別市",       "특별자치도",
        "특별자치시", "특별시",       "광역시",
        "省",         "市",           "县",
        "縣",         "県",           "府",
        "都",         "区",           "區",
        "镇",         "鎮",           "도",
        "시",         "군",           "구"};
    constexpr std::size_t kTwoCharacters = 6;
    for (const auto unit : kUnits) {
        if (name.size() >= unit.size() + kTwoCharacters && name.ends_with(unit)) {
            return name.substr(0, name.size() - unit.size());
        }
    }
    return name;
}

bool is_title_of_place(std::string_view word)
{
    return is_settlement_word(word) || is_region_word(word) || is_generic_word(word) ||
           is_agglomeration_word(word);
}

}  // namespace sourcelight::geo
