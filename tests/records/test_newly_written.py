"""Only what a sender newly wrote is judged: not what they quote, not what their program signs."""
# ruff: noqa: E501 - what a program writes into one line is shown in one line

from __future__ import annotations

import unicodedata
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.records.mail.html_text import to_text
from goodterms.records.mail.newly_written import strip
from shared import SHARED, needs_shared

QUOTED = "> The third board is wrong.\n> And the fourth?"
ATTRIBUTIONS = {
    "gmail en": "On Mon, 3 Feb 2025 at 10:02, Orla Quinn <orla@harboursons.example> wrote:",
    "gmail en wrapped": "On Mon, 3 Feb 2025 at 10:02, Orla Quinn <\norla@harboursons.example> wrote:",
    "gmail fr": "Le lun. 3 févr. 2025 à 10:02, Orla Quinn <orla@harboursons.example> a écrit :",
    "gmail fr narrow": "Le 3 févr. 2025 à 10:02, Orla <orla@harboursons.example> a\u202fécrit\u00a0:",
    "gmail nl": "Op ma 3 feb 2025 om 10:02 schreef Orla Quinn <orla@harboursons.example>:",
    "gmail nl wrapped": "Op ma 3 feb 2025 om 10:02 schreef Orla Quinn\n<orla@harboursons.example>:",
    "gmail vi": "Vào Th 2, 3 thg 2, 2025 vào lúc 10:02 Orla Quinn <orla@harboursons.example> đã viết:",
    "apple en": "On 3 Feb 2025, at 10:02, Orla Quinn <orla@harboursons.example> wrote:",
    "apple fr": "Le 3 févr. 2025 à 10:02, Orla Quinn <orla@harboursons.example> a écrit :",
    "apple nl": "Op 3 feb 2025, om 10:02 heeft Orla <orla@harboursons.example> het volgende geschreven:",
    "apple vi": "Vào 10:02, 3 thg 2, 2025, Orla Quinn <orla@harboursons.example> đã viết:",
    "thunderbird en": "On 03/02/2025 10:02, Orla Quinn wrote:",
    "thunderbird fr": "Le 03/02/2025 à 10:02, Orla Quinn a écrit :",
    "thunderbird nl": "Op 03-02-2025 om 10:02 schreef Orla Quinn:",
    "thunderbird vi": "Vào lúc 10:02 03/02/2025, Orla Quinn đã viết:",
    "three lines": "On 3 Feb 2025,\nat 10:02,\nOrla Quinn <orla@harboursons.example> wrote:",
    "gmail de": "Am Mo., 3. Feb. 2025 um 10:02 Uhr schrieb Orla Quinn <orla@harboursons.example>:",
    "gmail es": "El lun, 3 feb 2025 a las 10:02, Orla Quinn (<orla@harboursons.example>) escribió:",
    "ru gmail": "пн, 3 февр. 2025 г. в 10:02, Orla Quinn <orla@harboursons.example>:",
    "ru gmail old": "3 февраля 2025 г., 10:02 пользователь Orla Quinn <orla@harboursons.example> написал:",
    "ru apple": "3 февр. 2025 г., в 10:02, Orla Quinn <orla@harboursons.example> написал(а):",
    "ru tb": "03.02.2025 10:02, Orla Quinn пишет:",
    "ru mailru": "Понедельник, 3 февраля 2025, 10:02 +03:00 от Orla Quinn <orla@harboursons.example>:",
    "uk gmail": "пн, 3 лют. 2025 р. о 10:02 Orla Quinn <orla@harboursons.example> пише:",
    "nb gmail": "man. 3. feb. 2025 kl. 10:02 skrev Orla Quinn <orla@harboursons.example>:",
    "nb tb": "Den 03.02.2025 10:02, skrev Orla Quinn:",
    "da gmail": "Den man. 3. feb. 2025 kl. 10.02 skrev Orla Quinn <orla@harboursons.example>:",
    "sv gmail": "Den mån 3 feb. 2025 kl 10:02 skrev Orla Quinn <orla@harboursons.example>:",
    "sv apple": "3 feb. 2025 kl. 10:02 skrev Orla Quinn <orla@harboursons.example>:",
    "sv tb": "Den 2025-02-03 kl. 10:02, skrev Orla Quinn:",
    "fi gmail": "ma 3. helmik. 2025 klo 10.02 Orla Quinn (orla@harboursons.example) kirjoitti:",
    "fi apple": "Orla Quinn <orla@harboursons.example> kirjoitti 3.2.2025 kello 10.02:",
    "pl gmail": "pon., 3 lut 2025 o 10:02 Orla Quinn <orla@harboursons.example> napisał(a):",
    "pl apple": "Wiadomość napisana przez Orla Quinn <orla@harboursons.example> w dniu 3 lut 2025, o godz. 10:02:",
    "pl tb": "W dniu 3.02.2025 o 10:02, Orla Quinn pisze:",
    "cs gmail": "po 3. 2. 2025 v 10:02 odesílatel Orla Quinn <orla@harboursons.example> napsal:",
    "cs tb": "Dne 03. 02. 25 v 10:02 Orla Quinn napsal(a):",
    "sk gmail": "po 3. 2. 2025 o 10:02 Orla Quinn <orla@harboursons.example> napísal(a):",
    "hu gmail": "Orla Quinn <orla@harboursons.example> ezt írta (időpont: 2025. febr. 3., H, 10:02):",
    "hu tb": "2025. 02. 03. 10:02 keltezéssel, Orla Quinn írta:",
    "ro gmail": "În lun., 3 feb. 2025 la 10:02, Orla Quinn <orla@harboursons.example> a scris:",
    "tr gmail": "Orla Quinn <orla@harboursons.example>, 3 Şub 2025 Pzt, 10:02 tarihinde şunu yazdı:",
    "tr apple": "Orla Quinn <orla@harboursons.example> şunları yazdı (3 Şub 2025 10:02):",
    "el gmail": "Στις Δευ 3 Φεβ 2025 στις 10:02 π.μ., ο χρήστης Orla Quinn <orla@harboursons.example> έγραψε:",
    "pt-br gmail": "Em seg., 3 de fev. de 2025 às 10:02, Orla Quinn <orla@harboursons.example> escreveu:",
    "pt gmail": "Orla Quinn <orla@harboursons.example> escreveu (segunda, 3/02/2025 à(s) 10:02):",
    "pt tb": "Em 03/02/2025 10:02, Orla Quinn escreveu:",
    "es gmail": "El lun, 3 feb 2025 a las 10:02, Orla Quinn (<orla@harboursons.example>) escribió:",
    "es tb": "El 3/2/25 a las 10:02, Orla Quinn escribió:",
    "es yahoo": "El lunes, 3 de febrero de 2025, 10:02:00 CET, Orla Quinn <orla@harboursons.example> escribió:",
    "ca gmail": "Missatge de Orla Quinn <orla@harboursons.example> del dia dl., 3 de febr. 2025 a les 10:02:",
    "it gmail": "Il giorno lun 3 feb 2025 alle ore 10:02 Orla Quinn <orla@harboursons.example> ha scritto:",
    "it tb": "Il 03/02/2025 10:02, Orla Quinn ha scritto:",
    "de yahoo": "Am Montag, 3. Februar 2025 um 10:02:00 MEZ hat Orla Quinn <orla@harboursons.example> Folgendes geschrieben:",
    "de tb": "Am 03.02.25 um 10:02 schrieb Orla Quinn:",
    "fr yahoo": "Le lundi 3 février 2025 à 10:02:00 UTC+1, Orla Quinn <orla@harboursons.example> a écrit :",
    "nl yahoo": "Op maandag 3 februari 2025 10:02:00 CET schreef Orla Quinn <orla@harboursons.example>:",
    "ja gmail": "2025年2月3日(月) 10:02 Orla Quinn <orla@harboursons.example>:",
    "ja apple": "2025/02/03 10:02、Orla Quinn <orla@harboursons.example>のメール:",
    "zh gmail": "Orla Quinn <orla@harboursons.example> 于2025年2月3日周一 10:02写道：",
    "zh-tw gmail": "Orla Quinn <orla@harboursons.example> 於 2025年2月3日 週一 上午10:02寫道：",
    "zh apple": "在 2025年2月3日，10:02，Orla Quinn <orla@harboursons.example> 写道：",
    "zh tb": "在 2025/2/3 10:02, Orla Quinn 写道:",
    "zh 163": '在 2025-02-03 10:02:00，"Orla Quinn" <orla@harboursons.example> 写道：',
    "ko gmail": "2025년 2월 3일 (월) 오전 10:02, Orla Quinn <orla@harboursons.example>님이 작성:",
    "ko apple": "2025. 2. 3. 오전 10:02, Orla Quinn <orla@harboursons.example> 작성:",
    "th gmail": "ในวันที่ จ. 3 ก.พ. 2025 เวลา 10:02 Orla Quinn <orla@harboursons.example> เขียนว่า:",
    "ar gmail": "في الاثنين، 3 فبراير 2025 في 10:02 ص تمت كتابة ما يلي بواسطة Orla Quinn <orla@harboursons.example>:",
    "he gmail": "\u200fב-יום ב׳, 3 בפבר׳ 2025 ב-10:02 מאת Orla Quinn \u200f<\u202aorla@harboursons.example\u202c\u200f>:\u200f",
    "proton": "On Monday, February 3rd, 2025 at 10:02 AM, Orla Quinn <orla@harboursons.example> wrote:",
    "id gmail": "Pada Sen, 3 Feb 2025 pukul 10.02 Orla Quinn <orla@harboursons.example> menulis:",
    "broken address": "man. 3. feb. 2025 kl. 10:02 skrev Orla Quinn <orla@harboursons.example\n>:",
    "no verb": "3.02.2025, 10:02, Orla Quinn <orla@harboursons.example>:",
}
SHORT_ATTRIBUTIONS = ["On Monday, you wrote:", "Le lundi, vous avez écrit :", "Op maandag schreef je:",
                      "Thứ hai, chị đã viết:", "Orla Quinn wrote:"]  # fmt: skip
