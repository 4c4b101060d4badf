sign-in-title = Aanmelden
sign-in-next = Volgende
sign-in-submit = Aanmelden
sign-in-verify = Verifiëren
sign-in-other-account = Ander account gebruiken
sign-in-stale = Het aanmelden duurde te lang of ging in een ander venster verder. Begin opnieuw.
sign-in-busy = Er melden zich nu veel mensen tegelijk aan. We proberen het zo vanzelf opnieuw; u hoeft niets te doen.

sign-in-user-name-label = Gebruikersnaam
sign-in-user-name-hint = Uw werk- of schoolaccount bij { $organization }, zoals naam@school.example
sign-in-user-name-empty = Voer uw gebruikersnaam in.
sign-in-user-name-form = Een gebruikersnaam ziet eruit als naam@school.example. Controleer wat u hebt ingevoerd.
sign-in-with-user-name = Gebruikersnaam en wachtwoord gebruiken

sign-in-password-title = Wachtwoord invoeren
sign-in-password-label = Wachtwoord
sign-in-password-empty = Voer uw wachtwoord in.
sign-in-password-wrong = De gebruikersnaam of het wachtwoord klopt niet. Controleer beide en probeer het opnieuw.
sign-in-forgot = Wachtwoord vergeten?
sign-in-password-resting = { $minutes ->
    [one] Uw account is tijdelijk vergrendeld vanwege onjuiste wachtwoorden. Probeer het over een minuut opnieuw.
   *[other] Uw account is tijdelijk vergrendeld vanwege onjuiste wachtwoorden. Probeer het over { $minutes } minuten opnieuw.
 }

sign-in-ask-title = Bevestig dat u het bent
sign-in-ask-resting = { $minutes ->
    [one] Er zijn te veel onjuiste codes ingevoerd. Voor uw veiligheid worden codes nog één minuut geweigerd.
   *[other] Er zijn te veel onjuiste codes ingevoerd. Voor uw veiligheid worden codes nog { $minutes } minuten geweigerd.
 }
sign-in-ask-resting-advice = Hebt u die codes niet zelf ingevoerd, dan kent iemand anders uw wachtwoord. Wijzig het zodra u bent aangemeld.

sign-in-more-title = Meer informatie vereist
sign-in-more-text = Uw organisatie beveiligt uw account met een tweede stap. Wij helpen u die in te stellen; dat duurt ongeveer twee minuten en u hebt uw telefoon nodig.

sign-in-stay-title = Aangemeld blijven?
sign-in-stay-text = Dan hoeft u zich in deze browser minder vaak aan te melden. Kies Nee op een computer die anderen ook gebruiken.
sign-in-stay-yes = Ja
sign-in-stay-no = Nee

sign-in-disabled-title = Uw account is uitgeschakeld
sign-in-disabled-text = Uw wachtwoord klopt, maar uw beheerder heeft dit account uitgeschakeld. Neem contact op met uw beheerder.
sign-in-blocked-title = Met deze browser kunt u zich nu niet bij dit account aanmelden
sign-in-blocked-text = Uw wachtwoord klopt, maar er is gemeld dat niemand om een aanmelding in deze browser had gevraagd. Probeer het later opnieuw of gebruik een ander apparaat. Hebt u niets gemeld, neem dan contact op met uw beheerder.

sign-in-continue = Doorgaan
sign-in-approved = U hebt dit op uw telefoon goedgekeurd.
sign-in-waiting = We wachten op uw antwoord op de telefoon…
sign-in-waiting-no-script = Kies Doorgaan zodra u hebt geantwoord.
sign-in-remember = { $days ->
    [one] Op dit apparaat één dag niet meer vragen
   *[other] Op dit apparaat { $days } dagen niet meer vragen
 }
sign-in-again-too-soon = Het bericht is zojuist verstuurd. Wacht tot het opnieuw kan.
sign-in-again-enough = Het bericht kan niet nog eens worden verstuurd. Komt er niets aan, meld u dan op een andere manier aan.
sign-in-again-resting = { $minutes ->
    [one] Er zijn te veel berichten verstuurd. Wacht een minuut of meld u op een andere manier aan.
   *[other] Er zijn te veel berichten verstuurd. Wacht { $minutes } minuten of meld u op een andere manier aan.
 }
sign-in-another = Op een andere manier aanmelden
sign-in-another-title = Op een andere manier aanmelden
sign-in-another-text = Kies hoe u laat zien dat u het bent.
sign-in-another-none = Geen van uw methoden is nu te gebruiken. Neem contact op met uw beheerder.
sign-in-another-help = Kunt u geen van deze manieren gebruiken? Neem dan contact op met uw beheerder.
sign-in-way-resting = { $minutes ->
    [one] Over een minuut weer te gebruiken
   *[other] Over { $minutes } minuten weer te gebruiken
 }
sign-in-way-rests = { $minutes ->
    [one] Voor uw veiligheid wordt u nog één minuut niet op deze manier gevraagd. Kies intussen een andere manier.
   *[other] Voor uw veiligheid wordt u nog { $minutes } minuten niet op deze manier gevraagd. Kies intussen een andere manier.
 }
sign-in-reported-title = Deze aanmelding is gestopt
sign-in-reported-text = Op de telefoon is gezegd dat niemand hierom had gevraagd. Was u het wel, gebruik dan een andere browser of een ander apparaat, of wacht een tijdje: met deze browser kunt u zich voorlopig niet bij uw account aanmelden. Was u het niet, dan hoeft u verder niets te doen.
sign-in-begin-again = Opnieuw beginnen


sign-in-no-way-title = Uw beheerder moet u helpen
sign-in-no-way-text = U hebt gemeld dat u iets niet zelf hebt gedaan. Sindsdien staan uw aanmeldingsmethoden voor de veiligheid opzij. Neem contact op met uw beheerder; die kan u weer toegang tot uw account geven.

sign-in-new-password-title = Nieuw wachtwoord kiezen
sign-in-new-password-temporary = Het wachtwoord van uw beheerder is alleen om binnen te komen. Kies nu een eigen wachtwoord.
sign-in-new-password-not-me = U hebt gemeld dat u iets niet zelf hebt gedaan. Kies nu een nieuw wachtwoord, zodat alleen u het kent.
sign-in-new-password-expired = Uw organisatie vraagt af en toe om een nieuw wachtwoord. Kies er nu een.
sign-in-instead-password = Mijn wachtwoord gebruiken
