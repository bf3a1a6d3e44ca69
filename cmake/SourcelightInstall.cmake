# `cmake --install` lays out program, headers, libraries, datasets and the CMake package.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# The Arrow libraries stay in their wheel: the installed program finds them by absolute path.
set(sourcelight_rpath ${SourcelightArrow_LIBRARY_DIR})
set_target_properties(sourcelight PROPERTIES INSTALL_RPATH "${sourcelight_rpath}")
install(TARGETS sourcelight RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

get_property(stages GLOBAL PROPERTY SOURCELIGHT_STAGES)
install(TARGETS ${stages} EXPORT sourcelightTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT sourcelightTargets NAMESPACE sourcelight::
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sourcelight)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/sourcelightConfig.cmake.in
  ${PROJECT_BINARY_DIR}/sourcelightConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sourcelight)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/sourcelightConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/sourcelightConfig.cmake
  ${PROJECT_BINARY_DIR}/sourcelightConfigVersion.cmake
  ${PROJECT_SOURCE_DIR}/cmake/FindSourcelightArrow.cmake
  ${PROJECT_SOURCE_DIR}/cmake/FindSourcelightMapnik.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sourcelight)
install(DIRECTORY datasets configs ${PROJECT_BINARY_DIR}/prepared
  DESTINATION ${CMAKE_INSTALL_DATADIR}/sourcelight)
install(FILES
  src/sourcelight/publish/templates/atlas.html
  src/sourcelight/publish/templates/report.html
  DESTINATION ${CMAKE_INSTALL_DATADIR}/sourcelight)
