method-app_notification-title = Authenticator-app
method-app_notification-about = Uw telefoon laat zien wie zich wil aanmelden. U typt daar het nummer van deze pagina en keurt het goed. De app maakt ook codes, voor als er geen netwerk is.
method-app_notification-default-name = Authenticator-app
method-app_notification-choice = Een aanvraag goedkeuren in mijn authenticator-app
method-app_notification-ask = Open de authenticator-app op uw telefoon, typ daar dit nummer en keur de aanvraag goed.
method-app_notification-number = Het nummer is
method-app_notification-no-push = Geen melding gekregen? Open de app: de aanvraag staat daar.
method-app_notification-again = Een nieuwe aanvraag sturen
method-app_notification-wrong = Dit is niet in de app beantwoord. Vraag om een nieuwe aanvraag.
method-app_notification-used = Deze aanvraag is al beantwoord. Vraag om een nieuwe aanvraag.
method-app_notification-unreadable = U beantwoordt dit in uw authenticator-app. Kies voor opnieuw proberen en open de app op uw telefoon.
method-app_notification-wrong-number = In de app is een ander nummer getypt; daarom is deze aanvraag beëindigd. Vraag om een nieuwe aanvraag en typ het nummer dat u dan ziet.
method-app_notification-refused = De aanvraag is in de app geweigerd. Wilt u toch doorgaan, vraag dan om een nieuwe aanvraag.
method-app_notification-no-answer = Niemand heeft de aanvraag beantwoord. Houd uw telefoon bij de hand en kies hoe u verder wilt.
method-app_notification-reported = In de app is gemeld dat u hier niet om hebt gevraagd. Was dat een vergissing, begin dan opnieuw.
method-app_notification-pending = In de app wacht een aanvraag uit een andere browser. Beantwoord die eerst, of kies een andere manier.
method-app_notification-add-scan = Scan deze QR-code met de camera van uw telefoon. De authenticator gaat dan open; u hoeft niets uit een winkel te installeren.
method-app_notification-add-allow = Volg de stappen: zet de app op uw beginscherm en sta meldingen toe.
method-app_notification-add-test = Daarna ziet u een eerste aanvraag, om het uit te proberen. Deze pagina gaat vanzelf verder.
method-app_notification-add-picture = QR-code die de authenticator op uw telefoon opent
method-app_notification-add-here = Bent u nu op die telefoon? Open de authenticator op dit apparaat
method-app_notification-add-cannot-scan = Kunt u de QR-code niet scannen?
method-app_notification-add-open = Open dit adres op uw telefoon, kies voor een account toevoegen en typ deze letters. Hoofdletters en spaties maken niet uit.
method-app_notification-add-address = Adres
method-app_notification-add-ticket = Letters
method-app_notification-add-lasts = De QR-code werkt één keer, tien minuten lang.
method-app_notification-add-paired = Uw telefoon is verbonden. Probeer het nu: typ dit nummer in de app en keur de aanvraag goed.

authenticator-app-paired = Keurt aanvragen goed en maakt codes
authenticator-app-codes = Maakt codes

method-app_code-title = Andere authenticator-app
method-app_code-about = Een app op uw telefoon maakt elke 30 seconden een nieuwe code. Dat werkt ook zonder internet.
method-app_code-default-name = Authenticator-app
method-app_code-ask = Open uw authenticator-app en voer de code in die u daar nu ziet.
method-app_code-label = Code
method-app_code-wrong = Dit is niet de code die we verwachten. Wacht op de volgende code in uw app en voer die in.
method-app_code-used = Deze code is al gebruikt. Wacht op de volgende code in uw app en voer die in.
method-app_code-unreadable = Een code heeft zes cijfers. Voer de zes cijfers in die uw app laat zien.
method-app_code-add-install = Installeer een authenticator-app op uw telefoon als u er nog geen hebt. Elke app die codes van zes cijfers maakt, is goed.
method-app_code-add-scan = Kies in de app voor een account toevoegen en scan deze QR-code.
method-app_code-add-picture = QR-code voor uw authenticator-app
method-app_code-add-cannot-scan = Kunt u de QR-code niet scannen?
method-app_code-add-type = Kies in de app voor een sleutel invoeren en neem deze twee gegevens over. Hoofdletters en spaties maken niet uit.
method-app_code-add-account = Account
method-app_code-add-key = Sleutel
method-app_code-add-label = Code die de app nu laat zien
method-app_code-choice = Een code uit mijn authenticator-app invoeren

