"""Wheels and other zip files: read what they say of themselves, and write them so that equal content gives equal bytes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a zip file can hold: every file in ours has it."""


@dataclass(frozen=True)
class Told:
    """What a wheel says of itself."""

    name: str
    version: str
    imports: tuple[str, ...]
    """Names that it brings to be imported."""
    needs: tuple[Requirement, ...]


def read(path: Path) -> dict[str, bytes]:
    """Return the files of a zip file by their names."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in sorted(file.namelist()) if not name.endswith("/")}


def write(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a zip file, squeezed as far as it goes, in the order of the names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in sorted(files):
            file.writestr(zipfile.ZipInfo(name, EPOCH), files[name], zipfile.ZIP_DEFLATED, 9)


def describe(path: Path) -> Told:
    """Read the metadata of a wheel; its modules must not be compiled yet."""
    files = read(path)
    text = next(files[name] for name in files if name.endswith(".dist-info/METADATA")).decode()
    metadata = Parser().parsestr(text)
    tops = {name.split("/")[0].removesuffix(".py") for name in files if name.endswith(".py")}
    imports = sorted(top for top in tops if not top.endswith((".dist-info", ".data")))
    needs = tuple(map(Requirement, metadata.get_all("Requires-Dist") or []))
    return Told(canonicalize_name(metadata["Name"]), metadata["Version"], tuple(imports), needs)


def metadata(name: str, version: str, needs: list[str]) -> dict[str, bytes]:
    """Return the two files that make a zip file a wheel."""
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *(f"Requires-Dist: {n}" for n in needs)]
    wheel = ["Wheel-Version: 1.0", "Generator: course", "Root-Is-Purelib: true", "Tag: py3-none-any"]
    folder = f"{name}-{version}.dist-info"
    return {f"{folder}/METADATA": "\n".join([*lines, ""]).encode(), f"{folder}/WHEEL": "\n".join([*wheel, ""]).encode()}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
