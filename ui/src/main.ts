import "./styles/index.css";

import { mount } from "svelte";

import App from "./App.svelte";
import { openBackend } from "./backend";

const target = document.getElementById("window");
if (!target) throw new Error("the page has no place for the window");

const backend = await openBackend();
const { today } = await backend.start();
mount(App, { target, props: { backend, today } });
