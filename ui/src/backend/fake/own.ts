/** Notes and tags of the fake's user, kept while the page is open. */
import type { Note, TagRow } from "../answers";

export let notes: Note[] = [];
let carried = new Map<string, { label: string; records: string[] }>();

const row = ([id, { label, records }]: [string, { label: string; records: string[] }]): TagRow => ({
  id,
  label,
  records: records.length,
});

export const tags = (): TagRow[] => [...carried].map(row);
export const tagsOn = (id: string): TagRow[] => [...carried].filter(([, tag]) => tag.records.includes(id)).map(row);

export function addNote(about: string, text: string) {
  notes = [...notes, { id: `note-${notes.length + 1}`, about, text }];
}
export function removeNote(id: string) {
  notes = notes.filter((note) => note.id !== id);
}
export function addTag(record: string, label: string) {
  const id = `tag-${label.toLowerCase().replace(/\W+/g, "-")}`;
  const tag = carried.get(id) ?? { label, records: [] };
  carried.set(id, { ...tag, records: [...new Set([...tag.records, record])] });
}
export function removeTag(record: string, id: string) {
  const tag = carried.get(id);
  if (tag) carried.set(id, { ...tag, records: tag.records.filter((one) => one !== record) });
}
/** As a new library has it. */
export function forget() {
  notes = [];
  carried = new Map();
}
