// @ts-check
/** Fetches what a notebook needs: the notebook as it is published now, small lists, and Python's files ahead of their use. */

import { ahead, isNotebook } from "./notebook.js";

/** @typedef {{state: "fine", notebook: import("./notebook.js").Notebook} | {state: "missing" | "unreachable" | "damaged"}} Published */

/** Fetch the published notebook: as it is on the server now, which also replaces the one in the browser's cache that JupyterLite reads.
 * @param {string} address @param {RequestCache} [cache] whether what the browser fetched lately will do @returns {Promise<Published>} */
export async function published(address, cache = "no-cache") {
  try {
    const response = await fetch(address, { cache });
    if (response.status === 404 || response.status === 410) return { state: "missing" };
    if (!response.ok) return { state: "unreachable" };
    const text = await response.text();
    try {
      const notebook = JSON.parse(text);
      if (isNotebook(notebook)) return { state: "fine", notebook };
    } catch { /* not JSON: damaged */ }
    return { state: "damaged" };
  } catch {
    return { state: "unreachable" };
  }
}

/** Fetch a small list; nothing if it is not there. @param {string} address @returns {Promise<any>} */
export async function list(address) {
  try {
    const response = await fetch(address, { cache: "no-cache" });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Fetch files one after the other, so that they lie in the browser's cache when Python starts.
 * @param {unknown} files the list that the build wrote @param {string} base the folder that its addresses start from
 * @param {(done: number, all: number) => void} tell called as bytes arrive
 * @returns {Promise<string | undefined>} the first file that did not arrive
 */
export async function preload(files, base, tell) {
  const wanted = ahead(files);
  const all = wanted.reduce((sum, file) => sum + file.bytes, 0);
  let before = 0;
  for (const { url, bytes } of wanted) {
    tell(before, all);
    try {
      const response = await fetch(new URL(url, base));
      if (!response.ok) return url;
      let got = 0;
      const reader = response.body?.getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        got += part.value.length;
        tell(before + Math.min(got, bytes), all);
      }
    } catch {
      return url;
    }
    before += bytes;
  }
  tell(all, all);
  return undefined;
}
