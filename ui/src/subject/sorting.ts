/** Sorting of registers: `column` upwards, `-column` downwards. What has no value stands last either way. */
export type Reader<Row> = (row: Row) => string | number | null;

export function sorted<Row>(rows: readonly Row[], sort: string, columns: Record<string, Reader<Row>>): readonly Row[] {
  const down = sort.startsWith("-");
  const read = columns[down ? sort.slice(1) : sort];
  if (!read) return rows;
  return rows.toSorted((a, b) => {
    const [x, y] = [read(a), read(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
    return down ? -order : order;
  });
}
