// Theme: automatic, light, dark. Stored in localStorage; the stylesheet reads data-theme on <html>.
// <button type="button" hidden data-theme-toggle data-auto="…" data-light="…" data-dark="…">

type Theme = "auto" | "light" | "dark";
const KEY = "pacte-theme";
const ORDER: readonly Theme[] = ["auto", "light", "dark"];

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "auto";
  } catch {
    return "auto"; // storage refused by the browser
  }
}

function apply(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function store(theme: Theme): void {
  try {
    if (theme === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // the choice then lasts as long as the page
  }
}

export function applyStoredTheme(): void {
  const theme = stored();
  if (theme !== "auto") apply(theme);
}

export function themeToggles(root: ParentNode): void {
  let current = stored();
  for (const button of root.querySelectorAll<HTMLButtonElement>("button[data-theme-toggle]")) {
    const show = (): void => {
      button.textContent = button.dataset[current] ?? current;
    };
    button.addEventListener("click", () => {
      current = ORDER[(ORDER.indexOf(current) + 1) % ORDER.length] ?? "auto";
      apply(current);
      store(current);
      show();
    });
    show();
    button.hidden = false;
  }
}
