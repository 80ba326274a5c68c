"""Answers that an earlier edition of the engine kept are found again, just as the learner left them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from asking import Asked
from loose import PLACE, little, write_page
from samples import TESTS
from selfcheck.html.fragment import write_quiz
from selfcheck.html.worksheet_and_check import write_check

SAVED = json.loads((TESTS / "golden/saved_state.json").read_text("utf-8"))
"""What the engine of November 2026, before its kinds had files of their own, kept of the little course, and what it showed then."""


@pytest.fixture
def visited(tmp_path: Path, page: Page) -> Page:
    """Open a page with every question of the little course in a browser that has kept those answers."""
    questions = sorted(little().values(), key=lambda q: q.id)
    quiz = write_quiz("tea", "Tea", questions, PLACE)
    path = write_page(tmp_path / "page.html", write_check("start", "", quiz, {"1.1": "Make", "1.2": "Say"}, PLACE))
    page.goto(path.as_uri())
    page.evaluate("kept => { for (const [name, text] of Object.entries(kept)) localStorage.setItem(name, text); }", SAVED["store"])
    page.reload()
    page.locator(".sc[data-live]").nth(len(questions) - 1).wait_for()
    return page


@pytest.mark.parametrize("kind", sorted(SAVED["states"]))
def test_a_saved_answer_is_shown_as_it_was(kind: str, visited: Page) -> None:
    assert Asked(visited, little()[kind]).state() == SAVED["states"][kind]


def test_scores_are_what_they_were(visited: Page) -> None:
    expect(visited.locator(".sc-progress")).to_have_text(SAVED["progress"])
    expect(visited.locator(".sc-score")).to_have_text(SAVED["score"])
    assert visited.locator(".sc-gain").inner_text() == SAVED["gain"]


def test_nothing_that_was_kept_is_changed_by_looking(visited: Page) -> None:
    assert visited.evaluate("({...localStorage})") == SAVED["store"]
