notice-remembered-subject = Een browser wordt niet meer om uw tweede stap gevraagd
notice-remembered-text =
    Beste { $person },

    Op { $time } heeft iemand zich met { $name } aangemeld bij uw account { $user } bij { $organization } en gekozen om in die browser enkele dagen niet om de tweede stap te worden gevraagd.

    Hebt u dit zelf gedaan? Dan hoeft u niets te doen. Bij “Account” kunt u de browser weer vergeten.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee wordt uw account overal afgemeld en worden alle browsers vergeten. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }
notice-forgotten-subject = Uw browsers worden weer om uw tweede stap gevraagd
notice-forgotten-text =
    Beste { $person },

    Op { $time } is uw account { $user } bij { $organization } overal afgemeld. Elke browser wordt weer om uw tweede stap gevraagd, ook de browsers waar dat enkele dagen niet hoefde.

    Hebt u dit zelf gedaan? Dan hoeft u niets te doen.

    Was u dit niet? Open dan binnen 7 dagen deze pagina:
    { $link }
    Daarmee zetten we opzij wat degene die dit deed heeft gewijzigd. Werkt de link niet, open dan { $page } en typ de code { $code }.

    { $organization }
