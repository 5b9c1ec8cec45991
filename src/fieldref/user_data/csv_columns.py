"""Tell what each column of an address book means, by the words that programs put over it.

Known are our own export, those of Outlook and Thunderbird in English, French, German and Spanish,
of Outlook in Italian, Portuguese, Dutch and Russian, of Google (before and since 2024), and what
people write themselves.
"""

from __future__ import annotations

import re

from fieldref import names
from fieldref.records import NamedTuple

_NUMBERED = re.compile(r"(.*?) ?([0-9]{1,2})? - (.*)")  # Google: E-mail 1 - Value
_LONGEST = 100
_COUNTED = re.compile(r" ?[2-9]\b| 1\b")  # E-mail 2 Address, Business Street 2
_PLACES = ("business", "work", "office", "home", "other", "company", "mailing", "postal", "private")
_PLAIN = ("business", "work", "office", "other", "")
_PLACES_ABROAD = {  # which stand first or last: Telefon privat, Rue (bureau), Calle del trabajo
    **dict.fromkeys(("geschaftlich", "dienstlich", "bureau", "professionnel"), "business"),
    **dict.fromkeys(("professionnelle", "trabajo", "oficina"), "business"),
    **dict.fromkeys(("uff", "comercial"), "business"),
    **dict.fromkeys(("ab", "residencial"), "home"),
    **dict.fromkeys(("privat", "domicile", "casa", "particular"), "home"),
    **dict.fromkeys(("werk", "werkadres", "раб", "рабочии"), "business"),
    **dict.fromkeys(("thuis", "huisadres", "дом", "домашнии"), "home"),
    **dict.fromkeys(("ander", "andere", "anders", "другои"), "other"),
    **dict.fromkeys(("weitere", "weiteres", "autre", "otro", "otra", "altro", "altra"), "other"),
}
_JOINING = ("de", "del", "du", "do", "da", "o", "y", "et", "und", "op", "адрес")
_MOBILE = {
    "mobile",
    "cell",
    "mobiltelefon",
    "mobil",
    "movil",
    "handy",
    "portable",
    "cellulare",
    "celular",
    "mobiele",
    "переноснои",
}
_BARE_NAMES = {"name", "nom", "nombre", "nome"}


class ColumnMeaning(NamedTuple):
    """A column's meaning: `key` of a card or a part of it, `group` of those that belong together.

    `label` is what the column's name says of a number: mobile, home.
    """

    key: str = ""
    group: str = ""
    label: str = ""


