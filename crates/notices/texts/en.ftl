notice-remembered-subject = A browser is not asked for your second step any more
notice-remembered-text =
    Dear { $person },

    On { $time } someone signed in to your account { $user } at { $organization } with { $name }, and chose not to be asked for the second step in that browser for some days.

    If that was you, there is nothing you need to do. Under “Account” you can forget the browser again.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, forgets all browsers, and has you choose a new password. If the link does not work, open { $page } and type the code { $code }.

    { $organization }
notice-copied-subject = Someone may have copied a browser of yours
notice-copied-text =
    Dear { $person },

    On { $time } someone signed in to your account { $user } at { $organization } from { $name } with the right password. That browser showed an old mark by which we once knew a browser of yours. This happens when a browser is copied, and sometimes when a backup is put back. It is asked for the second step again.

    Was this you? Then you need not do anything.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, forgets all browsers, and has you choose a new password. If the link does not work, open { $page } and type the code { $code }.

    { $organization }
notice-browser-forgotten-subject = A browser is asked for your second step again
notice-browser-forgotten-text =
    Dear { $person },

    On { $time } a browser of your account { $user } at { $organization } was forgotten: { $name }. It is asked for your second step again.

    If that was you, there is nothing you need to do.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, puts aside what was set up by whoever did this, and has you choose a new password. If the link does not work, open { $page } and type the code { $code }.

    { $organization }
notice-forgotten-subject = Your browsers are asked for your second step again
notice-forgotten-text =
    Dear { $person },

    On { $time } your account { $user } at { $organization } was signed out everywhere. Every browser is asked for your second step again, also those that were not for some days.

    If that was you, there is nothing you need to do.

    Was this not you? Open this page within 7 days:
    { $link }
    It puts aside what was changed by whoever did it, and has you choose a new password. If the link does not work, open { $page } and type the code { $code }.

    { $organization }

notice-reported-subject = A sign-in to your account was stopped
notice-reported-text =
    Dear { $person },

    On { $time } someone typed the right password of your account { $user } at { $organization }, and on the phone it was said that you had not asked for that sign-in. We stopped it.

    Someone knows your password. Open this page within 7 days:
    { $link }
    It signs your account out everywhere, so that nobody stays signed in who should not be. If the link does not work, open { $page } and type the code { $code }. When you sign in again you choose a new password; then look at your recent activity. If you cannot sign in, please contact your administrator.

    { $organization }

notice-password-changed-subject = The password of your account was changed
notice-password-changed-text =
    Dear { $person },

    On { $time } the password of your account { $user } at { $organization } was changed.

    If that was you, there is nothing you need to do.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, and the next sign-in asks for a new password. If the link does not work, open { $page } and type the code { $code }. If you cannot sign in after that, please contact your administrator.

    { $organization }

notice-reset-subject = Your password was reset
notice-reset-text =
    Dear { $person },

    On { $time } the password of your account { $user } at { $organization } was reset with { $name }. Your account was signed out everywhere.

    If that was you, there is nothing you need to do.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere and puts aside what was changed by whoever did it. If the link does not work, open { $page } and type the code { $code }. Then reset your password, or contact your administrator.

    { $organization }

notice-unlocked-subject = Your account was unlocked
notice-unlocked-text =
    Dear { $person },

    On { $time } your account { $user } at { $organization } was unlocked with { $name }: wrong passwords that were typed before no longer keep you waiting. Your password was not changed.

    If that was you, there is nothing you need to do.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, and has you choose a new password. If the link does not work, open { $page } and type the code { $code }.

    { $organization }

notice-step-up-reported-subject = A browser was signed out of your account
notice-step-up-reported-text =
    Dear { $person },

    On { $time } a browser that was signed in to your account { $user } at { $organization } asked you to confirm that it was you, and on the phone it was said that you had not asked for that. We have signed that browser out.

    Someone may know your password. Open this page within 7 days:
    { $link }
    It signs your account out everywhere, so that nobody stays signed in who should not be. If the link does not work, open { $page } and type the code { $code }. When you sign in again you choose a new password; then look at your recent activity. If you cannot sign in, please contact your administrator.

    { $organization }

notice-reset-reported-subject = A reset of your password was stopped
notice-reset-reported-text =
    Dear { $person },

    On { $time } someone asked for a new password of your account { $user } at { $organization }, and on the phone it was said that it was not you. We stopped it. Your password was not changed.

    You need not do anything. If you think that someone is in your account, open this page within 7 days:
    { $link }
    It signs your account out everywhere, and has you choose a new password. If the link does not work, open { $page } and type the code { $code }.

    { $organization }

notice-told-subject = { $user } says: this was not me
notice-told-mail-text =
    Dear { $person },

    On { $time } we sent { $name } ({ $user }) of { $organization } a mail: “{ $what }”. The answer was: this was not me.

    We have signed the account out everywhere and put aside what may have been changed by someone else. The next sign-in asks for a new password.

    If that sign-in does not work, you will be asked for help. Make sure first that it is really { $name } who asks.

    { $organization }
notice-told-sign-in-text =
    Dear { $person },

    { $name } ({ $user }) of { $organization } says of the sign-in of { $time }: this was not me.

    We have signed the account out everywhere and put aside what may have been changed by someone else. The next sign-in asks for a new password.

    If that sign-in does not work, you will be asked for help. Make sure first that it is really { $name } who asks.

    { $organization }
notice-told-reported-text =
    Dear { $person },

    On { $time } someone tried to get into the account of { $name } ({ $user }) of { $organization }. On the phone of { $name } the answer was: this was not me. We stopped it, and keep that browser out for a while.

    The account stays usable, and { $name } is told by mail. Someone may know the password: ask whether a new one was chosen.

    { $organization }
