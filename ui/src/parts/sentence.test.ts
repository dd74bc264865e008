import { expect, test } from "vitest";

import { sentence } from "./sentence";

test("what the library says is read as a sentence, and no path is written otherwise", () => {
  expect(sentence("no record is named tn-mou")).toBe("No record is named tn-mou.");
  expect(sentence("Rien n’a été modifié.")).toBe("Rien n’a été modifié.");
  expect(sentence("/tmp/library cannot be written")).toBe("/tmp/library cannot be written.");
  expect(sentence("library.sqlite is damaged")).toBe("library.sqlite is damaged.");
  expect(sentence("there is no folder /home/desk/briefs")).toBe("There is no folder /home/desk/briefs");
});
