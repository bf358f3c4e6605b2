"""Translations made by hand, for the tests of exports: a part of the bundled article, and a hard article."""

from __future__ import annotations

import random

from webapp.document import (
    Block,
    BlockKind,
    Document,
    Finding,
    Mention,
    MentionStatus,
    PackageInfo,
    Provenance,
    Segment,
    TranslatedSegment,
    Translation,
)

ARTICLE: tuple[tuple[BlockKind, int, tuple[dict[str, str], ...]], ...] = (
    (BlockKind.HEADING, 1, ({
        "en": "In Xinjiang, Ethnic Kazakhs Suffer alongside Uyghurs",
        "kk": "Шыңжаңда ұйғырлармен қатар этникалық қазақтар да зардап шегуде",
        "ru": "В Синьцзяне вместе с уйгурами страдают этнические казахи",
        "ug": "شىنجاڭدا ئۇيغۇرلار بىلەن بىللە قازاقلارمۇ زۇلۇم كۆرمەكتە",
    },)),
    (BlockKind.CAPTION, 0, ({
        "en": "Sayragul Sauytbay, Ele Kazakh Autonomous Prefecture.",
        "kk": "Сайрагүл Сауытбай, Іле Қазақ автономиялық облысы.",
        "ru": "Сайрагуль Сауытбай, Или-Казахский автономный округ.",
        "ug": "سايراگۈل ساۋىتباي، ئىلى قازاق ئاپتونوم ئوبلاستى.",
    },)),
    (BlockKind.PARAGRAPH, 0, ({
        "en": "The recent award given to Sairagul Sauytbay has helped maintain international attention on the campaign "
        "of repression currently being carried out in East Turkestan (called Xinjiang by the Chinese government) "
        "against the Uyghur population, and other ethnic groups in the region, including ethnic Kazakhs.",
        "kk": "Сайрагүл Сауытбайға жақында берілген марапат Шығыс Түркістанда (Қытай үкіметі оны Шыңжаң деп атайды) "
        "ұйғыр халқына және өңірдегі басқа этникалық топтарға, соның ішінде этникалық қазақтарға қарсы жүргізіліп "
        "жатқан қуғын-сүргін науқанына халықаралық назарды сақтауға көмектесті.",
        "ru": "Недавняя награда, вручённая Сайрагуль Сауытбай, помогла сохранить внимание международного сообщества "
        "к кампании репрессий, которая ведётся в Восточном Туркестане (китайское правительство называет его "
        "Синьцзяном) против уйгурского населения и других этнических групп региона, в том числе этнических казахов.",
        "ug": "يېقىندا سايراگۈل ساۋىتبايغا بېرىلگەن مۇكاپات شەرقىي تۈركىستاندا (خىتاي ھۆكۈمىتى ئۇنى شىنجاڭ دەپ "
        "ئاتايدۇ) ئۇيغۇر خەلقىگە ۋە رايوندىكى باشقا ئېتنىك گۇرۇپپىلارغا، جۈملىدىن قازاقلارغا قارشى ئېلىپ "
        "بېرىلىۋاتقان باستۇرۇش ھەرىكىتىگە خەلقئارانىڭ دىققىتىنى ساقلاپ قېلىشقا ياردەم بەردى.",
    },)),
    (BlockKind.HEADING, 2, ({
        "en": "ASPI’s Report", "kk": "ASPI есебі", "ru": "Доклад ASPI", "ug": "ASPI نىڭ دوكلاتى",
    },)),
    (BlockKind.PARAGRAPH, 0, ({
        "en": "Tens of thousands are now working in forced labor factories.",
        "kk": "Қазір он мыңдаған адам мәжбүрлі еңбек фабрикаларында жұмыс істейді.",
        "ru": "Десятки тысяч человек сейчас работают на фабриках принудительного труда.",
        "ug": "ھازىر ئون مىڭلىغان كىشى مەجبۇرىي ئەمگەك زاۋۇتلىرىدا ئىشلەۋاتىدۇ.",
    }, {
        "en": "Some of the companies are well known:",
        "kk": "Компаниялардың кейбірі жақсы таныс:",
        "ru": "Некоторые из этих компаний хорошо известны:",
        "ug": "بۇ شىركەتلەرنىڭ بەزىلىرى ھەممىگە تونۇش:",
    })),
    (BlockKind.LIST_ITEM, 1, ({
        "en": "Apple, Nike and Amazon", "kk": "Apple, Nike және Amazon", "ru": "Apple, Nike и Amazon",
        "ug": "Apple، Nike ۋە Amazon",
    },)),
    (BlockKind.LIST_ITEM, 2, ({
        "en": "Mercedes-Benz and Uniqlo", "kk": "Mercedes-Benz және Uniqlo", "ru": "Mercedes-Benz и Uniqlo",
        "ug": "Mercedes-Benz ۋە Uniqlo",
    },)),
    (BlockKind.LIST_ITEM, 1, ({"en": "H&M", "kk": "H&M", "ru": "H&M", "ug": "H&M"},)),
    (BlockKind.QUOTATION, 0, ({
        "en": "“Between 2017 and 2019, ASPI estimates the Chinese government relocated at least 80,000 Uyghurs from "
        "Xinjiang in western China.”",
        "kk": "«ASPI бағалауынша, 2017–2019 жылдары Қытай үкіметі Қытайдың батысындағы Шыңжаңнан кемінде 80 000 "
        "ұйғырды көшірген.»",
        "ru": "«По оценке ASPI, с 2017 по 2019 год китайское правительство переселило не менее 80 000 уйгуров из "
        "Синьцзяна на западе Китая».",
        "ug": "«ASPI نىڭ مۆلچەرىچە، 2017-يىلدىن 2019-يىلغىچە خىتاي ھۆكۈمىتى خىتاينىڭ غەربىدىكى شىنجاڭدىن كەم "
        "دېگەندە 80,000 ئۇيغۇرنى يۆتكىگەن.»",
    },)),
    (BlockKind.PARAGRAPH, 0, ({
        "en": "Nur-Sultan has very close ties with the Chinese government.",
        "kk": "Астананың Қытай үкіметімен байланысы өте тығыз.",
        "ru": "У Астаны очень тесные связи с китайским правительством.",
        "ug": "ئاستانانىڭ خىتاي ھۆكۈمىتى بىلەن مۇناسىۋىتى ناھايىتى قويۇق.",
    }, {
        "en": "While the situation in East Turkestan is not likely to get better anytime soon, it is important to "
        "support the work of activists like Mrs. Sauytbay.",
        "kk": "Шығыс Түркістандағы жағдай жақын арада жақсара қоюы екіталай болса да, Сауытбай ханым сияқты "
        "белсенділердің жұмысын қолдау маңызды.",
        "ru": "Хотя положение в Восточном Туркестане вряд ли скоро улучшится, важно поддерживать работу таких "
        "активистов, как г-жа Сауытбай.",
        "ug": "شەرقىي تۈركىستاندىكى ۋەزىيەتنىڭ يېقىن ئارىدا ياخشىلىنىش ئېھتىمالى ئاز بولسىمۇ، ساۋىتباي خانىمغا "
        "ئوخشاش پائالىيەتچىلەرنىڭ خىزمىتىنى قوللاش مۇھىم.",
    })),
)
"""Kind, level and sentences of each block, in English and as a person would put them in the three languages."""

