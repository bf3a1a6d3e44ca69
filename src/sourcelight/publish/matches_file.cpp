// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/matches_file.hpp"

namespace sourcelight::publish {

MatchesFile::MatchesFile(const std::string& path) : m_file{path}
{
    m_file.write("row,file,supplier_name,list_id,entity_id,entity_name,matched_alias,score,"
                 "probability,tokens_agreed,country_agrees,address_agrees,listed_on,legal_basis,"
                 "source,state,reason,challenge\n");
}

void MatchesFile::append(const screen::Match& match, const screen::ListedEntity& entity,
                         std::string_view file, std::string_view answer)
{
    m_line.integer(match.row)
        .text(file)
        .text(match.supplier_name)
        .text(entity.list_id)
        .text(entity.entity_id)
        .text(entity.name)
        .text(match.matched_alias)
        .number(match.score)
        .number(match.probability)
        .text(match.tokens_agreed)
        .text(match.country_agrees ? "true" : "false")
        .text("")  // addresses are not compared
        .text(entity.listed_on ? to_string(*entity.listed_on) : std::string{})
        .text(entity.legal_basis)
        .text(entity.source_url)
        .text(screen::state_name(match.state))
        .text(match.reason)
        .text(answer);
    m_file.write(m_line.finish());
}

void MatchesFile::close() { m_file.close(); }

}  // namespace sourcelight::publish
