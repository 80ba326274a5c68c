// @ts-check
/**
 * The page between an exercise and its notebook: says what will happen, fetches Python ahead, and looks after copies.
 *
 * A learner's copy is never lost: what a newer notebook replaces is put aside first, and what cannot be told from the
 * learner's own work is theirs to replace.
 */

import { Copies } from "./copies.js";
import { list, preload, published } from "./fetching.js";
import { asFile, decide, megabytes, sources, title, wanted, whose } from "./notebook.js";
import { dialog, download, fault, fill, fillList, fillTime, link, part, say, show, all } from "./page.js";

/** @typedef {import("./notebook.js").Model} Model */

/** After so long the reader is told what to try. */
const SLOW = 60_000;
/** Less room than this, in bytes, is too little for an exercise's notebook with its outputs. */
const ROOM = 5e6;
/** The longest that remembering a version may hold up the reader who wants to go on. */
const PATIENCE = 1_000;

const base = new URL("../", location.href);
const copies = new Copies(base.pathname);
const asked = wanted(location.search);
/** What is published now. @type {import("./notebook.js").Notebook | undefined} */
let current;
let state = "looking";
let stopped = false;

/** Show a fault after which the notebook cannot be opened. @param {string} name */
function stop(name) {
  stopped = true;
  fault(name);
  say("stopped");
}

/** Show a state of the page, with what is kept. @param {string} next @param {Model} [model] */
async function enter(next, model) {
  state = next === "new" && stopped ? "stopped" : next;
  show(state);
  if (model) fillTime(document, "saved", model.last_modified);
  link("open").hidden = stopped;
  if (!current) part("fresh").hidden = true; // there is nothing to start again from
  const earlier = state === "refused" || !asked ? [] : await copies.aside(asked.path);
  part("earlier").hidden = !earlier.length;
  fillList(part("asides"), earlier.map((one) => ({
    name: one.model.name, when: one.when, act: () => give(one.model),
  })));
}

/** Whether a page may keep anything at all: where it may not, JupyterLite opens no notebook. */
function mayKeep() {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
}

/** Find out what is kept, replace a copy in which the learner changed nothing, and show what can be done. */
async function settle() {
  if (!asked) return;
  try {
    const model = await copies.kept(asked.path);
    const opened = await copies.opened(asked.path);
    const decision = decide(model?.content ?? undefined, current && sources(current), opened);
    if (decision === "stale" && model) await (await replace(model) ? enter("replaced") : enter("mine", model));
    else await enter(model && decision === "new" ? "mine" : decision, model);
    part("forgetting").hidden = false;
  } catch {
    if (mayKeep()) fault("refused");
    else stop("closed");
    await enter("refused");
  }
}

/** Put a copy aside and out of the way; say so where that cannot be done. @param {Model} model */
async function replace(model) {
  try {
    if (asked && await copies.replace(asked.path, model)) return true;
    say("moved");
  } catch (error) {
    const full = error instanceof DOMException && error.name === "QuotaExceededError";
    if (full) fault("full");
    say(full ? "full" : "failed");
  }
  return false;
}

/** @param {Model} model */
function give(model) {
  download(model.name, asFile(model));
  say("downloaded");
}

async function giveMine() {
  try {
    const model = asked && await copies.kept(asked.path);
    if (model) give(model);
    else say("gone");
  } catch { say("failed"); }
}

async function startAfresh() {
  dialog("fresh-dialog").close();
  try {
    const model = asked && await copies.kept(asked.path);
    const done = model ? await replace(model) : true;
    if (!done) return await settle();
    await enter("new");
    say("fresh");
    part("open").focus(); // the button that was pressed is gone
  } catch { say("failed"); }
}

async function note() {
  if (!asked || !current || state === "refused") return;
  await copies.note(asked.path, current).catch(() => undefined); // nothing is kept: then a copy counts as the learner's own
}

