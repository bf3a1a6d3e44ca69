# Finds Mapnik through its own mapnik-config (Debian ships no CMake package) and the libraries that
# print maps use beside it. Makes the target sourcelight_mapnik::mapnik, which only links; the few
# sources that include Mapnik get its include folders (as system ones) and definitions from
# sourcelight_use_mapnik(), so that -std, -DNDEBUG and the rest reach nothing else.
find_program(SOURCELIGHT_MAPNIK_CONFIG mapnik-config REQUIRED)
execute_process(COMMAND ${SOURCELIGHT_MAPNIK_CONFIG} --cflags
  OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${SOURCELIGHT_MAPNIK_CONFIG} --fonts
  OUTPUT_VARIABLE SourcelightMapnik_FONTS OUTPUT_STRIP_TRAILING_WHITESPACE
  COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags)
set(SourcelightMapnik_OPTIONS "")
foreach(flag IN LISTS flags)
  if(flag MATCHES "^-I(.+)" AND NOT flag STREQUAL "-I/usr/include")
    list(APPEND SourcelightMapnik_OPTIONS "-isystem${CMAKE_MATCH_1}")
  elseif(flag MATCHES "^-D" AND NOT flag MATCHES "^-D(NDEBUG|_FORTIFY_SOURCE)")
    list(APPEND SourcelightMapnik_OPTIONS ${flag})
  endif()
endforeach()

add_library(sourcelight_mapnik::mapnik INTERFACE IMPORTED GLOBAL)
foreach(part IN ITEMS mapnik cairo freetype proj z)
  find_library(SOURCELIGHT_LIB_${part} ${part} REQUIRED)
  target_link_libraries(sourcelight_mapnik::mapnik INTERFACE ${SOURCELIGHT_LIB_${part}})
endforeach()
set(SourcelightMapnik_FOUND TRUE)

function(sourcelight_use_mapnik)
  set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_OPTIONS ${SourcelightMapnik_OPTIONS})
  set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_DEFINITIONS
    SOURCELIGHT_FONTS="${SourcelightMapnik_FONTS}")
endfunction()
