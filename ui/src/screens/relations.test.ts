import axe from "axe-core";
import { within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";

import { fakeBackend } from "../backend/fake/fake";
import { BOX, arranged, wrapped } from "./record/layout";
import { openWindow } from "./window.fixture";

const drawing = { name: /drawn/ };

describe("an instrument among others", () => {
  test("is drawn with links named by title and date, and the same stands in a list", async () => {
    const { screen } = openWindow("#/record/eg-summit-2025");
    const section = await screen.findByRole("region", { name: /Among other instruments/ });
    const drawn = await within(section).findByRole("group", drawing);
    const there = within(drawn).getAllByRole("link");
    expect(there.length).toBeGreaterThan(2);
    for (const link of there) {
      const [title] = link.getAttribute("aria-label")!.split(/, (?:\d+ )?(?:\w+ )?\d{4}$/);
      const listed = within(section).getAllByRole("link", { name: title! });
      expect(listed.length, `${title} stands in the list too`).toBeGreaterThan(0);
      expect(link.getAttribute("href")).toMatch(/^#\/record\//);
    }
    expect(within(drawn).getByRole("img", { name: /^This instrument: Joint statement/ })).toBeTruthy();
    expect(within(drawn).getAllByText("related to").length, "each tie carries its word").toBe(there.length);
  });

  test("one step further is drawn when it is asked for, and the address keeps it", async () => {
    const { screen, user } = openWindow("#/record/eg-summit-2025");
    const section = await screen.findByRole("region", { name: /Among other instruments/ });
    const before = within(await within(section).findByRole("group", drawing)).getAllByRole("link").length;
    await user.click(within(section).getByRole("radio", { name: "Two steps" }));
    expect(location.hash).toContain("steps=2");
    const drawn = await within(section).findByRole("group", drawing);
    expect(within(drawn).getAllByRole("link").length).toBeGreaterThan(before);
    expect(within(section).getByRole("heading", { name: "One step further" })).toBeTruthy();
    const options = { rules: { "color-contrast": { enabled: false } } };
    const { violations } = await axe.run(section, options);
    expect(violations.map((one) => one.id)).toEqual([]);
  });

  test("that is tied to none is not drawn", async () => {
    const { screen } = openWindow("#/record/mr-elec-2025");
    await screen.findByRole("heading", { level: 1 });
    expect(screen.queryByRole("region", { name: /Among other instruments/ })).toBeNull();
  });
});

describe("the drawing", () => {
  test("holds every box, and no two of them meet", async () => {
    const { instruments, ties } = (
      await fakeBackend().recordPage("eg-summit-2025", { as_of: "2026-11-25", past: false, known_on: null })
    ).relations;
    const drawn = await arranged(instruments, ties, (how) => how);
    for (const [index, one] of drawn.boxes.entries()) {
      expect(one.left).toBeGreaterThanOrEqual(0);
      expect(one.left + BOX.width).toBeLessThanOrEqual(drawn.width);
      for (const other of drawn.boxes.slice(index + 1)) {
        const apart =
          Math.abs(one.left - other.left) >= BOX.width ||
          one.top >= other.top + other.height ||
          other.top >= one.top + one.height;
        expect(apart, `${one.one.id} and ${other.one.id}`).toBe(true);
      }
    }
  });

  test("puts what came first at the left", async () => {
    const at = (id: string, signed: string | null) => ({ id, title: id, kind: "agreement" as never, signed, steps: 1 });
    const left = async (how: string, from: string, to: string) => {
      const both = [at("old", "1995-07-17"), at("new", "2023~")];
      const drawn = await arranged(both, [{ from, how: how as never, to }], (word) => word);
      return drawn.boxes.toSorted((a, b) => a.left - b.left)[0]!.one.id;
    };
    expect(await left("implements", "new", "old")).toBe("old");
    expect(await left("related", "old", "new"), "though the older names the newer").toBe("old");
  });

  test("leads each tie from the box that says it to the box it speaks of, even round in a circle", async () => {
    const at = (id: string) => ({ id, title: id, kind: "agreement" as never, signed: null, steps: 1 });
    const ring = ["a", "b", "c"].map((from, index) => ({ from, how: "follows" as const, to: "bca"[index]! }));
    const drawn = await arranged(["a", "b", "c"].map(at), ring, (word) => word);
    const touches = (id: string, [x, y]: number[]) => {
      const box = drawn.boxes.find(({ one }) => one.id === id)!;
      const side = Math.min(Math.abs(x! - box.left), Math.abs(x! - box.left - BOX.width));
      return side < 0.01 && y! >= box.top && y! <= box.top + box.height;
    };
    for (const { tie, path } of drawn.lines) {
      const numbers = path.match(/-?[\d.]+/g)!.map(Number);
      expect(touches(tie.from, numbers.slice(0, 2)), `${tie.from} in ${path}`).toBe(true);
      expect(touches(tie.to, numbers.slice(-2)), `${tie.to} in ${path}`).toBe(true);
    }
  });

  test("breaks titles into lines, and long words where it must", () => {
    expect(wrapped("Joint statement of the first EU-Egypt summit").length).toBeGreaterThan(1);
    expect(wrapped("x".repeat(60)).length).toBeGreaterThan(2);
    const lines = wrapped("word ".repeat(80).trim());
    expect(lines.length).toBe(6);
    expect(lines.at(-1)).toMatch(/…$/);
  });
});
