"""Tables of other programs, each kind of trouble with a table made for it."""

import csv

import pytest

from cases import of_each
from fieldref.errors import WrongUse
from fieldref.user_data.csv_contacts import read_csv_contacts
from fieldref.user_data.csv_tables import MOST_BYTES

COUNTRIES = frozenset({"utopia"})


def read_book(text, ids=()):
    data = text if isinstance(text, bytes) else text.encode()
    return read_csv_contacts(data, ids, COUNTRIES)


def read(text, ids=()):
    """The one contact of a table, what was left out of it, and what is told besides."""
    book = read_book(text, ids)
    (imported,) = book.cards
    left = [told.text for told in (*book.left, *imported.left)]
    return imported.card, left, [told.text for told in (*book.remarks, *imported.remarks)]


@of_each([
    "name,phone\nDesk,+41229179000\n",
    "Name|Phone\nDesk|+41229179000\n",
    "NAME\tTelephone\nDesk\t+41229179000\n",
    "full name;Tel\nDesk;+41229179000\n",
    "\ufeffsep=;\r\nname;phone\r\nDesk;+41229179000\r\n",
    '"sep=,"\nname,phone\nDesk,+41229179000\n',
    "sep=\t\nname\tphone\nDesk\t+41229179000\n",
    "\n\n  \nname,phone\nDesk,+41229179000\n",
    "name,phone\n,\n\nDesk,+41229179000\n , \n",
    "name, phone\nDesk, +41229179000\n",
    "name,phone\rDesk,+41229179000\r",
    "name,phone\nDesk,\"=\"\"+41229179000\"\"\"\n",
    "name;address;phone\nDesk;;+41229179000\n",
    "name;note, if any;phone\nDesk;;+41229179000\n",
])  # fmt: skip
def test_whatever_parts_the_cells_and_stands_before_them(text):
    card, left, _ = read(text)
    assert (card.name, [phone.number for phone in card.phones]) == ("Desk", ["+41229179000"])
    assert left == []


@of_each(["utf-8-sig", "utf-16", "windows-1252"])
def test_a_table_is_read_in_its_charset(charset):
    card, _, remarks = read("name\tphone\nBüro Süd\t+41229179000\n".encode(charset))
    assert card.name == "Büro Süd"
    assert [("a guess" in one) for one in remarks] == [True] * (charset == "windows-1252")


@of_each(
    [
        ("foo,bar\n1,2\n", "No column"),
        ("", "No column"),
        ("\0" * 9, "not sound utf-16"),
        ("a,b\n" * 100, "No column"),
        ("," * 10_000, "No column"),
        ('name,phone\nA,1\nB,"open\nC,3\n', "From line 3 on"),
        ("name\n" + "x" * 200_000, "From line 2 on"),
        ("name\n" + "A\n" * 20_001, "more than 20,000 rows"),
        ("name\n" + "A" * MOST_BYTES, f"more than {MOST_BYTES:,} bytes"),
        (b"\xff\xfe\x00", "not sound utf-16"),
    ]
)
def test_what_is_no_table_of_contacts_is_refused(text, says):
    with pytest.raises(WrongUse, match=says):
        read_book(text)


def test_what_stands_before_the_table_is_told():
    card, left, _ = read("Contacts of the pier\n\nname,phone\nDesk,+41229179000\n")
    assert (card.name, left) == ("Desk", ["before the table: Contacts of the pier"])


def test_a_column_that_stands_twice_is_read_twice():
    card, left, _ = read(
        "Name,Name,Phone,Phone,Email,Email,Role,Role\n"
        "A,B,+41229179000,+41229179001,a@example.org,b@example.org,x,y\n"
    )
    assert [phone.number for phone in card.phones] == ["+41229179000", "+41229179001"]
    assert card.emails == ("a@example.org", "b@example.org")
    assert left == ["Name: B", "Role: y"]


def test_cells_without_a_column_and_short_rows():
    _, left, _ = read("name,phone\nA,+41229179000,more,still\n")
    assert left == ["a column without a name: more", "a column without a name: still"]
    assert read("name,phone,email\nA\n")[0].name == "A"


