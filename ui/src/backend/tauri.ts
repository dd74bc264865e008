/** The library behind the window, through Tauri. */
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { open, save } from "@tauri-apps/plugin-dialog";

import type { Backend } from "./backend";
import { commands, type CommandError_Serialize, type ExportFormat } from "./bindings";

type Result<T> = { status: "ok"; data: T } | { status: "error"; error: CommandError_Serialize };

/** A command's answer; its error is thrown, as a failed promise is. */
async function answer<T>(asked: Promise<Result<T>>): Promise<T> {
  const result = await asked;
  if (result.status === "error") throw result.error;
  return result.data;
}

async function done(asked: Promise<Result<unknown>>): Promise<void> {
  await answer(asked);
}

/** What a file of each format is called. */
const EXTENSIONS: Record<ExportFormat, string> = {
  csv: "csv",
  xlsx: "xlsx",
  jsonl: "jsonl",
  ris: "ris",
  bibtex: "bib",
  csl: "json",
  ics: "ics",
  iati: "xml",
};

export function tauriBackend(): Backend {
  return {
    start: () => answer(commands.start()),
    overview: (moment) => answer(commands.overview(moment)),
    partnerPage: (code, moment) => answer(commands.partnerPage(code, moment)),
    recordPage: (id, moment) => answer(commands.recordPage(id, moment)),
    search: (ask) => answer(commands.search(ask)),
    suggest: (typed) => answer(commands.suggest(typed)),
    timeline: (ask) => answer(commands.timeline(ask)),
    instruments: (ask) => answer(commands.instruments(ask)),
    commitments: (ask) => answer(commands.commitments(ask)),
    rollUp: (ask) => answer(commands.rollUp(ask)),
    funding: (ask) => answer(commands.funding(ask)),
    coverage: (partner, moment) => answer(commands.coverage(partner, moment)),
    briefPreview: (ask) => answer(commands.briefPreview(ask)),
    saveBrief: async (ask, format, name) => {
      const filters = [{ name: format.toUpperCase(), extensions: [format] }];
      const path = await save({ defaultPath: `${name}.${format}`, filters });
      return path === null ? null : answer(commands.saveBrief(ask, format, path));
    },
    saveBriefs: (folder, ask, partners, format) => answer(commands.saveBriefs(ask, partners, format, folder)),
    chooseFolder: () => open({ directory: true }),
    chooseBrief: () => open({ filters: [{ name: "Brief", extensions: ["docx", "pdf", "html"] }] }),
    recheckBrief: (path, moment) => answer(commands.recheckBrief(path, moment)),
    onDrop: (tell) => {
      const listening = getCurrentWebview().onDragDropEvent(({ payload }) => {
        if (payload.type === "drop") tell(payload.paths);
      });
      return () => void listening.then((stop) => stop());
    },
    documents: () => answer(commands.documents()),
    documentPage: (id, first, limit) => answer(commands.documentPage(id, first, limit)),
    comparable: () => answer(commands.comparable()),
    comparison: (ask) => answer(commands.comparison(ask)),
    importFiles: async (ask, chosen) => {
      const paths = await open({ multiple: true });
      if (paths === null) return null;
      chosen();
      return answer(commands.importFiles({ ...ask, paths }));
    },
    libraryState: () => answer(commands.libraryState()),
    check: () => answer(commands.check()),
    workStep: (errand) => commands.workStep(errand),
    stopWork: async (errand) => void (await commands.stopWork(errand)),
    backup: () => answer(commands.backup()),
    backups: () => answer(commands.backups()),
    chooseBackup: () => open({ filters: [{ name: "SQLite", extensions: ["sqlite"] }] }),
    restore: (path) => answer(commands.restore(path)),
    packs: () => answer(commands.packs()),
    previewPack: (folder) => answer(commands.previewPack(folder)),
    applyPack: (folder) => answer(commands.applyPack(folder)),
    rollBackPack: () => answer(commands.rollBackPack()),
    changes: (id) => answer(commands.changes(id, null)),
    exportRecords: async (ask, name, chosen) => {
      const extension = EXTENSIONS[ask.format];
      const filters = [{ name: ask.format.toUpperCase(), extensions: [extension] }];
      const path = await save({ defaultPath: `${name}.${extension}`, filters });
      if (path === null) return null;
      chosen();
      return answer(commands.export(ask, path));
    },
    saveTimeline: async (ask, drawing, name, chosen) => {
      const filters = [{ name: drawing.format.toUpperCase(), extensions: [drawing.format] }];
      const path = await save({ defaultPath: `${name}.${drawing.format}`, filters });
      if (path === null) return null;
      chosen();
      return answer(commands.saveTimeline(ask, drawing, path));
    },
    savedSearches: () => answer(commands.savedSearches()),
    saveSearch: (label, query) => done(commands.saveSearch(label, query)),
    forgetSearch: (id) => done(commands.forgetSearch(id)),
    examine: (record) => answer(commands.examine(record)),
    edit: (record, who) => done(commands.edit(record, who)),
    undo: (sequence, who) => done(commands.undo(sequence, who)),
    decisions: () => answer(commands.decisions()),
    decide: (id, field, take, who) => done(commands.decide(id, field, take, who)),
    tags: () => answer(commands.tags()),
    addNote: (about, text, who) => done(commands.addNote(about, text, who)),
    addTag: (record, label, who) => done(commands.addTag(record, label, who)),
    removeTag: (record, tag, who) => done(commands.removeTag(record, tag, who)),
    removeOwn: (id, who) => done(commands.removeOwn(id, who)),
  };
}
