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

sign-in-password-title = Wachtwoord invoeren
sign-in-password-label = Wachtwoord
sign-in-password-empty = Voer uw wachtwoord in.
sign-in-password-wrong = De gebruikersnaam of het wachtwoord klopt niet. Controleer beide en probeer het opnieuw.
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
