/** What jsdom lacks and the window uses. */
import { cleanup } from "@testing-library/svelte";
import { afterEach } from "vitest";

import { forget } from "./backend/fake/own";

HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};
// Nothing is painted in tests; drawing is tested by its layout.
HTMLCanvasElement.prototype.getContext = () => null;
HTMLElement.prototype.showPopover ??= () => {};
HTMLElement.prototype.hidePopover ??= () => {};
Element.prototype.scrollIntoView ??= () => {};
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

afterEach(() => {
  cleanup();
  forget();
  location.hash = "";
  localStorage.clear();
});
