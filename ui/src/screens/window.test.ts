import axe from "axe-core";
import { waitFor, within } from "@testing-library/svelte";
import { describe, expect, test, vi } from "vitest";

import type { BriefAsk, SearchFound } from "../backend";
import { fakeBackend } from "../backend/fake/fake";
import { openWindow, pending } from "./window.fixture";

describe("the overview", () => {
  test("shows the seven partners and the Union, each leading to its page", async () => {
    const { screen } = openWindow("#/overview");
    for (const name of ["Egypt", "Lebanon", "Libya", "Mauritania", "Serbia", "Tunisia", "Türkiye"]) {
      const card = await screen.findByRole("article", { name });
      expect(within(card).getByRole("link", { name }).getAttribute("href")).toMatch(/#\/partner\/[A-Z]{2}/);
    }
  });

  test("shows how far each partner's money has come, kinds apart, and each count opens to what it counts", async () => {
    const { screen } = openWindow("#/overview");
    const card = await screen.findByRole("article", { name: "Tunisia" });
    const turn = (stage: string) => within(card).getByText(stage, { selector: "dt" }).parentElement!.textContent;
    expect(turn("Disbursed")).toMatch(/€1\.4\u00a0bn\s+loans.*€210\u00a0m\s+budget support/s);
    expect(turn("Disbursed"), "kinds are not added up").not.toContain("€1.61");
    const overdue = within(card).getByRole("link", { name: /^\d+ overdue$/ });
    expect(overdue.getAttribute("href")).toBe("#/commitments?partners=TN&overdue=yes");
    const silent = await screen.findByRole("article", { name: "Libya" });
    expect(within(silent).getByText("Disbursed", { selector: "dt" }).parentElement!.textContent).toContain("no data");
  });

  test("says what went wrong and asks again", async () => {
    const overview = vi
      .fn(fakeBackend().overview)
      .mockRejectedValueOnce({ code: "library", message: "The library is busy." });
    overview.mockRejectedValueOnce({ code: "library", message: "The library is busy." });
    const { screen, user } = openWindow("#/overview", { overview });
    expect((await screen.findByRole("alert")).textContent).toContain("The library is busy.");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByRole("heading", { level: 1, name: "The Union and its neighbourhood" });
  });
});

describe("the tracker of commitments", () => {
  test("has its partners from its own rows, also where the overview does not answer", async () => {
    const overview = vi.fn().mockRejectedValue({ code: "library", message: "The library is busy." });
    const { screen } = openWindow("#/commitments", { overview });
    const table = await screen.findByRole("table", { name: /strand/i });
    expect(within(table).getAllByRole("rowheader").length).toBeGreaterThan(0);
  });
});

describe("a partner's page", () => {
  test("opens its sections by tab, and the address follows", async () => {
    const { screen, user } = openWindow("#/partner/TN");
    await user.click(await screen.findByRole("tab", { name: /^Money/ }));
    expect(location.hash).toContain("tab=money");
    expect((await screen.findAllByText("Migration package linked to the memorandum")).length).toBeGreaterThan(0);
  });

  test("of a country that is not there says so", async () => {
    const { screen } = openWindow("#/partner/XX");
    expect((await screen.findByRole("alert")).textContent).toContain("No partner has the code XX.");
  });

  test("puts the speakers of a disputed fact side by side", async () => {
    const { screen } = openWindow("#/partner/TN?tab=contested");
    expect(await screen.findByText("Commission President, in Tunis")).toBeTruthy();
    expect(screen.getByText("European Commission", { selector: ".speaker" })).toBeTruthy();
  });
});

describe("search", () => {
  test("answers while one types, and says how it read the words", async () => {
    const { screen, user } = openWindow("#/overview");
    await user.type(await screen.findByRole("searchbox", { name: "Search the library" }), "readmission");
    expect(await screen.findByRole("heading", { level: 1, name: /result/ })).toBeTruthy();
    expect(screen.getByText(/Read as:/).textContent).toContain("readmission");
  });

  test("drops an answer that comes after a later one", async () => {
    const late = pending<SearchFound>();
    const real = fakeBackend().search;
    const search = vi.fn(real);
    const { screen, user } = openWindow("#/search?q=re", {
      search: (ask) => (ask.query === "return" ? late.promise : search(ask)),
    });
    const box = await screen.findByRole("searchbox", { name: "Search the library" });
    await user.clear(box);
    await user.type(box, "return");
    await user.type(box, "s");
    const shown = await screen.findByText(/Read as: “returns”/);
    late.settle({ ...(await real({ ...search.mock.lastCall![0], query: "border" })), query: "return" });
    await Promise.resolve();
    expect(shown.textContent, "the newer answer stays").toContain("returns");
  });

  test("marks what matched and offers another word when nothing does", async () => {
    const { screen } = openWindow("#/search?q=zzzz");
    expect(await screen.findByText("Nothing was found.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "readmission" })).toBeTruthy();
  });
});

describe("a record", () => {
  test("shows where it is written, with the place in the source", async () => {
    const { screen } = openWindow("#/record/tn-f01");
    const sources = await screen.findByRole("region", { name: /Where this is written/ });
    expect(within(sources).getByText("paragraph on the new package")).toBeTruthy();
  });

  test("refuses a date that is none beside its field, and writes nothing", async () => {
    const edit = vi.fn(async () => {});
    const { screen, user } = openWindow("#/record/tn-e01", { edit });
    await user.click(await screen.findByRole("button", { name: "Edit" }));
    const field = await screen.findByLabelText("Date");
    await user.clear(field);
    await user.type(field, "soon");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(edit).not.toHaveBeenCalled();
  });
});

describe("the as-of day", () => {
  test("is plainly shown when it is not today, and travels with every link", async () => {
    const { screen } = openWindow("#/overview?on=2024-06-25");
    expect(await screen.findByText(/Everything here is as it stood on/)).toBeTruthy();
    const rail = screen.getByRole("navigation", { name: "Screens" });
    expect(within(rail).getByRole("link", { name: "Money" }).getAttribute("href")).toBe("#/money?on=2024-06-25");
  });
});

describe("a brief", () => {
  test("is saved with the options that were chosen, and says where", async () => {
    const asked: BriefAsk[] = [];
    const saveBrief = vi.fn(async (ask: BriefAsk) => {
      asked.push(ask);
      return { out: "/tmp/eg.docx", bytes: 2048, facts: 10, footnotes: 9 };
    });
    const { screen, user } = openWindow("#/briefs?partner=EG&strands=energy", { saveBrief });
    await user.click(await screen.findByRole("button", { name: "Save as Word" }));
    expect(await screen.findByText("/tmp/eg.docx")).toBeTruthy();
    expect(asked[0]).toMatchObject({ partner: "EG", strands: ["energy"], length: "full" });
  });

  test("cannot run what is in its markup", async () => {
    const html = '<h1 onclick="x()">Egypt</h1><script>window.ran = true</script><a href="javascript:x()">y</a>';
    const { screen } = openWindow("#/briefs?partner=EG", { briefPreview: async () => html });
    const sheet = await screen.findByRole("article", { name: /Brief: Egypt/ });
    await waitFor(() => expect(sheet.shadowRoot?.innerHTML).toContain("Egypt"));
    expect(sheet.shadowRoot?.innerHTML).not.toMatch(/script|onclick/);
  });
});

describe("keys", () => {
  test("Ctrl+K opens the palette, and a partner is two keystrokes away", async () => {
    const { screen, user } = openWindow("#/library");
    await screen.findByRole("heading", { name: "Library" });
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox"), "serb{Enter}");
    await waitFor(() => expect(location.hash).toBe("#/partner/RS"));
  });

  test("Alt and a digit go to a screen", async () => {
    const { screen, user } = openWindow("#/overview");
    await screen.findByRole("heading", { level: 1 });
    await user.keyboard("{Alt>}6{/Alt}");
    await screen.findByRole("heading", { level: 1, name: "Money" });
  });
});

describe("everyone", () => {
  const SCREENS = [
    "overview",
    "partner/TN",
    "timeline?as=table",
    "search?q=return",
    "instruments",
    "commitments",
    "money",
    "briefs?partner=TN",
    "library",
    "record/tn-f01",
  ];
  test.each(SCREENS)("axe finds nothing on %s", async (hash) => {
    const { screen } = openWindow(`#/${hash}`);
    await screen.findByRole("heading", { level: 1 });
    const options = { rules: { "color-contrast": { enabled: false } } };
    const { violations } = await axe.run(document.body, options);
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  });
});