notice-told-reset-reported-text =
    Dear { $person },

    On { $time } someone asked for a new password of the account of { $name } ({ $user }) of { $organization }. On the phone of { $name } the answer was: this was not me. We stopped it, and keep that browser out for a while.

    The password was not changed, the account stays usable, and { $name } is told by mail. You need not do anything now. If you are asked for help with this account, make sure first that it is really { $name } who asks.

    { $organization }

notice-administrator-subject = The administrator { $name } got back in by themselves
notice-administrator-reset-text =
    Dear { $person },

    On { $time } { $name } ({ $user }), an administrator of { $organization } like you, chose a new password without signing in. Two methods showed that it was { $name }.

    If you expected this, you need not do anything. If not, ask { $name } in person or by phone. If it was someone else, disable the account at once.

    { $organization }
notice-administrator-unlocked-text =
    Dear { $person },

    On { $time } { $name } ({ $user }), an administrator of { $organization } like you, lifted a lockout of their account without signing in. Two methods showed that it was { $name }. The password stayed as it was.

    If you expected this, you need not do anything. If not, ask { $name } in person or by phone. If it was someone else, disable the account at once.

    { $organization }

notice-given-password-subject = Your administrator gave you a new password
notice-given-password-text =
    Dear { $person },

    On { $time } your administrator set a new password for your account { $user } at { $organization }. Your account was signed out everywhere. The password is not in this mail: you get it from your administrator.

    Did you ask for it? Then there is nothing you need to do.

    Did you not? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, puts aside what was set up since, and tells the administrators. If the link does not work, open { $page } and type the code { $code }. Then contact your administrator.

    { $organization }
notice-given-password-unlinked =
    Dear { $person },

    On { $time } your administrator set a new password for your account { $user } at { $organization }. Your account was signed out everywhere. The password is not in this mail: you get it from your administrator.

    Did you ask for it? Then there is nothing you need to do.

    Did you not? { $ask }

    { $organization }

notice-given-anew-subject = Your administrator gave your account back to you
notice-given-anew-text =
    Dear { $person },

    On { $time } your administrator set a new password for your account { $user } at { $organization } and removed all of its sign-in methods. Your account was signed out everywhere. The next sign-in leads through setting up a method.

    Did you ask for it? Then there is nothing you need to do.

    Did you not? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, puts aside what was set up since, and tells the administrators. If the link does not work, open { $page } and type the code { $code }. Then contact your administrator.

    { $organization }
notice-given-anew-unlinked =
    Dear { $person },

    On { $time } your administrator set a new password for your account { $user } at { $organization } and removed all of its sign-in methods. Your account was signed out everywhere. The next sign-in leads through setting up a method.

    Did you ask for it? Then there is nothing you need to do.

    Did you not? { $ask }

    { $organization }

notice-given-pass-subject = Your administrator gave you a temporary access pass
notice-given-pass-text =
    Dear { $person },

    On { $time } your administrator made a temporary access pass for your account { $user } at { $organization }. Whoever types it is signed in without your password. The pass is not in this mail: you get it from your administrator.

    Did you ask for it? Then there is nothing you need to do.

    Did you not? Open this page within 7 days:
    { $link }
    It puts the pass aside, with what was set up since, signs your account out everywhere, and tells the administrators. If the link does not work, open { $page } and type the code { $code }.

    { $organization }
notice-given-pass-unlinked =
    Dear { $person },

    On { $time } your administrator made a temporary access pass for your account { $user } at { $organization }. Whoever types it is signed in without your password. The pass is not in this mail: you get it from your administrator.

    Did you ask for it? Then there is nothing you need to do.

    Did you not? { $ask }

    { $organization }

notice-contact-moved-subject = The mail address of your account was changed
notice-contact-moved-text =
    Dear { $person },

    On { $time } your administrator changed the mail address of your account { $user } at { $organization }. Mails about your account no longer come to the address at which you read this.

    Did you ask for it? Then there is nothing you need to do.

    Did you not? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, puts aside what was set up since, and tells the administrators. If the link does not work, open { $page } and type the code { $code }. Then contact your administrator.

    { $organization }
notice-contact-moved-unlinked =
    Dear { $person },

    On { $time } your administrator changed the mail address of your account { $user } at { $organization }. Mails about your account no longer come to the address at which you read this.

    Did you ask for it? Then there is nothing you need to do.

    Did you not? { $ask }

    { $organization }

notice-contact-phones-subject = The phone numbers of your account were changed
notice-contact-phones-text =
    Dear { $person },

    On { $time } your administrator changed the phone numbers that { $organization } has for your account { $user }. A number of these can serve to show that it is you, when you want a new password.

    Did you ask for it? Then there is nothing you need to do.

    Did you not? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, puts aside what was set up since, and tells the administrators. If the link does not work, open { $page } and type the code { $code }. Then contact your administrator.

    { $organization }
notice-contact-phones-unlinked =
    Dear { $person },

    On { $time } your administrator changed the phone numbers that { $organization } has for your account { $user }. A number of these can serve to show that it is you, when you want a new password.

    Did you ask for it? Then there is nothing you need to do.

    Did you not? { $ask }

    { $organization }

notice-contact-here-subject = Mails about your account come to this address
notice-contact-here-unlinked =
    Dear { $person },

    On { $time } your administrator gave this mail address to the account { $user } at { $organization }. From now on, mails about the account come here.

    Is this your account? Then there is nothing you need to do.

    Is it not? { $ask }

    { $organization }

notice-ask-contact = Please contact the service desk of { $organization }: { $contact }. They look at the account with you, and can stop what should not have happened.
notice-ask = Please contact the service desk of { $organization }, or your administrator. They look at the account with you, and can stop what should not have happened.
