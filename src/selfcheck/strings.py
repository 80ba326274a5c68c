"""Every word that a learner can see, in British English. The script holds none: it shows these."""

from __future__ import annotations

HOW = {
    "one": "Choose one answer.",
    "several": "Choose every answer that fits.",
    "sort": "Choose a group for each line.",
    "order": "Move the lines into the right order with the buttons.",
    "scale": "Choose one step.",
    "short": "Type a word or two.",
    "number": "Type a number.",
    "reflect": "Write as much or as little as you like. It stays on this device.",
    "case": "Decide in each scene. There is no score: see what follows from what you do.",
    "profile": "Choose one step on each line. The picture and the table below follow.",
}

HINT = "Hint"
CHECK = "Check"
COMPARE = "Compare"
DECIDE = "Decide"
SHOW_PROFILE = "Show my profile"
SHOW = "Show the answer"
AGAIN = "Try again"
AGAIN_CASE = "Start the case again"
UP = "Move up"
DOWN = "Move down"
CHOOSE_GROUP = "Choose a group"
YOUR_ANSWER = "Your answer"
YOUR_NOTES = "Your notes"
SORTED_INTO = "Groups"

KEY = "Answer and reasons"
KEY_REFLECT = "A model answer"
KEY_SCENE = "What follows from each choice"
RIGHT = "Right"
WRONG = "Not this one"
ACCEPTED = "Accepted"
NOT_ACCEPTED = "Not accepted"
OTHERWISE = "Anything else"
TOO_LOW = "Lower than that"
TOO_HIGH = "Higher than that"
LEADS_TO = "Next:"
ENDING = "The case ends here."
START = "Start of the case"
LOG = "Your decision log"
LOG_COLUMNS = ("Scene", "What you decided", "What followed")
TO = "to"

PROFILE_NAME = "A name for what you are placing"
PROFILE_YOU = "Yours"
PROFILE_TABLE = "The same as a table"
PROFILE_LINE = "On this line"
PROFILE_WHY = "Why the examples stand where they do"
PROFILE_OUT_OF = "{name}: {step} of {last}"

QUIZ = "Quiz"
RESTART = "Start this quiz again"

STATUS = {
    "right": "Right.",
    "wrong": "Not yet. Read the note under your choice, then choose again and check.",
    "wrong-plain": "Not yet. Look again, then check once more.",
    "part": "Partly right: {got} of {all}. Look again at the rest.",
    "part-several": "Partly right. Right answers found: {got} of {all}. Ticked, but not fitting: {wrong}.",
    "blank": "Nothing to check yet: answer first.",
    "blank-case": "Choose what you would do first.",
    "blank-profile": "Choose a step on each line first.",
    "blank-part": "Some lines are still empty. Fill in: {missing}.",
    "shown": "Here is the answer, with the reasons.",
    "shown-third": "That was the third try, so here is the answer, with the reasons.",
    "compared": "Kept on this device. Below is a model answer to set beside yours.",
    "compared-unkept": "Not kept on this device. Print or copy it before you leave. Below is a model answer to set beside yours.",
    "moved": "Now {place} of {all}: {line}",
    "decided": "You decided: {choice}.",
    "ended": "The case ends here. Your decision log is above.",
    "profile": "Your profile is in the picture and in the table.",
    "not-kept": "This browser does not keep your answers. You can go on; print the page if you need a copy.",
    "newer": "Your saved answers come from a newer edition of this course. They are left untouched, and new ones are not kept.",
    "damaged": "Earlier answers on this device could not be read. They were set aside, not deleted.",
    "other-tab": "You wrote something else in another tab. Both are here: the other one follows yours.",
    "mine": "Your answer",
    "row-right": "Right",
    "row-wrong": "Not yet",
    "row-group": "Right group: {group}",
    "row-place": "Right place: {place}",
    "progress": "Answered: {done} of {all}.",
    "score": "Right at the first try: {first} of {all}. With later tries and parts of answers counted: {score}.",
    "gain-cell": "{got} of {all}",
    "gain-up": "up",
    "gain-down": "down",
    "gain-same": "the same",
    "previous": "Before you started again, all counted: {score} of {all}.",
}
"""Sentences that the script fills in and shows. Braces name what it fills in."""

