notice-remembered-subject = A browser is not asked for your second step any more
notice-remembered-text =
    Dear { $person },

    On { $time } someone signed in to your account { $user } at { $organization } with { $name }, and chose not to be asked for the second step in that browser for some days.

    If that was you, there is nothing you need to do. Under “Account” you can forget the browser again.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere and forgets all browsers. If the link does not work, open { $page } and type the code { $code }.

    { $organization }
notice-forgotten-subject = Your browsers are asked for your second step again
notice-forgotten-text =
    Dear { $person },

    On { $time } your account { $user } at { $organization } was signed out everywhere. Every browser is asked for your second step again, also those that were not for some days.

    If that was you, there is nothing you need to do.

    Was this not you? Open this page within 7 days:
    { $link }
    It puts aside what was changed by whoever did it. If the link does not work, open { $page } and type the code { $code }.

    { $organization }