_KEYS: dict[str, str] = {
    "id": "id",
    "name": "name, full name, display name, contact, contact name, fn, nom, nombre, nome, "
    "anzeigename, nom affiche, nom complet, nombre completo, nombre para mostrar",
    "prefix": "prefix, name prefix, salutation, anrede, civilite, tratamiento, обращение",
    "given": "first name, given name, given, prenom, vorname, nombre propio, "
    "nombre de pila, primeiro nome, voornaam, имя",
    "further": "middle name, additional name, middle, "
    "weitere vornamen, deuxieme prenom, segundo nombre, secondo nome, segundo nome, "
    "middelste naam, отчество",
    "family": "last name, family name, surname, family, nachname, apellidos, "
    "apellido, familienname, nom de famille, cognome, sobrenome, "
    "achternaam, фамилия",
    "suffix": "suffix, name suffix, suffixe, sufijo, achtervoegsel, суффикс",
    "nickname": "nickname, nick name, nick, short name, screen name, "
    "spitzname, surnom, sobrenombre, apodo",
    "organization": "organization, organisation, company, company name, firma, societe, "
    "entreprise, empresa, org, office, organization name, employer, "
    "agency, institution, "
    "unternehmen, organizacion, compania, societa, bedrijf, организация",
    "unit": "department, organization department, unit, section, division, "
    "abteilung, service, departement, departamento, reparto, "
    "afdeling, отдел",
    "role": "role, job title, position, function, funktion, fonction, cargo, "
    "organization title, post, designation, "
    "stellenbezeichnung, titre professionnel, puesto, posizione, functie, должность",
    "title": "title, titel, titre, titulo, titolo",
    "phones": "phones, phone, telephone, tel, phone number, phone numbers, "
    "telephone number, mobile, mobile phone, mobile number, cell, "
    "cell phone, telefono, telefon, telefonnummer, handy, numero, number, "
    "mobiltelefon, mobil tel, mobil, telefono movil, movil, numero de movil, telephone mobile, "
    "tel mobile, portable, telephone principal, telefono principal, "
    "ufficio, cellulare, telefone, celular, telefone celular, "
    "telefoon, mobiele telefoon, hoofdtelefoon, hoofdtelefoon bedrijf, телефон, "
    "телефон переносной, основной телефон, основной телефон организации",
    "faxes": "faxes, fax, fax number, fax numbers, telefax, telecopie, факс",
    "emails": "emails, email, e mail, mail, e mail address, email address, "
    "email addresses, e mails, e mail addresses, correo, "
    "correo electronico, courriel, adresse e mail, e mail adresse, "
    "adresse de messagerie, courrier electronique, adresse electronique, "
    "direccion de correo electronico, primare e mail adresse, sekundare e mail adresse, "
    "adresse electronique principale, adresse electronique secondaire, correo electronico "
    "primario, correo electronico secundario, indirizzo posta elettronica, "
    "indirizzo di posta elettronica, endereco de email, e mailadres, адрес эл почты",
    "display": "e mail display name, email display name, "
    "e mail angezeigter name, nom complet de l adresse de messagerie, "
    "nome visualizzato posta elettronica, weergavenaam voor e mail, e mail weergegeven naam, "
    "краткое имя эл почты",
    "web": "web, website, web page, webpage, url, homepage, web site, personal web page, site, "
    "webseite, site web, page web, pagina web, sitio web, "
    "webpagina, веб страница",
    "address": "address, full address, adresse, direccion, location",
    "street": "street, street address, road, strasse, rue, calle",
    "po_box": "po box, p o box, pobox, address po box",
    "city": "city, town, place, locality, ort, stadt, ville, ciudad",
    "region": "state, province, region, county",
    "postcode": "postcode, zip, postal code, zip code, zipcode, post code, plz, "
    "postleitzahl, code postal, codigo postal",
    "country": "country, country region, land, pays, pais",
    "mailing": "mailing, mailing address, postal address",
    "note": "note, notes, remarks, remark, comment, comments, notizen, bemerkungen, notas, "
    "kommentar, commentaires, observaciones, anotacoes, "
    "notities, заметки",
    "as_of": "as of, updated, last updated, last modified, modified, last update",
    "sources": "sources, source",
}
_COLUMNS = {
    names.fold_name(word): key for key, words in _KEYS.items() for word in words.split(", ")
}
_PARTS = {
    "street": "street, street address, address, strasse, adresse, rue, calle, direccion, "
    "via, rua, rua endereco, straat, adres straat, улица",
    "extended": "extended address, extended, address line 2",
    "po_box": "po box, p o box, postfach, boite postale, apartado postal, "
    "postbusnummer, adres postbusnummer, почтовый ящик",
    "city": "city, town, locality, ort, stadt, ville, ciudad, citta, cidade, cidade endereco, "
    "plaats, adres plaats, город",
    "region": "state, province, region, bundesland, bundesland kanton, kanton, departement, "
    "dep region, provincia, estado, estado provincia, estado endereco, "
    "provincie, adres provincie, область",
    "postcode": "postal code, zip, zip code, zipcode, postcode, plz, postleitzahl, code postal, "
    "codigo postal, cap, cep, cep endereco, adres postcode, индекс, "
    "почтовый код",
    "country": "country, country region, land, land region, pays, pays region, pais, "
    "pais region, pais regiao, "
    "paese, paese area geografica, land regio, страна или регион",
    "formatted": "formatted",
}
_ADDRESS_PARTS = {
    names.fold_name(word): key for key, words in _PARTS.items() for word in words.split(", ")
}
_LISTED = {"e mail": "emails", "email": "emails", "phone": "phones", "website": "web"}
_OF_ORGANIZATIONS = {"name": "organization", "title": "role", "department": "unit"}
# Says nothing: of which kind an address of e-mail is, as SMTP; the type of Google's groups.
_SILENT = ("e mail type", "email type", "e mailtype", "тип эл почты")


