"""The notebooks of a course: made from their sources, and marked when learners hand them in."""