NOT_YET = "Not yet"
KEEP_GOING = "Keep going"
WELL_DONE = "Right"
CHECKS = {
    "empty": "write your answer first, then run this cell again.",
    "unknown": "'{answer}' is not one of the answers. They are: {answers}.",
    "missing": "still to do: {missing}.",
    "extra": "these are not part of the question: {extra}. Its lines are: {names}.",
    "twice": "a line stands in your list twice. Put each line there once.",
    "part": "{got} of {all} are right. Look again at the rest.",
    "found": "you found {got} of {all}.",
    "not-belonging": "Chosen, but not fitting: {wrong}.",
    "part-rest": "{got} of {all} are right. Look again at: {rest}.",
    "one": "give one answer, in words between quotation marks.",
    "several": "give your answers as a list: in square brackets, each in quotation marks, with commas between them.",
    "order": "give the lines as a list: in square brackets, each in quotation marks, with commas between them.",
    "sort": "give each line its group, in curly brackets, in the way that the cell shows.",
    "profile": "give each line its number, in curly brackets, in the way that the cell shows.",
    "number": "give a whole number from {first} to {last}.",
    "step": "'{line}' needs a whole number from {first} to {last}.",
    "word": "give a word or two between quotation marks, or a number.",
    "text": "write your answer between quotation marks.",
    "short": "say why, in a sentence or two.",
    "kept": "you have written it down. Compare it with this model answer: {model}",
    "placed": "every line has its place.",
    "line": "{name}: {step} [{first}: {first_end}; {last}: {last_end}]",
    "not-marked": "this one is not marked. Do it with the buttons.",
}
"""What a check cell says after its verdict. Braces name what is filled in."""

MARKED_COLUMNS = ("File", "Task", "Result")
MARKED_SUMMARY = "Notebooks marked: {notebooks}. Tasks right: {right} of {tasks}. Files not read: {unreadable}."
MARKED = {
    "right": "right",
    "going": "keep going",
    "not-yet": "not yet",
    "error": "did not run",
    "endless": "did not finish",
    "missing": "missing",
    "other": "not an exercise of this course",
    "no-file": "cannot be read ({why})",
    "no-notebooks": "there is no notebook in this folder",
    "no-notebook": "cannot be read: it is not a notebook",
}
"""What a trainer reads when notebooks are marked."""

UNIT_HOURS = "About"
UNIT_OUTCOMES = "After this unit you can:"
TABLE_ANY = "any"
TABLE_FILTERS = "Show only the rows in which"
TABLE_ROWS = "Rows: {rows}"
TABLE_COUNT = "Rows shown: {shown} of {all}."

KEY_COLUMNS = ("Question", "Right")
OUTCOME_COLUMNS = ("You can", "Pages that ask for it", "Questions", "Exercises")
NONE = "none"

NOTEBOOK_OPEN = "Open in your browser"
NOTEBOOK_DOWNLOAD = "Download the notebook"
NOTEBOOK_SOLVED = "See a solved copy"
NOTEBOOK_SOLVED_FILE = "Download a solved copy"

SHEET_PRINT = "Print this plan"
SHEET_DOWNLOAD = "Download it as a document"
SHEET_EMPTY = "Nothing written yet."
SHEET_DONE = "The document is in your downloads. It was made in this browser and went nowhere else."
CHECK_TITLE = "Right at the first try, by outcome"
CHECK_COLUMNS = ("You can", "At the start", "Now", "Gain")
LOG_TOLD = "Who was told what, when and why"
KNEW = "What each partner knew at the end"
KNEW_COLUMNS = ("Partner", "What it knew", "What you told it")

FILTER_COUNT = "Shown: {shown} of {all}."
FILTER_NONE = "Nothing has all these words. Try a shorter word, or clear the box."

NETWORK = "A network picture of {all}."
NETWORK_GROUP = "{group}: {numbers}."
NETWORK_ALONE = "With no group, and so with no line: {numbers}."
NETWORK_NO_GROUP = "In no group"
NETWORK_COLUMNS = ("No.", "Shares a group with")
NETWORK_NOBODY = "nobody"
NETWORK_CAPTION = "The same as a table. A line joins two who share a group."
TIMELINE = "A timeline from {first} to {last}."
TIMELINE_EMPTY = "A timeline with nothing on it."
TIMELINE_LANE = "{lane}: {all}, with first years from {first} to {last}."
TIMELINE_ALL = "All"
TIMELINE_LEFT = "Not drawn, as no first year is given: {names}."
TIMELINE_CAPTION = "The same as a table. A square marks a last year. A line without one has no last year in the list."
SPREAD_CAPTION = "The same as a table."
"""What the drawings of rows say."""
