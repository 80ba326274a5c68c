"""``python -m selfcheck``."""

import io
import sys

from .cli import main

for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, io.TextIOWrapper):  # a message can quote letters that the console's encoding lacks
        stream.reconfigure(errors="backslashreplace")
raise SystemExit(main())
