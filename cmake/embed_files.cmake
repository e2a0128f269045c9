# Writes OUTPUT.S and OUTPUT.cpp: the function FUNCTION() gives the FILES as {name, content}.
# The name is the file's name without folder.
set(asm "    .section .rodata\n")
set(declarations "")
set(entries "")
set(index 0)
foreach(file ${FILES})
  get_filename_component(name ${file} NAME)
  set(symbol "pacte_${FUNCTION}_${index}")
  string(APPEND asm "    .global ${symbol}\n    .global ${symbol}_end\n${symbol}:\n    .incbin \"${file}\"\n${symbol}_end:\n    .byte 0\n")
  string(APPEND declarations "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
  string(APPEND entries "      {\"${name}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND asm "    .section .note.GNU-stack,\"\",@progbits\n")
file(WRITE ${OUTPUT}.S "${asm}")
file(WRITE ${OUTPUT}.cpp "// Written by the build from the files it embeds.
#include \"base/embedded.hpp\"

${declarations}
namespace pacte::embedded {
std::vector<File> ${FUNCTION}() {
  return {
${entries}  };
}
}  // namespace pacte::embedded
")