HEADERS = {
    "en": "From: Orla Quinn <orla@harboursons.example>\nSent: Monday, 3 February 2025 10:02\n"
    "To: Mara Lind\nSubject: Boards",
    "en bold": "*From:* Orla Quinn\n*Sent:* Monday, February 3, 2025 10:02 AM\n*To:* Mara\n*Subject:* Boards",
    "fr": "De : Orla Quinn <orla@harboursons.example>\nEnvoyé : 3 février 2025\nÀ : Mara\nObjet : Menus",
    "nl": "Van: Orla Quinn <orla@harboursons.example>\nVerzonden: maandag 3 februari 2025 10:02\n"
    "Aan: Mara Lind\nOnderwerp: Borden",
    "vi": "Từ: Orla Quinn <orla@harboursons.example>\nĐã gửi: Thứ Hai, 3 Tháng Hai 2025 10:02\n"
    "Đến: Mara Lind\nChủ đề: Bảng",
    "separator en": "-----Original Message-----\nFrom: Orla Quinn",
    "separator fr": "-------- Message d'origine --------\nDe : Orla Quinn",
    "separator nl": "-----Oorspronkelijk bericht-----\nVan: Orla Quinn",
    "separator vi": "-----Thư gốc-----\nTừ: Orla Quinn",
    "forwarded": "---------- Forwarded message ---------\nFrom: Orla Quinn <orla@harboursons.example>",
    "forwarded by apple": "Begin doorgestuurd bericht:\n\nVan: Orla Quinn",
    "underscores": "________________________________\nFrom: Orla Quinn <orla@harboursons.example>\n"
    "Sent: 3 February 2025\n"
    "To: Mara\nSubject: Boards",
    "es": "De: Orla Quinn <orla@harboursons.example>\nEnviado el: lunes, 3 de febrero de 2025 10:02\nPara: Mara\nAsunto: Boards",
    "it": "Da: Orla Quinn <orla@harboursons.example>\nInviato: lunedì 3 febbraio 2025 10:02\nA: Mara\nOggetto: Boards",
    "pt": "De: Orla Quinn <orla@harboursons.example>\nEnviada em: segunda-feira, 3 de fevereiro de 2025 10:02\nPara: Mara\nAssunto: Boards",
    "pl": "Od: Orla Quinn <orla@harboursons.example>\nWysłano: poniedziałek, 3 lutego 2025 10:02\nDo: Mara\nTemat: Boards",
    "pl2": "From: Orla Quinn\nSent: Monday\nTo: Mara\nSubject: Boards",
    "ru": "От: Orla Quinn <orla@harboursons.example>\nОтправлено: 3 февраля 2025 г. 10:02\nКому: Mara\nТема: Boards",
    "ru mailru": "От кого: Orla Quinn <orla@harboursons.example>\nДата: 3 февраля 2025 г.\nКому: Mara\nТема: Boards",
    "uk": "Від: Orla Quinn <orla@harboursons.example>\nНадіслано: 3 лютого 2025 р. 10:02\nКому: Mara\nТема: Boards",
    "cs": "Od: Orla Quinn <orla@harboursons.example>\nOdesláno: pondělí 3. února 2025 10:02\nKomu: Mara\nPředmět: Boards",
    "sv": "Från: Orla Quinn <orla@harboursons.example>\nSkickat: den 3 februari 2025 10:02\nTill: Mara\nÄmne: Boards",
    "nb": "Fra: Orla Quinn <orla@harboursons.example>\nSendt: mandag 3. februar 2025 10:02\nTil: Mara\nEmne: Boards",
    "fi": "Lähettäjä: Orla Quinn <orla@harboursons.example>\nLähetetty: maanantai 3. helmikuuta 2025 10.02\nVastaanottaja: Mara\nAihe: Boards",
    "hu": "Feladó: Orla Quinn <orla@harboursons.example>\nElküldve: 2025. február 3., hétfő 10:02\nCímzett: Mara\nTárgy: Boards",
    "tr": "Kimden: Orla Quinn <orla@harboursons.example>\nGönderildi: 3 Şubat 2025 Pazartesi 10:02\nKime: Mara\nKonu: Boards",
    "ro": "De la: Orla Quinn <orla@harboursons.example>\nTrimis: luni, 3 februarie 2025 10:02\nCătre: Mara\nSubiect: Boards",
    "el": "Από: Orla Quinn <orla@harboursons.example>\nΣτάλθηκε: Δευτέρα, 3 Φεβρουαρίου 2025 10:02\nΠρος: Mara\nΘέμα: Boards",
    "ja": "差出人: Orla Quinn <orla@harboursons.example>\n送信日時: 2025年2月3日 10:02\n宛先: Mara\n件名: Boards",
    "zh": "发件人: Orla Quinn <orla@harboursons.example>\n发送时间: 2025年2月3日 10:02\n收件人: Mara\n主题: Boards",
    "zh wide": "发件人：Orla Quinn <orla@harboursons.example>\n发送时间：2025年2月3日 10:02\n收件人：Mara\n主题：Boards",
    "zh-tw": "寄件者: Orla Quinn <orla@harboursons.example>\n寄件日期: 2025年2月3日 10:02\n收件者: Mara\n主旨: Boards",
    "ko": "보낸 사람: Orla Quinn <orla@harboursons.example>\n보낸 날짜: 2025년 2월 3일\n받는 사람: Mara\n제목: Boards",
    "qq": '------------------ 原始邮件 ------------------\n发件人: "Orla" <orla@harboursons.example>;\n发送时间: 2025年2月3日\n收件人: "Mara";\n主题: Boards',
    "s ru": "-----Исходное сообщение-----\nОт: Orla",
    "s zh": "-----邮件原件-----\n发件人: Orla",
    "s cs": "-----Původní zpráva-----\nOd: Orla",
    "s cs2": "---------- Původní e-mail ----------\nOd: Orla <orla@harboursons.example>\nKomu: Mara",
    "s tr": "-----Orijinal Mesaj-----\nKimden: Orla",
    "s nb": "-----Opprinnelig melding-----\nFra: Orla",
    "s ko": "-----원본 메시지-----\n보낸 사람: Orla",
    "f ru": "-------- Пересылаемое сообщение --------\nОт: Orla",
    "f ru2": "---------- Forwarded message ---------\nОт: Orla <orla@harboursons.example>",
    "samsung": "-------- Original message --------\nFrom: Orla <orla@harboursons.example>\nDate: 03/02/2025 10:02 (GMT+01:00)\nTo: Mara\nSubject: Boards",
    "samsung es": "-------- Mensaje original --------\nDe: Orla <orla@harboursons.example>\nFecha: 3/2/25 10:02\nPara: Mara\nAsunto: Boards",
    "samsung it": "-------- Messaggio originale --------\nDa: Orla <orla@harboursons.example>\nData: 3/2/25 10:02\nA: Mara\nOggetto: Boards",
    "proton": "-------- Original Message --------\nOn 3/2/25 10:02, Orla wrote:",
    "david": "Original Message processed by david®\nBoards 3. Februar 2025, 10:02 Uhr\nVon Orla Quinn\nAn Mara Lind",
    "lotus": "-----Orla Quinn/Harbour wrote: -----\n\nTo: Mara\nFrom: Orla Quinn\nDate: 03/02/2025\nSubject: Boards",
    "apple fwd ru": "Начало переадресованного сообщения:\n\nОт: Orla",
    "gmx": 'Gesendet: Montag, 03. Februar 2025 um 10:02 Uhr\nVon: "Orla Quinn" <orla@harboursons.example>\nAn: mara@lind.example\nBetreff: Boards',
}
SIGNATURES = {
    "dashes": "-- \nMara Lind\nDesign, Ghent\nI answer on weekdays. Please call for anything urgent.",
    "dashes without the space": "--\nMara Lind",
    "long dash": "———\nMara Lind\nGhent",
    "phone en": "Sent from my iPhone",
    "phone fr": "Envoyé de mon iPhone",
    "phone nl": "Verstuurd vanaf mijn iPhone",
    "phone vi": "Đã gửi từ iPhone của tôi",
    "outlook": "Get Outlook for iOS<https://aka.example/o0ukef>",
    "closing en": "Kind regards,\nMara Lind",
    "closing fr": "Bien cordialement,\n\nMara Lind\n+32 9 555 01 02",
    "closing nl": "Met vriendelijke groet,\nMara",
    "closing vi": "Trân trọng,\nMara Lind",
    "thanks above a name": "Thanks,\nMara",
    "list footer": "_____\nmenus mailing list\nmenus@harboursons.example",
    "ru": "Отправлено с iPhone",
    "ru2": "Отправлено с моего iPhone",
    "ja": "iPhoneから送信",
    "zh": "发自我的iPhone",
    "zh2": "发自我的 iPhone",
    "tw": "從我的 iPhone 傳送",
    "ko": "나의 iPhone에서 보냄",
    "tr": "iPhone’umdan gönderildi",
    "pl": "Wysłane z iPhone'a",
    "cs": "Odesláno z iPhonu",
    "fi": "Lähetetty iPhonesta",
    "sv": "Skickat från min iPhone",
    "it": "Inviato da iPhone",
    "es": "Enviado desde mi iPhone",
    "pt": "Enviado do meu iPhone",
    "da": "Sendt fra min iPhone",
    "de": "Von meinem iPhone gesendet",
    "de2": "Gesendet von Mail für Windows",
    "de3": "Diese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.",
    "en": "Sent from Mail for Windows 10",
    "en2": "Sent from Yahoo Mail for iPhone",
    "en3": "Sent from Outlook for Android",
    "en4": "Sent from my Galaxy",
    "en5": "Get BlueMail for Android",
    "en6": "Sent from Proton Mail for iOS",
    "ru3": "Отправлено из мобильной Почты Mail.ru",
    "uk": "Надіслано з iPhone",
    "nb": "Sendt fra Outlook for iOS",
    "fr": "Envoyé à partir de Outlook pour iOS",
    "fr2": "Télécharger Outlook pour iOS",
    "fr3": "Envoyé depuis mon appareil Galaxy",
    "hu": "iPhone-ról küldve",
    "c ru": "С уважением,\nOrla Quinn",
    "c uk": "З повагою,\nOrla",
    "c ja": "よろしくお願いいたします。\nクイン",
    "c zh": "此致\n敬礼\nOrla",
    "c cs": "S pozdravem\nOrla",
    "c tr": "Saygılarımla,\nOrla",
    "c pl": "Pozdrawiam,\nOrla",
    "c nb": "Med vennlig hilsen\nOrla",
    "c nb2": "Mvh\nOrla",
    "c fi": "Ystävällisin terveisin,\nOrla",
    "c hu": "Üdvözlettel,\nOrla",
    "c it": "Cordiali saluti,\nOrla",
    "c es": "Un saludo,\nOrla",
    "c es2": "Saludos cordiales\nOrla",
    "c pt": "Atenciosamente,\nOrla",
    "c pt2": "Cumprimentos,\nOrla",
    "c ro": "Cu stimă,\nOrla",
    "c el": "Με εκτίμηση,\nOrla",
    "c ko": "감사합니다.\nOrla 드림",
    "c da": "De bedste hilsner\nOrla",
    "c de": "Mit besten Grüßen\nOrla",
    "c de2": "Schöne Grüße\nOrla",
    "c sv": "Bästa hälsningar\nOrla",
    "closing and dashes": "Cheers\nMara\n\n-- \nMara Lind",
}
KEPT = [
    "On the whole I agree.\nOn Monday we open.",
    "On Monday the chef wrote a new menu: six dishes.",
    "Op maandag schreef ik dit:\n\n- de kaart\n- het bord",
    "From: Ghent\nTo: Bruges\nDate: Friday, by train",
    "I sent it from my iPhone yesterday.",
    "Sent from my desk, which is much tidier now.",
    "Prices\n------\nBoards 40\nMenus 60\n\nAre these all right with you? I would like to know today.",
    "Thanks!",
    "Kind regards to your sister, she was a great help with the boards.",
    "Best,\nMara\n\nPS: the last invoice is still open, could you look at it?",
    "With regards to the payment: we pay in May.",
    "See https://harboursons.example/on-friday-she-wrote: it is short.",
    "The brief says -- and I quote -- six boards.",
    "Regards,\nMara\n\nplease pay the last invoice today",
    "Prices as of 3 Feb 2025 10:02:\nboards 40, menus 60",
    "Please write to Orla <orla@harboursons.example> until 2026.\n\nShe wrote to me as well.",
    "Hello Mara,\n\nThe information contained in this brief is confidential, please show it to nobody else at all.",
    "Six boards.\n\nDisclaimer: I am no lawyer, but this contract looks far too confidential to me, and I do not like it.",
    "Caution: the paint is wet.\n\nThe boards are outside.",
    "Lähetetty on kaikki.\nOdesláno je všechno.",
    "Date: Friday\nPlace: Ghent\nSubject: boards and menus",
    "Enviado ayer todo lo que faltaba, de parte de Orla.",
    "主题：菜单\n价格没有变。",
]
NOTICES = {
    "warning": "CAUTION: This email originated from outside of our company. Open no files.\n\nBoth are corrected.",
    "warning on two lines": "CAUTION: This email originated from outside of our company; do not open any of its\n"
    "files unless you know the sender.\nBoth are corrected.",
    "notice": "Both are corrected.\n\nMara Lind\n\nThis e-mail and any attachments are confidential and meant for the\n"
    "person named above. Tell us if you received it in error.",
    "titled notice": "Both are corrected.\n\nDisclaimer\n\nThe information contained in this message is confidential, and\n"
    "nobody but the person named above may use it.",
    "notice fr": "Both are corrected.\n\nCe message et ses pièces jointes sont réservés à leur destinataire et peuvent être\n"
    "confidentiels.",
    "notice nl": "Both are corrected.\n\nDit bericht is uitsluitend bestemd voor de geadresseerde en kan vertrouwelijk zijn.",
    "notice vi": "Both are corrected.\n\nEmail này và các tệp đính kèm chỉ dành cho người nhận có tên ở trên và được bảo mật.",
}


