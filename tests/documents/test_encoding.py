import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.documents.encoding import decode

TEXT = (
    "The dockers’ union said on Monday that it “will not return” to the talks in Orléans.\n"
    "The port’s director said that an offer had been made, and that it stood.\n"
)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_text_comes_back_as_it_was_written(text: str) -> None:
    text = "A report. " + text
    assert decode(text.encode(), "a.txt") == (text, ())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_are_kept_and_the_mark_is_dropped(newline: str) -> None:
    text = TEXT.replace("\n", newline)
    assert decode(codecs.BOM_UTF8 + text.encode(), "a.txt") == (text, ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_an_encoding_that_a_mark_announces_is_taken(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == (TEXT, ())


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "utf-16-le", "utf-16-be"])
def test_a_guess_is_said(encoding: str) -> None:
    text, (notice,) = decode(TEXT.encode(encoding), "a.txt")
    assert text == TEXT
    assert notice.severity == "notice"
    assert f"read as {encoding}, which is assumed" in notice.what


def test_a_guess_points_at_the_first_byte_that_is_not_utf_8() -> None:
    _, (notice,) = decode("All plain.\nThe dockers’ union".encode("cp1252"), "a.txt")
    assert (notice.line, notice.column, notice.words) == (2, 12, "’ union")
    assert notice.what.startswith("UTF-8 fails here; the whole file is read as cp1252, which is")


def test_one_damaged_byte_beside_one_good_letter_is_still_utf_8() -> None:
    text, (notice,) = decode("A caf\u00e9 in ".encode() + b"\xff" + b"Paris", "a.txt")
    assert text == "A caf\u00e9 in \ufffdParis"
    assert str(notice).startswith("a.txt:1:11: notice: 1 place not in UTF-8")


@pytest.mark.parametrize(("letter", "said"), [("\x1b", "ESC (U+001B)"), ("\x07", "BEL (U+0007)")])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_stray_control_character_is_named(letter: str, said: str, encoding: str) -> None:
    written = TEXT + f"It {letter}said."
    text, problems = decode(written.encode(encoding), "a.txt")
    assert text == written
    assert str(problems[-1]) == (
        f"a.txt:3:4: notice: the control character {said} stands here; it is kept as it is"
    )


def test_control_characters_all_over_are_a_fault_with_its_place() -> None:
    text, (problem,) = decode(b"Talks go on.\nThe \x1b[1munion\x1b[0m said.", "a.txt")
    assert text is None
    assert str(problem) == (
        "a.txt:2:5: the control character ESC (U+001B) stands here, which no plain text holds: "
        "take it out"
    )


def test_a_few_damaged_bytes_do_not_change_the_rest() -> None:
    damaged = TEXT.encode()[:20] + b"\xff" + TEXT.encode()[20:]
    text, (notice,) = decode(damaged, "a.txt")
    assert text is not None
    assert text.replace("\ufffd", "", 1) == TEXT
    assert str(notice).startswith("a.txt:1:19: notice: 1 place not in UTF-8; read as '\ufffd'")


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 20, b"\x7fELF\x02\x01\x01\0\0\0\0" * 9, b"talks\0talks", b"\x01\x02" * 50],
)
def test_a_binary_file_is_not_read(data: bytes) -> None:
    text, (problem,) = decode(data, "a.bin")
    assert text is None
    assert str(problem) == ("a.bin: this is a binary file, not text")


def test_a_mark_that_lies_is_a_fault() -> None:
    text, (problem,) = decode(codecs.BOM_UTF16_LE + b"odd", "a.txt")
    assert text is None
    assert "says that it is UTF-16-LE and is not" in problem.what


def test_a_form_feed_is_no_harm() -> None:
    assert decode(f"{TEXT}\f{TEXT}".encode(), "a.txt") == (f"{TEXT}\f{TEXT}", ())


def test_more_stray_bytes_than_letters_beside_three_byte_marks_are_still_utf_8() -> None:
    mixed = (
        "“No,” it said.\n".encode() + b"The se\xf1or, the caf\xe9, the na\xefve and the \xe9lite."
    )
    text, (notice,) = decode(mixed, "a.txt")
    assert text == "“No,” it said.\nThe señor, the café, the naïve and the élite."
    assert str(notice) == (
        "a.txt:2:7: notice: 4 places not in UTF-8; read as cp1252, which is assumed: check their "
        "letters: 'ñor, the caf'"
    )


def test_marks_pasted_from_windows_are_marks() -> None:
    pasted = TEXT.encode() + "“We wait in Orléans”, it said.".encode("cp1252")
    text, _ = decode(pasted, "a.txt")
    assert text == TEXT + "“We wait in Orléans”, it said."


def test_bytes_that_are_letters_in_no_encoding_are_told_apart_from_those_that_are() -> None:
    text, notices = decode(TEXT.encode() + b"caf\xe9 \xc3 \xe2\x80 end", "a.txt")
    assert text == TEXT + "café \ufffd \ufffd end"
    assert [(n.line, n.column, n.what[:32]) for n in notices] == [
        (3, 4, "1 place not in UTF-8; read as cp"),
        (3, 6, "2 places not in UTF-8; read as '"),
    ]


def test_letters_for_private_use_are_kept() -> None:
    text, _ = decode((TEXT + "\U000f00e9 ").encode() + b"\xe9", "a.txt")
    assert text == TEXT + "\U000f00e9 \ufffd"


@given(st.binary(max_size=80))
def test_any_bytes_between_texts_are_said(stray: bytes) -> None:
    text, problems = decode(TEXT.encode() + stray + TEXT.encode(), "a.txt")
    try:
        whole = stray.decode()
    except UnicodeDecodeError:
        assert problems
    else:
        assert text in (TEXT + whole + TEXT, None)
    if text is not None:
        assert text.startswith(TEXT)
        assert text.endswith(TEXT)
    else:
        assert problems[-1].severity == "error"


def test_a_stray_nul_has_its_place() -> None:
    text, (problem,) = decode(f"{TEXT}It \0said.".encode(), "a.txt")
    assert text is None
    assert str(problem) == (
        "a.txt:3:4: a NUL character stands here, which no text holds: take it out; nothing was "
        "read: 'said.'"
    )
