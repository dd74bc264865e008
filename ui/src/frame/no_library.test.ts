import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import type { Backend } from "../backend";
import { fakeBackend } from "../backend/fake/fake";
import NoLibrary from "./NoLibrary.svelte";

const error = { code: "library", message: "The library is damaged." };
const open = (changes: Partial<Backend>) => {
  render(NoLibrary, { error, backend: fakeBackend(changes) });
  return userEvent.setup();
};

test("a library that cannot be opened is put back to a backup, and what stood there is named", async () => {
  const restore = vi.fn(async () => "/home/desk/entente.aside");
  const user = open({ restore });
  expect(screen.getByRole("heading", { level: 1, name: "The library could not be opened" })).toBeTruthy();
  const [first] = await screen.findAllByRole("button", { name: /^Restore: / });
  await user.click(first!);
  expect(restore, "nothing happens before it is confirmed").not.toHaveBeenCalled();
  await user.click(await screen.findByRole("button", { name: "Restore" }));
  expect((await screen.findByRole("status")).textContent).toContain("/home/desk/entente.aside");
  const on = screen.getByRole("button", { name: "Open the library" });
  await vi.waitFor(() => expect(document.activeElement, "the way on has the focus").toBe(on));
});

test("a backup that is refused says why, and the others stay on offer", async () => {
  const user = open({
    restore: async () => {
      throw { code: "file", message: "The backup is not sound." };
    },
  });
  const [first] = await screen.findAllByRole("button", { name: /^Restore: / });
  await user.click(first!);
  await user.click(await screen.findByRole("button", { name: "Restore" }));
  expect(await screen.findByText("The backup is not sound.")).toBeTruthy();
  expect(screen.getByRole("table")).toBeTruthy();
});

test("a file that cannot be chosen is told, not passed over", async () => {
  const user = open({
    chooseBackup: async () => {
      throw { code: "file", message: "The file dialog did not open." };
    },
  });
  await user.click(await screen.findByRole("button", { name: "Restore from a file…" }));
  expect(await screen.findByText("The file dialog did not open.")).toBeTruthy();
});

test("the size of text that was chosen holds here too", () => {
  localStorage.setItem("entente.settings", JSON.stringify({ size: "150", language: "en" }));
  open({});
  expect(document.documentElement.style.fontSize).toBe("150%");
  localStorage.removeItem("entente.settings");
});

test("without backups a file can still be chosen", async () => {
  open({ backups: async () => [] });
  expect(await screen.findByRole("button", { name: "Restore from a file…" })).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
});
