"""What a message does is read from sheets of phrases, one a language."""

import json
import unicodedata
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goodterms.records import accentless, headings, phrase_index
from goodterms.records.acts import (
    ACTS,
    SHEETS,
    Index,
    Sheet,
    SheetError,
    bare_sheet,
    read_acts,
    sheet,
    spoken,
)
from goodterms.terms import shelf

CELLS = [(language, act) for language in spoken() for act in ACTS]


def examples(language: str, act: str, kind: str) -> list[str]:
    return list(shelf.toml(SHEETS, language).get(act, {}).get(kind, ()))


EVERY_EXAMPLE = sorted(
    {
        text
        for language, act in CELLS
        for kind in ("caught", "passed")
        for text in examples(language, act, kind)
    }
)


def acts_of(phrase: str, text: str, **settings: object) -> frozenset[str]:
    """What a sheet of one phrase reads in a text."""
    return Sheet("xx", {"vague": {"phrases": [phrase]}, **settings}).acts(text)


def holds(phrase: str, text: str, **settings: object) -> bool:
    return acts_of(phrase, text, **settings) == {"vague"}


@pytest.mark.parametrize(("language", "act"), CELLS)
def test_what_must_be_caught_is_caught(language: str, act: str) -> None:
    """Each sheet finds the act in all of its own examples of it."""
    missed = [t for t in examples(language, act, "caught") if act not in read_acts(t, (language,))]
    assert missed == []


@pytest.mark.parametrize(("language", "act"), CELLS)
def test_near_misses_are_passed(language: str, act: str) -> None:
    """No sheet finds the act in what only looks like it."""
    wrong = [t for t in examples(language, act, "passed") if act in read_acts(t, (language,))]
    assert wrong == []


@pytest.mark.parametrize("language", spoken())
def test_a_sheet_holds_every_act_with_its_examples(language: str) -> None:
    """All sheets tell of the same acts; each has a question, phrases and a dozen examples of both kinds."""
    tables = {name: table for name, table in shelf.toml(SHEETS, language).items() if name in ACTS}
    assert set(tables) == set(ACTS)
    assert [act for act, table in tables.items() if not table["question"].endswith("?")] == []
    thin = [
        act
        for act, table in tables.items()
        if min(len(table["caught"]), len(table["passed"])) < 12  # a dozen
    ]
    assert thin == []


@pytest.mark.parametrize("language", spoken())
def test_a_sheet_holds_nothing_unknown(language: str) -> None:
    """A misspelt act or key would never be read: it fails here instead."""
    tables = shelf.toml(SHEETS, language)
    keys = {key for name in ACTS for key in tables.get(name, {})}
    assert set(tables) <= {*ACTS, "spelling", "accents", "bare"}
    bare_acts = {*tables.get("bare", {}).get("acts", ()), *tables.get("bare", {})}
    assert bare_acts <= {*ACTS, "acts", "apart"}
    assert keys <= {"question", "phrases", "unless", "caught", "passed"}


@pytest.mark.parametrize(
    ("phrase", "holding", "missing"),
    [
        ("not quite (it|what I had)", "That's NOT QUITE what I had in mind", "not quite what you had"),
        ("any? news at all", "news at all?", "new at all"),
        ("(by the way)? send it", "send it", "sent it"),
        ("something ~2 off", "something feels really off", "something that he said was off"),
        ("a ~ b", "a x y z b", "a w x y z b"),
        ("improv*", "an improvement", "an approval"),
        ("page #", "page 3", "page three"),
        ("page #", "page 12b", "page b12"),
        ("^ maybe blue", "Hi Mara, maybe blue", "I thought maybe blue"),
        ("^ maybe blue", "Right. Maybe blue", "A long beginning of a sentence, maybe blue"),
        ("blue $", "Let us take blue, thank you", "Let us take blue paper"),
        ("any news ?", "Any news on it?", "Any news on it is good."),
        ("^ $ ?", "??", "!!"),
        ("so late !", "So late again!", "So late again."),
        ('put ""', "Put “Open today” there", "Put it there"),
        ("call (it (art|a design)|this) a joke", "call it a design a joke", "call it this a joke"),
        ("l'envoi", "l’envoi", "lenvoi"),
        ("one two", "one two", "One. Two"),
        ("see p. 3", "see p. 3", "see page 3"),
        ("a bit more", "could be a\nbit more", "could be a\n\nbit more"),
        ("quite ^ this", "quite... this", "quite this"),
        ("quite this", "quite... this", "quite that"),
    ],
)
def test_each_sign_of_the_syntax(phrase: str, holding: str, missing: str) -> None:
    """A phrase holds in the one text and not in the other."""
    assert (holds(phrase, holding), holds(phrase, missing)) == (True, False)


