# pacte_room(NAME DEPENDS room… LIBRARIES lib…)
#
# One folder of src/ is one static library, `pacte_NAME`. It sees the rooms it names, and what those
# name in turn; an arrow that is not declared here does not link. Its migrations, views and assets
# are embedded in it.
include(PacteEmbed)

function(pacte_room name)
  cmake_parse_arguments(ROOM "" "" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  set(target pacte_${name})
  if(NOT sources)
    add_library(${target} INTERFACE)
    return()
  endif()
  add_library(${target} STATIC ${sources})
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  target_link_libraries(${target} PUBLIC pacte_options ${ROOM_LIBRARIES})
  foreach(room ${ROOM_DEPENDS})
    target_link_libraries(${target} PUBLIC pacte_${room})
  endforeach()
  if(NOT name STREQUAL "base")
    target_precompile_headers(${target} REUSE_FROM pacte_base)
  endif()
  pacte_embed_room(${target} ${name})
endfunction()
