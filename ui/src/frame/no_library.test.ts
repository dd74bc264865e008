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
  expect(screen.getByRole("button", { name: "Open the library" })).toBeTruthy();
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

test("without backups a file can still be chosen", async () => {
  open({ backups: async () => [] });
  expect(await screen.findByRole("button", { name: "Restore from a file…" })).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
});
