reset-title = Weer toegang tot uw account
reset-text = Bent u uw wachtwoord vergeten of is uw account vergrendeld? We helpen u in een paar stappen.
reset-next = Volgende
reset-continue = Doorgaan
reset-again = Opnieuw beginnen met een ander account
reset-another = Een andere manier kiezen
reset-to-sign-in = Naar aanmelden
reset-stale = Dat duurde te lang of ging in een ander venster verder. Begin opnieuw.
reset-closed-title = Uw beheerder stelt uw wachtwoord opnieuw in
reset-closed-text = Bij uw organisatie kunt u uw wachtwoord niet zelf opnieuw instellen. Neem contact op met uw beheerder.

reset-name-label = Gebruikersnaam
reset-name-hint = Uw werk- of schoolaccount bij { $organization }, zoals naam@school.example
reset-name-empty = Voer uw gebruikersnaam in.
reset-name-form = Een gebruikersnaam ziet eruit als naam@school.example. Controleer wat u hebt ingevoerd.
reset-question-plus = Laat zien dat u een mens bent: hoeveel is { $first } plus { $second }?
reset-question-minus = Laat zien dat u een mens bent: hoeveel is { $first } min { $second }?
reset-question-hint = Voer het antwoord in cijfers of als woord in.
reset-answer-wrong = Dat was niet het antwoord. Hier is een andere vraag: probeer het opnieuw.
reset-task-stale = Deze pagina stond te lang open of is twee keer verstuurd. Probeer het opnieuw.
reset-working = We controleren of u een mens bent. Dat duurt even…

reset-aim-title = Waarmee kunnen we u helpen?
reset-aim-forgotten = Ik ben mijn wachtwoord vergeten
reset-aim-locked = Ik weet mijn wachtwoord, maar mijn account is vergrendeld
reset-aim-text = U hebt { $minutes } minuten. Houd uw telefoon bij de hand.

reset-choose-title = Laat zien dat u het bent
reset-choose-text = Kies een manier die u hebt ingesteld, of een telefoonnummer of e-mailadres dat bij uw organisatie bekend is. Iedereen ziet hier dezelfde lijst, wat er ook is ingesteld.
reset-choose-more = Dank u wel. Voor uw account is nog één manier nodig, een andere dan de eerste.
reset-choose-help = Kunt u geen van deze manieren gebruiken? Neem dan contact op met uw beheerder.
reset-choose-help-some = Niet iedereen bij { $organization } kan hier een nieuw wachtwoord krijgen. Kunt u geen van deze manieren gebruiken, of is geen enkele code goed? Neem dan contact op met uw beheerder.
reset-lapsed = Er kwam niet op tijd een antwoord. Probeer het opnieuw of kies een andere manier.

reset-number-title = Voer uw telefoonnummer in
reset-number-text = Voordat we een sms sturen of bellen, voert u het hele nummer in dat we van u hebben.
reset-number-label = Telefoonnummer
reset-number-hint = Het nummer dat eindigt op { $end }
reset-number-wrong = Dat is niet het nummer dat we kennen. Controleer het en probeer het opnieuw.
reset-number-unreadable = Dat kan geen telefoonnummer zijn. Controleer het, en begin met + en het land als het een nummer uit een ander land is.

reset-ask-title = Laat zien dat u het bent
reset-ask-help = Komt er niets aan, wacht dan een paar minuten of kies een andere manier. Naar een nummer of adres dat we niet kennen, sturen we niets.
reset-approved = U hebt dit op uw telefoon goedgekeurd.
reset-waiting = We wachten op uw antwoord op de telefoon…
reset-waiting-no-script = Kies Doorgaan zodra u hebt geantwoord.

reset-resting-title = Probeer het later opnieuw
reset-resting-minutes = { $minutes ->
    [one] Er is te vaak iets geprobeerd. Probeer het voor uw veiligheid over een minuut opnieuw.
   *[other] Er is te vaak iets geprobeerd. Probeer het voor uw veiligheid over { $minutes } minuten opnieuw.
 }
reset-resting-hours = { $hours ->
    [one] Er is te vaak iets geprobeerd. Probeer het voor uw veiligheid over een uur opnieuw.
   *[other] Er is te vaak iets geprobeerd. Probeer het voor uw veiligheid over { $hours } uur opnieuw.
 }
reset-resting-advice = Kunt u niet wachten? Neem dan contact op met uw beheerder.

reset-password-title = Kies een nieuw wachtwoord
reset-password-text = Kies een wachtwoord dat u nergens anders gebruikt. Een paar woorden die niet bij elkaar horen, zijn makkelijk te onthouden en moeilijk te raden.
reset-password-submit = Wachtwoord instellen

reset-unlock-title = Uw account ontgrendelen
reset-unlock-text = Uw wachtwoord blijft zoals het is. Daarna kunt u zich er weer mee aanmelden.
reset-unlock-submit = Ontgrendelen

reset-done-title = Uw wachtwoord is opnieuw ingesteld
reset-done-text = U bent overal afgemeld. Meld u aan met uw nieuwe wachtwoord. Hebben we een e-mailadres van u, dan hebben we het u daar ook laten weten.
reset-unlocked-title = Uw account is ontgrendeld
reset-unlocked-text = Meld u aan met uw wachtwoord. Hebben we een e-mailadres van u, dan hebben we het u daar ook laten weten.

reset-number-0 = nul
reset-number-1 = een
reset-number-2 = twee
reset-number-3 = drie
reset-number-4 = vier
reset-number-5 = vijf
reset-number-6 = zes
reset-number-7 = zeven
reset-number-8 = acht
reset-number-9 = negen
reset-number-10 = tien
reset-number-11 = elf
reset-number-12 = twaalf
reset-number-13 = dertien
reset-number-14 = veertien
reset-number-15 = vijftien
reset-number-16 = zestien
reset-number-17 = zeventien
reset-number-18 = achttien
