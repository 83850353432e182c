"""A text that is plainly in another language is named; English, however odd, never is."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.foreign import other_language

ROOT = Path(__file__).parent.parent

FOREIGN = {
    "German": "Die Brücke über den Hafen wurde im März gesperrt, nachdem ein Fahrer Risse in zwei Pfeilern gemeldet "
    "hatte. Der Rat der Stadt ließ sie von Fachleuten aus drei Ländern prüfen, die im August eine Woche lang "
    "blieben. Mit einem Bericht ist nicht vor dem Ende des Jahres zu rechnen, sagte ein Sprecher am Montag.",
    "French": "Le pont du port a été fermé en mars, quand un chauffeur a signalé des fissures dans deux de ses piles. "
    "Le conseil a ouvert une enquête en avril, et des ingénieurs venus de trois pays ont passé une semaine sur "
    "place au mois d'août. Les derniers témoins seront entendus en novembre, et un rapport est attendu.",
    "Spanish": "El puente del puerto se cerró en marzo, cuando un conductor avisó de grietas en dos de los pilares. "
    "El ayuntamiento abrió una investigación en abril y los ingenieros de tres países pasaron una semana en la "
    "ciudad. Los últimos testigos declaran en noviembre, y se espera que el informe salga antes de Navidad.",
    "Italian": "Il ponte del porto è stato chiuso in marzo, quando un autista ha segnalato delle crepe in due dei "
    "piloni. Il consiglio ha aperto una inchiesta in aprile e gli ingegneri di tre paesi sono rimasti per una "
    "settimana. Gli ultimi testimoni della vicenda parlano a novembre, e non si sa quando esce la relazione.",
    "Portuguese": "A ponte do porto foi fechada em março, quando um motorista viu fendas em dois dos pilares. A câmara "
    "abriu um inquérito em abril e os engenheiros de três países ficaram uma semana na cidade. As últimas "
    "testemunhas são ouvidas em novembro, e não se sabe quando o relatório da comissão é publicado.",
    "Dutch": "De brug over de haven werd in maart gesloten, toen een chauffeur scheuren in twee van de pijlers meldde. "
    "De raad begon in april met een onderzoek, en in augustus zijn er ingenieurs uit drie landen een week aan "
    "het werk geweest. De laatste getuigen komen in november, en het verslag is er niet voor het eind van het jaar.",
    "Swedish": "Bron över hamnen stängdes i mars, när en förare såg sprickor i två av pelarna. Rådet inledde en "
    "utredning i april och det kom ingenjörer från tre länder som var på plats en vecka. De sista vittnena hörs i "
    "november, och det är inte klart när rapporten ska vara färdig för att läggas fram för rådet.",
    "Polish": "Most w porcie został zamknięty w marcu, gdy kierowca zauważył pęknięcia na dwóch filarach. Rada zaczęła "
    "śledztwo w kwietniu, a w sierpniu inżynierowie z trzech krajów byli na miejscu przez tydzień. Ostatni "
    "świadkowie staną przed komisją w listopadzie i nie jest jasne, kiedy raport będzie gotowy do druku.",
    "Finnish": "Satamasilta suljettiin maaliskuussa, kun kuljettaja oli nähnyt halkeamia sen kahdessa pilarissa. "
    "Valtuusto aloitti tutkinnan huhtikuussa, ja insinöörit kolmesta maasta olivat paikalla viikon, mutta he "
    "eivät löytäneet syytä. Viimeisiä todistajia kuullaan marraskuussa, ja raportti on luvassa, kun se on valmis, "
    "eikä hän osannut sanoa, että milloin se ei ole enää myöhässä.",
    "another script": "Мост через гавань закрыли в марте, когда водитель заметил трещины в двух опорах. Совет начал "
    "расследование в апреле, а в августе инженеры из трёх стран провели в городе неделю.",
}

NAMES = """\
Rio de la Plata, El Paso, Los Angeles, La Paz, Las Cruces, San José de la Costa, Santa María del Mar, Den Haag,
Die Zeit, Der Spiegel, Le Monde, El País, Corriere della Sera, Dagens Nyheter, Hufvudstadsbladet, O Globo,
Villa de la Vega 1901, Casa del Sol 1911, Port de la Lune 1923, Les Halles 1931, Café de Flore 1887, La Scala 1778
"""

TABLE = "Year\tPlace\tWinner\n" + "".join(f"{year}\tOslo\tLind, O.\n" for year in range(1950, 2000))


@pytest.mark.parametrize("name", FOREIGN)
def test_a_text_in_another_language_is_named(name: str) -> None:
    assert other_language(FOREIGN[name], "en") == name


SHORT = {
    "German": "Der Stadtrat hat am 3. März 2014 den Bau der Brücke beschlossen. Die Arbeiten begannen im Juni und "
    "wurden im November 2015 abgeschlossen.",
    "French": "Le conseil a adopté le budget le 12 avril 2013. Les travaux ont commencé en juillet et se sont achevés "
    "au mois de décembre.",
    "Spanish": "El museo fue inaugurado el 3 de mayo de 2011 por el alcalde de la ciudad.",
}


@pytest.mark.parametrize("name", SHORT)
def test_a_sentence_or_two_show_a_language(name: str) -> None:
    assert other_language(SHORT[name], "en") == name


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of La Paz opened the Museo de la Ciudad de Oro on 3 May 2011 and left.",
        "Museo de la Ciudad de Oro, Calle de los Reyes 4, San Juan de la Vega, Mexico",
        "Paris mayor opens Musée de la Ville; Rue de la Paix closed until 3 May 2011",
        "3 May 2011: Crédit de la Loire, Banque du Nord and Société des Mines merge",
    ],
)
def test_a_few_foreign_names_are_no_foreign_text(text: str) -> None:
    assert other_language(text, "en") is None


@pytest.mark.parametrize("name", FOREIGN)
def test_a_quotation_does_not_make_an_english_text_foreign(name: str) -> None:
    english = "The bridge over the harbour was closed in March, when a driver saw cracks in two of its piers. "
    assert other_language(english * 4 + FOREIGN[name][:250], "en") is None


ENGLISH = sorted(
    path for path in (ROOT / "fixtures").rglob("*") if path.suffix in {".txt", ".md"} and path.stat().st_size > 0
)


@pytest.mark.parametrize("path", [*ENGLISH, ROOT / "README.md"], ids=lambda path: str(path.relative_to(ROOT)))
def test_english_is_never_taken_for_another_language(path: Path) -> None:
    assert other_language(path.read_text(encoding="utf-8"), "en") is None


@pytest.mark.parametrize(
    "text", ["", "Am Montag.", NAMES, TABLE, "1914-1918 " * 100, "x " * 1000, FOREIGN["German"][:80], "東京"]
)
def test_what_tells_nothing_is_no_foreign_text(text: str) -> None:
    assert other_language(text, "en") is None
