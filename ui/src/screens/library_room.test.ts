import { describe, expect, test, vi } from "vitest";

import { openWindow } from "./window.fixture";

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
