# `cmake --install` lays out program, headers, libraries, datasets and the CMake package.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