_ASTANA = {"kk": "Астананың", "ru": "Астаны", "ug": "ئاستانانىڭ"}
_EAST_TURKESTAN = {"kk": "Шығыс Түркістанда", "ru": "Восточном Туркестане", "ug": "شەرقىي تۈركىستاندا"}


def provenance(target: str, fit: bool = True) -> Provenance:
    """What made the sample."""
    scores = (("flores200.devtest.chrf", 51.25),) if fit else ()
    package = PackageInfo("en", target, "1.9", "0123456789abcdef" * 4, "MIT", scores, fit)
    return Provenance("CTranslate2 4.8.5", package, "2025-03-04", "current", "fedcba9876543210" * 4)


def _mentions(source: str, text: str, target: str) -> tuple[Mention, ...]:
    """The glossary names of a sentence, as the program would report them."""
    made = []
    for concept, written, shown, name in (
        ("astana", "Nur-Sultan", "Astana", _ASTANA[target]),
        ("east-turkestan", "East Turkestan", "East Turkestan", _EAST_TURKESTAN[target]),
    ):
        if written in source and name in text:
            start, at = source.index(written), text.index(name)
            why = "The capital’s name today." if written != shown else ""
            place = (start, start + len(written), at, at + len(name))
            made.append(Mention(concept, written, shown, name, MentionStatus.KEPT, why, *place))
    return tuple(made)


