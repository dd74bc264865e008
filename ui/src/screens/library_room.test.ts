import { waitFor } from "@testing-library/svelte";
import { describe, expect, test, vi } from "vitest";

import type { ImportOutcome, WorkStep } from "../backend";
import { openWindow, pending } from "./window.fixture";

describe("the library's room", () => {
  test("says what restoring keeps before anything is done", async () => {
    const restore = vi.fn(async () => "/home/desk/before-restore");
    const { screen, user } = openWindow("#/library?tab=care", { restore });
    await user.click((await screen.findAllByRole("button", { name: /^Restore: / }))[0]!);
    expect(screen.getByText(/the present library is kept whole/)).toBeTruthy();
    expect(restore).not.toHaveBeenCalled();
  });

  test("shows what a pack would change before it is taken in", async () => {
    const { screen, user } = openWindow("#/library?tab=packs");
    await user.click(await screen.findByRole("button", { name: /Choose a pack/ }));
    expect(await screen.findByText('"110000000 EUR"')).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Take it in" }));
    expect(await screen.findByText(/Taken in: entente-neighbourhood 2026.12/)).toBeTruthy();
  });
});

describe("an import", () => {
  test("says how far it is, and is stopped while files are read", async () => {
    const { promise, settle } = pending<ImportOutcome | null>();
    const stopWork = vi.fn(async () => settle({ documents: [], refused: [], stopped: true }));
    const { screen, user } = openWindow("#/library?tab=documents", {
      importFiles: (_, chosen) => (chosen(), promise),
      stopWork,
      workStep: async () => ({ doing: "import", done: 1200, of: 48_000 }),
    });
    await user.click(await screen.findByRole("button", { name: "Import files" }));
    const bar = await screen.findByRole("progressbar", { name: "Reading the files, in kB" });
    expect(bar.getAttribute("value")).toBe("1200");
    await user.click(screen.getByRole("button", { name: "Stop" }));
    expect(stopWork).toHaveBeenCalledExactlyOnceWith("import");
    expect(await screen.findByText(/the library is as it was/)).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  test("is not stopped once its texts are in the library", async () => {
    let step: WorkStep = { doing: "import", done: 1, of: 2 };
    const stopWork = vi.fn(async () => {});
    const { screen, user } = openWindow("#/library?tab=documents", {
      importFiles: (_, chosen) => (chosen(), pending<ImportOutcome | null>().promise),
      stopWork,
      workStep: async () => step,
    });
    await user.click(await screen.findByRole("button", { name: "Import files" }));
    const stop = await screen.findByRole("button", { name: "Stop" });
    stop.focus();
    step = { doing: "indexing", done: 10, of: 2500 };
    expect(await screen.findByRole("progressbar", { name: "Making the texts searchable" })).toBeTruthy();
    expect(document.activeElement, "whoever stood on the button still does").toBe(stop);
    expect(stop.getAttribute("aria-disabled")).toBe("true");
    await user.click(stop);
    expect(stopWork).not.toHaveBeenCalled();
  });

  test("goes on while another page is looked at, and its end is told on coming back", async () => {
    const { promise, settle } = pending<ImportOutcome | null>();
    const { screen, user } = openWindow("#/library?tab=documents", {
      importFiles: (_, chosen) => (chosen(), promise),
      workStep: async () => ({ doing: "import", done: 1200, of: 48_000 }),
    });
    await user.click(await screen.findByRole("button", { name: "Import files" }));
    await screen.findByRole("progressbar");
    await user.click(screen.getByRole("tab", { name: "Check and backup" }));
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
    await user.click(screen.getByRole("tab", { name: "Documents" }));
    expect(await screen.findByRole("progressbar", { name: "Reading the files, in kB" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Stop" })).toBeTruthy();
    await user.click(screen.getByRole("tab", { name: "Check and backup" }));
    settle({ documents: [], refused: [], stopped: true });
    await user.click(screen.getByRole("tab", { name: "Documents" }));
    expect(await screen.findByText(/the library is as it was/)).toBeTruthy();
  });
});

describe("the second clock", () => {
  test("is plainly shown, and nothing can be changed meanwhile", async () => {
    const { screen } = openWindow("#/record/tn-f01?known=12");
    expect(await screen.findByText(/what the library knew after change 12/)).toBeTruthy();
    expect((await screen.findByRole("button", { name: "Edit" })).hasAttribute("disabled")).toBe(true);
  });
});

test("a tag and a note are put on a record and taken off", async () => {
  const { screen, user } = openWindow("#/record/tn-f01");
  await user.type(await screen.findByLabelText("New tag"), "visit{Enter}");
  await user.click(await screen.findByRole("button", { name: "Take the tag visit off" }));
  await user.type(screen.getByLabelText("New note"), "Ask in May");
  await user.click(screen.getByRole("button", { name: "Keep the note" }));
  expect(await screen.findByRole("button", { name: "Remove the note “Ask in May”" })).toBeTruthy();
});
