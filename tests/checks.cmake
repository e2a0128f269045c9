# The checks of the code and the journeys in a browser, counted by ctest with the rest.
# Included by tests/CMakeLists.txt. Labels: check, browser, slow.
set(PACTE_BIN ${CMAKE_BINARY_DIR}/pacte)
set(PACTE_TEST_ENVIRONMENT
    "PACTE_BIN=${PACTE_BIN}"
    "PACTE_TEST_CORPUS=${CMAKE_BINARY_DIR}/test-data/corpus"
    "PACTE_LANG=fr")
find_program(NODE node)

foreach(name format architecture operations self shell types)
  add_test(NAME check.${name} COMMAND ${CMAKE_SOURCE_DIR}/scripts/check-${name})
  set_tests_properties(check.${name} PROPERTIES LABELS check TIMEOUT 300)
endforeach()

# Slow: by ./test --tidy only.
add_test(NAME check.tidy COMMAND ${CMAKE_SOURCE_DIR}/scripts/check-tidy --quick --budget=480)
set_tests_properties(check.tidy PROPERTIES
  LABELS "check;slow;tidy" TIMEOUT 5400 RUN_SERIAL ON)

if(NODE)
  # pacte_node_test(NAME FILE LABELS…)
  function(pacte_node_test name file)
    add_test(NAME ${name} COMMAND ${NODE} --test --test-reporter=spec ${file})
    set_tests_properties(${name} PROPERTIES
      LABELS "${ARGN}"
      TIMEOUT 900
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
      FIXTURES_REQUIRED corpus
      ENVIRONMENT "${PACTE_TEST_ENVIRONMENT}")
  endfunction()

  # The demonstration data are loaded once; each test file gets a copy of them.
  add_test(NAME browser.corpus COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tests/browser/corpus.mjs)
  set_tests_properties(browser.corpus PROPERTIES
    LABELS browser TIMEOUT 300 FIXTURES_SETUP corpus
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    ENVIRONMENT "${PACTE_TEST_ENVIRONMENT}")

  file(GLOB browser_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/browser/*.test.mjs)
  foreach(file ${browser_tests})
    get_filename_component(name ${file} NAME)
    string(REPLACE ".test.mjs" "" name ${name})
    pacte_node_test(browser.${name} ${file} browser)
  endforeach()
  # Chromium draws the map without a graphics card: it wants both cores.
  set_tests_properties(browser.map PROPERTIES RUN_SERIAL ON)

  file(GLOB api_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/api/*.test.mjs)
  foreach(file ${api_tests})
    get_filename_component(name ${file} NAME)
    string(REPLACE ".test.mjs" "" name ${name})
    pacte_node_test(api.${name} ${file} browser)
  endforeach()

  # What the program proves, proven again by another.
  file(GLOB decision_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/decision/*.test.mjs)
  foreach(file ${decision_tests})
    get_filename_component(name ${file} NAME)
    string(REPLACE ".test.mjs" "" name ${name})
    add_test(NAME decision.${name} COMMAND ${NODE} --test --test-reporter=spec ${file})
    set_tests_properties(decision.${name} PROPERTIES
      LABELS unit TIMEOUT 120 ENVIRONMENT "${PACTE_TEST_ENVIRONMENT}")
  endforeach()

  # The measure of speed shares the machine with nothing.
  pacte_node_test(browser.lighthouse ${CMAKE_SOURCE_DIR}/tests/browser/lighthouse.mjs browser slow)
  set_tests_properties(browser.lighthouse PROPERTIES RUN_SERIAL ON)
endif()
