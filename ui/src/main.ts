import "./styles/index.css";

import { mount } from "svelte";

import App from "./App.svelte";
import { asBackendError, openBackend } from "./backend";
import NoLibrary from "./frame/NoLibrary.svelte";

const target = document.getElementById("window");
if (!target) throw new Error("the page has no place for the window");

const backend = await openBackend();
try {
  const { today } = await backend.start();
  mount(App, { target, props: { backend, today } });
} catch (thrown) {
  mount(NoLibrary, { target, props: { error: asBackendError(thrown), backend } });
}
