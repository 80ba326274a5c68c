"""A made-up site round the real start page of the notebooks, and a browser that JupyterLite has kept things in."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from course_names import read_names
from samples import ROOT

START = ROOT / "lite/start"
NAME = "exercises/01-sort-cases.ipynb"
SAVED = "2026-03-04T05:06:07.000Z"
FILL = """([name, files, checkpoints]) => new Promise((resolve, reject) => {
  const request = indexedDB.open(name, 5); // localforage raises the version with every store that it adds
  request.onupgradeneeded = () => {
    for (const store of ["local-forage-detect-blob-support", "files", "counters", "checkpoints", "settings"]) {
      request.result.createObjectStore(store);
    }
  };
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const work = request.result.transaction(["files", "checkpoints"], "readwrite");
    for (const model of files) work.objectStore("files").put(model, model.path);
    for (const model of checkpoints) work.objectStore("checkpoints").put([model], model.path);
    work.oncomplete = () => { request.result.close(); resolve(); };
  };
})"""
"""Keeps files as JupyterLite does. That these are its names is held by the test of the built site."""
READ = """async () => {
  const found = {};
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    found[name] = {};
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store);
      const get = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
      found[name][store] = await get(all.getAll());
    }
    db.close();
  }
  return found;
}"""


def notebook(*sources: str, output: str = "", heading: str = "Exercise 1: Sort the cases") -> dict[str, Any]:
    """Return a notebook: a heading, then cells of code, with an output in each if one is given."""
    outputs = [{"output_type": "stream", "name": "stdout", "text": [output]}] if output else []
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": [f"# {heading}\n", "\n"]}]
    cells += [{"cell_type": "code", "execution_count": None, "id": f"c{n}", "metadata": {}, "outputs": outputs, "source": source}
              for n, source in enumerate(sources)]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def model(content: Any, path: str = NAME, saved: str = SAVED, format: str = "json", type: str = "notebook") -> dict[str, Any]:
    """Return what JupyterLite keeps of a file."""
    return {"name": path.rpartition("/")[2], "path": path, "last_modified": saved, "created": saved, "format": format,
            "mimetype": "application/json", "content": content, "size": 1, "writable": True, "type": type}


@dataclass
class Site:
    """A site in a folder of its own, under an address of its own."""

    folder: Path
    address: str
    _times = count(1_700_000_000)

    @property
    def base(self) -> str:
        return "/" + self.address.split("/", 3)[3] + "/lite/"

    @property
    def databases(self) -> tuple[str, str]:
        return f"JupyterLite Storage - {self.base}", f"notebook-copies:{self.base}"

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        time = next(self._times)  # what a server tells of a file's age has no parts of a second
        os.utime(file, (time, time))

    def publish(self, content: dict[str, Any], path: str = NAME) -> None:
        self.write(f"lite/files/{path}", json.dumps(content))

    def url(self, asked: str = f"notebook={NAME}") -> str:
        return f"{self.address}/lite/start/index.html?{asked}"

    def fill(self, page: Page, *files: dict[str, Any]) -> None:
        """Keep files in the browser as JupyterLite would."""
        page.goto(f"{self.address}/book/exercises.html")
        page.evaluate(FILL, [self.databases[0], files, files[:1]])


def make_site(folder: Path, address: str) -> Site:
    """Make a site with one exercise."""
    site = Site(folder, address)
    shutil.copytree(START, folder / "lite/start")
    page = folder / "lite/start/index.html"
    page.write_text(read_names(ROOT).fill(page.read_text("utf-8")), "utf-8")
    for path in ("index.html", "book/exercises.html", "exercises/01-sort-cases.html", "lite/notebooks/index.html"):
        site.write(path, '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>There</title><h1>There</h1></html>')
    site.publish(notebook("old = 1"))
    site.publish(notebook("solved = 1", heading="Exercise 1: solved"), "solutions/01-sort-cases.ipynb")
    site.write("lite/sizes.json", '{"first_visit_bytes": 12600000}')
    site.write("lite/preload.json", json.dumps([{"url": f"static/{n}.bin", "bytes": 2000} for n in range(3)]))
    for n in range(3):
        site.write(f"lite/static/{n}.bin", "x" * 2000)
    return site


@dataclass
class Start:
    """The start page in a browser, with what a reader does on it."""

    page: Page
    site: Site

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def open(self, asked: str = f"notebook={NAME}") -> Start:
        self.page.goto(self.site.url(asked))
        return self

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=True)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def fault(self, name: str) -> Locator:
        return self.page.locator(f'[data-fault="{name}"]')

    def says(self, text: str) -> None:
        """See a sentence on the page: not one that stands there for another time."""
        expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(1)

    @property
    def status(self) -> Locator:
        return self.page.locator("#status")

    def download(self, press: Locator) -> Any:
        """Press something that downloads a file, and return what the file holds."""
        with self.page.expect_download() as found:
            press.click()
        return json.loads(found.value.path().read_text("utf-8"))

    def visit(self, press: Locator) -> None:
        """Press what opens the notebook, and see that it is opened."""
        press.click()
        self.page.wait_for_url(f"{self.site.address}/lite/notebooks/index.html?path={NAME.replace('/', '%2F')}")

    def stores(self) -> Any:
        return self.page.evaluate(READ)

    def kept(self) -> list[dict[str, Any]]:
        """Return what JupyterLite would find."""
        return self.stores().get(self.site.databases[0], {}).get("files", [])  # type: ignore[no-any-return]

    def aside(self) -> list[Any]:
        return [one["model"]["content"] for one in self.stores().get(self.site.databases[1], {}).get("aside", [])]


OPEN, GO_ON, FRESH = "Open the notebook", "Continue where I left off", "Start again with a fresh copy"
UPDATED, DOWNLOAD, FORGET = "Open the updated notebook", "Download my work", "Remember nothing on this computer"
OLD, NEW = notebook("old = 1"), notebook("new = 1")
RAN = notebook("old = 1", "", output="ran")
"""What JupyterLite keeps of a notebook in which every cell was run: with outputs, and one empty cell more."""
CHANGED = notebook("old = 'mine'")
FULL = "IDBObjectStore.prototype.add = () => { throw new DOMException('no', 'QuotaExceededError'); };"
LOST = "Failed to load resource|CORS policy"
"""What a browser says of a file that is not there, or of a module in a folder."""


def returned(start: Start, kept: dict[str, object], published: dict[str, object]) -> Start:
    """Open the old notebook, keep a copy, publish another, and come back."""
    start.open()
    start.visit(start.link(OPEN))
    start.site.fill(start.page, model(kept))
    start.site.publish(published)
    return start.open()
