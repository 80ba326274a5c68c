// @ts-check
/** What can be told of a notebook without a browser: its address, its sources, whose changes it holds, its text as a file. */

/** @typedef {{cell_type?: string, source?: string | string[]}} Cell */
/** @typedef {{cells: Cell[]}} Notebook */
/** What JupyterLite keeps of one file.
 * @typedef {{name: string, path: string, last_modified: string, format: string | null, mimetype?: string, type: string, content: any}} Model */
/** What was published when the learner opened a notebook: the version they began from, and all that they were given.
 * @typedef {{from: string, seen: string[]}} Opened */
/** @typedef {"new" | "mine" | "both" | "stale"} Decision */

/** Where a notebook of the course may lie. What an address says beside this is never used. */
const NAME = /^(exercises|solutions)\/([0-9a-z-]+)\.ipynb$/;
/** As many published versions are remembered as a course may have in use. */
const VERSIONS = 20;

/** Return the notebook that the page's address asks for, in its parts.
 * @param {string} search @returns {{path: string, folder: string, name: string} | undefined} */
export function wanted(search) {
  const asked = new URLSearchParams(search).getAll("notebook");
  const found = asked.length === 1 ? NAME.exec(asked[0]) : null;
  return found ? { path: found[0], folder: found[1], name: found[2] } : undefined;
}

/** Whether something read from a file or from the browser's store is a notebook. @param {any} content @returns {content is Notebook} */
export function isNotebook(content) {
  return typeof content === "object" && content !== null && Array.isArray(content.cells)
    && content.cells.every((/** @type {any} */ cell) => typeof cell === "object" && cell !== null);
}

/**
 * Return the sources of a notebook's cells as one text to compare: without outputs, and without the empty cells that a
 * notebook adds when its last cell is run.
 * @param {Notebook} notebook
 */
export function sources(notebook) {
  const cells = notebook.cells.map((cell) => [String(cell.cell_type), [cell.source ?? ""].flat().join("").trimEnd()]);
  return JSON.stringify(cells.filter(([, text]) => text));
}

/** Return a notebook's first heading, or nothing. @param {Notebook} notebook */
export function title(notebook) {
  for (const cell of notebook.cells) {
    const found = cell.cell_type === "markdown" && /^# +(.+)$/m.exec([cell.source ?? ""].flat().join(""));
    if (found) return found[1].trim();
  }
  return "";
}

/**
 * Decide whose notebook is opened. Whatever is not surely a published version is the learner's, and is theirs to replace.
 * @param {unknown} kept what the browser keeps @param {string | undefined} published sources now published
 * @param {Opened | undefined} opened @returns {Decision}
 */
export function decide(kept, published, opened) {
  if (kept === undefined) return "new";
  if (!isNotebook(kept) || published === undefined) return "mine";
  const mine = sources(kept);
  if (mine === published || !opened) return "mine";
  if (opened.seen.includes(mine)) return "stale";
  return opened.from === published ? "mine" : "both";
}

/** Return what is to be remembered when a learner is given the published notebook.
 * @param {Opened | undefined} opened @param {string} published @returns {Opened} */
export function noted(opened, published) {
  const before = (opened?.seen ?? []).filter((text) => text !== published);
  return { from: published, seen: [...before, published].slice(-VERSIONS) };
}

/** Return what a kept file holds, as it is written into a file on disk. @param {Model} model @returns {string | Uint8Array<ArrayBuffer>} */
export function asFile({ content, format }) {
  if (typeof content !== "string") return `${JSON.stringify(content ?? null, null, 1)}\n`;
  return format === "base64" ? Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)) : content;
}

/** Return a size in whole megabytes, and never none. @param {unknown} bytes @returns {number | undefined} */
export function megabytes(bytes) {
  return typeof bytes === "number" && bytes > 0 && Number.isFinite(bytes) ? Math.max(1, Math.round(bytes / 1e6)) : undefined;
}

/** Return the files of a list that can be fetched ahead: what is not as agreed is left out.
 * @param {unknown} list @returns {{url: string, bytes: number}[]} */
export function ahead(list) {
  if (!Array.isArray(list)) return [];
  const inside = (/** @type {unknown} */ url) => typeof url === "string" && !/^([a-z]+:|[/\\])|\.\./i.test(url);
  return list.filter((file) => inside(file?.url) && Number.isFinite(file.bytes) && file.bytes > 0);
}

/** Python that has not started after so long, in milliseconds, may never do. */
const LATE = 60_000;

/**
 * What a reader of an open notebook should be told of Python's start; nothing where there is nothing new.
 * @param {string | undefined} status what JupyterLab calls the state of the kernel @param {boolean} started whether it has run before
 * @param {number} waited milliseconds since it was last seen to run, or since the page was opened
 * @returns {"" | "starting" | "started" | "late" | "dead"}
 */
export function told(status, started, waited) {
  if (status === "idle" || status === "busy") return "started";
  if (status === "dead") return "dead";
  if (started && status === undefined) return ""; // the reader has shut it down
  return waited < LATE ? "starting" : "late";
}

/** Which names in the browser's small store belong to answers given in notebooks, and which to answers on pages.
 * @param {string} key @param {string} course @returns {"notebook" | "page" | ""} */
export function whose(key, course) {
  const [root, name, ...rest] = key.split(":");
  if (root !== "selfcheck" || name !== course) return "";
  return rest[0] === "notebook" ? "notebook" : "page";
}
