notice-remembered-subject = Een browser wordt niet meer om uw tweede stap gevraagd
notice-remembered-text =
    Beste { $person },

    Op { $time } heeft iemand zich met { $name } aangemeld bij uw account { $user } bij { $organization } en gekozen om in die browser enkele dagen niet om de tweede stap te worden gevraagd.

    Hebt u dit zelf gedaan? Dan hoeft u niets te doen. Bij “Account” kunt u de browser weer vergeten.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld en worden alle browsers vergeten, en kiest u bij de volgende aanmelding een nieuw wachtwoord. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }
notice-copied-subject = Misschien is een browser van u gekopieerd
notice-copied-text =
    Beste { $person },

    Op { $time } heeft iemand zich met { $name } en het juiste wachtwoord aangemeld bij uw account { $user } bij { $organization }. Die browser had een oud kenmerk waaraan we eerder een browser van u herkenden. Dat gebeurt als een browser is gekopieerd, en soms ook als er een reservekopie is teruggezet. Er wordt nu weer om de tweede stap gevraagd.

    Was u dit zelf? Dan hoeft u niets te doen.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld en worden alle browsers vergeten, en kiest u bij de volgende aanmelding een nieuw wachtwoord. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }
notice-browser-forgotten-subject = Een browser wordt weer om uw tweede stap gevraagd
notice-browser-forgotten-text =
    Beste { $person },

    Op { $time } is een browser van uw account { $user } bij { $organization } vergeten: { $name }. Die browser wordt weer om uw tweede stap gevraagd.

    Hebt u dit zelf gedaan? Dan hoeft u niets te doen.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld en zetten we opzij wat degene die dit deed heeft ingesteld; bij de volgende aanmelding kiest u een nieuw wachtwoord. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }
notice-forgotten-subject = Uw browsers worden weer om uw tweede stap gevraagd
notice-forgotten-text =
    Beste { $person },

    Op { $time } is uw account { $user } bij { $organization } overal afgemeld. Elke browser wordt weer om uw tweede stap gevraagd, ook de browsers waar dat enkele dagen niet hoefde.

    Hebt u dit zelf gedaan? Dan hoeft u niets te doen.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee zetten we opzij wat degene die dit deed heeft gewijzigd, en kiest u bij de volgende aanmelding een nieuw wachtwoord. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }

notice-reported-subject = Een aanmelding bij uw account is gestopt
notice-reported-text =
    Beste { $person },

    Op { $time } heeft iemand het juiste wachtwoord van uw account { $user } bij { $organization } getypt, en aan de telefoon is gezegd dat u niet om die aanmelding had gevraagd. We hebben de aanmelding tegengehouden.

    Iemand kent uw wachtwoord. Open binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld, zodat niemand aangemeld blijft die dat niet hoort te zijn. Werkt de link niet, open dan { $page } en typ de code { $code }. Meldt u zich daarna aan, dan kiest u een nieuw wachtwoord; bekijk vervolgens uw recente activiteit. Lukt aanmelden niet, neem dan contact op met uw beheerder.

    { $organization }

notice-password-changed-subject = Het wachtwoord van uw account is gewijzigd
notice-password-changed-text =
    Beste { $person },

    Op { $time } is het wachtwoord van uw account { $user } bij { $organization } gewijzigd.

    Hebt u dit zelf gedaan? Dan hoeft u niets te doen.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld, en bij de volgende aanmelding moet een nieuw wachtwoord worden gekozen. Werkt de link niet, open dan { $page } en typ de code { $code }. Kunt u zich daarna niet meer aanmelden, neem dan contact op met uw beheerder.

    { $organization }

notice-reset-subject = Uw wachtwoord is opnieuw ingesteld
notice-reset-text =
    Beste { $person },

    Op { $time } is het wachtwoord van uw account { $user } bij { $organization } opnieuw ingesteld met { $name }. Uw account is overal afgemeld.

    Was u dat zelf, dan hoeft u niets te doen.

    Was u dit niet? Open binnen 7 dagen deze pagina:
    { $link }
    Uw account wordt dan overal afgemeld, en wat de ander heeft veranderd, wordt opzijgezet. Werkt de link niet, open dan { $page } en voer de code { $code } in. Stel daarna uw wachtwoord opnieuw in of neem contact op met uw beheerder.

    { $organization }

