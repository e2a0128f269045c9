// <details> menus of the header: Escape or a click elsewhere closes them.

export function menus(root: ParentNode): void {
  const all = [...root.querySelectorAll<HTMLDetailsElement>(".top details")];
  if (all.length === 0) return;
  document.addEventListener("click", (event) => {
    for (const menu of all) {
      if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all) {
      if (!menu.open || !menu.contains(document.activeElement)) continue;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}