@pytest.mark.parametrize("attribution", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS.keys())
@pytest.mark.parametrize("marked", [True, False], ids=["marked", "unmarked"])
def test_a_quoted_mail_goes_with_the_line_that_introduces_it(attribution: str, marked: bool) -> None:
    """However a program says who wrote: gone, with all that it quotes, with marks and without."""
    quoted = QUOTED if marked else QUOTED.replace("> ", "")
    assert strip(f"Both are corrected.\n\n{attribution}\n\n{quoted}\n") == "Both are corrected."


@pytest.mark.parametrize("attribution", [*ATTRIBUTIONS.values(), *SHORT_ATTRIBUTIONS])
def test_answers_between_and_below_quotes_stay(attribution: str) -> None:
    """Inline answers and bottom posting are the sender's own words."""
    text = f"{attribution}\n> The third board is wrong.\n\nCorrected.\n\n> And the fourth?\nThat one too."
    assert strip(text) == "Corrected.\n\nThat one too."


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_an_earlier_mail_goes_with_its_copied_headers(header: str) -> None:
    """What Outlook and forwarding programs append is not newly written."""
    text = f"Both are corrected.\n\n{header}\n\nThe third board is wrong.\nOrla"
    assert strip(text) == "Both are corrected."


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES.keys())
def test_a_signature_goes(signature: str) -> None:
    """Names, formulas and what a phone adds say nothing; above a quoted mail as well as at the end."""
    assert strip(f"Both are corrected.\n\n{signature}\n") == "Both are corrected."
    quoted = f"{ATTRIBUTIONS['gmail en']}\n{QUOTED}"
    assert strip(f"Both are corrected.\n\n{signature}\n\n{quoted}") == "Both are corrected."