notice-unlocked-subject = Uw account is ontgrendeld
notice-unlocked-text =
    Beste { $person },

    Op { $time } is uw account { $user } bij { $organization } ontgrendeld met { $name }: u hoeft niet meer te wachten vanwege onjuiste wachtwoorden die eerder zijn ingevoerd. Uw wachtwoord is niet veranderd.

    Was u dat zelf, dan hoeft u niets te doen.

    Was u dit niet? Open binnen 7 dagen deze pagina:
    { $link }
    Uw account wordt dan overal afgemeld, en bij de volgende aanmelding kiest u een nieuw wachtwoord. Werkt de link niet, open dan { $page } en voer de code { $code } in.

    { $organization }

notice-step-up-reported-subject = Een browser is afgemeld bij uw account
notice-step-up-reported-text =
    Beste { $person },

    Op { $time } vroeg een browser die was aangemeld bij uw account { $user } bij { $organization } u te bevestigen dat u het was. Op de telefoon is gezegd dat u daar niet om had gevraagd. We hebben die browser afgemeld.

    Misschien kent iemand uw wachtwoord. Open binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld, zodat niemand aangemeld blijft die dat niet hoort te zijn. Werkt de link niet, open dan { $page } en typ de code { $code }. Meldt u zich daarna aan, dan kiest u een nieuw wachtwoord; bekijk vervolgens uw recente activiteit. Lukt aanmelden niet, neem dan contact op met uw beheerder.

    { $organization }

notice-reset-reported-subject = Een nieuw wachtwoord voor uw account is tegengehouden
notice-reset-reported-text =
    Beste { $person },

    Op { $time } heeft iemand om een nieuw wachtwoord gevraagd voor uw account { $user } bij { $organization }. Op de telefoon is gezegd dat u dat niet was. We hebben het tegengehouden. Uw wachtwoord is niet veranderd.

    U hoeft niets te doen. Denkt u dat er iemand in uw account is, open dan binnen 7 dagen deze pagina:
    { $link }
    Uw account wordt dan overal afgemeld, en bij de volgende aanmelding kiest u een nieuw wachtwoord. Werkt de link niet, open dan { $page } en voer de code { $code } in.

    { $organization }

notice-told-subject = { $user } zegt: dit was ik niet
notice-told-mail-text =
    Beste { $person },

    Op { $time } hebben we { $name } ({ $user }) van { $organization } een e-mail gestuurd: “{ $what }”. Het antwoord was: dit was ik niet.

    We hebben het account overal afgemeld en opzijgezet wat iemand anders kan hebben gewijzigd. Bij de volgende aanmelding moet een nieuw wachtwoord worden gekozen.

    Lukt die aanmelding niet, dan krijgt u de vraag om te helpen. Ga eerst na of het echt { $name } is die dat vraagt.

    { $organization }
notice-told-sign-in-text =
    Beste { $person },

    { $name } ({ $user }) van { $organization } zegt over de aanmelding van { $time }: dit was ik niet.

    We hebben het account overal afgemeld en opzijgezet wat iemand anders kan hebben gewijzigd. Bij de volgende aanmelding moet een nieuw wachtwoord worden gekozen.

    Lukt die aanmelding niet, dan krijgt u de vraag om te helpen. Ga eerst na of het echt { $name } is die dat vraagt.

    { $organization }
notice-told-reported-text =
    Beste { $person },

    Op { $time } heeft iemand geprobeerd bij het account van { $name } ({ $user }) van { $organization } binnen te komen. Op de telefoon van { $name } was het antwoord: dit was ik niet. We hebben het tegengehouden en laten die browser een tijdje niet meer toe.

    Het account blijft bruikbaar, en { $name } krijgt hierover een e-mail. Misschien kent iemand het wachtwoord: vraag na of er een nieuw wachtwoord is gekozen.

    { $organization }

