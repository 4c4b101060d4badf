account-title = Uw account
account-hello = Hallo, { $name }
account-signed-in-as = U bent aangemeld als
account-security-title = Beveiligingsgegevens
account-security-text = De methoden waarmee u laat zien dat u het bent, zoals de app op uw telefoon.
account-activity-text = Wanneer, waar en hoe iemand zich bij uw account heeft aangemeld.
account-sessions-text = De browsers waarin u nu bent aangemeld.

activity-title = Recente activiteit
activity-intro = Dit zijn de laatste aanmeldingen bij uw account. Herkent u er een niet, wijzig dan uw wachtwoord en controleer uw beveiligingsgegevens.
activity-password = Wachtwoord
activity-unknown-browser = Onbekende browser
activity-unfamiliar = Met deze browser had u zich nog niet eerder aangemeld.
activity-step-up = Opnieuw gevraagd om een wijziging te beveiligen
activity-open = Niet voltooid
activity-passed = Aangemeld
activity-disabled = Account uitgeschakeld
activity-blocked = Tegengehouden: u had deze browser gemeld
activity-gone = Niet voltooid
activity-step-right = juist
activity-step-wrong = onjuist
activity-step-already-used = code was al gebruikt
activity-step-resting = geweigerd na te veel onjuiste pogingen
activity-step-set-up = ingesteld
activity-step-chosen = een nieuw gekozen

sessions-title = Waar u bent aangemeld
sessions-intro = Ziet u hier een browser die u niet herkent, meld die dan af en wijzig uw wachtwoord.
sessions-this = Deze browser
sessions-opened = Aangemeld op
sessions-seen = laatst gebruikt op
sessions-stays = Blijft aangemeld
sessions-end = Afmelden
sessions-end-all = Overal afmelden

sign-out-title = Afmelden?
sign-out-text = U wordt in deze browser afgemeld.
sign-out-submit = Afmelden
sign-out-cancel = Annuleren

activity-step-remembered = herkend, dus geen tweede stap gevraagd
activity-step-copied = niet geloofd: de cookie was gekopieerd
activity-step-reported = aan de telefoon gemeld: ik heb hier niet om gevraagd
activity-step-no-answer = niet beantwoord
activity-step-busy = de lijn was bezet
activity-step-declined = de oproep werd geweigerd
activity-step-voicemail = de voicemail nam op
activity-step-wrong-number = in de app is een ander nummer getypt
activity-step-refused = geweigerd in de app
activity-step-no-key = opgenomen, maar er werd niets gedrukt
activity-step-hung-up = opgehangen voordat er iets werd gedrukt
activity-step-failed = kon niet worden uitgevoerd
activity-reported = Door u gestopt
activity-stopped = Gestopt
activity-device = Onthouden browser
activity-other-method = Een andere methode
activity-own-pages = Uw account
activity-was-me = U zei: dit was ik.
activity-was-not-me = U zei: dit was ik niet.
activity-was-this-you = Was u dit?
activity-yes = Ja
activity-no = Nee
activity-advice-signed-in = Was u dit niet, dan is er iemand in uw account. Antwoord Nee en wijzig uw wachtwoord.
activity-advice-password-known = Het wachtwoord was juist, maar verder kwam het niet. Was u dit niet, dan kent iemand uw wachtwoord: antwoord Nee en wijzig het.
activity-advice-wrong-password = Iemand typte een onjuist wachtwoord. Was u dit niet, dan hoeft u niets te doen: alleen u kent uw wachtwoord.

devices-title = Browsers die niet opnieuw worden gevraagd
devices-none = Elke browser wordt om uw tweede stap gevraagd. Bij het aanmelden kunt u kiezen om enkele dagen niet opnieuw te worden gevraagd.
devices-intro = In deze browsers is uw wachtwoord enkele dagen genoeg. Vergeet een browser die u niet meer gebruikt.
devices-since = Sinds
devices-until = tot
devices-forget = Vergeten
sessions-end-all-text = U wordt in elke browser afgemeld, ook in deze, en elke browser wordt weer om uw tweede stap gevraagd.

not-me-title = Dit was ik niet
not-me-text = Typ de code uit de e-mail die we u hebben gestuurd. U hoeft zich hiervoor niet aan te melden.
not-me-code-label = Code uit de e-mail
not-me-code-hint = Vier groepen van vier letters en cijfers; hoofdletters en streepjes maken niet uit
not-me-code-form = Dat is geen code van ons. Controleer de code letter voor letter en typ hem opnieuw.
not-me-code-stale = Deze code is al gebruikt of is ouder dan zeven dagen. Neem contact op met uw beheerder als er iets mis is.
not-me-sign-in = Een aanmelding bij uw account
not-me-confirm-text = Was u dit niet, dan doen we nu het volgende:
not-me-confirm-sessions = Uw account wordt in elke browser afgemeld.
not-me-confirm-devices = Elke browser wordt weer om uw tweede stap gevraagd.
not-me-confirm-method = “{ $name }” wordt opzijgezet: niemand kan zich ermee aanmelden totdat u ernaar hebt gekeken.
not-me-confirm-stranded = Er blijft dan geen andere methode over om u aan te melden. Uw beheerder moet u weer toegang tot uw account geven.
not-me-confirm = Ik was dit niet, stop alles
not-me-cancel = Annuleren
not-me-done-title = Alles is gestopt
not-me-done-text = Uw account is overal afgemeld, en wat twijfelachtig was, is opzijgezet.
not-me-done-next = Meld u nu aan met uw wachtwoord en een andere methode, controleer uw beveiligingsgegevens en wijzig uw wachtwoord. Lukt aanmelden niet, neem dan contact op met uw beheerder.
not-me-done-sign-in = Aanmelden
not-me-confirm-password = Bij uw volgende aanmelding kiest u een nieuw wachtwoord.

password-title = Wachtwoord wijzigen
password-text = Het wachtwoord waarmee u zich aanmeldt.
password-change = Wachtwoord wijzigen
password-changed = Uw wachtwoord is gewijzigd. We hebben u er een e-mail over gestuurd.
password-old-label = Uw huidige wachtwoord
password-old-empty = Voer het wachtwoord in dat u nu hebt.
password-old-wrong = Dat is niet het wachtwoord dat u nu hebt. Controleer het en probeer het opnieuw.
password-resting = { $minutes ->
    [one] Er zijn te veel onjuiste wachtwoorden ingevoerd. Probeer het over een minuut opnieuw.
   *[other] Er zijn te veel onjuiste wachtwoorden ingevoerd. Probeer het over { $minutes } minuten opnieuw.
 }
password-leave = In alle andere browsers afmelden en elke browser weer om mijn tweede stap vragen
