"""What is made of several questions on a page: a plan to download, checks by outcome, a log of who was told, a filter."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from selfcheck import words
from selfcheck.bank.course import Course
from selfcheck.markup.markdown import plain
from selfcheck.question.kinds.case import Case

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_a_plan_is_kept_and_downloaded_as_a_word_document(page: Page, site: Path, tmp_path: Path) -> None:
    page.goto((site / "book/09-plan/plan.html").as_uri())
    sheet = page.locator("selfcheck-worksheet")
    first = sheet.locator("textarea").first
    first.fill("Warm homes <by> winter & spring\nSecond line")
    expect(sheet.locator(".sc-download")).to_be_visible()
    with page.expect_download() as download:
        sheet.locator(".sc-download").click()
    expect(sheet.locator(".sc-worksheet-status")).to_have_text(words.SHEET_DONE)
    assert download.value.suggested_filename == "my-plan.docx"
    download.value.save_as(tmp_path / "plan.docx")
    with zipfile.ZipFile(tmp_path / "plan.docx") as archive:
        assert archive.testzip() is None
        for part in archive.namelist():
            ElementTree.fromstring(archive.read(part))
        document = ElementTree.fromstring(archive.read("word/document.xml"))
    lines = ["".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in document.iter(f"{WORD}p")]
    assert lines[0] == "Our partnership plan"
    assert "Warm homes <by> winter & spring" in lines and "Second line" in lines
    assert lines.count(words.SHEET_EMPTY) == sheet.locator("textarea").count() - 1
    page.reload()
    expect(first).to_have_value("Warm homes <by> winter & spring\nSecond line")


def test_a_plan_prints_alone(page: Page, site: Path) -> None:
    page.goto((site / "book/09-plan/plan.html").as_uri())
    page.evaluate("window.print = () => {}")
    sheet = page.locator("selfcheck-worksheet")
    for box in sheet.locator("textarea").all():
        box.fill("Warm homes by winter.\nTwo lines.")
    sheet.locator(".sc-print").click()
    page.emulate_media(media="print")
    printed = page.locator(".sc-sheet")
    expect(printed.locator("h2")).to_have_count(sheet.locator("textarea").count())
    expect(printed.get_by_text("Two lines.").first).to_be_visible()
    for shy in ("article h1:not(.sc-sheet *)", "selfcheck-worksheet .sc-title", "selfcheck-worksheet textarea", ".sidebar-drawer"):
        expect(page.locator(shy).first).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) == 1, "a plan of short answers fits one page"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(printed).to_have_count(0)


def answer(page: Page, course: Course, name: str, right: bool) -> None:
    """Answer a choose-one question of a check, rightly or wrongly, once."""
    question = page.locator(f'selfcheck-question[data-id="{name}"]')
    body = course.questions[name].body
    number = next(n for n, a in enumerate(body.answers, 1) if a.right == right)  # type: ignore[union-attr]
    question.locator(f'input[value="{number}"]').check()
    question.locator(".sc-check").click()


def test_the_closing_check_shows_the_gain_by_outcome(page: Page, site: Path, course: Course) -> None:
    page.goto((site / "book/starting-check.html").as_uri())
    start = page.locator('selfcheck-check[data-id="start-01-why"]')
    expect(start.locator(".sc-gain")).to_be_hidden()
    for name, right in (("start-1-1", False), ("start-1-2", True), ("start-1-3", True)):
        answer(page, course, name, right)
    expect(start.locator('tr[data-outcome="1.1"] td')).to_have_text(["0 of 1"])
    expect(start.locator('tr[data-outcome="1.2"] td')).to_have_text(["1 of 1"])
    expect(start.locator(".sc-progress")).to_have_text(words.STATUS["progress"].format(done=3, all=3))  # a wrong try is an answer
    expect(start.locator(".sc-score")).to_contain_text("2 of 3")
    page.goto((site / "book/closing-check.html").as_uri())
    for name, right in (("close-1-1", True), ("close-1-2", True), ("close-1-3", False)):
        answer(page, course, name, right)
    close = page.locator('selfcheck-check[data-id="close-01-why"]')
    up, same, down = (words.STATUS[f"gain-{way}"] for way in ("up", "same", "down"))
    expect(close.locator('tr[data-outcome="1.1"] td')).to_have_text(["0 of 1", "1 of 1", up])
    expect(close.locator('tr[data-outcome="1.2"] td')).to_have_text(["1 of 1", "1 of 1", same])
    expect(close.locator('tr[data-outcome="1.3"] td')).to_have_text(["1 of 1", "0 of 1", down])
    page.reload()
    expect(close.locator('tr[data-outcome="1.1"] td')).to_have_text(["0 of 1", "1 of 1", up])


def test_a_decision_log_says_who_was_told_what_beside_what_they_knew(page: Page, site: Path, course: Course, homes: dict[str, str]) -> None:
    telling = [q for q in course.questions.values() if isinstance(q.body, Case) and any(w.told for s in q.body.scenes for w in s.ways)]
    assert len(telling) >= 2
    for question in telling:
        assert isinstance(question.body, Case)
        page.goto(f"{site.as_uri()}/{homes[question.id]}#q-{question.id}")
        root = page.locator(f'selfcheck-case[data-id="{question.id}"]')
        scenes, scene, told = {s.name: s for s in question.body.scenes}, question.body.scenes[0], []
        while scene.ways:
            number, way = next(((n, w) for n, w in enumerate(scene.ways, 1) if w.told), (1, scene.ways[0]))
            told += way.told
            shown = root.locator(f'.sc-scene[data-scene="{scene.name}"]')
            shown.locator(f'input[value="{number}"]').check()
            shown.locator(".sc-check").click()
            scene = scenes[way.target]
        assert told
        log = root.locator(".sc-log")
        expect(log).to_be_visible()
        for entry in told:
            expect(log.locator(".sc-told").get_by_text(plain(entry.what)).first).to_be_visible()
        assert scene.knew, f"{question.id}: the ending '{scene.title}' does not say what each partner knew"
        for partner, what in scene.knew:
            row = root.locator(f'.sc-scene[data-scene="{scene.name}"] .sc-knew tr[data-partner="{plain(partner)}"]')
            expect(row).to_contain_text(plain(what))
            for entry in (t for t in told if t.partner == partner):
                expect(row.locator(".sc-from-you")).to_contain_text(plain(entry.what))


def test_the_word_finder_filters_its_words(page: Page, site: Path) -> None:
    page.goto((site / "book/word-finder.html").as_uri())
    shown = page.locator("article h2:visible")
    every = shown.count()
    page.locator("selfcheck-filter input").fill("threshold")
    expect(page.locator("selfcheck-filter .sc-status")).to_have_text(re.compile(r"\d+"))
    assert 0 < shown.count() < every
    page.locator("selfcheck-filter input").fill("thresholds")
    expect(page.locator("selfcheck-filter .sc-status")).to_have_text(re.compile(r"[1-9]"))
    page.locator("selfcheck-filter input").fill("gillyflower")
    expect(page.locator("selfcheck-filter .sc-status")).to_have_text(words.FILTER_NONE)
    link = page.locator('article a[href="#word-vulnerable"]').first  # to a word that the filter has taken away
    link.click()
    expect(page.locator("#word-vulnerable")).to_be_in_viewport()
    expect(shown).to_have_count(every)


@pytest.mark.parametrize("name", ["book/09-plan/plan", "book/word-finder", "book/starting-check"])
def test_without_a_script_all_of_it_is_there(browser: object, site: Path, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto((site / f"{name}.html").as_uri())
    for shy in page.locator(".sc-worksheet-actions, selfcheck-filter, .sc-gain").all():
        expect(shy).to_be_hidden()
    assert page.locator("article h2:visible").count() >= 1
    context.close()
