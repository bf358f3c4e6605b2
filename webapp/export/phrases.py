"""The sentences that an export says for itself, in English and in every target language: one table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ORDER: tuple[str, ...] = ("en", "kk", "ru", "ug")
"""The order of the columns of the table below."""

_ROWS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType({
    # headings
    "about": ("About this translation", "Осы аударма туралы", "Об этом переводе", "بۇ تەرجىمە ھەققىدە"),
    "notes": ("Notes", "Ескертпелер", "Примечания", "ئىزاھلار"),
    "names": (
        "Names in this article", "Мақаладағы атаулар", "Названия и имена в статье", "ماقالىدىكى ناملار"),
    "source_text": ("Source text", "Түпнұсқа мәтін", "Исходный текст", "ئەسلى تېكىست"),
    "translation": ("Translation", "Аударма", "Перевод", "تەرجىمە"),
    "in_source": ("In the source", "Түпнұсқада", "В оригинале", "ئەسلى تېكىستتە"),
    "in_translation": ("In the translation", "Аудармада", "В переводе", "تەرجىمىدە"),
    "remark": ("Remark", "Түсініктеме", "Пояснение", "چۈشەندۈرۈش"),
    # labels of the facts
    "title": ("Title of the source", "Түпнұсқаның тақырыбы", "Заглавие оригинала", "ئەسلى ماۋزۇسى"),
    "origin": ("Origin of the source", "Мәтін қайдан алынды", "Откуда взят текст", "تېكىستنىڭ مەنبەسى"),
    "article_date": ("Date of the source", "Түпнұсқаның күні", "Дата оригинала", "ئەسلى تېكىستنىڭ چېسلاسى"),
    "languages": ("Languages", "Тілдер", "Языки", "تىللار"),
    "script": ("Script", "Жазу", "Письмо", "يېزىق"),
    "engine": ("Translation engine", "Аударма жүйесі", "Система перевода", "تەرجىمە سىستېمىسى"),
    "package": ("Translation package", "Аударма бумасы", "Пакет перевода", "تەرجىمە بولىقى"),
    "package_hash": (
        "SHA-256 of the package", "Буманың SHA-256 бақылау қосындысы", "Контрольная сумма пакета (SHA-256)",
        "بولاقنىڭ SHA-256 قىممىتى"),
    "licence": (
        "Licence of the package", "Буманың лицензиясы", "Лицензия пакета", "بولاقنىڭ ئىجازەتنامىسى"),
    "scores": (
        "Measured quality of the package", "Буманың өлшенген сапасы", "Измеренное качество пакета",
        "بولاقنىڭ ئۆلچەنگەن سۈپىتى"),
    "glossary": (
        "SHA-256 of the glossary", "Сөздіктің SHA-256 бақылау қосындысы", "Контрольная сумма глоссария (SHA-256)",
        "لۇغەتنىڭ SHA-256 قىممىتى"),
    "naming": ("Choice of names", "Атауларды таңдау", "Выбор названий", "ناملارنى تاللاش"),
    "date": ("Date of the translation", "Аударылған күні", "Дата перевода", "تەرجىمە قىلىنغان چېسلا"),
    "review": ("Review", "Тексеру", "Проверка", "تەكشۈرۈش"),
    # values of the facts
    "languages_value": (
        "from English into {english}", "ағылшын тілінен қазақ тіліне", "с английского на русский",
        "ئىنگلىز تىلىدىن ئۇيغۇر تىلىغا"),
    "cyrl": ("Cyrillic", "кирилл жазуы", "кириллица", "كىرىل يېزىقى"),
    "latn": ("Latin", "латын жазуы", "латиница", "لاتىن يېزىقى"),
    "arab": ("Arabic", "араб жазуы (төте жазу)", "арабское письмо", "ئەرەب يېزىقى"),
    "none": ("none", "жоқ", "нет", "يوق"),
    "unmeasured": ("never measured", "өлшенбеген", "не измерялось", "ئۆلچەنمىگەن"),
    "as-written": (
        "as the author wrote them", "автор жазғандай", "как написал автор", "ئاپتور يازغاندەك"),
    "community": (
        "the name that the people of the place use", "сол жердің халқы қолданатын атау",
        "название, принятое у жителей этих мест", "شۇ يەرنىڭ خەلقى قوللىنىدىغان نام"),
    "official": (
        "the official name on the date of the source", "түпнұсқа жазылған кездегі ресми атау",
        "официальное название на дату оригинала", "ئەسلى تېكىست يېزىلغان چاغدىكى رەسمىي نام"),
    "current": ("the name of today", "қазіргі атау", "нынешнее название", "ھازىرقى نام"),
    "both": (
        "as the author wrote them, the other name once in brackets",
        "автор жазғандай, екінші атауы бір рет жақша ішінде",
        "как написал автор, второе название один раз в скобках",
        "ئاپتور يازغاندەك، ئىككىنچى نامى بىر قېتىم تىرناق ئىچىدە"),
    # sentences
    "review_none": (
        "Machine translation, not reviewed by a person.", "Машиналық аударма, адам тексермеген.",
        "Машинный перевод, человеком не проверен.", "ماشىنا تەرجىمىسى، ئادەم تەكشۈرمىگەن."),
    "review_some": (
        "Machine translation; a person reviewed {count} of {total} sentences: {list}.",
        "Машиналық аударма; {total} сөйлемнің {count} сөйлемін адам тексерген: {list}.",
        "Машинный перевод; проверено человеком предложений: {count} из {total} ({list}).",
        "ماشىنا تەرجىمىسى؛ {total} جۈملىنىڭ {count} جۈملىسىنى ئادەم تەكشۈرگەن: {list}."),
    "review_all": (
        "Machine translation; a person reviewed every sentence.",
        "Машиналық аударма; барлық сөйлемді адам тексерген.",
        "Машинный перевод; все предложения проверены человеком.",
        "ماشىنا تەرجىمىسى؛ ھەممە جۈملىنى ئادەم تەكشۈرگەن."),
    "unfit": (
        "Warning: the package that made this translation did badly when it was measured, or was never measured. "
        "The text may say something other than the source says. Do not rely on it; compare it with the source.",
        "Назар аударыңыз: бұл аударманы жасаған буманың өлшенген сапасы төмен немесе ол мүлде өлшенбеген. "
        "Мәтін түпнұсқада айтылғаннан басқаша болуы мүмкін. Оған сенім артпаңыз, түпнұсқамен салыстырыңыз.",
        "Внимание: пакет, которым сделан этот перевод, показал низкое качество или не проверялся вовсе. "
        "Текст может говорить не то, что сказано в оригинале. Не полагайтесь на него, сверяйте с оригиналом.",
        "دىققەت: بۇ تەرجىمىنى ياسىغان بولاقنىڭ ئۆلچەنگەن سۈپىتى تۆۋەن ياكى ئۇ ئۆلچەنمىگەن. "
        "تېكىست ئەسلى تېكىستتە دېيىلگەندىن باشقىچە بولۇشى مۇمكىن. ئۇنىڭغا تايانماڭ، ئەسلى تېكىست بىلەن سېلىشتۇرۇڭ."),
    "name_note": (
        "The author’s word is “{written}”; here it is “{target}”.",
        "Автордың сөзі: “{written}”; мұнда «{target}» деп берілген.",
        "У автора: “{written}”; здесь передано как «{target}».",
        "ئاپتورنىڭ سۆزى: “{written}”؛ بۇ يەردە «{target}» دەپ ئېلىندى."),
    # what became of a name
    "kept": ("kept", "сақталған", "сохранено", "ساقلاندى"),
    "repaired": ("repaired", "түзетілген", "исправлено", "تۈزىتىلدى"),
    "missing": (
        "not found in the translation", "аудармадан табылмады", "в переводе не найдено", "تەرجىمىدىن تېپىلمىدى"),
})

PHRASES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {key: MappingProxyType(dict(zip(ORDER, row, strict=True))) for key, row in _ROWS.items()}
)
"""Phrase by key, then by language code; `{…}` placeholders are the same in every language of a row."""

