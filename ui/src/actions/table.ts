/** Every action of the window. Keys, palette, menus and help are read from this table. */
import type { Key } from "../words/words.svelte";

export interface ActionInfo {
  /** `Mod` is Ctrl, or Command on a Mac. Alternatives are separated by a space. */
  keys: string;
  label: Key;
  /** Where its keys are heard. */
  where: "anywhere" | "timeline" | "list";
  /** Left out of the palette: it only makes sense where its keys are. */
  local?: true;
}

export const ACTIONS = {
  "palette.open": { keys: "Mod+K", label: "action_palette", where: "anywhere" },
  "search.focus": { keys: "Mod+F /", label: "action_search", where: "anywhere" },
  "go.overview": { keys: "Alt+1", label: "action_go_overview", where: "anywhere" },
  "go.timeline": { keys: "Alt+2", label: "action_go_timeline", where: "anywhere" },
  "go.search": { keys: "Alt+3", label: "action_go_search", where: "anywhere" },
  "go.instruments": { keys: "Alt+4", label: "action_go_instruments", where: "anywhere" },
  "go.commitments": { keys: "Alt+5", label: "action_go_commitments", where: "anywhere" },
  "go.money": { keys: "Alt+6", label: "action_go_money", where: "anywhere" },
  "go.briefs": { keys: "Alt+7", label: "action_go_briefs", where: "anywhere" },
  "go.library": { keys: "Alt+8", label: "action_go_library", where: "anywhere" },
  "go.back": { keys: "Alt+ArrowLeft", label: "action_back", where: "anywhere" },
  "go.forward": { keys: "Alt+ArrowRight", label: "action_forward", where: "anywhere" },
  "day.set": { keys: "Mod+D", label: "action_day", where: "anywhere" },
  "day.today": { keys: "Mod+Shift+D", label: "action_today", where: "anywhere" },
  "theme.next": { keys: "Mod+Shift+L", label: "action_theme", where: "anywhere" },
  "language.next": { keys: "Mod+Shift+F", label: "action_language", where: "anywhere" },
  "window.print": { keys: "Mod+P", label: "action_print", where: "anywhere" },
  "selection.copy": { keys: "Mod+Shift+C", label: "copy_cited", where: "anywhere" },
  "export.stop": { keys: "Mod+Shift+S", label: "action_export_stop", where: "anywhere" },
  "compare.next": { keys: "Alt+ArrowDown", label: "action_compare_next", where: "anywhere" },
  "compare.previous": { keys: "Alt+ArrowUp", label: "action_compare_previous", where: "anywhere" },
  "help.open": { keys: "F1 ?", label: "action_help", where: "anywhere" },
  "timeline.earlier": { keys: "ArrowLeft", label: "action_timeline_earlier", where: "timeline", local: true },
  "timeline.later": { keys: "ArrowRight", label: "action_timeline_later", where: "timeline", local: true },
  "timeline.closer": { keys: "+ =", label: "action_timeline_closer", where: "timeline", local: true },
  "timeline.wider": { keys: "-", label: "action_timeline_wider", where: "timeline", local: true },
  "timeline.whole": { keys: "0", label: "action_timeline_whole", where: "timeline", local: true },
  "timeline.next": { keys: "ArrowDown n", label: "action_timeline_next", where: "timeline", local: true },
  "timeline.previous": { keys: "ArrowUp p", label: "action_timeline_previous", where: "timeline", local: true },
  "timeline.open": { keys: "Enter", label: "action_timeline_open", where: "timeline", local: true },
  "list.next": { keys: "ArrowDown", label: "action_list_next", where: "list", local: true },
  "list.previous": { keys: "ArrowUp", label: "action_list_previous", where: "list", local: true },
} as const satisfies Record<string, ActionInfo>;

export type ActionId = keyof typeof ACTIONS;
export const ACTION_IDS = Object.keys(ACTIONS) as ActionId[];
export const info = (id: ActionId): ActionInfo => ACTIONS[id];