/** @param {MouseEvent} event */
async function go(event) {
  const here = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (here) event.preventDefault();
  await Promise.race([note(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  if (here) location.assign(link("open").href);
}

async function askToForget() {
  try {
    const [files, earlier] = [await copies.all(), await copies.aside()];
    const models = [...files, ...earlier.map((one) => one.model)];
    fillList(part("files"), models.map((model) => ({ name: model.path, when: model.last_modified, act: () => give(model) })));
    part("kept-files").hidden = !models.length;
    part("nothing-kept").hidden = models.length > 0;
    dialog("forget-dialog").showModal();
  } catch { say("failed"); }
}

async function forget() {
  dialog("forget-dialog").close();
  try {
    await copies.forget(() => say("blocked"));
    const pages = /** @type {HTMLInputElement} */ (part("answers")).checked;
    const course = document.documentElement.dataset.course ?? "";
    for (const key of Object.keys(localStorage)) {
      const owner = whose(key, course);
      const program = key.startsWith(base.href) || key.startsWith(copies.jupyter);
      if (program || owner === "notebook" || owner === "page" && pages) localStorage.removeItem(key);
    }
    await settle();
    say("forgotten");
  } catch { say("half"); }
}

/** Fetch Python's files while the reader reads, and show how far that is. */
async function fetchAhead() {
  const bytes = megabytes((await list(new URL("sizes.json", base).href))?.first_visit_bytes);
  part("size").hidden = !bytes;
  part("no-size").hidden = !!bytes;
  fill(document, "size", String(bytes ?? ""));
  if (/** @type {any} */ (navigator).connection?.saveData) {
    part("saving").hidden = false;
    return;
  }
  const files = await list(new URL("preload.json", base).href);
  if (!files) return;
  part("fetching").hidden = false;
  const bar = /** @type {HTMLProgressElement} */ (part("bar"));
  const late = setTimeout(() => { fault("slow"); say("slow"); }, SLOW);
  const lost = await preload(files, base.href, (done, most) => { bar.max = most || 1; bar.value = done; });
  clearTimeout(late);
  fault("slow", false);
  if (lost) {
    fill(document, "part", lost);
    fault("part");
    say("part");
  } else if (!part("status").hasChildNodes()) say("ready");
}

async function begin() {
  if (!asked) {
    show("unknown");
    return stop("unknown");
  }
  part("solved").hidden = asked.folder !== "solutions";
  link("page").href = `../../exercises/${asked.name}.html`;
  link("file").href = new URL(`files/${asked.path}`, base).href;
  link("open").href = new URL(`notebooks/index.html?path=${encodeURIComponent(asked.path)}`, base).href;
  if (typeof WebAssembly !== "object") stop("webassembly");
  part("no-worker").hidden = "serviceWorker" in navigator;
  const found = await published(link("file").href);
  if (found.state === "fine") {
    current = found.notebook;
    part("title").textContent = title(current);
    part("title").hidden = !title(current);
    part("published").hidden = false;
  } else {
    fault(found.state);
    // A copy that is kept opens without what is published; else there is nothing to open.
    stopped ||= !await copies.kept(asked.path).catch(() => undefined);
    if (stopped) say("stopped");
  }
  await settle();
  const room = await navigator.storage?.estimate().catch(() => undefined);
  if (room?.quota !== undefined && room.quota - (room.usage ?? 0) < ROOM) fault("full");
  if (!stopped) await fetchAhead();
}

link("open").addEventListener("click", go);
link("open").addEventListener("auxclick", go);
part("download").addEventListener("click", giveMine);
part("fresh-download").addEventListener("click", giveMine);
part("fresh").addEventListener("click", () => dialog("fresh-dialog").showModal());
part("fresh-yes").addEventListener("click", startAfresh);
part("forget").addEventListener("click", askToForget);
part("forget-yes").addEventListener("click", forget);
for (const close of all("[data-close]")) close.addEventListener("click", () => close.closest("dialog")?.close());
window.addEventListener("pageshow", (event) => { if (event.persisted) settle(); }); // back from the notebook
await begin();