def test_unless_silences_within_its_sentence_only() -> None:
    """What an `unless` names takes the act from its own sentence, not from the next."""
    sheet = Sheet("xx", {"vague": {"phrases": ["not right"], "unless": ["the logo"]}})
    assert sheet.acts("The logo is not right.") == frozenset()
    assert sheet.acts("The logo came. It is not right.") == {"vague"}


def test_what_is_quoted_insults_nobody() -> None:
    """An insult or a threat that stands between quotation marks is somebody else's; the same words outside
    count, also beside a quotation that is none, and where only a word is mocked."""
    sheet = Sheet(
        "xx", {"hostile": {"phrases": ["useless fool", 'great designer ""']}, "vague": {"phrases": ["meh"]}}
    )
    assert sheet.acts("In scene 3 he shouts “Out, you useless fool!” Please translate.") == frozenset()
    assert sheet.acts('As you "see", you are a useless fool.') == {"hostile"}
    assert sheet.acts("The 'useless fool' line stays, you useless fool.") == {"hostile"}
    assert sheet.acts('What a great "designer" you are.') == {"hostile"}
    assert sheet.acts('It\'s "meh", as "you useless fool" was.') == {"vague"}


def test_who_says_what_to_change_is_not_vague() -> None:
    """Clear feedback anywhere in a message silences the vague part of it (M18)."""
    sheet = Sheet("xx", {"vague": {"phrases": ["not it"]}, "clear": {"phrases": ["move ~2 up"]}})
    assert sheet.acts("That's not it. Move the photo up.") == {"clear"}


def test_extra_work_is_no_request_as_agreed() -> None:
    """In one sentence, extra work outdoes a request and contempt outdoes irritation; apart, both stand."""
    sheet = Sheet("xx", {"request": {"phrases": ["could you"]}, "out_of_scope": {"phrases": ["for free"]}})
    assert sheet.acts("Could you do it for free?") == {"out_of_scope"}
    assert sheet.acts("Could you send it? And one for free.") == {"request", "out_of_scope"}


def test_spelling_is_read_in_texts_and_phrases() -> None:
    """Words that people type otherwise are one word for text and phrase alike."""
    spelling = {"dont": "do not", "don't": "do not"}
    assert all(holds("I don't know", text, spelling=spelling) for text in ("i dont know", "I do not know"))


def test_accents_count_unless_a_sheet_drops_them() -> None:
    """In Vietnamese an accent makes another word; in French people leave it out."""
    assert not holds("nhưng", "những")
    assert holds("à côté", "A COTE", accents="dropped")


@pytest.mark.parametrize(
    "phrase",
    [
        "(a|b",
        "a)",
        "a|b",
        "(a||b)",
        "()",
        "(any news ?)",
        "",
        "~2",
        "~x? b?",
        "x?  y? ",
        "?",
        "a ,",
        "a ~ b? &",
    ],
)
def test_a_fault_in_a_phrase_names_sheet_act_and_phrase(phrase: str) -> None:
    """Whoever breaks a phrase is told which."""
    with pytest.raises(SheetError) as told:
        Sheet("xx", {"chaser": {"phrases": [phrase]}})
    assert all(part in str(told.value) for part in ("xx.toml", "chaser", repr(phrase)))


@pytest.mark.parametrize("language", spoken())
def test_an_index_is_of_its_sheet_as_it_is(language: str) -> None:
    """Whoever changes a sheet writes its index anew (`make messages`)."""
    shipped = shelf.sheet(SHEETS, f"{language}.json").read_text("utf-8")
    assert shipped == phrase_index.written(language)
    bare = shelf.sheet(SHEETS, f"{language}.bare.json")
    assert (bare.read_text("utf-8") if bare.exists() else "") == phrase_index.bare_written(language)