@pytest.mark.parametrize("text", NOTICES.values(), ids=NOTICES.keys())
def test_what_mail_servers_add_goes(text: str) -> None:
    """A warning above the words, a legal notice below: nobody wrote them."""
    assert strip(text).removesuffix("\n\nMara Lind") == "Both are corrected."


@pytest.mark.parametrize("text", KEPT)
def test_real_words_are_never_lost(text: str) -> None:
    """What only resembles a quote or a signature stays to the last letter."""
    assert strip(text) == text


def test_a_mail_that_is_only_a_quote_says_nothing() -> None:
    """Nothing newly written gives the empty text."""
    assert strip(f"{ATTRIBUTIONS['apple fr']}\n\n{QUOTED}\n") == ""
    assert strip(HEADERS["nl"] + "\n\nHallo Mara") == ""
    assert strip("") == ""


def test_a_quoted_line_that_was_broken_in_two_is_still_quoted() -> None:
    """A program that wraps a quoted line may leave its end without a mark; an answer there is kept."""
    wrapped = "> The third board should say oysters and the fourth one should be shown\n{}\n> as well."
    assert strip(wrapped.format("with mussels")) == ""
    assert strip(wrapped.format("Agreed, with mussels")) == "Agreed, with mussels"
    assert strip("> Is the third board wrong?\nyes\n> And the fourth?") == "yes"


