/** The library behind the window, through Tauri. */
import { invoke } from "@tauri-apps/api/core";
import { open, save } from "@tauri-apps/plugin-dialog";

import type { Backend } from "./backend";

export function tauriBackend(): Backend {
  return {
    start: () => invoke("start"),
    overview: (moment) => invoke("overview", { moment }),
    partnerPage: (code, moment) => invoke("partner_page", { code, moment }),
    recordPage: (id, moment) => invoke("record_page", { id, moment }),
    search: (ask) => invoke("search", { ask }),
    suggest: (typed) => invoke("suggest", { typed }),
    timeline: (ask) => invoke("timeline", { ask }),
    instruments: (ask) => invoke("instruments", { ask }),
    commitments: (ask) => invoke("commitments", { ask }),
    rollUp: (ask) => invoke("roll_up", { ask }),
    funding: (ask) => invoke("funding", { ask }),
    coverage: (partner, moment) => invoke("coverage", { partner, moment }),
    briefPreview: (ask) => invoke("brief_preview", { ask }),
    saveBrief: async (ask, format, name) => {
      const path = await save({
        defaultPath: `${name}.${format}`,
        filters: [{ name: format.toUpperCase(), extensions: [format] }],
      });
      return path === null ? null : invoke("save_brief", { ask, format, path });
    },
    documents: () => invoke("documents"),
    documentPage: (id, first, limit) => invoke("document_page", { id, first, limit }),
    importFiles: async (ask) => {
      const paths = await open({ multiple: true });
      return paths === null ? null : invoke("import_files", { ask: { ...ask, paths } });
    },
    libraryState: () => invoke("library_state"),
    check: () => invoke("check"),
    backup: () => invoke("backup"),
    changes: (id) => invoke("changes", { id, since: null }),
    edit: (record) => invoke("edit", { record, who: null }),
    undo: (sequence) => invoke("undo", { sequence }),
    decisions: () => invoke("decisions"),
    decide: (id, field, take) => invoke("decide", { id, field, take }),
  };
}
