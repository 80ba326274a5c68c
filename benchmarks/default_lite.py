"""A JupyterLite with default settings, to compare ours with: ``default_lite.py TARGET``, run with the Python of .venv-lite.

It has the same notebooks and the same package, and Python from the same pins. Nothing else is chosen: every app, source
maps, every extension in the environment, wheels as they come. Without a network its Python must lie beside it, too, so
the lock file is ours: Pyodide's own names files that npm does not bring.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

COURSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(COURSE / "lite"))

import archives  # noqa: E402
import build  # noqa: E402
import contents  # noqa: E402
import kernel  # noqa: E402

LEFT_OUT_BY_OURS = ("jedi==0.20.1", "parso==0.8.7", "prompt_toolkit==3.0.53", "wcwidth==0.9.4")
ABSENT = frozenset({"jupyterlab-widgets", "widgetsnbextension", "psutil"})


def main() -> int:
    """Build it."""
    target = Path(sys.argv[1]).resolve()
    made = build.prepared()
    with tempfile.TemporaryDirectory() as scratch:
        stage = Path(scratch)
        python = stage / "static" / "pyodide"
        python.mkdir(parents=True)
        npm = made / "npm" / "node_modules" / "pyodide"
        for name in (*kernel.CORE, kernel.STDLIB):
            shutil.copyfile(npm / name, python / name)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "--dest", str(stage / "more"), *LEFT_OUT_BY_OURS], check=True)
        wheels = [*(made / "wheels").glob("*.whl"), *kernel.stubs(Path(sys.prefix)), *(stage / "more").glob("*.whl")]
        wheels.append(contents.wheel(COURSE, stage))
        told = {wheel.name: archives.describe(wheel) for wheel in sorted(wheels)}
        for wheel in wheels:
            shutil.copyfile(wheel, python / wheel.name)
        (python / kernel.LOCK).write_text(kernel.lock(npm, python, told, ABSENT), "utf-8")
        contents.notebooks(COURSE, stage / "files")
        extensions = [str(next((made / "wheels").glob(name))) for name in build.EXTENSIONS]
        config = {"LiteBuildConfig": {"contents": [str(stage / "files")], "output_dir": str(target), "federated_extensions": extensions}}
        (stage / "jupyter_lite_config.json").write_text(json.dumps(config), "utf-8")
        command = [sys.executable, "-m", "jupyterlite_core", "build"]
        return subprocess.run(command, cwd=stage, check=False, stdout=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main())
