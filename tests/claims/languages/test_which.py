"""A text in a language that nobody reads here is said to be one; English is never taken for another."""

from collections.abc import Callable

import pytest

from tallylight.claims.languages import LANGUAGES, language_of, not_read
from tallylight.claims.languages.which import ENOUGH_WORDS
from tallylight.model import CheckedText
from tests.claims.languages.german import GERMAN
from tests.claims.other_subjects import ALL

Check = Callable[..., CheckedText]

ELSEWHERE = {
    "German": (
        "Die Behörde hat im vergangenen Jahr einen Vertrag über zwei Millionen Dollar mit einem Unternehmen unterzeichnet, das "
        "Programme für die Auswertung von Telefonen verkauft. Nach Angaben der Zeitung wurde der Auftrag im Herbst angehalten "
        "und ist erst in diesem Sommer wieder freigegeben worden. Das Unternehmen wollte sich nicht dazu äußern."
    ),
    "Spanish": (
        "La agencia firmó el año pasado un contrato de dos millones de dólares con una empresa que vende programas para abrir "
        "teléfonos. Según los documentos que se publicaron, el acuerdo fue suspendido en otoño y no se reanudó hasta este "
        "verano. La empresa no quiso hacer comentarios, y la agencia dijo que respeta las normas de las compras públicas."
    ),
    "French": (
        "L'agence a signé l'an dernier un contrat de deux millions de dollars avec une société qui vend des logiciels pour "
        "ouvrir les téléphones. Selon les documents publiés, le marché a été suspendu à l'automne et n'a repris que cet été. "
        "La société n'a pas voulu commenter, et l'agence dit qu'elle respecte les règles sur les achats publics."
    ),
    "Arabic": "وقعت الوكالة العام الماضي عقدا بقيمة مليوني دولار مع شركة تبيع برامج لفتح الهواتف وقد توقف العمل به في الخريف ثم "
    "استؤنف هذا الصيف ورفضت الشركة التعليق على ذلك وقالت الوكالة إنها تحترم قواعد الشراء العامة في كل عقودها مع الشركات "
    "الخاصة ولم تذكر اسم الشركة في بيانها",
    "Chinese": "该机构去年与一家出售手机取证软件的公司签订了价值两百万美元的合同。"
    "根据公布的文件，合同在秋季被暂停，今年夏天才恢复。该公司拒绝评论。",
    "Portuguese": (
        "A agência assinou no ano passado um contrato de dois milhões de dólares com uma empresa que vende programas para abrir "
        "telefones. Segundo os documentos, o acordo foi suspenso no outono e não foi retomado até este verão. A empresa não "
        "quis comentar, e a agência disse que respeita as regras das compras públicas em todos os contratos."
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_text_in_another_language_has_one_warning_and_no_claims(check: Check, text: str) -> None:
    checked = check(f"{text} Clearview AI: $3.75 million, ICE.")
    assert checked.warnings == (
        "The text does not seem to be in English, the only language that claims are read in: nothing was looked for.",
    )
    assert not checked.judgements
    assert not checked.unparsed


@pytest.mark.parametrize("text", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_few_words_of_another_language_are_read_all_the_same(text: str) -> None:
    short = " ".join(text.split()[:12])[:ENOUGH_WORDS]
    assert language_of(short, LANGUAGES) is LANGUAGES[0]


ENGLISH_TEXTS = {
    "nothing": "",
    "names": "Clearview AI, Palantir, Paragon Solutions, Cellebrite, LexisNexis, ICE, CBP\n" * 20,
    "a table without small words": "Clearview AI; forensic software licenses; 3.75 million; 2025-09-05\n" * 30,
    "names of another language": "Der Spiegel, Die Zeit, El País, Le Monde, La Stampa and Das Erste named Clearview AI.\n" * 5,
    "a quotation in another language": (
        "ICE signed a $2 million contract with Paragon Solutions in 2024. The German magazine wrote: „Der Vertrag mit dem "
        "Unternehmen ist nicht für die Polizei.“ The agency has not said what it uses the tool for, and the company did "
        "not answer questions that were sent to it by this newspaper before the article was published."
    ),
    "a translation beside it": f"{ELSEWHERE['German']}\n\n"
    "The agency signed a contract of two million dollars with a company that sells tools for the reading of telephones last "
    "year. The work was stopped in the autumn and has been taken up again this summer, the documents that were published say. "
    "The company would not comment on it, and the agency said that it has followed the rules for what it buys.",
}  # fmt: skip


@pytest.mark.parametrize("text", [*ENGLISH_TEXTS.values(), *ALL.values()])
def test_english_is_never_taken_for_another_language(text: str) -> None:
    assert language_of(text, LANGUAGES) is LANGUAGES[0]


def test_the_language_with_the_most_of_its_small_words_is_taken() -> None:
    languages = (*LANGUAGES, GERMAN)
    assert language_of(ELSEWHERE["German"], languages) is GERMAN
    assert language_of("Die ICE hat mit Palantir einen Vertrag.", languages) is GERMAN
    assert language_of("ICE has a contract with Palantir.", languages) is LANGUAGES[0]
    assert language_of(ELSEWHERE["Spanish"], languages) is None


def test_the_warning_names_every_language_that_is_read() -> None:
    assert not_read((*LANGUAGES, GERMAN)) == (
        "The text does not seem to be in English or German, the languages that claims are read in: nothing was looked for."
    )