def test_the_index_of_headings_is_of_their_sheets_as_they_are() -> None:
    """So it is with what people call a column."""
    shipped = shelf.sheet(headings.__name__, headings.INDEX).read_text("utf-8")
    assert shipped == headings.worked_out()


@cache
def index(language: str) -> Index:
    """The index of a sheet, as it is shipped."""
    found: Index = json.loads(shelf.sheet(SHEETS, f"{language}.json").read_text("utf-8"))
    return found


@cache
def whole(language: str) -> Sheet:
    """A sheet with all of its phrases, read from itself."""
    return Sheet(language, shelf.toml(SHEETS, language))


@given(st.lists(st.sampled_from(EVERY_EXAMPLE), max_size=3), st.sampled_from(spoken()))
def test_phrases_that_sleep_are_missed_by_nobody(texts: list[str], language: str) -> None:
    """A prepared sheet, fresh or after other texts, finds and knows what the whole one does."""
    text = " ".join(texts)
    fresh = Sheet.prepared(language, index(language))
    for prepared in (fresh, sheet(language)):
        assert prepared.acts(text) == whole(language).acts(text)
        assert prepared.familiar(text) == whole(language).familiar(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("(send|give) it now?", "Give it to me"),
        ("(one|two three)? four", "four"),
        ("very* much", "Verymost much"),
        ("page #", "page 3"),
        ("^ $ ?", "??"),
        ("dont ask", "do not ask"),
        ("~ (this|that (one|day))", "take that day"),
    ],
)
def test_a_prepared_phrase_is_found_whatever_it_is_made_of(phrase: str, text: str) -> None:
    """Choices, stems, numbers, words that may be missing or are read as others: none hides a phrase."""
    tables = {"vague": {"phrases": [phrase]}, "spelling": {"dont": "do not"}}
    made = Sheet("xx", tables).index(tables, ["Words that people say"])
    assert Sheet.prepared("xx", made).acts(text) == {"vague"}


def bare(text: str) -> tuple[str, ...]:
    """What a Vietnamese message does whose writer left all accents out."""
    return read_acts(accentless.without_accents(text), ("vi",))


def test_a_message_without_accents_is_read() -> None:
    """Many leave them out in a chat; most of what a sheet catches is found there too."""
    acts = shelf.toml(SHEETS, "vi")["bare"]["acts"]
    caught = [(act, text) for act in acts for text in examples("vi", act, "caught")]
    assert sum(act in bare(text) for act, text in caught) / len(caught) > 0.85


def test_what_a_message_does_not_do_is_seldom_read_without_its_accents() -> None:
    """Of all examples one in twenty at most does something without accents that it does not do with them."""
    texts = sorted({t for act in ACTS for kind in ("caught", "passed") for t in examples("vi", act, kind)})
    wrong = [text for text in texts if not set(bare(text)) <= set(read_acts(text, ("vi",)))]
    assert len(wrong) / len(texts) <= 0.05


@pytest.mark.parametrize("language", sorted(set(spoken()) - {"vi"}))
def test_no_other_language_is_read_as_vietnamese_without_accents(language: str) -> None:
    """Even where a client is known to write Vietnamese: most words of the others are none of its."""
    texts = [text for act in ACTS for kind in ("caught", "passed") for text in examples(language, act, kind)]
    plain = [text for text in texts if accentless.is_bare(text)]
    own, vi = sheet(language), sheet("vi")
    assert [t for t in plain if not set(read_acts(t, ("vi",))) <= own.acts(t) | vi.acts(t)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Tối qua em ngủ quên mất.",
        "Đồ ăn ngon lắm em.",
        "Anh ngủ rồi nha.",
        "Màu vàng hôm qua, đúng không?",
        "Nền cam hồng nha em.",
    ],
)
def test_without_accents_nobody_is_called_hostile(text: str) -> None:
    """Without its accent the word for sleep is an insult (T15)."""
    assert {"hostile", "threat", "irritated"}.isdisjoint(bare(text))


