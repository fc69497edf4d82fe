from pathlib import Path

import pytest

from parley.documents.language import looks_english

OTHERS = {
    "Dutch": "De vakbond heeft het laatste bod van de werkgevers afgewezen, zei een woordvoerder "
    "op maandag. De onderhandelingen over de lonen zullen volgende week worden hervat, of later "
    "als het kabinet dat wil. Het is niet bekend wie er aan tafel zit.",
    "Danish": "Fagforeningen har afvist det seneste tilbud fra arbejdsgiverne, sagde en talsmand "
    "mandag. Forhandlingerne om lønnen skal fortsætte i næste uge, og der er ikke aftalt et "
    "tidspunkt for et møde. De to parter har ikke været sammen siden.",
    "German": "Die Gewerkschaft hat das jüngste Angebot der Arbeitgeber abgelehnt, sagte ein "
    "Sprecher am Montag. Die Verhandlungen über die Löhne sollen in der nächsten Woche "
    "fortgesetzt werden, wenn die Regierung zustimmt, was niemand weiß.",
    "French": "Le syndicat a rejeté la dernière offre des employeurs, a déclaré un porte-parole "
    "lundi. Les négociations sur les salaires doivent reprendre la semaine prochaine, a-t-il "
    "ajouté, si le gouvernement y consent et si tous les partis sont là.",
    "Spanish": "El sindicato ha rechazado la última oferta de los empresarios, dijo un portavoz "
    "el lunes. Las negociaciones sobre los salarios se reanudarán a la semana próxima, si el "
    "gobierno lo permite, a pesar de todo lo que se ha dicho.",
    "Indonesian": "Serikat pekerja menolak tawaran terakhir perusahaan, kata juru bicara pada hari "
    "Senin. Perundingan tentang upah akan dilanjutkan pekan depan jika pemerintah mengizinkan, "
    "dan tidak ada yang tahu siapa yang akan duduk di meja perundingan itu.",
    "Russian": "Профсоюз отклонил последнее предложение работодателей, сообщил в понедельник его "
    "представитель.",
    "Arabic": "رفضت النقابة العرض الأخير من أصحاب العمل",
    "Chinese": "工会拒绝了雇主的最新提议",
}


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_seen(language: str) -> None:
    assert not looks_english(OTHERS[language])


@pytest.mark.parametrize(
    "text",
    [
        "Die Gewerkschaft hat das Angebot der Arbeitgeber am Montag abgelehnt.",
        "Israel und die Hamas haben sich auf eine Waffenruhe geeinigt.",
        "Le syndicat a rejeté la dernière offre des employeurs lundi.",
        "El sindicato ha rechazado la última oferta de los empresarios.",
        "Il sindacato ha respinto la proposta della direzione, che non cambia.",
        "De vakbond heeft het laatste bod van de werkgevers afgewezen.",
    ],
)
def test_another_language_is_seen_in_a_sentence(text: str) -> None:
    assert not looks_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Israel offers Hamas truce; Hamas rejects offer, demands prisoner release first",
        "El Salvador, La Paz, Los Angeles: unions reject Le Monde, De Beers and Las Vegas offers",
        "Union chief Ana de la Cruz rejects offer, demands higher wages, shorter shifts",
        "Union rejects offer",
        "Łódź dockers reject offer, says Gdańsk’s Wałęsa",
        "The union has rejected the latest offer of the employers, a speaker said on Monday. Talks "
        "over wages are to go on next week if the government agrees, which nobody knows.",
        "12 300 45",
    ],
)
def test_english_is_seen(text: str) -> None:
    assert looks_english(text)


def test_the_shared_texts_are_english(shared: Path) -> None:
    assert looks_english((shared / "seed" / "report.txt").read_text(encoding="utf-8"))