@pytest.mark.parametrize("mark", ["--]", "# ", "| ", ") ", ": ", "OQ> ", "» "])
@pytest.mark.parametrize("attribution", ["On Mon, 3 Feb 2025, Orla Quinn wrote:", ATTRIBUTIONS["gmail vi"]])
def test_quotes_with_odd_marks_go_and_the_answers_stay(mark: str, attribution: str) -> None:
    """Some programs mark what they quote in ways of their own: the answer between is not cut with it."""
    text = (
        f"{attribution}\n\n{mark}Is the third board wrong?\n{mark}\nIt was.\n\n{mark}And the fourth?\nAlso."
    )
    assert strip(text) == "It was.\n\nAlso."


def test_vietnamese_is_read_in_either_unicode_form() -> None:
    """A Mac writes accents apart; the words are the same."""
    text = f"Đẹp rồi em.\n\n{ATTRIBUTIONS['gmail vi']}\n{QUOTED}\n"
    assert strip(unicodedata.normalize("NFD", text)) == "Đẹp rồi em."


WORDS = st.lists(
    st.lists(st.sampled_from("board menu Friday quatre lente mẫu màu zwart".split()), min_size=1, max_size=6),
    min_size=1,
    max_size=5,
).map(lambda lines: "\n".join(" ".join(line) for line in lines))


