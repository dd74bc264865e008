import { waitFor } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";

import { openWindow } from "./window.fixture";

afterEach(() => vi.unstubAllGlobals());

test("the print action prints once, by its keys and by its name", async () => {
  const print = vi.fn();
  vi.stubGlobal("print", print);
  const { screen, user } = openWindow("#/money");
  await screen.findByRole("heading", { level: 1, name: "Money" });
  await user.keyboard("{Control>}p{/Control}");
  expect(print).toHaveBeenCalledOnce();
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByRole("combobox", { name: /^Type a partner/ }), "Print{Enter}");
  expect(print).toHaveBeenCalledTimes(2);
});

test("a page on paper is light, and as it was afterwards", async () => {
  const root = document.documentElement;
  const { screen, user } = openWindow("#/money");
  await screen.findByRole("heading", { level: 1, name: "Money" });
  await user.keyboard("{Control>}{Shift>}L{/Shift}{/Control}");
  expect(root.dataset["theme"]).toBe("dark");
  window.dispatchEvent(new Event("beforeprint"));
  window.dispatchEvent(new Event("beforeprint"));
  expect(root.dataset["theme"], "at once: the page is put on paper as soon as this is over").toBe("light");
  window.dispatchEvent(new Event("afterprint"));
  await waitFor(() => expect(root.dataset["theme"]).toBe("dark"));
});
