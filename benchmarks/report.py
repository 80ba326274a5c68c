"""The table of figures: what is measured, its goal, ours beside stock's, and whether the goal is met."""

from __future__ import annotations

from dataclasses import asdict, dataclass

HEAD = ("", "goal", "ours", "stock", "ratio", "met")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    goal: str
    ours: float | str
    stock: float | str | None = None
    met: bool | None = None
    """None where the row has no goal of its own."""
    unit: str = ""
    note: str = ""
    runs: dict[str, list[float]] | None = None
    """Every single figure that a median was taken of."""

    @property
    def ratio(self) -> float | None:
        """Ours divided by stock's, where both are numbers."""
        if isinstance(self.ours, str) or isinstance(self.stock, str) or not self.stock:
            return None
        return self.ours / self.stock

    def cells(self) -> tuple[str, ...]:
        """Return what is printed."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return (self.name, self.goal, self._show(self.ours), self._show(self.stock), ratio, {True: "yes", False: "NO", None: ""}[self.met])

    def _show(self, value: float | str | None) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        number = f"{value:.0f}" if value == int(value) or abs(value) >= 100 else f"{value:.2f}" if abs(value) < 1 else f"{value:.1f}"
        return f"{number} {self.unit}".rstrip()


def at_most(name: str, limit: float, ours: float, stock: float | None = None, unit: str = "", note: str = "",
            runs: dict[str, list[float]] | None = None) -> Row:
    """Return a row whose goal is a number."""
    return Row(name, f"<= {limit:g} {unit}".rstrip(), ours, stock, ours <= limit, unit, note, runs)


def at_most_ratio(name: str, limit: float, ours: float, stock: float, unit: str,
                  runs: dict[str, list[float]] | None = None) -> Row:
    """Return a row whose goal is a share of stock's figure."""
    return Row(name, f"<= {limit:g} x stock", ours, stock, ours <= limit * stock, unit, runs=runs)


def text(rows: list[Row]) -> str:
    """Return the table, and the notes under it."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEAD))]
    shown = ["  ".join(cell.ljust(width) if n < 2 else cell.rjust(width) for n, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip()
             for line in lines]
    return "\n".join([*shown, *([""] if any(r.note for r in rows) else []), *(f"{r.name}: {r.note}" for r in rows if r.note)])


def data(rows: list[Row]) -> list[dict[str, object]]:
    """Return the table as data for JSON."""
    return [{**asdict(row), "ratio": row.ratio} for row in rows]
