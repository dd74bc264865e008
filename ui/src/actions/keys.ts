/** Keys into actions. */
import { t } from "../words/words.svelte";
import { ACTION_IDS, info, type ActionId, type ActionInfo } from "./table";

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

function matches(combination: string, event: Pressed): boolean {
  const pieces = combination.split("+");
  // “+” itself is written alone and splits into two empty pieces.
  const key = combination === "+" ? "+" : (pieces.pop() ?? "");
  const has = (name: string) => combination !== "+" && pieces.includes(name);
  const mod = MAC ? event.metaKey : event.ctrlKey;
  const named = key.length > 1;
  const shift = has("Shift");
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === has("Mod") &&
    event.altKey === has("Alt") &&
    // A sign such as “?” may need Shift to be typed.
    (event.shiftKey === shift || (!named && !/[a-z0-9]/i.test(key)))
  );
}

/** The action that a key press means in a place; null for none, or while an input method composes. */
export function actionFor(event: KeyboardEvent, where: ActionInfo["where"]): ActionId | null {
  if (event.isComposing || event.key === "Process") return null;
  const typing = isTyping(event.target);
  for (const id of ACTION_IDS) {
    const action = info(id);
    if (action.where !== where) continue;
    for (const combination of action.keys.split(" ")) {
      const plain = !/Mod|Alt|^F\d/.test(combination);
      if (matches(combination, event) && !(typing && plain && where === "anywhere")) return id;
    }
  }
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  // A tick or one of a few takes no letters.
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio)$/.test(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
}

const SHOWN: Record<string, string> = {
  Mod: MAC ? "⌘" : "Ctrl",
  Alt: MAC ? "⌥" : "Alt",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

function keycap(piece: string): string {
  if (piece === "Shift") return MAC ? "⇧" : t("key_shift");
  if (piece === "Enter") return t("key_enter");
  return SHOWN[piece] ?? piece.toUpperCase();
}

/** The first way to press an action, as keycaps: `["Ctrl", "K"]`. */
export function keycaps(id: ActionId): string[] {
  const first = info(id).keys.split(" ")[0] ?? "";
  return first === "+" ? ["+"] : first.split("+").map(keycap);
}
