"""Whether a note is in a language that is understood."""

from __future__ import annotations

import pytest

from casesafe.errors import NotUnderstoodError
from casesafe.nlp.language import check_language
from casesafe.nlp.normalize import normalize

OTHERS = {
    "Spanish": (
        "La paciente llegó tarde y dijo que no quería hablar de su madre. Ella vive con su hermana "
        "y los niños en la casa de la abuela, pero no se siente bien allí. Hablamos de los "
        "sueños y de la rabia que tiene por todo lo que pasó con su padre cuando era niña,"
        " y lloró mucho."
    ),
    "French": (
        "La patiente est arrivée en retard et elle ne voulait pas parler de sa mère. Elle vit avec "
        "sa soeur et les enfants dans la maison de la grand-mère, mais elle ne se sent pas bien. "
        "Nous avons parlé des rêves et de la colère qui reste pour tout ce que le père a fait."
    ),
    "German": (
        "Die Klientin kam zu spät und sagte, dass sie nicht über ihre Mutter sprechen wollte. Sie "
        "wohnt mit ihrer Schwester und den Kindern im Haus der Großmutter, aber sie fühlt sich "
        "dort nicht wohl. Wir sprachen über die Träume und über die Wut, die noch da ist."
    ),
    "Portuguese": (
        "A paciente chegou muito tarde e disse que não queria falar da mãe dela. Ela mora com a "
        "irmã e os filhos na casa da avó, mas não se sente bem lá. Falamos dos sonhos e da raiva "
        "que ela tem por tudo o que aconteceu com o pai quando era menina, "
        "e ela chorou muito na sessão de hoje."
    ),
    "Tagalog": (
        "Dumating ang kliyente nang huli at sinabi niya na ayaw niyang pag-usapan ang nanay niya. "
        "Nakatira siya sa bahay ng lola kasama ang mga kapatid, pero hindi siya masaya doon. "
        "Pinag-usapan namin ang mga panaginip at ang galit na dala pa rin niya para sa tatay."
    ),
}  # fmt: skip
ENGLISH = (
    "She came late and said that she did not want to talk about her mother. She lives with her "
    "sister and the children in the grandmother's house, but she is not at ease there. We spoke of "
    "dreams and of the anger that she still has for what happened with her father back then. "
)


@pytest.mark.parametrize("language", OTHERS)
def test_a_note_in_another_language_is_refused(language: str) -> None:
    """Named, without text."""
    with pytest.raises(NotUnderstoodError, match=language) as caught:
        check_language(normalize(OTHERS[language]))
    assert "lola" not in str(caught.value)


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_inside_an_english_note_is_fine(language: str) -> None:
    """A quotation does not make the note a foreign one."""
    check_language(normalize(ENGLISH * 2 + OTHERS[language][:150]))


@pytest.mark.parametrize(
    "text",
    [
        "Привет, это длинная заметка о встрече с клиенткой и о её семье. " * 8,
        "今日のセッションでは母親との関係について話しました。とても静かでした。" * 12,
        "جاءت المريضة متأخرة وقالت إنها لا تريد التحدث عن والدتها اليوم. " * 8,
    ],
    ids=["Cyrillic", "Japanese", "Arabic"],
)
def test_another_script_is_refused(text: str) -> None:
    """Mostly letters that are not Latin."""
    with pytest.raises(NotUnderstoodError, match="script"):
        check_language(normalize(text))
    check_language(normalize(ENGLISH * 12 + text[:120]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        OTHERS["Spanish"][:150],
        ENGLISH * 3,
        "dx: MDD, GAD\nrx: sertraline 50 mg\n" * 30,
        "\n".join(f"| {i} | de la | el | no |" for i in range(60)),
        "\n".join('{"de": "la", "el": ["que", "los"]}' for _ in range(60)),
        "\n".join(f"- de la {i} los que" for i in range(60)),
        "1234567 " * 100,
        "zzz qqq xxx " * 100,
    ],
    ids=["empty", "short", "English", "shorthand", "table", "json", "list", "numbers", "nonsense"],
)  # fmt: skip
def test_what_cannot_be_judged_is_not_refused(text: str) -> None:
    """Short notes, tables, lists, code, and text without function words of any language."""
    check_language(normalize(text))


def test_a_note_that_switches_by_the_clause_is_read() -> None:
    """A little more Spanish than English, as a bilingual worker writes."""
    check_language(
        normalize(
            "Visit at noon. Sat outside with the hose when I came, good news because she was "
            "not getting up. Su hija le arregla las pastillas los domingos y lo cuenta todo. Me "
            "dijo que ya no lo oye en la cocina de la abuela pero que lo extraña. I did not know how "
            "to write this for the doctor. Le dije que sí, y que siga con la pastilla también."
        )
    )


@pytest.mark.parametrize("cell", ["IL", "LA", "NA", "de"], ids=str.lower)
def test_a_column_of_one_code_is_no_language(cell: str) -> None:
    """States, empty cells and a word that each row repeats."""
    row = "Quorvel, Ayodele, 2024-03-04, {}, Rivertown, 413-555-0142, scheduled\n"
    check_language(normalize(row.format(cell) * 30))
    check_language(normalize((f"name: Quorvel\nstate: {cell}\ncity: Rivertown\n") * 30))
