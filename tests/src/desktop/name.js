// What people perceive of an element: whether it is shown, and what it is called. Read before find.js and walk.js.

const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim().toLowerCase();

function visible(element) {
  // What lies in a closed <details> has a place and is not shown.
  if (element.getClientRects().length === 0 || !element.checkVisibility()) return false;
  return getComputedStyle(element).visibility === "visible";
}

function accessibleName(element) {
  const labelledby = element.getAttribute("aria-labelledby");
  if (labelledby) {
    return plain(labelledby.split(/\s+/).map((id) => element.getRootNode().getElementById(id)?.textContent ?? "").join(" "));
  }
  const label = element.getAttribute("aria-label");
  if (label) return plain(label);
  if (element.labels?.length) return plain([...element.labels].map((one) => one.textContent).join(" "));
  if (element.alt) return plain(element.alt);
  const title = element.querySelector(":scope > title, :scope > caption, :scope > legend, :scope > figcaption");
  if (title) return plain(title.textContent);
  const takesContent = !["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName);
  const content = takesContent ? plain(element.textContent) : "";
  if (content) return content;
  return plain(element.getAttribute("placeholder") || element.getAttribute("title") || element.value);
}
