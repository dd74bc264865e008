import { waitFor, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";

import type { CompareAsk, ComparedRow, Comparison } from "../backend";
import { comparison } from "../backend/fake/compare";
import { openWindow } from "./window.fixture";

test("the text to set beside an instrument's is chosen from those of its partners first", async () => {
  const { screen, user } = openWindow("#/record/tn-mou-2023");
  await user.click(await screen.findByRole("link", { name: "Compare with…" }));
  await screen.findByRole("heading", { level: 1, name: "EU–Tunisia memorandum of understanding" });
  const list = screen.getByRole("list", { name: "Texts" });
  const names = within(list)
    .getAllByRole("link")
    .map((one) => one.textContent);
  expect(names, "itself is not among them, and Egypt's comes last").toEqual([
    "The draft",
    "What was signed",
    "EU–Egypt joint declaration",
  ]);
  await user.type(screen.getByRole("searchbox", { name: "Find a text" }), "egypt");
  await waitFor(() => expect(within(list).getAllByRole("link")).toHaveLength(1));
  await user.click(within(list).getByRole("link"));
  expect(await screen.findByRole("heading", { level: 1, name: "Two texts side by side" })).toBeTruthy();
  expect(location.hash).toBe("#/compare/tn-mou-2023?with=eg-jd-2024");
});

test("the chosen pair is a page of its own, and going back stands on the chosen text again", async () => {
  const { screen, user } = openWindow("#/compare/draft");
  const chosen = await screen.findByRole("link", { name: "What was signed" });
  expect(document.title).toBe("Comparison: draft – Entente");
  chosen.focus();
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { level: 1, name: "Two texts side by side" });
  expect(document.activeElement, "the pressed link is gone, the page has the keys").toBe(screen.getByRole("main"));
  expect(document.title).toBe("Comparison: draft / signed – Entente");
  await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
  await screen.findByRole("heading", { level: 1, name: "The draft" });
  await waitFor(() => expect(document.activeElement?.textContent).toBe("What was signed"));
});

test("words of one text only are marked as such, and each clause says what became of it", async () => {
  const { screen } = openWindow("#/compare/draft?with=signed");
  const rows = within(await screen.findByRole("list", { name: "Clauses" })).getAllByRole("listitem");
  expect(rows.map((row) => row.firstElementChild?.textContent)).toEqual([
    "Changed",
    "Alike",
    "Only in the second",
    "Only in the first",
  ]);
  const marked = (tag: string) => [...rows[0]!.querySelectorAll(tag)].map((one) => one.textContent);
  expect([marked("del"), marked("ins")]).toEqual([
    ["shall", "105"],
    ["may", "150"],
  ]);
  expect(within(rows[2]!).getByText("Not in this text")).toBeTruthy();
  expect(within(rows[0]!).getAllByRole("link")[1]?.getAttribute("href")).toBe("#/document/signed?at=3");
  expect(screen.getByText("1 changed · 1 only in the first · 1 only in the second · 1 alike")).toBeTruthy();
});

test("keys lead from difference to difference, and the address knows where one is", async () => {
  const { screen, user } = openWindow("#/compare/draft?with=signed");
  await screen.findByText("3 differences");
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  expect(await screen.findByText("Difference 1 of 3")).toBeTruthy();
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  expect(await screen.findByText("Difference 2 of 3")).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.id).toBe("clause-3"));
  expect(location.hash).toContain("at=3");
  await user.keyboard("{Alt>}{ArrowUp}{/Alt}");
  await waitFor(() => expect(document.activeElement?.id).toBe("clause-1"));
  expect(screen.getByRole("button", { name: "Previous difference" }).getAttribute("aria-disabled")).toBe("true");
});