def test_without_accents_an_insult_that_is_nothing_else_is_heard() -> None:
    """Some are the same word with and without."""
    assert "hostile" in bare("Đồ lừa đảo, trả tiền lại cho tôi.")
    assert "threat" in bare("Liệu hồn đó em.")


@pytest.mark.parametrize(
    "text",
    [
        "Em có thể gửi sớm hơn không?",
        "Thế em có không?",
        "Vì chị không rảnh nên để mai nhé.",
        "Em làm xong rồi mà khỏi sửa nhé.",
        "Nhờ em thiết kế thiệp cho con chị.",
    ],
)
def test_without_accents_can_is_no_card_and_because_no_wallet(text: str) -> None:
    """Words that many sentences have speak of no money because they look as if they did."""
    assert not {"refused_method", "payment_excuse"} & {*read_acts(text, ("vi",)), *bare(text)}


@pytest.mark.parametrize(
    ("text", "puts_off"),
    [
        ("Bài này để tuần sau em làm.", False),
        ("Chị gửi brief để em làm bài tháng sau.", False),
        ("Để tuần sau chị chuyển khoản nhé.", True),
        ("Khoản này chị để tháng sau nhé em.", True),
        ("Cho chị khất sang tháng sau.", True),
    ],
)
def test_work_that_is_put_off_is_no_payment_put_off(text: str, puts_off: bool) -> None:
    assert ("payment_excuse" in read_acts(text, ("vi",))) is puts_off


def test_but_is_never_the_plural() -> None:
    """What asks for "nhưng" is found in no message without accents (T8)."""
    made = accentless.bare_tables(
        {"bare": {"acts": ["vague"], "apart": ["nhưng"]}, "vague": {"phrases": ["đẹp (nhưng|mà) chưa"]}}
    )
    assert Sheet("xx", made).acts("dep ma chua") == {"vague"}
    assert Sheet("xx", made).acts("dep nhung chua") == frozenset()


def test_a_word_without_accents_can_be_kept_apart_too() -> None:
    """The word for to spend is found in no message without accents, where it mostly is the word for you."""
    sheet = {"bare": {"acts": ["vague"], "apart": ["chi"]}, "vague": {"phrases": ["(chi|tiêu) ba"]}}
    made = Sheet("xx", accentless.bare_tables(sheet))
    assert (made.acts("chi ba"), made.acts("tieu ba")) == (frozenset(), {"vague"})


def test_a_language_may_have_no_sheet_for_messages_without_accents() -> None:
    assert accentless.bare_tables({"vague": {"phrases": ["not it"]}}) == {}
    assert bare_sheet("en") is None


def test_the_language_is_found_in_the_text_first() -> None:
    """A French message from a client who usually writes English is read as French."""
    assert read_acts("Vous avez eu mon message ?", ("en",)) == ("chaser",)


def test_without_a_hint_no_act_is_better_than_a_wrong_one() -> None:
    """Words of no language do nothing, and neither do a language's that has no sheet."""
    assert read_acts("Grbl frz 42") == ()
    assert read_acts("", ("xx",)) == ()


@given(st.text(), st.lists(st.sampled_from([*spoken(), "xx"]), max_size=3).map(tuple))
@example("¿?\x00 ̶ ½ ² ① I…I", ("en",))
def test_any_text_gives_known_acts_in_order(text: str, languages: tuple[str, ...]) -> None:
    """Never raises; no act twice, none that is unknown, always in the order of ACTS."""
    found = read_acts(text, languages)
    assert list(found) == [act for act in ACTS if act in found]


@given(st.sampled_from(EVERY_EXAMPLE), st.sampled_from(spoken()))
def test_case_and_unicode_form_do_not_matter(text: str, language: str) -> None:
    """Shouted or decomposed, a message does the same."""
    expected = read_acts(text, (language,))
    assert read_acts(unicodedata.normalize("NFD", text), (language,)) == expected
    assert read_acts(text.upper(), (language,)) == expected


@given(st.lists(st.sampled_from(EVERY_EXAMPLE), max_size=3))
def test_an_empty_paragraph_changes_nothing(texts: list[str]) -> None:
    """Space around a message is not part of it."""
    joined = "\n\n".join(texts)
    assert read_acts(f"\n\n {joined} \n \n", ("en",)) == read_acts(joined, ("en",))