@given(
    new=WORDS,
    old=st.lists(WORDS, min_size=1, max_size=5),
    attribution=st.sampled_from(list(ATTRIBUTIONS.values())),
)
def test_only_the_top_of_a_deep_thread_is_new(new: str, old: list[str], attribution: str) -> None:
    """However deep earlier mails are quoted, the new part comes back, and nothing else."""
    thread = ""
    for level in old:
        inner = f"{level}\n\n{attribution}\n{thread}" if thread else level
        thread = "\n".join(f"> {line}" for line in inner.split("\n"))
    assert strip(f"{new}\n\n{attribution}\n{thread}\n") == new


@given(st.text())
def test_no_word_appears_that_was_not_written(text: str) -> None:
    """Any text at all is survived, and what comes back was in it."""
    written = unicodedata.normalize("NFC", text)
    assert all(word in written for word in strip(text).split())


HTML = {
    "gmail": '<div dir="ltr">Both are corrected.</div><div class="gmail_quote"><div class="gmail_attr">'
    "On Mon, 3 Feb 2025 at 10:02, Orla &lt;orla@harboursons.example&gt; wrote:<br></div>"
    "<blockquote>Is it wrong?</blockquote></div>",
    "outlook": '<p>Both are corrected.</p><div id="divRplyFwdMsg">Sent by Orla</div><div>Is it wrong?</div>',
    "apple": "<div>Both are corrected.</div><blockquote type='cite'><div>Is it wrong?</div></blockquote>",
    "yahoo": '<div>Both are corrected.</div><div class="yahoo_quoted">Is it wrong?</div>',
    "signed": '<p>Both are corrected.</p><div class="gmail_signature">Orla, and much more than a name.</div>',
    "scripts": "<style>p{}</style><script>alert(1)</script><p>Both <b>are</b>\n corrected.</p><!-- ? -->",
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML.keys())
def test_html_mail_is_read_like_plain_mail(html: str) -> None:
    """A mail without a plain part loses its quotes, signature and styling all the same."""
    assert strip(to_text(html)) == "Both are corrected."


