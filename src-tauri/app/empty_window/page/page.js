// Usable: it has painted, and it listens.
const paint = (colour) => (document.documentElement.style.background = colour);
addEventListener("keydown", () => paint("#b5651d"));
paint("#1d4fb5");
