import { describe, expect, test } from "vitest";

import { Address, parse } from "./address.svelte";

describe("an address", () => {
  test("names a screen, what it shows, and how", () => {
    const { screen, id, params } = parse("#/partner/TN?tab=money&on=2024-06-25");
    expect([screen, id, params.get("tab")]).toEqual(["partner", "TN", "money"]);
  });

  test("that nobody knows leads to the overview", () => {
    expect(parse("#/nowhere/x?y=1").screen).toBe("overview");
  });

  test("of another screen keeps the as-of day", () => {
    location.hash = "#/overview?on=2024-06-25";
    expect(new Address().href("money")).toBe("#/money?on=2024-06-25");
  });

  test("drops what is empty and keeps lists together", () => {
    location.hash = "#/timeline";
    const address = new Address();
    address.set({ partners: ["TN", "EG"], text: "", from: null });
    expect(location.hash).toBe("#/timeline?partners=TN%2CEG");
    expect(address.list("partners")).toEqual(["TN", "EG"]);
  });
});