def article(target: str, fit: bool = True, reviewed: frozenset[int] = frozenset({1, 2, 5})) -> Translation:
    """A part of the bundled article in `target`; `reviewed` are segments that a person approved."""
    blocks: list[Block] = []
    segments: list[TranslatedSegment] = []
    for number, (kind, level, sentences) in enumerate(ARTICLE):
        blocks.append(Block(kind, " ".join(sentence["en"] for sentence in sentences), level))
        for at, sentence in enumerate(sentences):
            index = len(segments)
            after = " " if at + 1 < len(sentences) else ""
            findings = (Finding("numbers", "A number may be missing.", ("80,000",)),) if "80,000" in sentence["en"] else ()
            mentions = _mentions(sentence["en"], sentence[target], target)
            source = Segment(index, number, sentence["en"], "", after)
            score = -0.25 - index / 100
            segments.append(
                TranslatedSegment(source, sentence[target], score, findings, mentions, index in reviewed)
            )
    title = ARTICLE[0][2][0]["en"]
    document = Document(title, tuple(blocks), "en", "in-xinjiang.txt", "2020-04-01")
    return Translation(document, target, tuple(segments), provenance(target, fit), (("policy", "current"),))


NASTY: tuple[str, ...] = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "＝１＋１",
    "A \u202eright-to-left override\u202c and \u2067isolate\u2069, unclosed \u202e",
    "Marks \u200eleft\u200e and \u200fright\u200f",
    "Astral \U0001d4d0\U0001f600 and \U00010330 letters",
    "Illegal \x00\x01\x0b\x1f\ufffe\uffff characters",
    "“Nested ‘quotations “of three” levels’ deep”",
    "<script>alert(1)</script> & ]]> <!-- --> {{ 7*7 }} ${7} %s {name}",
    "# not a heading * not _emphasis_ [not](http://example.invalid) `not code` | not | a | table",
    "1. not a list",
    "file:///etc/passwd and http://example.invalid/pixel.png",
    "\\begin{document} \\u0041 \\x41",
    "a\u0301\u0302\u0303 combining e\u0301",
    "A\u00a0no-break\u202fspace\u2009thin\u3000wide",
    "(a) [b] {c} «d» ⟨e⟩",
    "word " * 300,
    "W" * 600,
)


def _shuffled(text: str, seed: int) -> str:
    """The letters of each word in another order: every word is new, which is the worst for what is kept for reuse."""
    order = random.Random(seed)
    return " ".join("".join(order.sample(word, len(word))) for word in text.split())


def hard(target: str = "ug", words: int = 0) -> Translation:
    """A hard article: what may break an exporter, as source and as translation; at least `words` words of it."""
    local = {"kk": "Қазақша сөз", "ru": "Русское слово", "ug": "ئۇيغۇرچە سۆز ASPI 80,000 (2019-يىلى)"}[target]
    kinds = (*BlockKind,)
    blocks: list[Block] = [Block(BlockKind.HEADING, "A \x02hard\u202e title", 1), Block(BlockKind.PARAGRAPH, "")]
    segments = [TranslatedSegment(Segment(0, 0, "A \x02hard\u202e title"), f"{local}\u202e \x02=")]
    count = 0
    while count < words or len(blocks) < 2 * len(NASTY):
        text = NASTY[len(blocks) % len(NASTY)] if len(blocks) < 3 * len(NASTY) else f"{ARTICLE[2][2][0]['en']} "
        kind = kinds[len(blocks) % len(kinds)]
        translated = f"{text} {local}" if len(blocks) % 2 else f"{local} {text}"
        if len(blocks) >= 3 * len(NASTY):
            translated = _shuffled(ARTICLE[2][2][0][target], len(blocks))
        level = {BlockKind.HEADING: 2 + len(blocks) % 5, BlockKind.LIST_ITEM: 1 + len(blocks) % 4}.get(kind, 0)
        number = len(blocks)
        blocks.append(Block(kind, f"{text} \n{text}", level))
        for after in (" \n", ""):
            findings = (Finding("x", f"<b>note</b> {text}\x03", (text,)),) if len(segments) % 7 == 0 else ()
            source = Segment(len(segments), number, text, "", after)
            segments.append(TranslatedSegment(source, translated, -1.5, findings))
        count += 2 * len(text.split())
    blocks.append(Block(BlockKind.PARAGRAPH, " \n "))
    segments.append(TranslatedSegment(Segment(len(segments), len(blocks) - 1, "", " \n "), ""))
    document = Document("A \x02hard\u202e title", tuple(blocks), "en", "pasted\x01", "")
    return Translation(document, target, tuple(segments), provenance(target))