phone-place = Welke telefoon is het?
phone-mobile = Mobiele telefoon { $number }
phone-mobile-name = Mobiele telefoon
phone-alternate = Alternatieve telefoon { $number }
phone-alternate-name = Alternatieve telefoon
phone-office = Zakelijke telefoon { $number }
phone-office-name = Zakelijke telefoon
phone-number = Telefoonnummer
phone-number-hint = Een nummer zonder + lezen we als een nummer van { $code }. Begin voor een ander land met + en de landcode.
phone-extension = Toestelnummer
phone-extension-hint = Alleen bij een zakelijke telefoon waar iemand u doorverbindt

method-text_message-title = Sms-bericht
method-text_message-about = U krijgt een code per sms en voert die in.
method-text_message-default-name = Mobiele telefoon
method-text_message-choice = Een code per sms naar { $number }
method-text_message-text = { $organization }: uw code om u aan te melden is { $code }. Hij is { $minutes } minuten geldig. Niet door u gevraagd? Wijzig dan uw wachtwoord.
method-text_message-text-reset = { $organization }: { $code } is uw code voor een nieuw wachtwoord. De code is { $minutes } minuten geldig. Hebt u er niet om gevraagd? Doe dan niets en geef hem aan niemand.
method-text_message-reset-mobile = Een code per sms naar mijn mobiele telefoon
method-text_message-ask = We hebben een sms met een code gestuurd naar { $number }. Het kan een minuut duren voordat die aankomt.
method-text_message-label = Code
method-text_message-wrong = Dit is niet de code die we hebben gestuurd. Kijk in het nieuwste bericht en probeer het opnieuw.
method-text_message-used = Deze code is al gebruikt. Vraag een nieuwe aan.
method-text_message-unreadable = Een code heeft zes cijfers. Voer de zes cijfers uit het bericht in.
method-text_message-no-number = Voer uw telefoonnummer in.
method-text_message-no-place = Kies welke telefoon het is.
method-text_message-no-country = Begin met + en de landcode, zoals +31 6 12345678.
method-text_message-no-such-number = Dit telefoonnummer bestaat niet. Controleer het en probeer het opnieuw.
method-text_message-not-allowed = Naar betaalnummers, semafoons en voicemail sturen we niets. Geef een ander nummer op.
method-text_message-extension = Een toestelnummer heeft één tot acht cijfers.

