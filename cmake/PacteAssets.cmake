# What browsers receive besides pages, and the catalogue of English texts: made by the build from
# web/ and po/, then embedded.
find_program(ESBUILD esbuild REQUIRED)
find_program(BROTLI brotli REQUIRED)
find_program(GZIP gzip REQUIRED)
find_program(MSGFMT msgfmt REQUIRED)

set(PACTE_WEB_DIR ${CMAKE_SOURCE_DIR}/web)
set(PACTE_PO_DIR ${CMAKE_SOURCE_DIR}/po)
set(PACTE_MAPLIBRE ${CMAKE_SOURCE_DIR}/node_modules/maplibre-gl/dist)
# ./run and ./test have installed it; a build by hand gets it here. Without it, the page of the map
# shows the drawing that it shows where there are no scripts.
find_program(NPM npm)
if(NPM AND NOT EXISTS ${PACTE_MAPLIBRE}/maplibre-gl-csp.js)
  message(STATUS "Installing MapLibre GL by npm")
  execute_process(WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    COMMAND ${NPM} ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error)
endif()
if(NOT EXISTS ${PACTE_MAPLIBRE}/maplibre-gl-csp.js)
  message(WARNING "MapLibre GL is not here: maps are drawings. npm ci --omit=dev installs it")
endif()

# pacte_compressed(FILES…): adds FILE.gz and FILE.br beside each, and their rules.
function(pacte_compressed)
  foreach(file ${ARGN})
    add_custom_command(OUTPUT ${file}.gz ${file}.br
      COMMAND ${GZIP} -9 -n -k -f ${file}
      COMMAND ${BROTLI} -q 11 -k -f ${file}
      DEPENDS ${file}
      VERBATIM)
  endforeach()
endfunction()

# The stylesheet minified, the script bundled, the icon, and what the pages with a map load besides;
# each as it is, gzip and brotli: pacte::embedded::web_assets().
function(pacte_web_assets target)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/assets)
  file(MAKE_DIRECTORY ${out})
  file(GLOB_RECURSE scripts CONFIGURE_DEPENDS ${PACTE_WEB_DIR}/*.ts)
  add_custom_command(OUTPUT ${out}/style.css
    COMMAND ${ESBUILD} ${PACTE_WEB_DIR}/style.css --minify --log-level=error --outfile=${out}/style.css
    DEPENDS ${PACTE_WEB_DIR}/style.css
    VERBATIM)
  add_custom_command(OUTPUT ${out}/main.js
    COMMAND ${ESBUILD} ${PACTE_WEB_DIR}/main.ts --bundle --minify --target=es2020 --charset=utf8
            --log-level=error --outfile=${out}/main.js
    DEPENDS ${scripts} ${PACTE_WEB_DIR}/main.ts
    VERBATIM)
  add_custom_command(OUTPUT ${out}/favicon.svg
    COMMAND ${CMAKE_COMMAND} -E copy ${PACTE_WEB_DIR}/favicon.svg ${out}/favicon.svg
    DEPENDS ${PACTE_WEB_DIR}/favicon.svg
    VERBATIM)
  if(EXISTS ${PACTE_MAPLIBRE}/maplibre-gl-csp.js)
    add_custom_command(OUTPUT ${out}/map.js
      COMMAND ${ESBUILD} ${PACTE_WEB_DIR}/map.ts --bundle --minify --target=es2020 --charset=utf8
              --legal-comments=eof --log-level=error --outfile=${out}/map.js
      DEPENDS ${PACTE_WEB_DIR}/map.ts ${PACTE_MAPLIBRE}/maplibre-gl-csp.js
      VERBATIM)
    add_custom_command(OUTPUT ${out}/map-worker.js
      COMMAND ${ESBUILD} ${PACTE_MAPLIBRE}/maplibre-gl-csp-worker.js --minify --charset=utf8
              --legal-comments=eof --log-level=error --outfile=${out}/map-worker.js
      DEPENDS ${PACTE_MAPLIBRE}/maplibre-gl-csp-worker.js
      VERBATIM)
    add_custom_command(OUTPUT ${out}/map.css
      COMMAND ${ESBUILD} ${PACTE_WEB_DIR}/map.css --bundle --minify --log-level=error
              --outfile=${out}/map.css
      DEPENDS ${PACTE_WEB_DIR}/map.css ${PACTE_MAPLIBRE}/maplibre-gl.css
      VERBATIM)
  else()
    file(TOUCH ${out}/map.js ${out}/map-worker.js ${out}/map.css)
  endif()
  set(plain ${out}/style.css ${out}/main.js ${out}/favicon.svg ${out}/map.css ${out}/map.js
      ${out}/map-worker.js)
  pacte_compressed(${plain})
  set(all ${plain})
  foreach(file ${plain})
    list(APPEND all ${file}.gz ${file}.br)
  endforeach()
  pacte_embed_files(${target} web_assets ${CMAKE_CURRENT_BINARY_DIR}/web_assets ${all})
endfunction()

# po/en.po compiled: pacte::embedded::web_catalogue().
function(pacte_web_catalogue target)
  set(catalogue ${CMAKE_CURRENT_BINARY_DIR}/en.mo)
  add_custom_command(OUTPUT ${catalogue}
    COMMAND ${MSGFMT} --check-format --check-header --output-file=${catalogue} ${PACTE_PO_DIR}/en.po
    DEPENDS ${PACTE_PO_DIR}/en.po
    VERBATIM)
  pacte_embed_files(${target} web_catalogue ${CMAKE_CURRENT_BINARY_DIR}/web_catalogue ${catalogue})
endfunction()
