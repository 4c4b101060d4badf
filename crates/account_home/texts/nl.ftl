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
activity-gone = Niet voltooid
activity-step-right = juist
activity-step-wrong = onjuist
activity-step-already-used = code was al gebruikt
activity-step-resting = geweigerd na te veel onjuiste pogingen
activity-step-set-up = ingesteld

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
