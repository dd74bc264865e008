/** The one door to the library. Only this folder names Tauri. */
export type * from "./answers";
export { asBackendError, type Backend, type BackendError } from "./backend";

import type { Backend } from "./backend";

/** The library behind the window; in a plain browser, where there is none, the fake. */
export async function openBackend(): Promise<Backend> {
  if (__FAKE_BACKEND__ && !("__TAURI_INTERNALS__" in window)) {
    return (await import("./fake/fake")).fakeBackend();
  }
  return (await import("./tauri")).tauriBackend();
}
