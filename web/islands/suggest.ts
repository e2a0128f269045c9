// Search-as-you-type: the editable combobox with list autocompletion of the ARIA Authoring Practices.
// <input type="search" data-suggest="/api/v1/suggest" data-suggest-label="…" data-suggest-count="{n} …" data-suggest-none="…">
// Enter without a chosen suggestion submits the form as it does without script.

interface Suggestion {
  readonly label: string;
  readonly kind: string;
  readonly url: string;
}

const DELAY_MS = 180;
const MIN_CHARS = 2;
let serial = 0;

function isSuggestion(value: unknown): value is Suggestion {
  if (typeof value !== "object" || value === null) return false;
  const s = value as Record<string, unknown>;
  return typeof s["label"] === "string" && typeof s["kind"] === "string" && typeof s["url"] === "string" && /^\/(?!\/)/.test(s["url"]);
}

async function fetchSuggestions(endpoint: string, query: string, signal: AbortSignal): Promise<Suggestion[]> {
  const response = await fetch(`${endpoint}?q=${encodeURIComponent(query)}`, { signal, headers: { Accept: "application/json" } });
  if (!response.ok) return [];
  const body: unknown = await response.json();
  const list = (body as { suggestions?: unknown } | null)?.suggestions;
  return Array.isArray(list) ? list.filter(isSuggestion) : [];
}

export function suggestions(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>("input[data-suggest]")) enhance(input);
}

function enhance(input: HTMLInputElement): void {
  const form = input.form;
  const endpoint = input.dataset.suggest;
  if (!form || !endpoint) return;

  const id = `suggest-${++serial}`;
  const list = document.createElement("ul");
  list.id = id;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel ?? "");
  const status = document.createElement("span");
  status.className = "vh";
  status.setAttribute("role", "status");
  form.append(list, status);

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", id);
  input.setAttribute("aria-expanded", "false");
  input.autocomplete = "off";

  let timer = 0;
  let request: AbortController | null = null;
  let shown: Suggestion[] = [];
  let active = -1;

  const close = (): void => {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (index: number): void => {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = list.children[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const show = (found: Suggestion[]): void => {
    shown = found;
    list.replaceChildren(
      ...found.map((suggestion, i) => {
        const option = document.createElement("li");
        option.id = `${id}-${i}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const label = document.createElement("span");
        label.textContent = suggestion.label;
        const kind = document.createElement("small");
        kind.textContent = suggestion.kind;
        option.append(label, " ", kind);
        return option;
      }),
    );
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    status.textContent = found.length === 0 ? (input.dataset.suggestNone ?? "") : (input.dataset.suggestCount ?? "{n}").replace("{n}", String(found.length));
  };

  const ask = (): void => {
    clearTimeout(timer);
    request?.abort();
    const query = input.value.trim();
    if (query.length < MIN_CHARS) {
      close();
      status.textContent = "";
      return;
    }
    timer = window.setTimeout(() => {
      const current = new AbortController();
      request = current;
      fetchSuggestions(endpoint, query, current.signal).then(
        (found) => {
          if (!current.signal.aborted) show(found);
        },
        () => {
          if (!current.signal.aborted) close(); // offline or refused: the form still works
        },
      );
    }, DELAY_MS);
  };

  const go = (index: number): void => {
    const chosen = shown[index];
    if (chosen) location.assign(chosen.url);
  };

  input.addEventListener("input", ask);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    const count = shown.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) ask();
      else if (event.key === "ArrowDown") mark(active + 1 >= count ? 0 : active + 1);
      else mark(active <= 0 ? count - 1 : active - 1);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      go(active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault(); // the first Escape closes, the next one clears the field
      close();
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus in the field
  list.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (option) go([...list.children].indexOf(option));
  });
  input.addEventListener("blur", close);
}
