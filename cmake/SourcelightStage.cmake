# A stage is one static library. DEPENDS names the earlier stages it may include from;
# tools/layers.json holds the same table and tools/check_layers.py checks the includes themselves.
function(sourcelight_stage name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;DEPENDS;LINK;LINK_PRIVATE")
  if(arg_SOURCES)
    set(kind PUBLIC)
    add_library(sourcelight_${name} STATIC ${arg_SOURCES})
  else()
    set(kind INTERFACE)
    add_library(sourcelight_${name} INTERFACE)
  endif()
  add_library(sourcelight::${name} ALIAS sourcelight_${name})
  target_sources(sourcelight_${name} ${kind}
    FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/src FILES ${arg_HEADERS})
  target_compile_features(sourcelight_${name} ${kind} cxx_std_20)
  list(TRANSFORM arg_DEPENDS PREPEND sourcelight::)
  target_link_libraries(sourcelight_${name} ${kind} ${arg_DEPENDS} ${arg_LINK})
  if(arg_SOURCES)
    foreach(library IN LISTS arg_LINK_PRIVATE)
      target_link_libraries(sourcelight_${name} PRIVATE ${library})
    endforeach()
    target_link_libraries(sourcelight_${name} PRIVATE $<BUILD_INTERFACE:sourcelight_project_warnings>)
  endif()
  set_target_properties(sourcelight_${name} PROPERTIES
    EXPORT_NAME ${name} VERIFY_INTERFACE_HEADER_SETS ON)
  set_property(GLOBAL APPEND PROPERTY SOURCELIGHT_STAGES sourcelight_${name})
endfunction()

# The unit tests of one stage: one program, one CTest entry a test case label.
function(sourcelight_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
  add_executable(test_${name} ${arg_SOURCES})
  target_link_libraries(test_${name} PRIVATE sourcelight_test_main ${arg_LINK}
    $<BUILD_INTERFACE:sourcelight_project_warnings>)
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
  target_compile_definitions(test_${name} PRIVATE
    SOURCELIGHT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "fast;unit")
endfunction()

# Makes sources_key.hpp for a target: a hash of the sources that decide what it keeps between runs.
function(sourcelight_sources_key target)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${target}/sources_key.hpp)
  set(script ${PROJECT_SOURCE_DIR}/cmake/HashSources.cmake)
  add_custom_command(OUTPUT ${out} DEPENDS ${ARGN} ${script} VERBATIM
    COMMAND ${CMAKE_COMMAND} "-DFILES=${ARGN}" -DOUT=${out} -P ${script})
  target_sources(${target} PRIVATE ${out})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${target})
endfunction()
