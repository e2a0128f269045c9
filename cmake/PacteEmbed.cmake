# Files that the program carries inside itself.
#
# A room's `migrations/*.sql` and `views/*.html` become `pacte::embedded::<room>_migrations()` and
# `pacte::embedded::<room>_views()`, each a list of {name, content}; declare
# the function where it is used (`namespace pacte::embedded { std::vector<File> plan_views(); }`).
set(PACTE_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake)

function(pacte_embed_files target function output_base)
  # ARGN: the files, in the order wanted
  add_custom_command(
    OUTPUT ${output_base}.S ${output_base}.cpp
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output_base}" "-DFUNCTION=${function}" "-DFILES=${ARGN}"
            -P ${PACTE_EMBED_SCRIPT}
    DEPENDS ${ARGN} ${PACTE_EMBED_SCRIPT}
    VERBATIM)
  set_source_files_properties(${output_base}.cpp ${output_base}.S PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  set_source_files_properties(${output_base}.S PROPERTIES OBJECT_DEPENDS "${ARGN}")
  target_sources(${target} PRIVATE ${output_base}.S ${output_base}.cpp)
endfunction()

function(pacte_embed_room target name)
  foreach(what migrations views)
    if(what STREQUAL "migrations")
      file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/migrations/*.sql)
    else()
      file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/views/*.html)
    endif()
    if(files)
      list(SORT files)
      pacte_embed_files(${target} ${name}_${what} ${CMAKE_CURRENT_BINARY_DIR}/${name}_${what} ${files})
    endif()
  endforeach()
endfunction()
