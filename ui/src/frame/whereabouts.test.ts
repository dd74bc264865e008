import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Whereabouts } from "./whereabouts";

let page: HTMLElement;
const link = () => {
  const one = document.createElement("a");
  one.href = "#/record/tn-f01";
  page.append(one);
  return one;
};

beforeEach(() => {
  vi.useFakeTimers();
  page = document.createElement("main");
  document.body.append(page);
});
afterEach(() => {
  vi.useRealTimers();
  page.remove();
});

/** Leaves a page while standing on its link, and comes back before that is there again. */
function comeBack() {
  const whereabouts = new Whereabouts();
  link().focus();
  whereabouts.leave(1, page);
  page.replaceChildren();
  whereabouts.takeUp(1, page);
}

test("what comes a moment later is taken up again", async () => {
  comeBack();
  await vi.advanceTimersByTimeAsync(2000);
  const again = link();
  await vi.advanceTimersByTimeAsync(0);
  expect(document.activeElement).toBe(again);
});

test("what comes much later takes nobody's focus away", async () => {
  comeBack();
  await vi.advanceTimersByTimeAsync(4000);
  const late = link();
  await vi.advanceTimersByTimeAsync(0);
  expect(document.activeElement).not.toBe(late);
});
