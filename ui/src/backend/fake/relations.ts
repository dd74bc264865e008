/** An instrument among those it is tied to, as the library finds them. */
import type * as A from "../answers";
import * as library from "./records";

export function relations(id: string): A.Relations {
  const ties: A.Tie[] = library.instruments.flatMap((one) =>
    one.related
      .filter((tie) => library.instruments.some((other) => other.id === tie.to))
      .map((tie) => ({ from: one.id, ...tie })),
  );
  const plain = ties.filter(
    (tie, index) =>
      tie.how !== "related" ||
      !ties.some(
        (other, at) => other.from === tie.to && other.to === tie.from && (other.how !== "related" || at < index),
      ),
  );
  const steps = new Map([[id, 0]]);
  for (const step of [1, 2]) {
    for (const [from, to] of plain.flatMap((tie) => [
      [tie.from, tie.to],
      [tie.to, tie.from],
    ]) as [string, string][]) {
      if (steps.get(from) === step - 1 && !steps.has(to)) steps.set(to, step);
    }
  }
  const near = plain.filter((tie) => Math.min(steps.get(tie.from) ?? 9, steps.get(tie.to) ?? 9) < 2);
  if (near.length === 0) return { instruments: [], ties: [] };
  return {
    instruments: library.instruments
      .filter((one) => steps.has(one.id))
      .map(({ id, title, kind, signed }) => ({ id, title, kind, signed, steps: steps.get(id)! }))
      .toSorted((a, b) => a.steps - b.steps),
    ties: near,
  };
}
