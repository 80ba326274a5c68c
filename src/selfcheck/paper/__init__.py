"""Questions on paper, as an accessible PDF."""
