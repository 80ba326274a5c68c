"""What came of an answer: read safely, told in a form for programs, and graded again by somebody else."""
