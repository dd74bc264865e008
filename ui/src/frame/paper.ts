/** Paper is light, whatever the look of the window: while a page is printed it wears the light one. */
export function lightOnPaper(): void {
  const root = document.documentElement;
  let look: string | undefined;
  window.addEventListener("beforeprint", () => {
    look ??= root.dataset["theme"] ?? "";
    root.dataset["theme"] = "light";
  });
  window.addEventListener("afterprint", () => {
    if (look) root.dataset["theme"] = look;
    look = undefined;
  });
}
