"""A question with everything in it that an author can write, and the picture that it shows."""

from __future__ import annotations

import struct
import zlib


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def make_png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """Return a picture of one colour."""
    rows = (b"\0" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


GREEN = make_png(900, 200, (40, 120, 60))

RICH = """---
outcome: 1.1
level: apply
source: brown2019
---
# Which leaf has $x^2 < 4$?

Some words first.

| leaf | age in days, counted from the first warm night of the year | weight of a hundred leaves |
|:---|---:|---|
| first | 2 | $\\sqrt{2}$ g |

![A green leaf](green.png)

```python
def pick(leaf):
    return leaf < 2
```

$$
\\frac{1}{n}\\sum_{i=1}^n x_i
+ y
$$

> first line\\
> second line

> **Hint** See `hint` and $\\frac12$.

- [x] $x = 1$ and `f(x)`
  > Yes. It is the youngest one that there is on the bush.
  >
  > 7. seven
  >    - nested
  > 8. eight
  >
  > ```
  > pick(1)
  >   pick(2)
  > ```
- [ ] ![green](green.png)
  > That one is older. See [the water](../../tea.md#the-water) for why.
  >
  > | less | more |
  > |---|---|
  > | 1 | 2 |
- [ ] The leaf for $5 or $6
  > That one is oldest. See [the water](../../tea.md#the-water) for why.

---

Fine: $\\binom{n}{k}$.

```
a line of code that is longer than a narrow page can show, so that it has to be scrolled to be read to its end
```
"""
