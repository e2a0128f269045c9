// A text field filled from a file, chosen or dropped on it. The file stays in the browser until the
// form is sent. <p hidden data-file-for="id of the field"><label><input type="file">

export function fileFields(root: ParentNode): void {
  for (const row of root.querySelectorAll<HTMLElement>("[data-file-for]")) {
    const field = document.getElementById(row.dataset.fileFor ?? "");
    const chooser = row.querySelector("input");
    if (!(field instanceof HTMLTextAreaElement) || !chooser) continue;
    const take = async (file: File | undefined): Promise<void> => {
      if (file) field.value = await file.text();
    };
    chooser.addEventListener("change", () => take(chooser.files?.[0]));
    field.addEventListener("dragover", (event) => event.preventDefault());
    field.addEventListener("drop", (event) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void take(file);
    });
    row.hidden = false;
  }
}
