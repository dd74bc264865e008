// Follows Tab through the page: where it stops, how that is called, and whether one sees that one is there.
// arguments[0] says what to do: "start" before the first key, "far" after some, "doubt" and "sure" about what was not seen
// in passing, "tell" at the end.

const REACHED_BY_TAB =
  "a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex]";
const LOOK = [
  ...["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "textDecorationColor"],
  ...["borderTopColor", "borderBottomColor", "borderLeftColor", "borderTopWidth", "stroke", "strokeWidth", "fill"],
];

const said = (one) => `${one.localName} “${accessibleName(one).slice(0, 60)}”`;
/** A page has roots within: a brief's sheet is a tree of its own. */
const rootsIn = (root) => [root, ...[...root.querySelectorAll("*")].flatMap((one) => (one.shadowRoot ? rootsIn(one.shadowRoot) : []))];
/** What covers the rest takes Tab for itself. */
const ground = () => document.querySelector("dialog[open]") ?? document;

function stops() {
  const all = rootsIn(ground()).flatMap((root) => [...root.querySelectorAll(REACHED_BY_TAB)]);
  const shown = all.filter((one) => one.tabIndex >= 0 && !one.shadowRoot && one.checkVisibility());
  // Of several to choose one from, Tab stops at the chosen one; arrows do the rest.
  const groups = new Map();
  for (const one of shown) if (one.type === "radio" && (one.checked || !groups.has(one.name))) groups.set(one.name, one);
  return shown.filter((one) => one.type !== "radio" || groups.get(one.name) === one);
}

/** How a stop looks, with what lies in it and close around it: a mark may be drawn on its label, its frame or its shape. */
function look(one) {
  const [first, second] = [one.parentElement, one.parentElement?.parentElement];
  const around = [one, first, second].filter((near) => near && !near.matches("main, body, html"));
  const seen = [...around, ...[...one.querySelectorAll("*")].slice(0, 8)].map((near) => {
    const style = getComputedStyle(near);
    return LOOK.map((property) => style[property]).join(" ");
  });
  return seen.join("; ");
}

/** How many sides of the ring that is drawn around a stop are not cut off by what holds it; 4 where no ring is drawn. */
function sidesOfRing(one) {
  const style = getComputedStyle(one);
  if (style.outlineStyle === "none") return 4;
  const out = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
  const box = one.getBoundingClientRect();
  const sides = { left: box.left - out, top: box.top - out, right: box.right + out, bottom: box.bottom + out };
  for (let holder = one.parentElement; holder; holder = holder.parentElement) {
    const { overflowX } = getComputedStyle(holder);
    if (overflowX === "visible") continue;
    const held = holder.getBoundingClientRect();
    if (sides.left < held.left - 0.5) sides.left = null;
    if (sides.top < held.top - 0.5) sides.top = null;
    if (sides.right > held.right + 0.5) sides.right = null;
    if (sides.bottom > held.bottom + 0.5) sides.bottom = null;
  }
  return Object.values(sides).filter((side) => side !== null).length;
}

/** Whether nothing lies over it and it is within the window. */
function uncovered(one) {
  if (one instanceof SVGElement) return true;
  const box = (one.matches(".unseen") && one.labels ? one.labels[0] : one).getClientRects()[0];
  if (!box) return false;
  const hit = one.getRootNode().elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return hit !== null && (one.contains(hit) || [...(one.labels ?? [])].some((label) => label.contains(hit)));
}

function begin() {
  document.activeElement?.blur();
  const walk = { passed: [], unmarked: new Set(), cut: new Set(), covered: new Set(), end: new AbortController() };
  window.walk = walk;
  const unfocused = new Map(stops().map((one) => [one, look(one)]));
  // Rows of a long list come as one goes down it; who comes from below starts at the last that is there.
  walk.owed = () => stops().filter((one) => unfocused.has(one) || !one.closest("[data-index]"));
  let there = {};
  const arrive = (event) => {
    const [one] = event.composedPath();
    if (one === there.one || one.matches("main")) return;
    there = { one, look: look(one), covered: !uncovered(one) };
    walk.passed.push(one);
    if (unfocused.get(one) === there.look) walk.unmarked.add(one);
    if (sidesOfRing(one) < 2) walk.cut.add(one);
  };
  const leave = (event) => {
    const [one] = event.composedPath();
    if (one !== there.one || !one.isConnected) return;
    // By now the page has moved to where it is.
    if (there.covered && !uncovered(one)) walk.covered.add(one);
    // What came on the way, as rows do while one goes down a list, is compared once it is left.
    if (!unfocused.has(one) && look(one) === there.look) walk.unmarked.add(one);
  };
  for (const root of rootsIn(document)) {
    root.addEventListener("focusin", arrive, { signal: walk.end.signal });
    root.addEventListener("focusout", leave, { signal: walk.end.signal });
  }
}

/** Goes once more to a stop that was not seen in passing; false when there is none. */
function doubt() {
  window.walk.end.abort();
  const [one] = window.walk.covered;
  one?.focus();
  return one !== undefined;
}

/** Takes the doubt away when the stop has come into sight. */
function sure() {
  const [one] = window.walk.covered;
  return uncovered(one) && window.walk.covered.delete(one);
}

function tell() {
  const walk = window.walk;
  const passed = new Set(walk.passed);
  const missed = walk.owed().filter((one) => !passed.has(one));
  return [
    ...missed.map((one) => `Tab does not lead to ${said(one)}`),
    ...[...passed].filter((one) => accessibleName(one) === "").map((one) => `${one.outerHTML.slice(0, 120)} has no name`),
    ...[...walk.unmarked].map((one) => `${said(one)} looks the same with the focus`),
    ...[...walk.cut].map((one) => `the ring around ${said(one)} is cut off`),
    ...[...walk.covered].map((one) => `${said(one)} cannot be seen when the focus is on it`),
  ];
}

if (arguments[0] === "start") return begin();
if (arguments[0] === "doubt") return doubt();
if (arguments[0] === "sure") return sure();
if (arguments[0] === "tell") return tell();
return { passed: window.walk.passed.length, distinct: new Set(window.walk.passed).size };
