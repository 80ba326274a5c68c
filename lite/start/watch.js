// @ts-check
/**
 * Beside an open notebook: says that Python is starting, that it has started, and what to try where it does not. Who came
 * here without the start page, by a bookmark or a reload, is also told when the notebook has been updated.
 *
 * JupyterLite's page loads this as a module. Without it a cell whose Python never comes shows [*] for ever, and no word.
 * The words stand in the start page's HTML.
 */

import { Copies } from "./copies.js";
import { published } from "./fetching.js";
import { decide, sources, told, wanted } from "./notebook.js";

const EVERY = 500;

/** What JupyterLab calls the state of the kernel of the notebook that is open: nothing before there is one.
 * @returns {string | undefined} */
function status() {
  return /** @type {any} */ (globalThis).jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status;
}

const home = new URL("index.html", import.meta.url);
const asked = wanted(`?notebook=${encodeURIComponent(new URLSearchParams(location.search).get("path") ?? "")}`);

/** Find out whether a newer notebook has been published than the copy that is opened here. Where none is kept, what is
 * published is what opens, and that is noted. */
async function outdated() {
  if (!asked) return false;
  const base = new URL("../", home);
  try {
    const found = await published(new URL(`files/${asked.path}`, base).href, "default");
    if (found.state !== "fine") return false;
    const copies = new Copies(base.pathname);
    const kept = (await copies.kept(asked.path))?.content ?? undefined;
    const decision = decide(kept, sources(found.notebook), await copies.opened(asked.path));
    await copies.note(asked.path, found.notebook);
    return decision === "stale" || decision === "both";
  } catch {
    return false; // this browser keeps nothing
  }
}

/** Fetch the words, and make the box that they appear in. @returns {Promise<{box: HTMLElement, words: DocumentFragment}>} */
async function prepare() {
  const page = new DOMParser().parseFromString(await (await fetch(home)).text(), "text/html");
  const words = /** @type {HTMLTemplateElement} */ (page.getElementById("watching")).content;
  for (const link of words.querySelectorAll("a")) {
    const to = link.dataset.to === "start" ? home : new URL(page.getElementById("page")?.getAttribute("href") ?? "", home);
    if (asked && link.dataset.to === "start") to.search = `?notebook=${asked.path}`;
    link.href = asked && link.dataset.to === "page" ? new URL(`../../exercises/${asked.name}.html`, home).href : to.href;
  }
  const box = /** @type {HTMLElement} */ (document.importNode(/** @type {Element} */ (words.querySelector("aside")), true));
  box.querySelector("button")?.addEventListener("click", () => { box.hidden = true; });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("watch.css", import.meta.url).href;
  document.head.append(style);
  document.body.append(box);
  return { box, words };
}

/** Look at the kernel for as long as the page is open, and tell what changes. */
async function watch() {
  let [last, started, since, updated] = ["", false, Date.now(), false];
  outdated().then((is) => { updated = is; });
  const { box, words } = await prepare();
  setInterval(() => {
    const now = status();
    let next = /** @type {string} */ (told(now, started, Date.now() - since));
    if (next === "started") [started, since, next] = [true, Date.now(), updated ? "updated" : next];
    if (!next || next === last) return;
    last = next;
    const said = words.querySelector(`[data-watch="${next}"]`);
    box.querySelector("[role=status]")?.replaceChildren(...(said ? [said.cloneNode(true)] : []));
    box.hidden = false;
    if (next === "started") for (const kind of ["keydown", "pointerdown"]) { // a phone has no keys
      document.addEventListener(kind, () => { box.hidden ||= last === "started"; }, { once: true });
    }
  }, EVERY);
}

await watch();