notice-told-reset-reported-text =
    Beste { $person },

    Op { $time } heeft iemand een nieuw wachtwoord gevraagd voor het account van { $name } ({ $user }) van { $organization }. Op de telefoon van { $name } was het antwoord: dit was ik niet. We hebben het tegengehouden en laten die browser een tijdje niet meer toe.

    Het wachtwoord is niet veranderd, het account blijft bruikbaar, en { $name } krijgt hierover een e-mail. U hoeft nu niets te doen. Wordt u om hulp gevraagd bij dit account, ga dan eerst na of het echt { $name } is die erom vraagt.

    { $organization }

notice-administrator-subject = Beheerder { $name } heeft zelf de toegang hersteld
notice-administrator-reset-text =
    Beste { $person },

    Op { $time } heeft { $name } ({ $user }), net als u beheerder van { $organization }, een nieuw wachtwoord gekozen zonder zich aan te melden. Met twee methoden is aangetoond dat het { $name } was.

    Wist u hiervan, dan hoeft u niets te doen. Zo niet, vraag het { $name } dan zelf, persoonlijk of per telefoon. Was het iemand anders, schakel het account dan meteen uit.

    { $organization }
notice-administrator-unlocked-text =
    Beste { $person },

    Op { $time } heeft { $name } ({ $user }), net als u beheerder van { $organization }, het eigen account ontgrendeld zonder zich aan te melden. Met twee methoden is aangetoond dat het { $name } was. Het wachtwoord is hetzelfde gebleven.

    Wist u hiervan, dan hoeft u niets te doen. Zo niet, vraag het { $name } dan zelf, persoonlijk of per telefoon. Was het iemand anders, schakel het account dan meteen uit.

    { $organization }

notice-given-password-subject = Uw beheerder heeft u een nieuw wachtwoord gegeven
notice-given-password-text =
    Beste { $person },

    Op { $time } heeft uw beheerder een nieuw wachtwoord ingesteld voor uw account { $user } bij { $organization }. Uw account is overal afgemeld. Het wachtwoord staat niet in deze e-mail: u krijgt het van uw beheerder.

    Hebt u erom gevraagd? Dan hoeft u niets te doen.

    Hebt u er niet om gevraagd? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld, zetten we opzij wat er sindsdien is ingesteld en krijgen de beheerders bericht. Werkt de link niet, open dan { $page } en typ de code { $code }. Neem daarna contact op met uw beheerder.

    { $organization }
notice-given-password-unlinked =
    Beste { $person },

    Op { $time } heeft uw beheerder een nieuw wachtwoord ingesteld voor uw account { $user } bij { $organization }. Uw account is overal afgemeld. Het wachtwoord staat niet in deze e-mail: u krijgt het van uw beheerder.

    Hebt u erom gevraagd? Dan hoeft u niets te doen.

    Hebt u er niet om gevraagd? { $ask }

    { $organization }

notice-given-anew-subject = Uw beheerder heeft u weer toegang tot uw account gegeven
notice-given-anew-text =
    Beste { $person },

    Op { $time } heeft uw beheerder een nieuw wachtwoord ingesteld voor uw account { $user } bij { $organization } en alle aanmeldingsmethoden verwijderd. Uw account is overal afgemeld. Bij de volgende aanmelding stelt u een methode in.

    Hebt u erom gevraagd? Dan hoeft u niets te doen.

    Hebt u er niet om gevraagd? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld, zetten we opzij wat er sindsdien is ingesteld en krijgen de beheerders bericht. Werkt de link niet, open dan { $page } en typ de code { $code }. Neem daarna contact op met uw beheerder.

    { $organization }
notice-given-anew-unlinked =
    Beste { $person },

    Op { $time } heeft uw beheerder een nieuw wachtwoord ingesteld voor uw account { $user } bij { $organization } en alle aanmeldingsmethoden verwijderd. Uw account is overal afgemeld. Bij de volgende aanmelding stelt u een methode in.

    Hebt u erom gevraagd? Dan hoeft u niets te doen.

    Hebt u er niet om gevraagd? { $ask }

    { $organization }

