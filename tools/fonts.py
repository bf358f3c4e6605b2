"""Make the fonts of webapp/static/fonts from Debian's fonts-noto-core: `python tools/fonts.py [FOLDER]`.

Each is cut down to the scripts of Oqyrman's languages: woff2 for pages, TTF for
the PDF export, hinting left out, every layout feature kept (Uyghur letters take
their joined forms from them). Noto fonts are under the SIL Open Font License
1.1 (OFL.txt beside them); they have no Reserved Font Name, so that a subset may
keep its name. Needs `fonttools` and `brotli`; running it again gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/fonts/truetype/noto")
TARGET = Path(__file__).resolve().parent.parent / "webapp" / "static" / "fonts"

LATIN_CYRILLIC = "U+0020-007E,U+00A0-024F,U+02B0-02FF,U+0300-0304,U+0306-030C,U+0391-03C9,U+0400-04FF,U+0524-052F"
"""Latin with the letters of Kazakh (2021) and Uyghur (ULY), Greek, Cyrillic with Kazakh's and Uyghur's letters."""
ARABIC = "U+0600-06FF,U+0750-077F,U+FB50-FDFF,U+FE70-FEFF"
"""Arabic with Uyghur's and Kazakh's letters, and the presentation forms that some texts still carry."""
PUNCTUATION = (
    "U+2010-2027,U+202F-203A,U+2044,U+2070-209F,U+20AC,U+20B8,U+20BD,U+2116,U+2122,"
    "U+2190-2193,U+2200-2265,U+25CC,U+FFFD"
)
"""Dashes, quotation marks, currency (euro, tenge, rouble), number sign, arrows, the replacement character."""

FONTS: tuple[tuple[str, str, str], ...] = (
    # source, name here, characters
    ("NotoNaskhArabic-Regular", "noto-naskh-arabic-regular", ARABIC),
    ("NotoNaskhArabic-Bold", "noto-naskh-arabic-bold", ARABIC),
    ("NotoSerif-Regular", "noto-serif-regular", LATIN_CYRILLIC),
    ("NotoSerif-Bold", "noto-serif-bold", LATIN_CYRILLIC),
    ("NotoSerif-Italic", "noto-serif-italic", LATIN_CYRILLIC),
    ("NotoSans-Regular", "noto-sans-regular", LATIN_CYRILLIC),
    ("NotoSans-Bold", "noto-sans-bold", LATIN_CYRILLIC),
)
PAGE_ONLY = frozenset({"noto-sans-regular", "noto-sans-bold"})
"""Fonts that no PDF uses."""


def cut(source: Path, target: Path, characters: str, flavor: str | None) -> None:
    """Write the subset of `source` that holds `characters` to `target`, as woff2 or (None) as TTF."""
    options = subset.Options(layout_features=["*"], hinting=False, notdef_outline=True, flavor=flavor, name_IDs=["*"])
    options.recalc_timestamp = False
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    wanted = f"{characters},U+0020-0040,U+005B-0060,U+007B-007E,U+00A0,U+00AB,U+00BB,U+200C-200F,{PUNCTUATION}"
    cutter.populate(unicodes=subset.parse_unicodes(wanted.replace("U+", "")))
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def main(folder: Path = TARGET) -> None:
    """Make every font in `folder`, and say what it weighs."""
    folder.mkdir(parents=True, exist_ok=True)
    for source, name, characters in FONTS:
        for extension, flavor in (("woff2", "woff2"), ("ttf", None)):
            if extension == "ttf" and name in PAGE_ONLY:
                continue
            target = folder / f"{name}.{extension}"
            cut(SOURCE / f"{source}.ttf", target, characters, flavor)
            print(f"{target.name:40} {target.stat().st_size:9,} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
