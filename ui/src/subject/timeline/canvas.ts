/** Draws many marks at once, and the calendar behind them: what the drawn elements show, without an element for each. */
import type { Strand } from "../../backend";
import { cut, isCluster, roomWithin, type Mark } from "./layout";
import { tickAt, type Tick, type View } from "./scale";

export interface Brush {
  width: number;
  rowHeight: number;
  laneHeight: number;
  /** Pixels from the left edge to day 0. */
  offset: number;
  /** How much the layout is stretched. */
  stretch: number;
  selected: string | null;
  colour: (strand: Strand | null) => string;
  ink: string;
  ground: string;
  font: string;
}

/** The calendar behind the marks, and how it is drawn. */
export interface Calendar {
  view: View;
  ticks: readonly Tick[];
  /** The as-of day. */
  today: number;
  width: number;
  lanes: number;
  laneHeight: number;
  /** Pixels above the first lane. */
  head: number;
  /** The value of a colour token. */
  token: (name: string) => string;
  family: string;
}

/** Wipes the canvas and draws the calendar. One picture with the marks: a second layer under them would be drawn again at each step. */
export function paintCalendar(to: CanvasRenderingContext2D, calendar: Calendar): void {
  const { view, width, lanes, laneHeight, head, token } = calendar;
  const bottom = head + lanes * laneHeight;
  const line = (x1: number, y1: number, x2: number, y2: number, colour: string) => {
    to.strokeStyle = token(colour);
    to.beginPath();
    to.moveTo(x1, y1);
    to.lineTo(x2, y2);
    to.stroke();
  };
  to.clearRect(0, 0, width, bottom);
  to.lineWidth = 1;
  for (let lane = 0; lane < lanes; lane++) {
    const y = head + lane * laneHeight + 0.5;
    line(0, y, width, y, "--rule");
  }
  to.textBaseline = "alphabetic";
  for (const tick of calendar.ticks) {
    const x = tickAt(tick.day, view, width);
    line(x, head - 4, x, bottom, tick.strong ? "--rule-strong" : "--grid");
    to.fillStyle = token(tick.strong ? "--ink" : "--ink-3");
    to.font = `${tick.strong ? 600 : 400} 11px ${calendar.family}`;
    to.fillText(tick.label, x + 3, head - 9);
  }
  if (calendar.today >= view.from && calendar.today <= view.to) {
    const x = tickAt(calendar.today, view, width);
    to.lineWidth = 2;
    line(x, head - 4, x, bottom, "--gold");
    to.lineWidth = 1;
  }
}

const INSET = 12;

export function middle(mark: Mark, laneHeight: number, rowHeight: number): number {
  return mark.lane * laneHeight + INSET + mark.row * rowHeight;
}

export function paint(to: CanvasRenderingContext2D, marks: readonly Mark[], brush: Brush): void {
  const { width, offset, stretch, laneHeight, rowHeight } = brush;
  to.font = brush.font;
  to.textBaseline = "alphabetic";
  for (const mark of marks) {
    const x = mark.x * stretch + offset;
    const last = mark.end * stretch + offset;
    if (x > width + 20 || Math.max(last, x + mark.room) < -20) continue;
    const y = middle(mark, laneHeight, rowHeight);
    const end = Math.min(last, width + 20);
    const start = Math.max(x, -20);
    to.fillStyle = to.strokeStyle = brush.colour(mark.strand);
    if (isCluster(mark)) pill(to, x, y, String(mark.members.length), brush);
    else if (mark.shape === "point") glyph(to, mark, x, y);
    else if (mark.kind === "instrument") {
      to.globalAlpha = 0.4;
      to.fillRect(start, y + 7, end - start, 1.5);
      to.globalAlpha = 1;
      glyph(to, mark, x, y);
    } else {
      to.globalAlpha = 0.22;
      to.fillRect(start, y - 6.5, Math.max(4, end - start), 13);
      to.globalAlpha = 1;
      to.setLineDash(mark.shape === "within" ? [3, 2] : []);
      to.strokeRect(start + 0.5, y - 6.5, Math.max(4, end - start) - 1, 13);
      to.setLineDash([]);
    }
    if (mark.key === brush.selected) {
      to.lineWidth = 2;
      to.strokeStyle = brush.ink;
      to.strokeRect(x - 9, y - 9, 18, 18);
      to.lineWidth = 1;
    }
    const bar = mark.shape !== "point" && mark.kind !== "instrument";
    const within = bar ? roomWithin(mark.label, Math.max(start, 0), end, Math.min(mark.room, width - last)) : null;
    if (!isCluster(mark) && (within !== null || (mark.room > 0 && (bar ? last : x) > -8))) {
      const at = bar ? (within !== null ? Math.max(start, 0) + 5 : Math.max(last, x + 4) + 5) : x + 10;
      to.fillStyle = brush.ink;
      to.fillText(cut(mark.label, within ?? mark.room), at, y + 4);
    }
  }
}

function glyph(to: CanvasRenderingContext2D, mark: Mark, x: number, y: number) {
  to.beginPath();
  if (mark.kind === "event") to.arc(x, y, 4.5, 0, 7);
  else if (mark.kind === "funding") to.rect(x - 4.5, y - 4.5, 9, 9);
  else if (mark.kind === "commitment") {
    to.moveTo(x - 5.5, y - 5);
    to.lineTo(x + 5.5, y - 5);
    to.lineTo(x, y + 5);
  } else to.rect(x - 2, y - 8, 4, 16);
  to.fill();
}

function pill(to: CanvasRenderingContext2D, x: number, y: number, text: string, brush: Brush) {
  const wide = 12 + text.length * 6;
  to.beginPath();
  to.roundRect(x - wide / 2, y - 8, wide, 16, 8);
  to.fill();
  to.fillStyle = brush.ground;
  to.textAlign = "center";
  to.fillText(text, x, y + 4);
  to.textAlign = "left";
}
