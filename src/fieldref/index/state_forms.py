"""Part a State's name from its form: "Republic of Kenya" is Kenya."""

from __future__ import annotations

import re

from fieldref.names import fold_letters

# Each form of State, and the words for it in the languages in which States are named here, folded.
_FORMS = {
    "republic": "rep republique republica республика جمهوريه republik repubblica republiek"
    " republika република",
    "democratic": "dem democratique democratica демократическая ديمقراطيه",
    "people": "peoples popular populaire народная народно شعبيه",
    "kingdom": "royaume reino королевство مملكه",
    "state": "states sts etat etats estado estados государство دوله",
    "federal": "fed federated federale federative federativa federes federados федеративная"
    " федеративные اتحاديه bundesrepublik",
    "federation": "federacion федерация اتحاد",
    "islamic": "islamique islamica исламская اسلاميه",
    "arab": "arabe арабская عربيه",
    "socialist": "socialiste socialista социалистическая اشتراكيه",
    "united": "unie uni unis unida unido unidos объединенная соединенное соединенные متحده",
    "union": "союз",
    "commonwealth": "mancomunidad содружество كومنولث كومونولث",
    "confederation": "confederacion",
    "principality": "principaute principado княжество اماره",
    "duchy": "duche ducado герцогство دوقيه",
    "grand": "gran великое كبري",
    "sultanate": "sultanat sultanato султанат سلطنه",
    "emirate": "emirat emirato",
    "independent": "independant independiente независимое مستقله",
    "plurinational": "plurinacional многонациональное",
    "bolivarian": "bolivarienne bolivariana rb боливарианская بوليفاريه",
    "cooperative": "operative co cooperativa кооперативная تعاونيه",
    "oriental": "orientale восточная شرقيه",
    "hashemite": "hachemite хашимитское هاشميه",
    "serene": "serenissime serenisima most tres",
}
_SMALL = "of the and de del du des do da dos di la las le les y et и و"
# Written without spaces: the form stands within the name.
_UNSPACED = {
    "共和国": "republic", "民主主义": "democratic", "民主": "democratic", "人民": "people",
    "王国": "kingdom", "联邦": "federal", "伊斯兰": "islamic", "社会主义": "socialist",
    "大公国": "duchy", "公国": "principality", "苏丹国": "sultanate", "联合": "united",
    "合作": "cooperative", "独立国": "independent", "多民族国": "plurinational",
    "玻利瓦尔": "bolivarian", "阿拉伯": "arab", "东岸": "oriental", "哈希姆": "hashemite",
}  # fmt: skip
_FORM_OF = {word: form for form, words in _FORMS.items() for word in (form, *words.split())}
_APART = re.compile(r"(?:\b[dl])?['’]s?\b|[^\w]+")
_ARABIC_ARTICLE = re.compile(r"\bو?ال(?=\w{2})")
_RUN = re.compile("|".join(sorted(_UNSPACED, key=len, reverse=True)))


def split_form(name: str) -> tuple[str, str]:
    """Give the words of a name in their order, and those that say what form of State it is.

    Both are sorted, so that what lists invert is the same name. The first is empty for a name that
    has nothing but a form, such as United Kingdom.

    >>> split_form("Congo, Dem. Rep.")
    ('congo', 'democratic republic')
    >>> split_form("République démocratique du Congo")
    ('congo', 'democratic republic')
    """
    plain = _ARABIC_ARTICLE.sub("", fold_letters(name))
    spaced = _RUN.sub(lambda match: f" {_UNSPACED[match[0]]} ", plain)
    small = _SMALL.split()
    words = [word for word in _APART.split(spaced) if word and word not in small]
    names = sorted({"saint" if word == "st" else word for word in words if word not in _FORM_OF})
    forms = sorted({_FORM_OF[word] for word in words if word in _FORM_OF})
    return " ".join(names), " ".join(forms)