@of_each([
    "a@example.org, b@example.org", "a@example.org / b@example.org",
    "a@example.org\nb@example.org", "a@example.org;b@example.org",
    "a@example.org ::: b@example.org", "a@example.org | mailto:b@example.org",
])  # fmt: skip
def test_several_addresses_in_a_cell_are_several(mails):
    assert read(f'name,email\nA,"{mails}"\n')[0].emails == ("a@example.org", "b@example.org")


def test_apostrophes_that_a_spreadsheet_needs_are_taken_away_and_no_others():
    book = read_book('name,note\n"\'＝Desk","\'-Bar"\n"\' =Two","\'tis closed"\n"\'\'=C","\'"\n')
    found = [(card.card.name, card.card.note) for card in book.cards]
    assert found == [("＝Desk", "-Bar"), ("=Two", "'tis closed"), ("'=C", "'")]


OUTLOOK = (
    '"Title","First Name","Middle Name","Last Name","Suffix","Company","Department","Job Title",'
    '"Business Street","Business Street 2","Business City","Business State","Business Postal Code",'
    '"Business Country/Region","Home Street","Home City","Business Fax","Business Phone",'
    '"Business Phone 2","Company Main Phone","Home Phone","Mobile Phone","Pager","E-mail Address",'
    '"E-mail Type","E-mail Display Name","E-mail 2 Address","Notes","Web Page","Birthday"\n'
    '"Dr.","Ada","B.","Lee","PhD","The Office","Field","Head","4 Road","Floor 2","Town","TN","01","'
    'Utopia","5 Lane","Town","+41229179000","+41229179001","+41229179002","+41229179003",'
    '"+41229179004","+41229179005","+41229179006","ada@example.org","SMTP",'
    '"Ada Lee (ada@example.org)","desk@example.org","Ring first","https://example.org","1/2/1980"\n'
)
GOOGLE_OLD = (
    "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,"
    "Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Title,Address 1 - Type,Address 1 - Formatted,Address 1 - Street,"
    "Address 1 - City,Address 1 - Country\n"
    "Ada Lee,Ada,Lee,* My Contacts,* Work,ada@example.org ::: desk@example.org,Mobile,"
    "+41229179005 ::: +41229179006,Work Fax,+41229179000,Work,The Office,Head,Work,"
    '"4 Road\nTown\nUtopia",4 Road,Town,Utopia\n'
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,Organization Name,"
    "Organization Title,Organization Department,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Country,Address 1 - Street,"
    "Address 1 - City,Address 1 - PO Box,Website 1 - Label,Website 1 - Value\n"
    "Ada,,Lee,,Dr.,,The Office,Head,Field,Ring first,* myContacts,* Work,"
    "ada@example.org ::: desk@example.org,Duty,+41229179001,Work,Utopia,4 Road,Town,Box 1,Work,"
    "https://example.org\n"
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,"
    "Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home City,Work Address,"
    "Work Address 2,Work City,Work State,Work ZipCode,Work Country,Job Title,Department,"
    "Organization,Web Page 1,Birth Year,Custom 1,Notes\n"
    "Ada,Lee,Ada Lee,,ada@example.org,desk@example.org,+41229179001,+41229179004,+41229179000,"
    "+41229179006,+41229179005,,,4 Road,Floor 2,Town,TN,01,Utopia,Head,Field,The Office,"
    "https://example.org,1980,x,Ring first\n"
)


def summary(card):
    return {phone.number[-1]: phone.note for phone in card.phones}, [
        fax.number for fax in card.faxes
    ]


def test_the_columns_of_outlook():
    card, left, remarks = read(OUTLOOK)
    assert (card.name, card.role) == ("Dr. Ada B. Lee PhD", "Head")
    assert card.organization == "The Office, Field"
    assert card.address._asdict() == {
        "street": "4 Road, Floor 2", "extended": None, "po_box": None, "city": "Town",
        "region": "TN", "postcode": "01", "country": "Utopia",
    }  # fmt: skip
    assert summary(card) == (
        {"1": None, "2": None, "3": "company main", "4": "home", "5": "mobile", "6": "pager"},
        ["+41229179000"],
    )
    assert card.emails == ("ada@example.org", "desk@example.org")
    assert (card.note, card.web) == ("Ring first", "https://example.org")
    assert left == ["Birthday: 1/2/1980"]
    assert "5 Lane" in remarks[0]


