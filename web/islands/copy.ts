// Copies a link or a citation. The row of buttons stays hidden where the clipboard is not available.
// <div class="tools" hidden data-copy-tools><button type="button" data-copy="text" data-done="…" data-fail="…">

export function copyButtons(root: ParentNode): void {
  if (!navigator.clipboard) return;
  for (const row of root.querySelectorAll<HTMLElement>("[data-copy-tools]")) {
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    status.className = "n";
    row.append(status);
    row.hidden = false;
    row.addEventListener("click", (event) => {
      const target = event.target;
      const button = target instanceof Element ? target.closest<HTMLElement>("[data-copy]") : null;
      if (!button) return;
      navigator.clipboard.writeText(button.dataset.copy ?? "").then(
        () => (status.textContent = button.dataset.done ?? ""),
        () => (status.textContent = button.dataset.fail ?? ""),
      );
    });
  }
}
