// Plan tree: expand all, collapse all, instant filter on what is already in the page.
// <div class="tools" hidden data-tree-tools="id of the tree">
//   <input data-tree-filter data-count="{n} …" data-none="…"> <button data-tree-open> <button data-tree-close> <span role="status" data-tree-status>

function fold(text: string): string {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’']/g, "'").toLowerCase();
}

export function trees(root: ParentNode): void {
  for (const tools of root.querySelectorAll<HTMLElement>("[data-tree-tools]")) {
    const tree = document.getElementById(tools.dataset.treeTools ?? "");
    if (tree) enhance(tree, tools);
  }
}

function enhance(tree: HTMLElement, tools: HTMLElement): void {
  const branches = [...tree.querySelectorAll<HTMLDetailsElement>("details")];
  const items = [...tree.querySelectorAll<HTMLLIElement>("li:not(.self)")];
  const ownText = new Map<HTMLLIElement, string>();
  for (const item of items) {
    const line = item.querySelector(":scope > p, :scope > details > summary");
    ownText.set(item, fold(line?.textContent ?? ""));
  }
  let openedByReader: Set<HTMLDetailsElement> | null = null;

  const openAll = (open: boolean): void => {
    for (const branch of branches) branch.open = open;
  };
  tools.querySelector("[data-tree-open]")?.addEventListener("click", () => openAll(true));
  tools.querySelector("[data-tree-close]")?.addEventListener("click", () => openAll(false));

  const input = tools.querySelector<HTMLInputElement>("[data-tree-filter]");
  const status = tools.querySelector<HTMLElement>("[data-tree-status]");

  const filter = (): void => {
    const words = fold(input?.value ?? "").split(/\s+/).filter(Boolean);
    if (words.length === 0) {
      for (const item of items) item.hidden = false;
      if (openedByReader) for (const branch of branches) branch.open = openedByReader.has(branch);
      openedByReader = null;
      if (status) status.textContent = "";
      return;
    }
    openedByReader ??= new Set(branches.filter((branch) => branch.open));
    const shown = new Set<Element>();
    let hits = 0;
    for (const item of items) {
      const text = ownText.get(item) ?? "";
      if (!words.every((word) => text.includes(word))) continue;
      hits += 1;
      for (let at: Element | null = item; at && at !== tree; at = at.parentElement) shown.add(at);
      for (const child of item.querySelectorAll("li:not(.self)")) shown.add(child); // a branch that matches keeps its content
    }
    for (const item of items) item.hidden = !shown.has(item);
    for (const branch of branches) branch.open = shown.has(branch);
    if (status && input) {
      status.textContent = hits === 0 ? (input.dataset.none ?? "") : (input.dataset.count ?? "{n}").replace("{n}", String(hits));
    }
  };
  input?.addEventListener("input", filter);
  tools.hidden = false;
}
