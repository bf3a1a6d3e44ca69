# Finds Arrow C++ and Parquet: an installed CMake package first, else the libraries inside the
# pinned pyarrow wheel of SOURCELIGHT_PYTHON (Debian has no Arrow package).
# Makes the targets sourcelight_arrow::arrow and sourcelight_arrow::parquet.
set(arrow_parts arrow parquet)
find_package(Arrow CONFIG QUIET)
find_package(Parquet CONFIG QUIET)
if(Arrow_FOUND AND Parquet_FOUND)
  add_library(sourcelight_arrow::arrow ALIAS Arrow::arrow_shared)
  add_library(sourcelight_arrow::parquet ALIAS Parquet::parquet_shared)
  set(SourcelightArrow_FOUND TRUE)
  return()
endif()

execute_process(
  COMMAND ${SOURCELIGHT_PYTHON} -c
    "import pyarrow as p, pathlib; print(p.get_include()); print(pathlib.Path(p.__file__).parent); print(''.join(f'{int(v):02}' if i else v for i, v in enumerate(p.__version__.split('.')[:2])))"
  OUTPUT_VARIABLE answer RESULT_VARIABLE failed OUTPUT_STRIP_TRAILING_WHITESPACE)
if(failed)
  message(FATAL_ERROR
    "Arrow C++ was not found: no CMake package, and ${SOURCELIGHT_PYTHON} has no pyarrow. "
    "Run `make setup`, or set SOURCELIGHT_PYTHON to a Python with pyarrow.")
endif()
string(REPLACE "\n" ";" answer "${answer}")
list(GET answer 0 include)
list(GET answer 1 folder)
list(GET answer 2 version)
foreach(part IN LISTS arrow_parts)
  file(GLOB library ${folder}/lib${part}.so.*)
  list(LENGTH library count)
  if(NOT count EQUAL 1)
    message(FATAL_ERROR "Expected one lib${part}.so.* in ${folder}, found: ${library}")
  endif()
  add_library(sourcelight_arrow::${part} SHARED IMPORTED GLOBAL)
  set_target_properties(sourcelight_arrow::${part} PROPERTIES IMPORTED_LOCATION ${library})
  target_include_directories(sourcelight_arrow::${part} SYSTEM INTERFACE ${include})
endforeach()
set(SourcelightArrow_LIBRARY_DIR ${folder})
set(SourcelightArrow_FOUND TRUE)
