/** Draws many marks at once. The same shapes as the drawn elements, without an element for each. */
import type { Strand } from "../../backend";
import { cut, isCluster, type Mark } from "./layout";

export interface Brush {
  width: number;
  height: number;
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

const INSET = 12;

export function middle(mark: Mark, laneHeight: number, rowHeight: number): number {
  return mark.lane * laneHeight + INSET + mark.row * rowHeight;
}

export function paint(to: CanvasRenderingContext2D, marks: readonly Mark[], brush: Brush): void {
  const { width, height, offset, stretch, laneHeight, rowHeight } = brush;
  to.clearRect(0, 0, width, height);
  to.font = brush.font;
  to.textBaseline = "middle";
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
      to.fillRect(start, y - 6, Math.max(4, end - start), 12);
      to.globalAlpha = 1;
      to.setLineDash(mark.shape === "within" ? [3, 2] : []);
      to.strokeRect(start + 0.5, y - 5.5, Math.max(4, end - start) - 1, 11);
      to.setLineDash([]);
    }
    if (mark.key === brush.selected) {
      to.lineWidth = 2;
      to.strokeStyle = brush.ink;
      to.strokeRect(x - 9, y - 9, 18, 18);
      to.lineWidth = 1;
    }
    const bar = mark.shape !== "point" && mark.kind !== "instrument";
    const inside = bar && last - x > 60;
    if (mark.room > 0 && !isCluster(mark) && (inside || (bar ? last : x) > -8)) {
      const at = bar ? (inside ? Math.max(start, 0) + 5 : last + 5) : x + 10;
      to.fillStyle = brush.ink;
      to.fillText(cut(mark.label, mark.room + (inside ? end - Math.max(start, 0) : 0)), at, y + 0.5);
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
  to.fillText(text, x, y + 0.5);
  to.textAlign = "left";
}
