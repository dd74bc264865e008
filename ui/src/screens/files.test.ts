import { waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";

import type { Exported } from "../backend";
import { openWindow, pending } from "./window.fixture";

test("the timeline is saved as pages to print: the whole filtered range, in the lanes that are in sight", async () => {
  const saveTimeline = vi.fn(async () => ({ out: "/home/desk/timeline.pdf", rows: 59, stopped: false }));
  const { screen, user } = openWindow("#/timeline?partners=TN&lanes=partner", { saveTimeline });
  await user.click(await screen.findByRole("button", { name: "Export" }));
  await user.click(await screen.findByRole("button", { name: "Pages to print (PDF, A4)" }));
  expect(await screen.findByText("59 marks drawn in /home/desk/timeline.pdf")).toBeTruthy();
  expect(saveTimeline).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      filters: expect.objectContaining({
        partners: ["TN"],
        kinds: ["event", "instrument", "funding", "commitment"],
      }),
    }),
    { format: "pdf", paper: "a4", lanes: "partner", language: "en" },
    "timeline",
    expect.any(Function),
  );
});

test("a file of money holds the kinds of money that are in sight", async () => {
  const exportRecords = vi.fn(async () => ({ out: "/home/desk/money.csv", rows: 7, stopped: false }));
  const { screen, user } = openWindow("#/money?partners=EG&money=loan", { exportRecords });
  await user.click(await screen.findByRole("button", { name: "Export" }));
  await user.click(await screen.findByRole("button", { name: "Table (CSV)" }));
  await screen.findByText("7 rows written to /home/desk/money.csv");
  expect(exportRecords).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      funding_kinds: ["loan"],
      filters: expect.objectContaining({ partners: ["EG"], kinds: ["funding"] }),
    }),
    "money",
    expect.any(Function),
  );
});

test("a long export says how far it is on whatever page one looks, and is stopped by keys", async () => {
  const { promise, settle } = pending<Exported | null>();
  const stopWork = vi.fn(async () => settle({ out: "/home/desk/money.xlsx", rows: 0, stopped: true }));
  const { screen, user } = openWindow("#/money", {
    exportRecords: (_ask, _name, chosen) => (chosen(), promise),
    stopWork,
    workStep: async () => ({ doing: "rows", done: 1200, of: 100_000 }),
  });
  await user.click(await screen.findByRole("button", { name: "Export" }));
  await user.click(await screen.findByRole("button", { name: "Spreadsheet (XLSX)" }));
  expect(screen.queryByRole("progressbar"), "not before half a second").toBeNull();
  const bar = await screen.findByRole("progressbar", { name: "Writing rows" });
  expect([bar.getAttribute("value"), bar.getAttribute("max")]).toEqual(["1200", "100000"]);

  await user.click(screen.getByRole("link", { name: "Instruments" }));
  await screen.findByRole("heading", { level: 1, name: "Instruments" });
  expect(screen.getByRole("button", { name: "Stop" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Export" }));
  await user.click(await screen.findByRole("button", { name: "Table (CSV)" }));
  expect(await screen.findByText(/Another file is being written/)).toBeTruthy();

  const stop = screen.getByRole("button", { name: "Stop" });
  expect(stop.title).toContain("Stop");
  stop.focus();
  await user.keyboard("{Control>}{Shift>}S{/Shift}{/Control}");
  expect(stopWork).toHaveBeenCalledExactlyOnceWith("export");
  const told = await screen.findByText(/what stood there before is untouched/);
  expect(told.parentElement!.className, "not marked as if it had succeeded").toContain("stopped");
  await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  expect(document.activeElement, "the button is gone, the page has the keys").toBe(screen.getByRole("main"));
});
