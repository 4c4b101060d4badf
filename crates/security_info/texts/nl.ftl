security-info-title = Beveiligingsgegevens
security-info-intro = Met deze methoden laat u bij het aanmelden zien dat u het bent.
security-info-none = U hebt nog geen methode ingesteld.
security-info-add = Aanmeldingsmethode toevoegen
security-info-added-on = Toegevoegd op
security-info-used-on = laatst gebruikt op
security-info-app-left = Dit account is op die telefoon uit de app verwijderd. Gebruikt u het niet meer, verwijder het dan ook hier.
security-info-app-blocked = Meldingen zijn op die telefoon geblokkeerd. Sta ze toe in de instellingen, of open de app om aanvragen te zien.
security-info-app-gone = Meldingen komen niet meer aan op die telefoon. Open de app één keer om dat te herstellen.
security-info-app-silent = Meldingen staan uit op die telefoon. Open de app om aanvragen te zien, of zet ze daar aan.
security-info-change-phone = Houd uw nieuwe telefoon bij de hand. De oude blijft staan tot de nieuwe het doet; daarna wordt de oude verwijderd.
security-info-change-phone-asks = Houd beide telefoons bij de hand. U keurt dit eerst goed op de oude. Die blijft staan tot de nieuwe het doet; daarna wordt de oude verwijderd.
security-info-change-phone-approved = U hebt dit op uw oude telefoon goedgekeurd. Stel nu de nieuwe in; de oude wordt verwijderd zodra de nieuwe het doet.
security-info-change-phone-lost = Ik heb de oude telefoon niet meer
security-info-delete = Verwijderen
security-info-cancel = Annuleren
security-info-added = De methode is toegevoegd. U kunt zich er vanaf nu mee aanmelden.
security-info-added-reset = Uw beveiligingsgegevens zijn opgeslagen. Ze dienen om uw wachtwoord opnieuw in te stellen.
security-info-deleted = De methode is verwijderd. Verwijder het account ook in de app op uw telefoon.
security-info-last = Uw organisatie vraagt om een tweede stap, dus u hebt minstens één methode nodig. Voeg eerst een andere toe en verwijder daarna deze.

security-info-add-title = Aanmeldingsmethode toevoegen
security-info-secure-title = Uw account beveiligen
security-info-secure-text = Kies hoe u bij het aanmelden wilt laten zien dat u het bent.
security-info-choose = Kiezen
security-info-full = U hebt al { $most } keer “{ $method }”; meer kan een account er niet hebben. Wijzig of verwijder er eerst een.

security-info-set-up-title = Methode instellen
security-info-name-label = Naam
security-info-name-hint = Om deze methode in uw lijst te herkennen, bijvoorbeeld de naam van uw telefoon
security-info-prove = Controleren en voltooien

security-info-delete-title = Methode verwijderen?
security-info-delete-question = Wilt u “{ $name }” verwijderen?
security-info-delete-text = U kunt zich er dan niet meer mee aanmelden. Dit is niet ongedaan te maken, maar u kunt de methode wel opnieuw instellen.
security-info-delete-text-reset = U kunt er dan uw wachtwoord niet meer mee opnieuw instellen. Dit is niet ongedaan te maken, maar u kunt de methode wel opnieuw instellen.
security-info-keep = Behouden

security-info-mail-added-subject = Er is een aanmeldingsmethode aan uw account toegevoegd
security-info-mail-added-text =
    Beste { $person },

    Op { $time } is de aanmeldingsmethode “{ $name }” toegevoegd aan uw account { $user } bij { $organization }.

    Hebt u dit zelf gedaan? Dan hoeft u niets te doen.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld en zetten we opzij wat er is gewijzigd; bij de volgende aanmelding kiest u een nieuw wachtwoord. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }
security-info-mail-deleted-subject = Er is een aanmeldingsmethode van uw account verwijderd
security-info-mail-deleted-text =
    Beste { $person },

    Op { $time } is de aanmeldingsmethode “{ $name }” verwijderd van uw account { $user } bij { $organization }.

    Hebt u dit zelf gedaan? Dan hoeft u niets te doen.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld en zetten we opzij wat er is gewijzigd; bij de volgende aanmelding kiest u een nieuw wachtwoord. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }
security-info-mail-changed-subject = Een aanmeldingsmethode van uw account is gewijzigd
security-info-mail-changed-text =
    Beste { $person },

    Op { $time } is de aanmeldingsmethode “{ $name }” van uw account { $user } bij { $organization } gewijzigd.

    Hebt u dit zelf gedaan? Dan hoeft u niets te doen.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld en zetten we opzij wat er is gewijzigd; bij de volgende aanmelding kiest u een nieuw wachtwoord. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }
security-info-mail-kept-subject = Een aanmeldingsmethode van uw account is weer in gebruik
security-info-mail-kept-text =
    Beste { $person },

    Op { $time } is de aanmeldingsmethode “{ $name }” van uw account { $user } bij { $organization }, die opzij was gezet, behouden. U kunt er weer mee aanmelden.

    Hebt u dit zelf gedaan? Dan hoeft u niets te doen.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld en zetten we de methode weer opzij; bij de volgende aanmelding kiest u een nieuw wachtwoord. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }
