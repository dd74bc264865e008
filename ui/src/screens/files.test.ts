import { expect, test, vi } from "vitest";

import { openWindow } from "./window.fixture";

test("the timeline is saved as pages to print: the whole filtered range, in the lanes that are in sight", async () => {
  const saveTimeline = vi.fn(async () => ({ out: "/home/desk/timeline.pdf", rows: 59 }));
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
  );
});

test("a file of money holds the kinds of money that are in sight", async () => {
  const exportRecords = vi.fn(async () => ({ out: "/home/desk/money.csv", rows: 7 }));
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
  );
});