def test_html_keeps_the_lines_a_reader_sees() -> None:
    """Paragraphs, breaks and lists keep their lines."""
    html = "<p>Six boards:<br>two a day</p><ul><li>oysters</li><li>mussels</li></ul>"
    assert to_text(html) == "Six boards:\ntwo a day\n\n- oysters\n- mussels"


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufffd")))
def test_html_keeps_every_word(text: str) -> None:
    """What is written between two tags is read back, whatever its script and marks."""
    assert to_text(f"<p>{escape(text)}</p>").split() == text.split()


NEW_LINES = {
    "reply_crisp/test/fixtures": """
    correct_sig:1 email_1:1-7 email_10:1-5 email_11:1-5 email_12:1-5 email_13:1-5 email_14:1-5
    email_15:1-5 email_16:1-5 email_17:1-5 email_18:1-5 email_19:1-3 email_2:1,9-34 email_20:1
    email_21:1-638 email_22:1-5 email_23:1-5 email_24:1-5 email_25:1-5 email_26:1-5 email_2_1:1
    email_3:1-5 email_4:1 email_5:1-15 email_6:1-3 email_7:1-5 email_8:1-5 email_9:1-5
    email_blackberry:1 email_bullets:1-9 email_custom_quote_header:1 email_customer_quote_header_2:1
    email_customer_quote_header_3:1-3 email_danish_dash_separator:1-5 email_emoji:1
    email_en_multiline_2:1-5 email_finnish:1-5 email_fr_multiline:1-5 email_french_2:1-5
    email_french_dash_separator:1-5 email_german:1-5 email_german_2:1-5 email_german_3:1-5
    email_german_outlook:1-5 email_gmail_split_line_from:1-5 email_ios_outlook:1-5
    email_ios_outlook_fr:1-5 email_iphone:1 email_italian:1-5 email_msn:1-5
    email_multi_word_sent_from_my_mobile_device:1 email_norwegian_gmail:1-5
    email_not_a_signature:1-13 email_not_a_signature_2:1-10 email_one_is_not_on:1-5
    email_original_message:1-5 email_original_message_2:1-5 email_outlook_split_line_from:1-5
    email_portuguese:1-5 email_reply_header:1-11 email_russian:1-5 email_sent_from:1
    email_sent_from_my_not_signature:1-3 email_thread:1 email_tricky_10_special_chars_in_name:1-5
    email_tricky_11_double_signature:1 email_tricky_12_no_space_after_header:1-5
    email_tricky_13_timestamp_variations:1-9 email_tricky_14_long_quote_header:1-5
    email_tricky_15_original_message_variations:1-5 email_tricky_16_unicode_signatures:1
    email_tricky_17_forward_header:1 email_tricky_18_inline_reply:4,8,12
    email_tricky_19_quote_without_header:1,7,12 email_tricky_1_on_false_positive:1-6
    email_tricky_20_html_entities:1-3 email_tricky_2_url_with_wrote:1-5
    email_tricky_3_code_block:1-12 email_tricky_4_from_in_body:1-5
    email_tricky_5_mixed_languages:1-5 email_tricky_6_regards_in_sentence:1-7
    email_tricky_7_multiple_dashes:1-15 email_tricky_8_sent_from_in_content:1-5
    email_tricky_9_nested_quotes:1 email_unquoted_reply:1 email_with_date_headers:1-5
    email_with_from_headers:2-4 email_with_regards:1-5 email_zoho:1-2 sig_no_empty_line:1
    """,
    "reply_alfonsrv/test/emails": """
    begins_with_signature:1-4 caution:5-23 caution2:1-5 correct_sig:1 email_1_1:1-7 email_1_3:1-5
    email_1_4:1 email_1_5:1-15 email_1_6:1-3 email_1_7:1 email_1_8:13,19 email_2_1:1 email_2_2:1
    email_2_3:1 email_3_1:1-3 email_bullets:1-9 email_danish_1:1-3 email_danish_2:1-3
    email_danish_3:1-3 email_danish_4:1-3 email_danish_5:1-3 email_gmail:1
    email_headers_no_delimiter:1 email_ja_1_1:1 email_ja_1_2:1-5 email_nl_1_1:1-6 email_nl_1_2:1
    email_one_is_not_on:1-5 email_partial_quote_header:1-6 email_pl_1_1: email_pl_1_2: email_pl_1_3:
    email_sent_from_BlackBerry:1 email_sent_from_iPhone:1 email_sent_from_multi_word_mobile_device:1
    email_sent_from_not_signature:1-3 email_sig_delimiter_in_middle_of_line:1-7 email_sv_anon_1:1-4
    email_swedish_1:1-5 email_swedish_2:1-7 forward:1-4 greedy_on:1-6 multi_header:1 multiline_on:
    multiline_on_de:1 outlook:1-8 pathological:1-2
    """,
}
"""Mails that nobody here wrote, and which lines of each its sender newly wrote: judged by reading them."""


def lines_between(text: list[str], ranges: str) -> list[str]:
    """The lines of these ranges (`1-3,7`, numbered from 1) that say something."""
    pairs = [span.split("-") for span in ranges.split(",") if span]
    chosen = [line for first, *last in pairs for line in text[int(first) - 1 : int((last or [first])[0])]]
    return [unicodedata.normalize("NFC", line).strip() for line in chosen if line.strip()]


@needs_shared
def test_mail_that_nobody_here_wrote_is_stripped_as_a_reader_would() -> None:
    """Of more than a hundred mails in fourteen languages, at least 95 in 100 come back to the line."""
    failing = []
    judged = [(folder, *each.split(":")) for folder, all_of in NEW_LINES.items() for each in all_of.split()]
    for folder, name, ranges in judged:
        text = (SHARED / "data" / "email" / folder / f"{name}.txt").read_text("utf-8")
        kept = [line.strip() for line in strip(text).split("\n") if line.strip()]
        if kept != lines_between(text.split("\n"), ranges):
            failing.append(name)
    print(f"{len(failing)} of {len(judged)} differ:", *failing)  # noqa: T201 - whoever improves this wants names
    assert len(failing) <= 0.05 * len(judged)