security-info-mail-default-subject = Bij het aanmelden wordt u nu op een andere manier gevraagd
security-info-mail-default-text =
    Beste { $person },

    Op { $time } is voor uw account { $user } bij { $organization } een andere standaardaanmeldingsmethode gekozen: “{ $name }”. Zo vragen we het u voortaan als eerste wanneer u zich aanmeldt.

    Hebt u dit zelf gedaan? Dan hoeft u niets te doen. Bij “Beveiligingsgegevens” kunt u een andere methode kiezen.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld en zetten we opzij wat degene die dit deed heeft ingesteld; bij de volgende aanmelding kiest u een nieuw wachtwoord. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }

security-info-change = Wijzigen
security-info-changed = De methode is gewijzigd.
security-info-default = Zo vragen we het u voortaan als eerste.
security-info-default-title = Standaardaanmeldingsmethode
security-info-default-label = Vraag mij als eerste om
security-info-default-save = Opslaan
security-info-lost-title = Een apparaat kwijt?
security-info-lost-text = Verwijder de methode hier en meld u overal af.
security-info-lost-sessions = Waar u bent aangemeld
security-info-other-method = Een andere methode kiezen
security-info-resting = { $minutes ->
    [one] Er zijn te veel berichten verstuurd. Probeer het over een minuut opnieuw of kies een andere methode.
   *[other] Er zijn te veel berichten verstuurd. Probeer het over { $minutes } minuten opnieuw of kies een andere methode.
 }
security-info-again-too-soon = Het bericht is zojuist verstuurd. Wacht tot het opnieuw kan.
security-info-again-enough = Het bericht kan niet nog eens worden verstuurd. Komt er niets aan, controleer dan het nummer.
security-info-again-resting = { $minutes ->
    [one] Er zijn te veel berichten verstuurd. Wacht een minuut of kies een andere methode.
   *[other] Er zijn te veel berichten verstuurd. Wacht { $minutes } minuten of kies een andere methode.
 }
security-info-recovery-title = Herstelcodes
security-info-recovery-text = Raakt u uw telefoon kwijt, dan komt u met een herstelcode nog binnen. Maak er nu tien en bewaar ze op papier; dat kost een minuut.
security-info-recovery-make = Herstelcodes maken
security-info-recovery-later = Nu niet

security-info-sign-out-everywhere = Overal afmelden

two-step-title = Verificatie in twee stappen
two-step-intro = Met deze telefoons en apps controleren we of u het bent.
security-wizard-title = Aanvullende beveiligingsverificatie
security-wizard-step-contact = Hoe we u bereiken
security-wizard-step-trial = Een eerste proef
security-wizard-step-done = Gereed
security-wizard-contact = Hoe kunnen we u bereiken?
security-wizard-how = Hoe wilt u verifiëren?
security-wizard-back = Terug
security-wizard-done = Alles is ingesteld
security-wizard-done-text = Zo laat u voortaan zien dat u het bent:
security-wizard-finish = Gereed

security-info-check-title = Controleer uw beveiligingsgegevens
security-info-check-intro = U hebt gemeld dat u iets niet zelf hebt gedaan. Bekijk de methoden van uw account voordat u verdergaat.
security-info-check-suspended = Opzijgezet
security-info-check-suspended-text = Deze methoden zijn rond die tijd ingesteld of gewijzigd. Niemand kan zich ermee aanmelden totdat u ze behoudt. Verwijder wat u niet herkent.
security-info-check-keep = Behouden
security-info-check-yours = In gebruik
security-info-check-waits = Kies eerst bij elke opzijgezette methode of u die behoudt of verwijdert, en ga daarna verder.
security-info-check-finish = Dit klopt, ga verder

security-info-confirm-title = Klopt dit nog?
security-info-confirm-intro = Hiermee meldt u zich aan, en hiermee komt u weer binnen als u uw wachtwoord vergeet. Kijk of u alles nog hebt.
security-info-confirm-on-file = Bij { $organization } bekend
security-info-confirm-on-file-text = Dit kunt u niet zelf wijzigen. Klopt er iets niet, neem dan contact op met uw beheerder.
security-info-confirm-mail = E-mailadres
security-info-confirm-mobile = Mobiele telefoon
security-info-confirm-office = Zakelijke telefoon
security-info-confirm-right = Dit klopt
security-info-confirm-change = Iets wijzigen
security-info-confirm-later = Niet nu
security-info-confirm-lacks-title = Voeg nog een methode toe
security-info-confirm-lacks-text = Vergeet u uw wachtwoord, dan toont u op een andere manier aan dat u het bent. Daarvoor hebt u nog te weinig ingesteld. Voeg nu een methode toe, dan komt u later zonder hulp weer binnen.
