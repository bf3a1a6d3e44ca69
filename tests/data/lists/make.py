#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes supplier lists in the forms that business systems and authorities export.

All companies, amounts and head counts are invented; places are real. Beside each row stands what a
reader takes it for: country, region ("-" none, "*" any) and activity (a prefix of the node's code;
"-" unresolved, "*" any). Run it from the repository root: python3 tests/data/lists/make.py
It writes the lists and expected.tsv. Needs openpyxl.
"""
import csv
import io
import pathlib

import openpyxl

HERE = pathlib.Path(__file__).parent
EXPECTED = []


def expect(name, answers):
    for row, answer in enumerate(answers, 1):
        country, region, activity = answer.split()
        EXPECTED.append((name, row, country, region, activity))


def text(name, lines, encoding="utf-8", newline="\r\n"):
    (HERE / name).write_bytes((newline.join(lines) + newline).encode(encoding))


def table(name, header, rows, separator=",", encoding="utf-8", above=(), below=()):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerows([header] + [row[:-1] for row in rows])
    text(name, [*above, *out.getvalue().rstrip("\n").split("\n"), *below], encoding, "\n")
    expect(name, [row[-1] for row in rows])


def sap_german():
    table("sap_german.csv", "LIFNR;NAME1;STRAS;PSTLZ;ORT01;REGIO;LAND1;WGBEZ;WRBTR;WAERS".split(";"), [
        ["0000100234", "Muster Hemden GmbH", "Industriestr. 4", "72458", "Albstadt", "08", "DE", "Herrenhemden",
         "125.500,00", "EUR", "DE DE-BW good:garments"],
        ["0000100235", "Ejemplo Textil S.A.", "Calle Mayor 12", "03801", "Alcoy", "03", "ES", "Bettwäsche",
         "88.120,50", "EUR", "ES ES-VC *"],
        ["0000100236", "Örnek Tekstil A.S.", "Organize San. Bol. 5", "20330", "Denizli", "20", "TR",
         "Handtücher", "310.000,00-", "EUR", "TR TR-20 *"],
        ["0000100237", "Exemplo Calcados Lda", "Rua do Sol 8", "4815-123", "Vizela", "", "PT", "Lederschuhe",
         "45.000,00", "EUR", "PT * good:footwear"],
        ["0000100238", "Vzor Plasty s.r.o.", "Hlavni 1", "76001", "Zlin", "", "CZ", "Kunststoffteile",
         "77.000,00", "EUR", "CZ CZ-72 isic4:22"],
        ["0000100239", "Sample Garments Ltd", "Plot 12, BSCIC", "1700", "Gazipur", "", "BD", "Baumwoll-T-Shirts",
         "960.000,00", "USD", "BD BD-C good:garments"],
        ["0000100240", "Beispiel Reinigung", "Ring 3", "1100", "Wien", "W", "AT", "Gebäudereinigung",
         "12.000,00", "EUR", "AT AT-9 isic4:81"],
        ["0000100241", "Contoh Sdn Bhd", "Lot 55 Jalan Kapar", "41400", "Klang", "SEL", "MY",
         "Nitrilhandschuhe", "540.000,00", "USD", "MY MY-10 good:rubber-gloves"],
    ], separator=";", encoding="windows-1252")


def vehicle_signs():
    table("vehicle_signs.csv", ["Lieferant", "Ort", "Länderkennzeichen", "Warengruppe", "Mitarbeiter"], [
        ["Muster Möbel", "Herford", "D", "Büromöbel", "120-", "DE DE-NW good:furniture"],
        ["Exemple Meubles", "Lyon", "F", "Matratzen", "ca. 45", "FR FR-ARA good:furniture"],
        ["Esempio Legno", "Udine", "I", "Holzmöbel", "200-300", "IT IT-36 good:furniture"],
        ["Przykład Meble", "Poznań", "PL", "Polstermöbel", "1.200", "PL PL-30 good:furniture"],
        ["Ejemplo Muebles", "Valencia", "E", "Gartenmöbel", "50+", "ES ES-VC good:furniture"],
        ["Beispiel Holz", "Linz", "A", "Schnittholz", "35", "AT AT-4 *"],
        ["Voorbeeld BV", "Eindhoven", "NL", "Küchenmöbel", "~300", "NL NL-NB good:furniture"],
        ["Muster AG", "Basel", "CH", "Stahlrohre", "80", "CH CH-BS *"],
    ], separator=";")


def chinese_factories():
    table("chinese_factories.csv", ["序号", "工厂名称", "地址", "主要产品", "员工人数", "采购金额（万元）"], [
        ["1", "示例服装有限公司", "广东省东莞市虎门镇某路1号", "针织衫", "１２００", "350万", "CN CN-GD good:garments"],
        ["2", "样本电子厂", "江苏省苏州市工业园区", "电路板", "3000人", "1,200", "CN CN-JS *"],
        ["3", "范例棉业", "新疆阿克苏地区阿克苏市", "棉花", "约500", "80", "CN CN-XJ good:cotton"],
        ["4", "试验玩具厂", "汕头市澄海区", "塑料玩具", "200-300", "45", "CN CN-GD good:toys"],
        ["5", "样例家具", "浙江省湖州市安吉县", "办公椅", "800", "60", "CN CN-ZJ *"],
        ["6", "示范鞋业", "福建省晋江市", "运动鞋", "2千", "500万", "CN CN-FJ good:footwear"],
        ["7", "某某食品", "山东省德州市", "蔬菜", "150", "20", "CN CN-SD *"],
        ["8", "例子光伏", "四川省乐山市", "多晶硅", "900", "2亿", "CN CN-SC good:polysilicon"],
    ], encoding="gb18030")


def turkish():
    table("turkish.csv", ["Firma Ünvanı", "İl", "İlçe", "Ülke", "Ürün Grubu", "Çalışan Sayısı", "Alım Tutarı", "Para Birimi"], [
        ["Örnek Tekstil San. Tic. A.Ş.", "Denizli", "Merkezefendi", "Türkiye", "Havlu", "450", "1.250.000,00", "TRY",
         "TR TR-20 good:textiles"],
        ["Misal Fındık Gıda", "Ordu", "Altınordu", "TR", "Fındık", "60", "900.000", "TRY", "TR TR-52 good:hazelnuts"],
        ["Numune Konfeksiyon", "Şanlıurfa", "Haliliye", "Türkiye", "Hazır giyim", "~250", "750.000,-", "TRY",
         "TR TR-63 good:garments"],
        ["Deneme Pamuk", "Adana", "Seyhan", "Türkiye", "Pamuk", "35", "420.000", "TRY", "TR TR-01 good:cotton"],
        ["Mısır Tekstil", "İskenderiye", "", "Mısır", "Pamuklu kumaş", "800", "65.000", "USD", "EG * *"],
        ["Çin Elektronik", "Şenzhen", "", "Çin", "Elektronik parça", "1.500", "210.000", "USD", "CN * *"],
        ["ABD Makina", "Chicago", "", "ABD", "Makine", "", "75.000", "USD", "US US-IL *"],
        ["Bangladeş Örme", "Dakka", "", "Bangladeş", "Tişört", "2.200", "130.000", "USD", "BD * good:garments"],
    ], separator=";")


def brazilian():
    table("brazilian_nfe.csv", ["CNPJ", "Razão Social", "Logradouro", "Bairro", "Município", "UF", "CEP",
                                "NCM", "Descrição do Produto", "Valor Total"], [
        ["00.000.000/0001-00", "Exemplo Carvão Ltda", "Rod. BR-135 km 3", "Zona Rural", "Curvelo", "MG", "35790-000",
         "4402.90.00", "CARVAO VEGETAL", "R$ 45.300,00", "BR BR-MG good:charcoal"],
        ["00.000.000/0002-00", "Amostra Frigorífico S.A.", "Av. Principal 100", "Centro", "Marabá", "PA", "68500-000",
         "0202.30.00", "CARNE BOVINA CONGELADA", "R$ 1.200.000,00", "BR BR-PA *"],
        ["00.000.000/0003-00", "Modelo Café Coop", "Rua do Café 5", "Centro", "Guaxupé", "MG", "37800-000",
         "0901.11.10", "CAFE EM GRAO CRU", "R$ 310.000,00", "BR BR-MG good:coffee"],
        ["00.000.000/0004-00", "Teste Usina", "Faz. Boa Vista", "Rural", "Ribeirão Preto", "SP", "14000-000",
         "1701.14.00", "ACUCAR VHP", "R$ 980.500,90", "BR BR-SP *"],
        ["00.000.000/0005-00", "Prova Calçados", "Rua 7", "Centro", "Franca", "SP", "14400-000",
         "6403.99.90", "SAPATO DE COURO", "R$ 52.000,00", "BR BR-SP *"],
        ["00.000.000/0006-00", "Exemplo Algodão", "Rod. MT-130", "Rural", "Primavera do Leste", "MT", "78850-000",
         "5201.00.20", "ALGODAO EM PLUMA", "R$ 2.100.000,00", "BR BR-MT good:cotton"],
    ], separator=";")


def japanese():
    table("japanese.csv", ["取引先コード", "取引先名", "国名", "住所", "品名", "従業員数", "年間取引額"], [
        ["A001", "見本縫製株式会社", "ベトナム", "ホーチミン市", "作業服", "1,200名", "3.5億", "VN VN-SG good:garments"],
        ["A002", "例電子", "中国", "広東省深圳市", "プリント基板", "約3000", "8,000万", "CN CN-GD *"],
        ["A003", "サンプルゴム", "マレーシア", "ペナン", "ゴム手袋", "５００", "1,200万", "MY * good:rubber-gloves"],
        ["A004", "テスト水産", "タイ", "サムットサーコーン", "冷凍エビ", "800", "2億", "TH * good:shrimp"],
        ["A005", "仮綿業", "ウズベキスタン", "", "綿花", "", "500万", "UZ - good:cotton"],
        ["A006", "見本精密", "日本", "愛知県豊田市", "自動車部品", "250人", "9,000万", "JP JP-23 isic4:29"],
        ["A007", "例菓子", "韓国", "ソウル", "菓子", "90", "300万", "KR KR-11 *"],
        ["A008", "サンプル商会", "アメリカ", "カリフォルニア州", "アーモンド", "40", "150万", "US US-CA *"],
    ])


def brand_pdf():
    text("brand_disclosure.txt", [
        "EXAMPLE BRAND PLC - GLOBAL SUPPLIER LIST",
        "Published in accordance with our transparency commitment. Updated twice a year.",
        "",
        "Factory Name\tAddress\tCountry / Region\tProduct Type\tNumber of Workers\t% Female",
        "Sample Knit Composite Ltd\tHolding 12, Mouchak, Kaliakoir, Gazipur\tBangladesh\tApparel - Knits\t1001-5000\t62%",
        "Muster Leather (Pvt) Ltd\tKasur Road, Lahore\tPakistan\tLeather bags\t501-1000\t12%",
        "Thu Nghiem Garment JSC\tLot B2 Song Than IZ, Di An, Binh Duong\tViet Nam\tJackets\t1000+\t81%",
        "Exemple Confection SARL\tZI Sidi Brahim, Fès\tMorocco\tDenim\t251-500\t70%",
        "Percontohan Footwear PT\tJl. Raya Serang Km 24, Balaraja, Tangerang\tIndonesia\tShoes\t>5000\t78%",
        "Namuna Exports\tAvinashi Road, Tirupur 641603, Tamil Nadu\tIndia\tT-shirts\t<250\t66%",
        "Mostra Maglieria Srl\tVia Roma 3, 59100 Prato\tItaly\tKnitwear\t1-50\t55%",
        "Page 1 of 1",
    ])
    expect("brand_disclosure.txt", [
        "BD BD-C good:garments", "PK PK-PB *", "VN * good:garments", "MA MA-03 *", "ID ID-BT good:footwear",
        "IN IN-TN good:garments", "IT IT-52 good:garments", "- - -"])


def arabic():
    table("arabic.csv", ["رقم المورد", "اسم المورد", "المدينة", "الدولة", "وصف المنتج", "عدد العمال", "العملة", "قيمة المشتريات"], [
        ["١", "شركة المثال للمقاولات", "الدوحة", "قطر", "أعمال البناء", "١٢٠٠", "QAR", "٢٥٠٠٠٠", "QA QA-DA isic4:F"],
        ["٢", "مؤسسة النموذج للنظافة", "الرياض", "السعودية", "خدمات نظافة", "350", "SAR", "120000", "SA SA-01 isic4:81"],
        ["٣", "مصنع العينة للملابس", "الإسكندرية", "مصر", "ملابس جاهزة", "900", "USD", "80000", "EG EG-ALX good:garments"],
        ["٤", "شركة التجربة للأثاث", "دبي", "الامارات", "أثاث مكتبي", "75", "AED", "45000", "AE AE-DU good:furniture"],
        ["٥", "مصنع الاختبار", "عمان", "الاردن", "ملابس", "640", "USD", "99000", "JO JO-AM good:garments"],
        ["٦", "شركة الشرق", "شنغهاي", "الصين", "إلكترونيات", "", "USD", "310000", "CN * good:electronics"],
    ])


def locode():
    table("un_locode.csv", ["Supplier", "UN/LOCODE", "City", "Country", "State", "HS Code"], [
        ["Sample Cold Store", "USSLE", "Salem", "US", "OR", "0810.40", "US US-OR *"],
        ["Test Shipping", "INSXV", "Salem", "IN", "TN", "6302", "IN IN-TN *"],
        ["Muster Hafen", "DEHAM", "Hamburg", "DE", "HH", "0901", "DE DE-HH good:coffee"],
        ["Ejemplo Puerto", "MXZLO", "Manzanillo", "MX", "COL", "0805", "MX MX-COL *"],
        ["Contoh Pelabuhan", "IDJKT", "Jakarta", "ID", "JK", "1511", "ID ID-JK *"],
        ["Namibian Sample", "NAWVB", "Walvis Bay", "NA", "ER", "0303", "NA NA-ER *"],
        ["Prova Porto", "BRSSZ", "Santos", "BR", "SP", "1701", "BR BR-SP *"],
        ["Exemple Port", "MAPTM", "Tanger", "MA", "", "8544", "MA MA-01 *"],
    ])


def apparel_register():
    table("apparel_register.csv", ["os_id", "contributor (list)", "name", "address", "country_code", "country_name", "lat", "lng",
                                   "sector", "product_type", "number_of_workers", "parent_company"], [
        ["XX2019000001", "Sample (List A)", "Example Fashions", "SFB No 7, EPZ, Chittagong", "BD", "Bangladesh", "22.2918",
         "91.7755", "Apparel", "Outerwear", "800-1200", "Example Group", "BD BD-B good:garments"],
        ["XX2019000002", "Sample (List A)", "Muster Textile", "Hadimkoy, Istanbul", "TR", "Turkey", "41.15", "28.61",
         "Apparel", "Dresses", "120", "", "TR TR-34 good:garments"],
        ["XX2019000003", "Sample (List B)", "Specimen Shoes", "Huizhou, Guangdong", "CN", "China", "23.08", "114.4",
         "Footwear", "Sneakers", "1500", "", "CN CN-GD good:footwear"],
        ["XX2019000004", "Sample (List B)", "Probe Mills", "Faisalabad", "PK", "Pakistan", "31.42", "73.08",
         "Textile or Material Production", "Home textile", "2300", "", "PK PK-PB *"],
        ["XX2019000005", "Sample (List B)", "Ensayo Maquila", "Villanueva, Cortes", "HN", "Honduras", "15.32", "-88.0",
         "Apparel", "T-shirts", "1,900", "", "HN HN-CR good:garments"],
    ])


def american_po():
    table("american_po.csv", ["Vendor Name", "Remit To Address", "City", "State", "Zip", "Ctry", "Commodity Name", "PO Value USD"], [
        ["Example Fab LLC", "12 Elm St", "Salem", "IN", "47167", "", "Machined parts", "$12,500.00", "US US-IN *"],
        ["Sample Foods Inc", "4 Pier Rd", "Portland", "ME", "04101", "US", "Lobsters", "$8,100", "US US-ME good:lobsters"],
        ["Test Growers", "Rte 9", "Ontario", "CA", "91761", "USA", "Strawberries", "3.2k", "US US-CA good:strawberries"],
        ["Muster Gulf", "Dock 3", "Houston", "TX", "77002", "United States", "Pipe fittings", "(1,250.00)", "US US-TX *"],
        ["Specimen Chicken", "Hwy 5", "Springdale", "AR", "72762", "USA", "Poultry", "$55,000", "US US-AR good:poultry"],
        ["Trial Janitorial", "8 Oak", "Wilmington", "DE", "19801", "", "Janitorial services", "$2,200", "US US-DE isic4:81"],
        ["Probe Uniforms", "77 King St W", "Toronto", "ON", "M5V 2T6", "CA", "Uniforms", "$9,900", "CA CA-ON good:garments"],
    ])


def state_as_country():
    table("state_as_country.csv", ["Supplier", "City", "Country", "Postal Code", "Product"], [
        ["Example One", "Chicago", "IL", "60601", "Printed boxes", "US US-IL *"],
        ["Example Two", "Tel Aviv", "IL", "6100000", "Software", "IL IL-TA *"],
        ["Example Three", "Billings", "MT", "59101", "Beef", "US US-MT good:beef"],
        ["Example Four", "Atlanta", "GA", "30301", "Carpets", "US US-GA good:carpets"],
        ["Example Five", "Libreville", "GA", "", "Timber", "GA GA-1 good:timber"],
        ["Example Six", "Berlin", "DE", "10115", "Car parts", "DE DE-BE *"],
        ["Example Seven", "Chennai", "IN", "600001", "Leather shoes", "IN IN-TN good:footwear"],
        ["Example Eight", "Paris", "Germany", "75001", "Perfume", "DE - *"],
        ["Example Nine", "Perth", "Bavaria", "", "Gold", "DE DE-BY good:gold"],
    ])


def russian():
    table("russian.csv", ["№ п/п", "Наименование поставщика", "ИНН", "Страна", "Город", "Наименование товара", "Численность", "Сумма", "Валюта"], [
        ["1", "ООО «Пример»", "0000000000", "Россия", "Иваново", "Спецодежда", "250 чел.", "1 250 000,00", "RUB",
         "RU RU-IVA good:garments"],
        ["2", "ИП Образец", "0000000000", "Узбекистан", "Ташкент", "Пряжа", "400", "3,5 млн", "RUB", "UZ UZ-TK *"],
        ["3", "АО «Проба»", "0000000000", "КНР", "Урумчи", "Томатная паста", "1,2 тыс.", "900 000", "RUB",
         "CN CN-XJ good:tomato-products"],
        ["4", "Тест Лтд", "", "Виетнам", "Хошимин", "Обувь", "800", "500 000", "RUB", "VN VN-SG good:footwear"],
        ["5", "Sample Inc", "", "США", "Чикаго", "Электронные компоненты", "", "120 000", "USD", "US US-IL *"],
        ["6", "Пример Казахстан", "", "Казахстан", "Алматы", "Пшеница", "90", "700 000", "RUB", "KZ KZ-75 good:wheat"],
        ["7", "Белпроба", "", "Белоруссия", "Минск", "Мебель", "320", "650 000", "RUB", "BY BY-HM good:furniture"],
    ], separator=";", encoding="windows-1251")


def workbooks():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Cover"
    sheet["A1"] = "Example Group: supplier master 2026"
    sheet["A3"] = "Confidential. Prepared by Purchasing."
    data = book.create_sheet("Suppliers")
    rows = [["Supplier master data", None, None, None, None, None],
            ["As of January", None, None, None, None, None], [],
            ["Supplier", "Country of production", "Town / City", "Item category", "No. of employees", "Spend EUR"]]
    data_rows = [
        ["Example Weavers", "India", "Panipat", "Carpets", "~300", "5.500,-", "IN IN-HR good:carpets"],
        ["Example Sewing", "Myanmar (Burma)", "Yangon", "Jackets", "500+", "12,5 Tsd", "MM MM-06 good:garments"],
        ["Example Glass", "Czechia", "Jablonec nad Nisou", "Glass beads", "45", "1 200", "CZ CZ-51 *"],
        ["Example Bricks", "Nepal", "Bhaktapur", "Bricks", "200", "900", "NP * good:bricks"],
        ["Example Cocoa", "Cote d'Ivoire", "San-Pédro", "Cocoa beans", "60", "2,5 Mio", "CI CI-BS good:cocoa"],
        ["Example Cobalt", "DR Congo", "Kolwezi", "Cobalt hydroxide", "1.500", "3M", "CD CD-LU *"]]
    for row in rows + [row[:-1] for row in data_rows]:
        data.append(row)
    data.append(["Total", None, None, None, None, 9999])
    data.merge_cells("A1:F1")
    notes = book.create_sheet("Notes")
    notes["A1"] = "Amounts are invented"
    book.save(HERE / "workbook_sheets.xlsx")
    expect("workbook_sheets.xlsx", [row[-1] for row in data_rows] + ["- - -"])


def dutch():
    table("dutch.csv", ["Crediteurnaam", "Adres", "Postcode", "Plaats", "Land", "Inkoopcategorie", "Aantal medewerkers", "Inkoopbedrag"], [
        ["Voorbeeld Schoonmaak BV", "Kerkstraat 1", "3011 AA", "Rotterdam", "Nederland", "Schoonmaakdiensten", "85", "€ 120.000,-",
         "NL NL-ZH isic4:81"],
        ["Exemple SA", "Rue Neuve 4", "1000", "Brussel", "België", "Kartonnen dozen", "60", "€ 45.500,25", "BE BE-BRU isic4:17"],
        ["Sample Ltd", "High St 9", "LE1 1AA", "Leicester", "VK", "Kleding", "120", "€ 33.000", "GB GB-ENG good:garments"],
        ["Example Corp", "5th Ave", "10001", "New York", "VS", "Software", "", "€ 70.000", "US US-NY isic4:"],
        ["Muster GmbH", "Hauptstr. 1", "80331", "München", "Duitsland", "Elektronische componenten", "400", "€ 2,5 mln",
         "DE DE-BY *"],
        ["Contoh Tbk", "Jl. Sudirman", "", "Medan", "Indonesië", "Palmolie", "1.100", "€ 610.000", "ID ID-SU *"],
    ], separator=";")


def polish():
    table("polish.csv", ["Nazwa dostawcy", "Ulica", "Kod pocztowy", "Miejscowość", "Kraj", "Kategoria zakupowa",
                         "Wartość zakupów (tys. PLN)"], [
        ["Przykład Sp. z o.o.", "ul. Prosta 1", "90-001", "Łódź", "Polska", "Odzież robocza", "1 250,5",
         "PL PL-10 good:garments"],
        ["Beispiel GmbH", "Hauptstr. 1", "10115", "Berlin", "Niemcy", "Części samochodowe", "88", "DE DE-BE isic4:29"],
        ["Esempio Srl", "Via 1", "20100", "Mediolan", "Włochy", "Tkaniny", "45", "IT IT-25 good:textiles"],
        ["Vzor s.r.o.", "", "", "Brno", "Czechy", "Wyroby z tworzyw sztucznych", "3", "CZ CZ-64 isic4:22"],
        ["Pryklad", "", "", "Lwów", "Ukraina", "Meble", "9", "UA UA-46 good:furniture"],
    ], separator=";", encoding="windows-1250")


def korean():
    table("korean.txt", ["업체명", "국가", "주소", "품목", "직원수", "구매금액(백만원)"], [
        ["예시전자", "중국", "쑤저우", "반도체", "1,200명", "350", "CN CN-JS good:electronics"],
        ["견본섬유", "베트남", "호찌민", "의류", "800", "1,200", "VN VN-SG good:garments"],
        ["샘플식품", "태국", "방콕", "냉동새우", "90", "15", "TH TH-10 good:shrimp"],
        ["시험기업", "대한민국", "경기도 수원시", "자동차부품", "50", "90", "KR KR-41 isic4:29"],
        ["예시상사", "미국", "로스앤젤레스", "가구", "20", "1", "US US-CA good:furniture"],
    ], separator="\t", encoding="utf-16")


def two_headers():
    table("two_headers.csv", ["Supplier", "Country", "Product", "Workers"], [
        ["供应商", "国家", "产品", "人数", "- - -"],
        ["Example Toys", "China", "Toys", "30", "CN - good:toys"],
        ["Supplier", "Country", "Product", "Workers", "- - -"],
        ["Sample Bricks", "India", "Bricks", "12", "IN - good:bricks"],
    ])


def vietnamese():
    table("vietnamese.csv", ["STT", "Tên công ty", "Quốc gia", "Tỉnh/Thành phố", "Mặt hàng", "Số lao động"], [
        ["1", "Công ty TNHH Ví Dụ", "Việt Nam", "Bình Dương", "Giày dép", "1.200", "VN VN-57 good:footwear"],
        ["2", "Mẫu SpA", "Ý", "", "Da thuộc", "45", "IT - good:leather"],
        ["3", "Thử OOO", "Nga", "", "Dược phẩm", "300", "RU - isic4:2100"],
        ["4", "Sample Inc", "Mỹ", "", "Phần mềm", "20", "US - isic4:"],
        ["5", "Công ty CP Mẫu", "Việt Nam", "TP. Hồ Chí Minh", "Tôm đông lạnh", "~500", "VN VN-SG good:shrimp"],
        ["6", "Ví dụ GmbH", "Đức", "", "Linh kiện ô tô", "80", "DE - isic4:29"],
    ])


def coupa():
    table("coupa.csv", ["Supplier Name", "Supplier #", "Primary Address Country", "Primary Address City",
                        "Primary Address State", "Commodity", "Invoice Spend (USD, thousands)", "Status"], [
        ["Example Janitorial", "1001", "USA", "Denver", "CO", "Facilities - Janitorial Services", "12.5", "active",
         "US US-CO isic4:81"],
        ["Sample Staffing", "1002", "GBR", "Leeds", "", "HR - Temporary Labor", "1,204.0", "active", "GB GB-ENG isic4:78"],
        ["Muster Pack", "1003", "DEU", "Hamburg", "", "Packaging - Corrugate", "88.1", "active", "DE DE-HH isic4:17"],
        ["Contoh", "1004", "MYS", "Shah Alam", "", "PPE - Gloves, Nitrile", "40", "inactive",
         "MY MY-10 good:rubber-gloves"],
        ["Sample Cleaning", "1006", "ARE", "Dubai", "", "FM-Cleaning & Waste", "71", "active", "AE AE-DU isic4:81"],
    ])


def main():
    for write in (sap_german, vehicle_signs, chinese_factories, turkish, brazilian, japanese, brand_pdf, arabic, locode,
                  apparel_register, american_po, state_as_country, russian, workbooks, dutch, polish,
                  korean, two_headers, vietnamese, coupa):
        write()
    lines = ["\t".join(("file", "row", "country", "region", "activity"))]
    lines += ["\t".join(map(str, row)) for row in EXPECTED]
    (HERE / "expected.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