def test_the_columns_of_google_before_2024():
    card, left, _ = read(GOOGLE_OLD)
    assert (card.name, card.role, card.organization) == ("Ada Lee", "Head", "The Office")
    assert card.emails == ("ada@example.org", "desk@example.org")
    assert summary(card) == ({"5": "mobile", "6": "mobile"}, ["+41229179000"])
    assert (card.address.street, card.address.country) == ("4 Road", "Utopia")
    assert left == []


def test_the_columns_of_google_since_2024():
    card, left, _ = read(GOOGLE_NEW)
    assert (card.name, card.organization) == ("Dr. Ada Lee", "The Office, Field")
    assert card.emails == ("ada@example.org", "desk@example.org")
    assert summary(card) == ({"1": "Duty"}, [])
    assert (card.address.po_box, card.address.city) == ("Box 1", "Town")
    assert left == []


def test_google_s_addresses_between_colons_are_several():
    card, left, remarks = read(
        "Name,Address 1 - Type,Address 1 - Street,Address 1 - City,Address 2 - Street\n"
        "A,Home ::: Work,1 A ::: 2 B,Town ::: Port,3 C\n"
    )
    assert (card.address.street, card.address.city) == ("2 B", "Port")
    assert "1 A" not in repr(card.address)
    assert {"1 A", "3 C"} == {w for w in ("1 A", "3 C") if any(w in one for one in left + remarks)}


def test_the_columns_of_thunderbird():
    card, left, _ = read(THUNDERBIRD)
    assert (card.name, card.role, card.organization) == ("Ada Lee", "Head", "The Office, Field")
    assert summary(card) == (
        {"1": None, "4": "home", "5": "mobile", "6": "pager"},
        ["+41229179000"],
    )
    assert (card.address.street, card.address.postcode) == ("4 Road, Floor 2", "01")
    assert left == ["Birth Year: 1980", "Custom 1: x"]


ABROAD = {
    "German Outlook": "Anrede,Vorname,Nachname,Firma,Abteilung,Position,Straße geschäftlich,"
    "Ort geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich,Telefon geschäftlich,"
    "Telefon privat,Mobiltelefon,Fax geschäftlich,E-Mail-Adresse,E-Mail 2: Adresse,Webseite,"
    "Notizen",
    "French Outlook": "Titre,Prénom,Nom,Société,Service,Titre professionnel,Rue (bureau),"
    "Ville (bureau),Code postal (bureau),Pays/Région (bureau),Téléphone (bureau),"
    "Téléphone (domicile),Tél. mobile,Télécopie (bureau),Adresse de messagerie,"
    "Adresse de messagerie 2,Page Web,Notes",
    "Spanish Outlook": "Tratamiento,Nombre,Apellidos,Organización,Departamento,Puesto,"
    "Calle del trabajo,Ciudad de trabajo,Código postal del trabajo,País o región del trabajo,"
    "Teléfono del trabajo,Teléfono particular,Teléfono móvil,Fax del trabajo,"
    "Dirección de correo electrónico,Dirección de correo electrónico 2,Página Web,Notas",
    "Italian Outlook": "Titolo,Nome,Cognome,Società,Reparto,Posizione,Via (uff.),Città (uff.),"
    "CAP (uff.),Paese/area geografica (uff.),Ufficio,Telefono (ab.),Cellulare,Fax (uff.),"
    "Indirizzo posta elettronica,Indirizzo posta elettronica 2,Pagina Web,Note",
    "Portuguese Outlook": "Título,Primeiro nome,Sobrenome,Empresa,Departamento,Cargo,"
    "Rua do endereço comercial,Cidade do endereço comercial,CEP do endereço comercial,"
    "País/Região comercial,Telefone comercial,Telefone residencial,Telefone celular,Fax comercial,"
    "Endereço de email,Endereço de email 2,Página da Web,Anotações",
    "Dutch Outlook": 'Titel,Voornaam,Achternaam,Bedrijf,Afdeling,Functie,"Werkadres, straat",'
    '"Werkadres, plaats","Werkadres, postcode",Land/regio (werk),Telefoon op werk,Telefoon thuis,'
    "Mobiele telefoon,Fax op werk,E-mailadres,E-mailadres 2,Webpagina,Notities",
    "Russian Outlook": "Обращение,Имя,Фамилия,Организация,Отдел,Должность,Улица (раб. адрес),"
    "Город (раб. адрес),Индекс (раб. адрес),Страна или регион (раб. адрес),Рабочий телефон,"
    "Домашний телефон,Телефон переносной,Рабочий факс,Адрес эл. почты,Адрес 2 эл. почты,"
    "Веб-страница,Заметки",
    "German Thunderbird": "Anrede,Vorname,Name,Organisation,Abteilung,Stellenbezeichnung,"
    "Dienstlich: Adresse,Dienstlich: Ort,Dienstlich: PLZ,Dienstlich: Land,Tel. dienstlich,"
    "Tel. privat,Mobil-Tel.,Fax,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,Webseite,Notizen",
}