def read_columns(head: list[str]) -> list[ColumnMeaning]:
    """Tell what each column of a head means; a ColumnMeaning without a key is not understood."""
    columns = [_column(word) for word in head]
    keys = {column.key for column in columns}
    columns = [_titled(column, keys) if column.key == "title" else column for column in columns]
    rest = _rest_of_name(keys)
    bare = [rest and names.fold_name(word) in _BARE_NAMES for word in head]
    return [
        ColumnMeaning(rest) if is_rest else column
        for column, is_rest in zip(columns, bare, strict=True)
    ]


def _rest_of_name(keys: set[str]) -> str:
    """Tell what a column Name holds beside one of given or of family names alone."""
    if ("given" in keys) == ("family" in keys):
        return ""
    return "family" if "given" in keys else "given"


def _titled(column: ColumnMeaning, keys: set[str]) -> ColumnMeaning:
    """Title: beside given names or a job title it is Ms. or Dr., else it is the job's."""
    return column._replace(key="prefix" if keys & {"given", "family", "role"} else "role")


def count_understood(head: list[str]) -> int:
    """Count the columns of the head that are understood."""
    return sum(column.key not in ("", "silent") for column in read_columns(head))


def _column(word: str) -> ColumnMeaning:
    if len(word) > _LONGEST:
        return ColumnMeaning()
    match = _NUMBERED.fullmatch(word.strip())
    google = match and _of_google(
        names.fold_name(match[1]), match[2] or "", names.fold_name(match[3])
    )
    if google:
        return google
    key = _COUNTED.sub("", names.fold_name(word))
    if key in _COLUMNS:
        return _plain(_COLUMNS[key], key)
    if key in _SILENT:
        return ColumnMeaning("silent")
    is_counted = _COUNTED.search(names.fold_name(word)) is not None
    return _placed(_place_first(key), is_counted) or ColumnMeaning()


def _place_first(key: str) -> str:
    """Say first and in English where a thing is, as other languages do in their own way."""
    words = [word for word in key.split() if word not in _JOINING]
    for place, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if rest and place[0] in _PLACES_ABROAD:
            return " ".join((_PLACES_ABROAD[place[0]], *rest))
    return key


def _plain(key: str, word: str) -> ColumnMeaning:
    """Read a column of one word; a part of an address is of the only one that there is."""
    if key in ("address", "mailing"):
        return ColumnMeaning("whole", key)
    if key in _PARTS:
        return ColumnMeaning(key, "address")
    mobile = not _MOBILE.isdisjoint(word.split())
    return ColumnMeaning(key, "", "mobile" if mobile and key == "phones" else "")


def _of_google(field: str, number: str, part: str) -> ColumnMeaning | None:
    """Read Google's columns: E-mail 1 - Value, Phone 2 - Label, Address 1 - City."""
    group = f"{field} {number}"
    if field in _LISTED:
        key = {"value": _LISTED[field], "type": "label", "label": "label"}.get(part)
        return ColumnMeaning(key, group) if key else None
    if field == "organization":
        key = "silent" if part == "type" else _OF_ORGANIZATIONS.get(part)
        return ColumnMeaning(key) if key else None
    if field == "address":
        key = "kind" if part in ("type", "label") else _ADDRESS_PARTS.get(part)
        return ColumnMeaning(key, group) if key else None
    return None


def _placed(key: str, is_counted: bool) -> ColumnMeaning | None:
    """Read columns such as Business Street 2, Home Phone, Company Main Phone, Primary Email."""
    words = key.split()
    place = words[0] if words and words[0] in _PLACES else ""
    rest = " ".join(words[1:] if place else words)
    if rest in _ADDRESS_PARTS and place:
        part = _ADDRESS_PARTS[rest]
        return ColumnMeaning("more" if is_counted and part == "street" else part, place)
    return _reached(words)


def _reached(words: list[str]) -> ColumnMeaning | None:
    """Read a column of numbers, e-mail or web addresses, by the last words of its name."""
    last = " ".join(words[-2:]), words[-1] if words else ""
    for key in ("faxes", "emails", "phones", "web"):
        for word in last:
            if _COLUMNS.get(word) == key and len(words) > 1:
                label = " ".join(words[: -len(word.split())]) or ""
                mobile = word.startswith(("mobile", "cell"))
                label = "mobile" if mobile and label in _PLAIN else label
                return ColumnMeaning(
                    key, "", "" if label in _PLAIN or key not in _LABELLED else label
                )
    if words and words[-1] == "pager":
        return ColumnMeaning("phones", "", "pager")
    return None


_LABELLED = ("phones", "faxes")
