language-name = Nederlands
skip-to-content = Naar de inhoud
choose-language = Taal
person-menu = Uw account
menu-account = Account
menu-security-info = Beveiligingsgegevens
menu-sign-out = Afmelden

help-all = Hulp bij het aanmelden
contact-administrator = Uw beheerder:
help-cannot-sign-in = Lukt aanmelden niet?

waiting-nothing-yet = Er is nog niets van uw telefoon gekomen. Rond het daar eerst af en ga dan hier verder.

send-again = Opnieuw versturen
send-again-in = U kunt er over { $seconds } s opnieuw om vragen.

problem-again = Opnieuw proberen
problem-home = Naar de startpagina
problem-request = Noem dit nummer als u om hulp vraagt:
problem-not-found-title = Deze pagina bestaat niet
problem-not-found-text = Controleer of er een tikfout in het adres staat, of begin opnieuw op de startpagina.
problem-host-title = Geen organisatie gebruikt dit adres
problem-host-text = Controleer het adres, of neem contact op met uw beheerder.
problem-form-title = Dit konden we niet lezen
problem-form-text = Uw browser stuurde niet alles mee. Ga terug en probeer het opnieuw.
problem-expired-title = Deze pagina stond te lang open
problem-expired-text = Voor uw veiligheid is een formulier één dag geldig. Ga terug en probeer het opnieuw.
problem-foreign-title = Dit formulier is hier niet geldig
problem-foreign-text = Het is niet door deze site in deze browser gemaakt. Ga terug en controleer of uw browser cookies toestaat.
problem-busy-title = Een ogenblik geduld
problem-busy-text = Er melden zich nu veel mensen tegelijk aan. Deze pagina probeert het over enkele seconden vanzelf opnieuw.
problem-unavailable-title = Aanmelden lukt even niet
problem-unavailable-text = Onze database reageert niet. Deze pagina probeert het vanzelf opnieuw. Er gaat niets van u verloren.
problem-full-title = We kunnen nu niets opslaan
problem-full-text = Onze opslag is vol. Er is niets gewijzigd. Laat het uw beheerder weten.
problem-internal-title = Er ging bij ons iets mis
problem-internal-text = Er is niets gewijzigd. Probeer het opnieuw; gebeurt het weer, laat het dan uw beheerder weten.
