// A map in a dialog, to fill a field that asks where: <div hidden data-map-pick="id of the field">
// (src/territory/views/map_picker.html). The field gets the code of the commune; where it is for a
// search, the sheet of the commune opens. The map is loaded when first asked for.

interface Commune {
  readonly code: string;
  readonly url: string;
}

async function communeAt(lng: number, lat: number): Promise<Commune | null> {
  const response = await fetch(`/api/v1/territories/at?lon=${lng}&lat=${lat}`, { headers: { Accept: "application/json" } });
  if (!response.ok) return null;
  const { commune } = (await response.json()) as { commune: { code: string; _links: { html: string } } };
  return { code: commune.code, url: commune._links.html };
}

function loadMap(script: string, style: string): void {
  if (document.querySelector(`script[src="${script}"]`)) return;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = style;
  // The map takes the size that the stylesheet gives it.
  sheet.addEventListener("load", () => {
    const code = document.createElement("script");
    code.src = script;
    document.head.append(code);
  });
  document.head.append(sheet);
}

export function mapPickers(root: ParentNode): void {
  for (const pick of root.querySelectorAll<HTMLElement>("[data-map-pick]")) {
    const field = document.getElementById(pick.dataset.mapPick ?? "");
    const button = pick.querySelector("button");
    const dialog = pick.querySelector("dialog");
    if (!(field instanceof HTMLInputElement) || !button || !dialog) continue;
    button.addEventListener("click", () => {
      dialog.showModal();
      loadMap(pick.dataset.script ?? "", pick.dataset.style ?? "");
    });
    dialog.addEventListener("territory", async (event) => {
      event.preventDefault();
      const { lng, lat } = (event as CustomEvent<{ lng: number; lat: number }>).detail;
      const commune = await communeAt(lng, lat).catch(() => null);
      const status = dialog.querySelector("[role=status]");
      if (!commune) {
        if (status) status.textContent = pick.dataset.nowhere ?? "";
        return;
      }
      field.value = commune.code;
      dialog.close();
      if (field.form?.getAttribute("role") === "search") location.assign((pick.dataset.base ?? "") + commune.url);
      else field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    pick.hidden = false;
  }
}