notice-given-pass-subject = Uw beheerder heeft u een tijdelijke toegangspas gegeven
notice-given-pass-text =
    Beste { $person },

    Op { $time } heeft uw beheerder een tijdelijke toegangspas gemaakt voor uw account { $user } bij { $organization }. Wie de pas typt, is aangemeld zonder uw wachtwoord. De pas staat niet in deze e-mail: u krijgt hem van uw beheerder.

    Hebt u erom gevraagd? Dan hoeft u niets te doen.

    Hebt u er niet om gevraagd? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee zetten we de pas opzij, samen met wat er sindsdien is ingesteld, wordt uw account overal afgemeld en krijgen de beheerders bericht. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }
notice-given-pass-unlinked =
    Beste { $person },

    Op { $time } heeft uw beheerder een tijdelijke toegangspas gemaakt voor uw account { $user } bij { $organization }. Wie de pas typt, is aangemeld zonder uw wachtwoord. De pas staat niet in deze e-mail: u krijgt hem van uw beheerder.

    Hebt u erom gevraagd? Dan hoeft u niets te doen.

    Hebt u er niet om gevraagd? { $ask }

    { $organization }

notice-contact-moved-subject = Het e-mailadres van uw account is gewijzigd
notice-contact-moved-text =
    Beste { $person },

    Op { $time } heeft uw beheerder het e-mailadres van uw account { $user } bij { $organization } gewijzigd. E-mails over uw account komen niet meer aan op het adres waarop u dit leest.

    Hebt u erom gevraagd? Dan hoeft u niets te doen.

    Hebt u er niet om gevraagd? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld, zetten we opzij wat er sindsdien is ingesteld en krijgen de beheerders bericht. Werkt de link niet, open dan { $page } en typ de code { $code }. Neem daarna contact op met uw beheerder.

    { $organization }
notice-contact-moved-unlinked =
    Beste { $person },

    Op { $time } heeft uw beheerder het e-mailadres van uw account { $user } bij { $organization } gewijzigd. E-mails over uw account komen niet meer aan op het adres waarop u dit leest.

    Hebt u erom gevraagd? Dan hoeft u niets te doen.

    Hebt u er niet om gevraagd? { $ask }

    { $organization }

notice-contact-phones-subject = De telefoonnummers van uw account zijn gewijzigd
notice-contact-phones-text =
    Beste { $person },

    Op { $time } heeft uw beheerder de telefoonnummers gewijzigd die { $organization } van uw account { $user } heeft. Met zo’n nummer kunt u laten zien dat u het bent als u een nieuw wachtwoord wilt.

    Hebt u erom gevraagd? Dan hoeft u niets te doen.

    Hebt u er niet om gevraagd? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld, zetten we opzij wat er sindsdien is ingesteld en krijgen de beheerders bericht. Werkt de link niet, open dan { $page } en typ de code { $code }. Neem daarna contact op met uw beheerder.

    { $organization }
notice-contact-phones-unlinked =
    Beste { $person },

    Op { $time } heeft uw beheerder de telefoonnummers gewijzigd die { $organization } van uw account { $user } heeft. Met zo’n nummer kunt u laten zien dat u het bent als u een nieuw wachtwoord wilt.

    Hebt u erom gevraagd? Dan hoeft u niets te doen.

    Hebt u er niet om gevraagd? { $ask }

    { $organization }

notice-contact-here-subject = E-mails over uw account komen op dit adres aan
notice-contact-here-unlinked =
    Beste { $person },

    Op { $time } heeft uw beheerder dit e-mailadres gekoppeld aan het account { $user } bij { $organization }. E-mails over dat account komen voortaan hier aan.

    Is dit uw account? Dan hoeft u niets te doen.

    Is dit niet uw account? { $ask }

    { $organization }

notice-ask-contact = Neem dan contact op met de servicedesk van { $organization }: { $contact }. Daar kijken ze samen met u naar het account en kunnen ze terugdraaien wat niet de bedoeling was.
notice-ask = Neem dan contact op met de servicedesk van { $organization } of met uw beheerder. Daar kijken ze samen met u naar het account en kunnen ze terugdraaien wat niet de bedoeling was.
