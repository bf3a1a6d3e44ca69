// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/gdal_session.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

#include <mutex>

namespace sourcelight::io {
namespace {

void handle(CPLErr kind, CPLErrorNum /*number*/, const char* text)
{
    static_cast<GdalMessages*>(CPLGetErrorHandlerUserData())->keep(kind >= CE_Failure, text);
}

}  // namespace

void register_gdal_drivers()
{
    static std::once_flag once;
    std::call_once(once, [] {
        RegisterOGRShape();
        RegisterOGRGeoPackage();
        RegisterOGRGeoJSON();
        RegisterOGRGeoJSONSeq();
        RegisterOGRFlatGeobuf();
        RegisterOGRXLSX();
        RegisterOGRXLS();
        RegisterOGRODS();
        for (const char* format : {"XLSX", "XLS", "ODS"}) {
            const auto prefix = std::string{"OGR_"} + format;
            CPLSetConfigOption((prefix + "_HEADERS").c_str(), "DISABLE");
            CPLSetConfigOption((prefix + "_FIELD_TYPES").c_str(), "STRING");
        }
        CPLSetConfigOption("OGR_ODS_MAX_FIELD_COUNT", "20000");
        CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
        CPLSetConfigOption("CPL_CURL_ENABLED", "NO");
        OSRSetPROJEnableNetwork(0);
    });
}

GdalMessages::GdalMessages()
{
    CPLErrorReset();
    CPLPushErrorHandlerEx(handle, this);
}

GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

void GdalMessages::keep(bool failure, const char* text)
{
    if (failure) {
        m_last_failure = text;
        if (m_first_failure.empty()) {
            m_first_failure = text;
        }
    }
}

}  // namespace sourcelight::io
