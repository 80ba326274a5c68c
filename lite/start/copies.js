// @ts-check
/**
 * What is kept in this browser of the notebooks: JupyterLite's copies, and beside them what this page puts aside.
 *
 * JupyterLite does not document where it keeps files: a test holds the names. No database of its is ever made here.
 */

import { isNotebook, noted, sources } from "./notebook.js";

/** @typedef {import("./notebook.js").Model} Model */
/** @typedef {import("./notebook.js").Notebook} Notebook */
/** @typedef {import("./notebook.js").Opened} Opened */
/** @typedef {{path: string, when: string, model: Model}} Aside */

const FILES = "files";
const OPENED = "opened";
const ASIDE = "aside";

/** Wait for a request. @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) => new Promise((resolve, reject) => {
  request.addEventListener("success", () => resolve(request.result));
  request.addEventListener("error", () => reject(request.error));
});

/** Wait until all that was written is on the disk. @param {IDBTransaction} work @returns {Promise<void>} */
const written = (work) => new Promise((resolve, reject) => {
  work.addEventListener("complete", () => resolve());
  work.addEventListener("abort", () => reject(work.error ?? new DOMException("", "AbortError")));
});

/** Open a database as it is, or find that there is none; with a function to make it, make it.
 * @param {string} name @param {(made: IDBDatabase) => void} [make] @returns {Promise<IDBDatabase | undefined>} */
async function open(name, make) {
  const request = make ? indexedDB.open(name, 1) : indexedDB.open(name);
  let absent = false;
  request.addEventListener("upgradeneeded", () => {
    if (make) return make(request.result);
    absent = true;
    request.transaction?.abort();
  });
  try {
    const found = await answer(request);
    found.addEventListener("versionchange", () => found.close());
    return found;
  } catch (error) {
    if (absent) return undefined;
    throw error;
  }
}

/** Delete a database. @param {string} name @param {() => void} blocked called if another tab still uses it @returns {Promise<unknown>} */
function remove(name, blocked) {
  const request = indexedDB.deleteDatabase(name);
  request.addEventListener("blocked", blocked);
  return answer(request);
}

/** What a browser keeps of the notebooks under one address. Every method rejects where the browser refuses. */
export class Copies {
  /** @param {string} base the path of the folder that JupyterLite lies in, with a slash at its end */
  constructor(base) {
    this.jupyter = `JupyterLite Storage - ${base}`;
    this.own = `notebook-copies:${base}`;
  }

  /** Do something with one store of a database, and close it.
   * @template T @param {IDBDatabase | undefined} db @param {string} store @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => Promise<T>} act @returns {Promise<T | undefined>} */
  async #with(db, store, mode, act) {
    try {
      if (!db?.objectStoreNames.contains(store)) return undefined;
      const work = db.transaction(store, mode);
      const end = written(work);
      end.catch(() => undefined); // told by what the work was for
      const found = await act(work.objectStore(store));
      await end;
      return found;
    } finally {
      db?.close();
    }
  }

  async #files() { return open(this.jupyter); }

  async #ours() {
    return open(this.own, (made) => {
      made.createObjectStore(OPENED);
      made.createObjectStore(ASIDE, { autoIncrement: true });
    });
  }

  /** Return JupyterLite's copy of a file. @param {string} path @returns {Promise<Model | undefined>} */
  async kept(path) {
    return this.#with(await this.#files(), FILES, "readonly", (store) => answer(store.get(path)));
  }

  /** Return every file that JupyterLite keeps. @returns {Promise<Model[]>} */
  async all() {
    const found = await this.#with(await this.#files(), FILES, "readonly", (store) => answer(store.getAll()));
    return (found ?? []).filter((model) => model && model.type !== "directory");
  }

  /** Return what was put aside of a notebook, or of all, newest first. @param {string} [path] @returns {Promise<Aside[]>} */
  async aside(path) {
    const found = await this.#with(await open(this.own), ASIDE, "readonly", (store) => answer(store.getAll()));
    return (found ?? []).filter((one) => path === undefined || one.path === path).reverse();
  }

  /** @param {string} path @returns {Promise<Opened | undefined>} */
  async opened(path) {
    return this.#with(await open(this.own), OPENED, "readonly", (store) => answer(store.get(path)));
  }

  /** Remember which version the learner is given, so that an update can tell their changes from the trainer's.
   * @param {string} path @param {Notebook} current what is published */
  async note(path, current) {
    const [mine, now] = [await this.kept(path), sources(current)];
    if (mine && !(isNotebook(mine.content) && sources(mine.content) === now)) return;
    const opened = noted(await this.opened(path), now);
    await this.#with(await this.#ours(), OPENED, "readwrite", (store) => answer(store.put(opened, path)));
  }

  /**
   * Put a copy aside, and only when that is on the disk take it out of JupyterLite's files.
   * @param {string} path @param {Model} model the copy as it was read
   * @returns {Promise<boolean>} whether it was taken out: not if it has been saved anew since it was read
   */
  async replace(path, model) {
    const same = JSON.stringify(model);
    const before = await this.aside(path);
    if (!before.some((one) => JSON.stringify(one.model) === same)) {
      const one = { path, when: model.last_modified, model };
      await this.#with(await this.#ours(), ASIDE, "readwrite", (store) => answer(store.add(one)));
    }
    const taken = await this.#with(await this.#files(), FILES, "readwrite", async (store) => {
      if (JSON.stringify(await answer(store.get(path))) !== same) return false;
      await answer(store.delete(path));
      return true;
    });
    return taken ?? false;
  }

  /** Delete both databases. @param {() => void} blocked called if another tab keeps one of them open */
  async forget(blocked) {
    await Promise.all([remove(this.jupyter, blocked), remove(this.own, blocked)]);
  }
}
