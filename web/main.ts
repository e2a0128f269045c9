// Progressive enhancements only: every page works without this file.
// It is loaded in <head> without defer, so that a stored theme applies before the first paint.
import { copyButtons } from "./islands/copy";
import { fileFields } from "./islands/file";
import { menus } from "./islands/menu";
import { mapPickers } from "./islands/picker";
import { suggestions } from "./islands/suggest";
import { applyStoredTheme, themeToggles } from "./islands/theme";
import { trees } from "./islands/tree";

applyStoredTheme();

function start(): void {
  for (const island of [themeToggles, suggestions, trees, copyButtons, fileFields, menus, mapPickers]) {
    island(document);
  }
}

if (document.readyState === "loading") {
  document.addEventListener("DOMContentLoaded", start);
} else {
  start();
}
