/** The whole window over a fake library, at an address. */
import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";

import App from "../App.svelte";
import type { Backend } from "../backend";
import { fakeBackend, FAKE_TODAY } from "../backend/fake/fake";
import { speech } from "../words/words.svelte";

export function openWindow(hash: string, changes: Partial<Backend> = {}) {
  location.hash = hash;
  speech.language = "en";
  localStorage.setItem("entente.settings", JSON.stringify({ theme: "light", language: "en" }));
  render(App, { backend: fakeBackend(changes), today: FAKE_TODAY });
  return { user: userEvent.setup(), screen };
}

/** A promise that the test settles. */
export function pending<T>() {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => (settle = resolve));
  return { promise, settle };
}
