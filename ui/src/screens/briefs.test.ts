import { within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";

import { openWindow } from "./window.fixture";

test("a brief that was saved is checked, and what is gone is told from what differs", async () => {
  const { screen, user } = openWindow("#/briefs?partner=TN");
  await user.click(await screen.findByRole("button", { name: /Check a brief/ }));
  expect(await screen.findByRole("heading", { name: "Checked: tunisia.docx" })).toBeTruthy();
  expect(await screen.findByText("2 facts have changed.")).toBeTruthy();
  expect(screen.getByText("No longer in the library")).toBeTruthy();
  expect(screen.getByText("Says something else now")).toBeTruthy();
});

test("a file that is dropped on any screen is checked", async () => {
  let drop: (paths: string[]) => void = () => {};
  const onDrop = (tell: (paths: string[]) => void) => {
    drop = tell;
    return () => {};
  };
  const { screen } = openWindow("#/money", { onDrop });
  await screen.findByRole("heading", { name: "Money" });
  drop(["/home/desk/egypt.pdf"]);
  expect(await screen.findByRole("heading", { name: "Checked: egypt.pdf" })).toBeTruthy();
});

test("partners are set beside each other", async () => {
  const briefPreview = vi.fn(async () => "<main>Comparison</main>");
  const { screen, user } = openWindow("#/briefs?partner=TN", { briefPreview });
  await user.click(await screen.findByRole("button", { name: "Egypt" }));
  await vi.waitFor(() => expect(briefPreview).toHaveBeenLastCalledWith(expect.objectContaining({ beside: ["EG"] })));
});

test("parts are chosen; a page offers those it has room for, and a comparison has its own", async () => {
  const briefPreview = vi.fn(async () => "<main>Brief</main>");
  const { screen, user } = openWindow("#/briefs?partner=TN", { briefPreview });
  const asked = (some: object) =>
    vi.waitFor(() => expect(briefPreview).toHaveBeenLastCalledWith(expect.objectContaining(some)));
  const parts = await screen.findByRole("group", { name: "Parts" });
  await user.click(within(parts).getByRole("button", { name: "Money" }));
  await user.click(within(parts).getByRole("button", { name: "Key figures" }));
  await asked({ parts: ["key-figures", "money"] });

  await user.click(screen.getByRole("radio", { name: "One page" }));
  await asked({ length: "one-page", parts: ["key-figures"] });
  expect(within(parts).queryByRole("button", { name: "Money" })).toBeNull();

  await user.click(screen.getByRole("button", { name: "Egypt" }));
  await asked({ beside: ["EG"], parts: [] });
  expect(screen.queryByRole("group", { name: "Parts" })).toBeNull();
});

test("a saved brief's size is said as every size is", async () => {
  const saveBrief = vi.fn(async () => ({ out: "/home/desk/tn.docx", bytes: 94_000, facts: 12, footnotes: 30 }));
  const { screen, user } = openWindow("#/briefs?partner=TN&length=one-page", { saveBrief });
  await user.click(await screen.findByRole("button", { name: "Save as Word" }));
  expect((await screen.findByText("/home/desk/tn.docx")).parentElement?.textContent).toContain("94\u00a0KB");
  expect(saveBrief).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ partner: "TN", length: "one-page" }),
    "docx",
    expect.stringMatching(/^tn-/),
  );
});

test("a brief of every partner is saved, and one that cannot be is named while the rest goes on", async () => {
  const saveBriefs = vi.fn(async (folder: string, _ask: unknown, partners: string[]) => ({
    ...{ folder, saved: partners.slice(1), stopped: false },
    refused: [{ partner: "EG", reason: "The disk is full.", trouble: null }],
  }));
  const { screen, user } = openWindow("#/briefs?partner=TN", { saveBriefs });
  await user.click(await screen.findByRole("button", { name: "All as Word…" }));
  expect(await screen.findByText(/briefs saved in/)).toBeTruthy();
  expect(screen.getByText("Egypt: The disk is full.")).toBeTruthy();
  expect(screen.getByText("1 brief could not be saved. The page of briefs says why.")).toBeTruthy();
  await user.click(screen.getByRole("link", { name: "Money" }));
  await screen.findByRole("heading", { level: 1, name: "Money" });
  await user.click(screen.getByRole("link", { name: "Briefs" }));
  expect(await screen.findByText("Egypt: The disk is full."), "it is still there to read").toBeTruthy();
  expect(saveBriefs.mock.calls[0]?.[2]).toContain("RS");
});
