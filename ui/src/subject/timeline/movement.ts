/** Moving a timeline by hand: drag, pinch, wheel. */
import { pan, zoom, type View } from "./scale";

export interface Moved {
  /** What is in sight now, and how many pixels a day takes. */
  view: () => View;
  perDay: () => number;
  change: (view: View) => void;
  /** A press that did not move, at page coordinates. */
  tap: (x: number, y: number) => void;
  /** Whether the wheel alone zooms, or only with Ctrl. */
  wheel: () => "always" | "ctrl";
}

/** Less than this is a press, not a drag. */
const SLACK = 4;
/** Fingers closer than this would zoom without end. */
const PINCH = 8;

/** Listens on an element until the returned function is called. */
export function movement(on: HTMLElement, moved: Moved): () => void {
  const fingers = new Map<number, number>();
  let way = 0;
  const dayAt = (x: number) => moved.view().from + (x - on.getBoundingClientRect().left) / moved.perDay();

  function down(event: PointerEvent) {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, event.clientX);
    way = 0;
  }

  function move(event: PointerEvent) {
    const before = fingers.get(event.pointerId);
    if (before === undefined || moved.perDay() === 0) return;
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    way += Math.abs(event.clientX - before);
    if (way > SLACK) on.setPointerCapture(event.pointerId);
    if (other !== undefined) {
      const factor = Math.max(PINCH, Math.abs(event.clientX - other)) / Math.max(PINCH, Math.abs(before - other));
      moved.change(zoom(moved.view(), factor, dayAt(other)));
    } else if (way > SLACK) {
      moved.change(pan(moved.view(), (before - event.clientX) / moved.perDay()));
    }
    fingers.set(event.pointerId, event.clientX);
  }

  function up(event: PointerEvent) {
    const was = fingers.delete(event.pointerId);
    if (was && way <= SLACK && event.type === "pointerup") moved.tap(event.clientX, event.clientY);
  }

  function roll(event: WheelEvent) {
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
    if (!sideways && moved.wheel() === "ctrl" && !event.ctrlKey) return;
    event.preventDefault();
    if (sideways) return moved.change(pan(moved.view(), (event.deltaX || event.deltaY) / moved.perDay()));
    const step = Math.max(-60, Math.min(60, event.deltaY));
    moved.change(zoom(moved.view(), Math.exp(-step * 0.006), dayAt(event.clientX)));
  }

  const listeners: [string, (event: never) => void][] = [
    ["pointerdown", down],
    ["pointermove", move],
    ["pointerup", up],
    ["pointercancel", up],
    ["wheel", roll],
  ];
  for (const [name, listen] of listeners) on.addEventListener(name, listen as EventListener, { passive: false });
  return () => {
    for (const [name, listen] of listeners) on.removeEventListener(name, listen as EventListener);
  };
}