method-phone_call-title = Telefonische oproep
method-phone_call-about = We bellen u en u drukt op het hekje (#).
method-phone_call-default-name = Telefoon
method-phone_call-choice = Bel { $number }
method-phone_call-reset-mobile = Mijn mobiele telefoon bellen
method-phone_call-reset-office = Mijn zakelijke telefoon bellen
method-phone_call-ask = We bellen nu { $number }. Neem op en druk op het hekje (#).
method-phone_call-wrong = De oproep is niet goedgekeurd. Probeer het opnieuw.
method-phone_call-used = Deze oproep is voorbij. Vraag een nieuwe aan.
method-phone_call-unreadable = Hierop antwoordt u met uw telefoon: wacht tot die overgaat.
method-phone_call-no-answer = Er werd niet opgenomen. Houd uw telefoon bij de hand en laat u opnieuw bellen.
method-phone_call-busy = Uw lijn was in gesprek. Wacht even en laat u opnieuw bellen.
method-phone_call-declined = De oproep is geweigerd. Was dat niet de bedoeling, laat u dan opnieuw bellen.
method-phone_call-voicemail = We kregen uw voicemail. Houd uw telefoon bij de hand en laat u opnieuw bellen.
method-phone_call-no-key = U nam op, maar we hoorden geen hekje (#). Laat u opnieuw bellen, of laat een code voorlezen.
method-phone_call-hung-up = Er werd opgehangen voordat er op het hekje (#) was gedrukt. Laat u opnieuw bellen.
method-phone_call-failed = Bellen is niet gelukt. Probeer het opnieuw of meld u op een andere manier aan.
method-phone_call-again = Bel mij opnieuw
method-phone_call-reported = Er is gemeld dat niemand om deze oproep had gevraagd. Was dat een vergissing, begin dan opnieuw.
method-phone_call-no-number = Voer uw telefoonnummer in.
method-phone_call-no-place = Kies welke telefoon het is.
method-phone_call-no-country = Begin met + en de landcode, zoals +31 6 12345678.
method-phone_call-no-such-number = Dit telefoonnummer bestaat niet. Controleer het en probeer het opnieuw.
method-phone_call-not-allowed = Betaalnummers, semafoons en voicemail bellen we niet. Geef een ander nummer op.
method-phone_call-extension = Een toestelnummer heeft één tot acht cijfers.

method-spoken_code-title = Voorgelezen code
method-spoken_code-about = We bellen u en lezen een code voor, die u invoert.
method-spoken_code-default-name = Telefoon
method-spoken_code-choice = Bel { $number } en lees een code voor
method-spoken_code-reset-mobile = Mijn mobiele telefoon bellen en een code uitspreken
method-spoken_code-reset-office = Mijn zakelijke telefoon bellen en een code uitspreken
method-spoken_code-ask = We bellen nu { $number }. Druk op het hekje (#) om de code te horen en voer die hier in.
method-spoken_code-label = Code
method-spoken_code-wrong = Dit is niet de code die is voorgelezen. Controleer de code en probeer het opnieuw.
method-spoken_code-used = Deze code is al gebruikt. Laat u opnieuw bellen.
method-spoken_code-unreadable = Een code heeft zes cijfers. Voer de zes cijfers in die u hebt gehoord.
method-spoken_code-no-answer = Er werd niet opgenomen. Houd uw telefoon bij de hand en laat u opnieuw bellen.
method-spoken_code-busy = Uw lijn was in gesprek. Wacht even en laat u opnieuw bellen.
method-spoken_code-declined = De oproep is geweigerd. Was dat niet de bedoeling, laat u dan opnieuw bellen.
method-spoken_code-voicemail = We kregen uw voicemail en hebben geen code voorgelezen. Laat u opnieuw bellen.
method-spoken_code-no-key = We hoorden geen hekje (#) en hebben geen code voorgelezen. Laat u opnieuw bellen.
method-spoken_code-hung-up = Er werd opgehangen voordat de code was voorgelezen. Laat u opnieuw bellen.
method-spoken_code-again = Bel mij opnieuw
method-spoken_code-failed = Bellen is niet gelukt. Probeer het opnieuw of meld u op een andere manier aan.

call-extension = U spreekt met { $organization }, met een oproep voor toestel { $extension }. Wilt u doorverbinden? Bent u dat al, druk dan op het hekje.
call-greeting = U spreekt met { $organization }. Meldt u zich nu aan, druk dan op het hekje. Meldt u zich niet aan, druk dan op nul en daarna op het hekje.
call-greeting-code = U spreekt met { $organization }. Druk op het hekje om uw code te horen. Meldt u zich nu niet aan, druk dan op nul en daarna op het hekje.
call-greeting-reset = Dit is { $organization }. Stelt u nu een nieuw wachtwoord in, druk dan op het hekje. Doet u dat niet, druk dan op nul en daarna op het hekje.
call-greeting-code-reset = Dit is { $organization }. Druk op het hekje om uw code voor een nieuw wachtwoord te horen. Hebt u daar niet om gevraagd, druk dan op nul en daarna op het hekje.
call-confirm = Misschien probeert iemand anders zich als u aan te melden. Druk op één om dat te stoppen en uw beheerder te waarschuwen.
call-reported = Dank u wel. De aanmelding is gestopt en uw beheerder wordt gewaarschuwd. U hoeft nu niets meer te doen. Tot ziens.
call-approved = Uw aanmelding is goedgekeurd. Tot ziens.
call-approved-reset = Dank u wel. Ga in uw browser verder om uw nieuwe wachtwoord in te stellen. Tot ziens.
call-code = Uw code is: { $code }. Nogmaals: { $code }. Tot ziens.
call-goodbye = Aanmelden is nu niet gelukt. Probeer het later opnieuw. Tot ziens.

method-recovery_codes-title = Herstelcodes
method-recovery_codes-about = Tien codes op papier, elk één keer te gebruiken, voor als u uw telefoon kwijt bent.
method-recovery_codes-describe = { $left ->
    [one] Nog één code over
   *[other] Nog { $left } codes over
 }
method-recovery_codes-default-name = Herstelcodes
method-recovery_codes-choice = Een herstelcode invoeren
method-recovery_codes-ask = Pak het papier met uw herstelcodes en voer er een in die u nog niet hebt gebruikt.
method-recovery_codes-label = Herstelcode
method-recovery_codes-wrong = Dit is geen herstelcode van u. Controleer de code letter voor letter.
method-recovery_codes-used = Deze herstelcode is al gebruikt. Voer een andere in.
method-recovery_codes-unreadable = Een herstelcode heeft tien letters en cijfers, zoals abcde-12345. Controleer wat u hebt ingevoerd.
method-recovery_codes-add-keep = Druk deze tien codes af of schrijf ze op, en bewaar ze op een veilige plek die niet uw telefoon is. U ziet ze alleen nu. Eerdere herstelcodes werken dan niet meer.
method-recovery_codes-add-print = Afdrukken
method-recovery_codes-add-label = Voer een van de codes in, zodat we weten dat u ze hebt bewaard

contact-app = Authenticator-app
contact-phone = Verificatietelefoon
contact-office = Zakelijke telefoon

method-passkey-title = Toegangssleutel of beveiligingssleutel
method-passkey-about = U ontgrendelt uw eigen apparaat met uw vingerafdruk, uw gezicht of een pincode, of u raakt een beveiligingssleutel aan. U hoeft niets in te voeren.
method-passkey-describe = Werkt op { $host }
method-passkey-default-name = Toegangssleutel
method-passkey-choice = Mijn toegangssleutel of beveiligingssleutel gebruiken
method-passkey-ask = Ontgrendel uw toegangssleutel, of steek uw beveiligingssleutel in en raak die aan. Uw browser wijst u de weg.
method-passkey-ask-open = Kies uw toegangssleutel en ontgrendel die. Uw browser wijst u de weg.
method-passkey-waiting = Uw browser vraagt om uw toegangssleutel…
method-passkey-cancelled = Er is geen toegangssleutel gekozen, of het duurde te lang. Probeer het opnieuw met de knop.
method-passkey-wrong = We konden uw toegangssleutel niet controleren. Probeer het opnieuw en ontgrendel de sleutel met uw vingerafdruk, uw gezicht of uw pincode.
method-passkey-used = Dit antwoord van uw toegangssleutel is al eerder gebruikt. Probeer het opnieuw.
method-passkey-unreadable = Voor toegangssleutels zijn JavaScript en een geschikte browser nodig. Probeer een andere browser, of kies een andere manier.
method-passkey-no-host = Toegangssleutels werken alleen als deze pagina een hostnaam heeft, en niet op een kaal netwerkadres. Kies een andere methode, of open deze pagina met haar naam.
method-passkey-add = Uw browser vraagt waar u uw toegangssleutel wilt bewaren: op dit apparaat, op uw telefoon of op een beveiligingssleutel. Ontgrendel dat met uw vingerafdruk, uw gezicht of een pincode.
method-passkey-add-waiting = Uw browser vraagt waar u uw toegangssleutel wilt bewaren…
method-passkey-add-cancelled = Er is geen toegangssleutel gemaakt, of het duurde te lang. Probeer het opnieuw met de knop.
method-passkey-add-known = Op dit apparaat of deze beveiligingssleutel staat al een toegangssleutel voor uw account. Kies een ander apparaat.
method-passkey-open = Aanmelden met een toegangssleutel
method-passkey-refused = Met deze toegangssleutel kunt u zich hier niet aanmelden. Probeer een andere, of ga terug en voer uw gebruikersnaam in.

method-mail_code-title = Code per e-mail
method-mail_code-about = We mailen een code naar het adres dat bij uw organisatie bekend is, en u voert die in.
method-mail_code-default-name = E-mail
method-mail_code-choice = Een code mailen naar het adres dat bekend is
method-mail_code-subject = { $code } is uw code voor een nieuw wachtwoord
method-mail_code-text =
    Iemand heeft om een nieuw wachtwoord gevraagd voor het account { $user } bij { $organization }, en koos ervoor een code te laten mailen.

    De code is { $code }. Hij is { $minutes } minuten geldig, in de browser waarin erom is gevraagd.

    Hebt u er niet om gevraagd? Doe dan niets en geef deze code aan niemand. Zonder de code verandert er niets.

    { $organization }
method-mail_code-ask = We mailen een code naar het adres dat bij uw organisatie bekend is. Het kan een minuut duren; kijk ook bij de ongewenste e-mail.
method-mail_code-label = Code
method-mail_code-wrong = Dat is niet de code die we verwachten. Controleer de nieuwste e-mail en probeer het opnieuw.
method-mail_code-used = Deze code is al gebruikt. Vraag een nieuwe aan.
method-mail_code-unreadable = Een code heeft zes cijfers. Voer de zes cijfers uit de e-mail in.
method-access_pass-title = Tijdelijke toegangspas
method-access_pass-about = Uw beheerder geeft u er een wanneer u zich niet op een andere manier kunt aanmelden.
method-access_pass-describe = Van { $from } tot { $until }
method-access_pass-describe-once = Eén keer te gebruiken, van { $from } tot { $until }
method-access_pass-describe-gone = Was één keer te gebruiken, en is gebruikt
method-access_pass-default-name = Tijdelijke toegangspas
method-access_pass-choice = Een tijdelijke toegangspas typen
method-access_pass-instead = Een tijdelijke toegangspas gebruiken
method-access_pass-ask = Typ de pas die u van uw beheerder hebt gekregen. Hoofdletters en streepjes maken niet uit.
method-access_pass-label = Tijdelijke toegangspas
method-access_pass-wrong = Dat is geen pas die nu te gebruiken is. Controleer de pas letter voor letter of vraag uw beheerder om een nieuwe.
method-access_pass-used = Deze pas was één keer te gebruiken en is al gebruikt. Vraag uw beheerder om een nieuwe.
method-access_pass-unreadable = Een pas heeft acht of meer letters en cijfers, zoals abcd-2345. Controleer wat u hebt getypt.