test("the next difference may be in another stretch", async () => {
  const alike: ComparedRow = { ...comparison(asked("a", "b")).rows[1]!, row: 1 };
  const far: ComparedRow = { ...comparison(asked("a", "b")).rows[0]!, row: 200, difference: 1 };
  const answer = vi.fn(async (ask: CompareAsk): Promise<Comparison> => {
    const whole = { ...comparison(ask), of: 300 };
    return ask.at < 61
      ? { ...whole, rows: [alike], difference_after: 200, later: 61 }
      : { ...whole, rows: [far], first: 181, earlier: 180 };
  });
  const { screen, user } = openWindow("#/compare/draft?with=signed", { comparison: answer });
  await screen.findByText("Clauses 1 to 1 of 300");
  await user.click(screen.getByRole("button", { name: "Next difference" }));
  await waitFor(() => expect(document.activeElement?.id).toBe("clause-200"));
  expect(answer).toHaveBeenLastCalledWith(expect.objectContaining({ at: 200 }));
});

test("steps within what is shown ask for nothing, and a crooked place in the address is mended", async () => {
  const answer = vi.fn(async (ask: CompareAsk) => comparison(ask));
  const { screen, user } = openWindow("#/compare/draft?with=signed&at=1.5", { comparison: answer });
  await screen.findByText("Difference 1 of 3");
  expect(answer).toHaveBeenLastCalledWith(expect.objectContaining({ at: 1 }));
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  await screen.findByText("Difference 2 of 3");
  expect(answer, "its row is there already").toHaveBeenCalledOnce();
});

test("a text that is not there heads its page, with a way to another", async () => {
  const comparison = vi.fn().mockRejectedValue({ code: "not-found", message: "no record is named nowhere" });
  const { screen } = openWindow("#/compare/draft?with=nowhere", { comparison });
  expect(await screen.findByRole("heading", { level: 1 })).toBeTruthy();
  const way = screen.getByRole("link", { name: "Choose another text…" });
  expect(way.getAttribute("href")).toBe("#/compare/draft");
});

test("a text beside itself is to be chosen anew, and without any text the page has a heading", async () => {
  const { screen } = openWindow("#/compare/draft?with=draft");
  expect(await screen.findByRole("heading", { level: 1, name: "The draft" })).toBeTruthy();
  location.hash = "#/compare";
  expect(await screen.findByRole("heading", { level: 1, name: "Comparison" })).toBeTruthy();
});

test("an instrument that only its commitments stand for is said to be read by them, and no name for machines is shown", async () => {
  const answer = async (ask: CompareAsk): Promise<Comparison> => {
    const one = comparison(ask);
    const place = { ...one.rows[3]!.clause.left!, record: "eg-jd-2024-c01", locator: "eg-jd-2024-c01", passage: null };
    const row = { ...one.rows[3]!, clause: { ...one.rows[3]!.clause, left: place } };
    return { ...one, left: { ...one.left, kind: "instrument" }, rows: [row] };
  };
  const { screen } = openWindow("#/compare/eg-jd-2024?with=signed", { comparison: answer });
  expect(await screen.findByText("First text: Instrument, no text, 3 commitments")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Commitment" }).getAttribute("href")).toBe("#/record/eg-jd-2024-c01");
  expect(screen.queryByText("eg-jd-2024-c01")).toBeNull();
});

test("places of clauses are said in the window's language", async () => {
  const { screen, user } = openWindow("#/compare/draft?with=signed");
  await screen.findByText("3 differences");
  await user.keyboard("{Control>}{Shift>}F{/Shift}{/Control}");
  expect((await screen.findAllByRole("link", { name: "paragraphe 3" })).length).toBeGreaterThan(0);
});

test("what is the same in both can be left out", async () => {
  const answer = vi.fn(async (ask: CompareAsk) => comparison(ask));
  const { screen, user } = openWindow("#/compare/draft?with=signed", { comparison: answer });
  await user.click(await screen.findByRole("radio", { name: "Differences only" }));
  await waitFor(() => expect(screen.queryByText("Alike")).toBeNull());
  expect(answer).toHaveBeenLastCalledWith(expect.objectContaining({ only_differences: true }));
  expect(location.hash).toContain("show=differences");
});

const asked = (left: string, right: string): CompareAsk => ({ left, right, at: 1, limit: 60, only_differences: false });
