// Answers the visible elements a Locator names, in document order. Run in the page by WebDriver; arguments[0] is the locator.
//
// Roles and names follow the accessibility rules as far as our own pages use them: an explicit role, else the one the
// tag implies; names are told by name.js.

const impliedRoles = {
  article: "article",
  banner: "body > header",
  button: "button, summary, input[type=button], input[type=submit]",
  cell: "td",
  checkbox: "input[type=checkbox]",
  columnheader: "thead th, th[scope=col]",
  combobox: "select",
  complementary: "aside",
  dialog: "dialog",
  figure: "figure",
  form: "form",
  group: "fieldset, details",
  heading: "h1, h2, h3, h4, h5, h6",
  img: "img",
  link: "a[href]",
  list: "ul, ol",
  listitem: "li",
  main: "main",
  navigation: "nav",
  option: "option",
  radio: "input[type=radio]",
  region: "section[aria-label], section[aria-labelledby]",
  row: "tr",
  rowheader: "th[scope=row]",
  searchbox: "input[type=search]",
  status: "output",
  table: "table",
  textbox: "input:not([type]), input[type=text], input[type=date], textarea",
};

function byRole(root, role, name) {
  const implied = impliedRoles[role];
  const selector = `[role~="${role}"]` + (implied ? `, ${implied}` : "");
  const found = [...root.querySelectorAll(selector)].filter((element) => {
    const explicit = element.getAttribute("role");
    return (explicit === null || explicit.split(/\s+/).includes(role)) && visible(element);
  });
  if (name === "") return found;
  const wanted = plain(name);
  const exact = found.filter((element) => accessibleName(element) === wanted);
  return exact.length > 0 ? exact : found.filter((element) => accessibleName(element).includes(wanted));
}

function byText(root, words) {
  const wanted = plain(words);
  const holds = (element) => plain(element.textContent).includes(wanted);
  return [...root.querySelectorAll("body, body *")].filter(
    (element) => holds(element) && visible(element) && ![...element.children].some((child) => holds(child) && visible(child)),
  );
}

function find(locator) {
  const roots = locator.within ? find(locator.within) : [document];
  const found = new Set();
  for (const root of roots) {
    const here =
      locator.by === "role"
        ? byRole(root, locator.role, locator.name)
        : locator.by === "text"
          ? byText(root, locator.words)
          : [...root.querySelectorAll(locator.by === "css" ? locator.selector : `[data-testid="${locator.id}"]`)].filter(visible);
    for (const element of here) found.add(element);
  }
  return [...found];
}

return find(arguments[0]);