@of_each(ABROAD)
def test_the_columns_of_other_languages(head):
    card, left, _ = read(
        f"{head}\nMs.,Ada,Lee,The Office,Field,Head,4 Road,Town,01,Utopia,+41229179001,"
        "+41229179004,+41229179005,+41229179000,a@example.org,b@example.org,www.example.org,x\n"
    )
    assert (card.name, card.role, card.organization) == (
        "Ms. Ada Lee",
        "Head",
        "The Office, Field",
    )
    assert summary(card) == ({"1": None, "4": "home", "5": "mobile"}, ["+41229179000"])
    assert card.emails == ("a@example.org", "b@example.org")
    assert (card.web, card.note) == ("https://www.example.org", "x")
    address = card.address
    assert (address.street, address.city, address.postcode) == ("4 Road", "Town", "01")
    assert address.country == "Utopia"
    assert left == []


@of_each(
    [
        ("name,surname", "Ada Lee"),
        ("first name,name", "Ada Lee"),
        ("name,given name,family name", "Ada"),
        ("full name,first name", "Ada"),
    ]
)
def test_a_column_called_name_is_what_is_missing_beside_it(head, name):
    cells = ["Ada", "Lee", "Ada"][: head.count(",") + 1] if "full" not in head else ["Ada", "Ada"]
    assert read(f"{head},email\n{','.join(cells)},a@example.org\n")[0].name == name


def test_columns_that_people_write():
    card, left, _ = read(
        "Office,Telephone,Mobile,Fax,E-mail,Website,Address,City,Country,Remarks\n"
        "Pier,+41229179001,+41229179002,+41229179000,a@example.org,www.example.org,"
        "4 Road,Town,Utopia,x\n"
    )
    assert (card.name, card.web, card.note) == ("Pier", "https://www.example.org", "x")
    assert summary(card) == ({"1": None, "2": "mobile"}, ["+41229179000"])
    assert (card.address.street, card.address.city) == ("4 Road", "Town")
    assert left == []


def test_an_address_in_one_cell_ends_with_its_country_if_that_is_one():
    assert read('name,address\nA,"4 Road, Town, Utopia"\n')[0].address == (
        "4 Road, Town", None, None, None, None, None, "Utopia",
    )  # fmt: skip
    assert read('name,address\nA,"4 Road, Town"\n')[0].address.country is None


def test_an_ambiguous_date_is_told():
    card, _, remarks = read("name,as of\nA,03/04/2024\n")
    assert card.as_of == "2024"
    assert "either order" in remarks[0]


def test_lines_are_those_of_the_file():
    book = read_book('sep=,\n\nname,note,x\n\nA,"two\nlines",1\nB,,2\n')
    assert [(card.line, card.left[0].line) for card in book.cards] == [(5, 5), (7, 7)]


def test_the_longest_cell_is_ours_to_say_whatever_others_have_set():
    before = csv.field_size_limit(10**9)
    try:
        with pytest.raises(WrongUse, match="From line 2 on"):
            read_book("name\n" + "x" * 200_000)
    finally:
        csv.field_size_limit(before)
