security-info-title = Security info
security-info-intro = With these methods you show that it is you when you sign in.
security-info-none = You have not set up a method yet.
security-info-add = Add a method
security-info-added-on = Added on
security-info-used-on = last used on
security-info-app-left = This account was removed from the app on that phone. Delete it here as well if you no longer use it.
security-info-app-blocked = Notifications are blocked on that phone. Allow them in its settings, or open the app to see requests.
security-info-app-gone = Notifications no longer reach that phone. Open the app once to mend that.
security-info-app-silent = Notifications are off on that phone. Open the app to see requests, or turn them on there.
security-info-change-phone = Have your new phone at hand. The old one stays until the new one has worked, and is removed then.
security-info-change-phone-asks = Have both phones at hand. You approve this on the old one first. It stays until the new one has worked, and is removed then.
security-info-change-phone-approved = You approved this on your old phone. Set up the new one now; the old one is removed when the new one has worked.
security-info-change-phone-lost = I no longer have the old phone
security-info-delete = Delete
security-info-cancel = Cancel
security-info-added = The method was added. From now on you can sign in with it.
security-info-added-reset = Your security info was saved. It serves to reset your password.
security-info-deleted = The method was deleted. Delete the account in the app on your phone as well.
security-info-last = Your organization asks for a second step, so you need at least one method. Add another one first, then delete this one.

security-info-add-title = Add a method
security-info-secure-title = Keep your account secure
security-info-secure-text = Choose how you want to show that it is you when you sign in.
security-info-choose = Choose
security-info-full = You have { $most } of “{ $method }” already, and an account can have no more. Change or delete one first.

security-info-set-up-title = Set up a method
security-info-name-label = Name
security-info-name-hint = So that you know it again in your list, such as the name of your phone
security-info-prove = Verify and finish

security-info-delete-title = Delete method?
security-info-delete-question = Do you want to delete “{ $name }”?
security-info-delete-text = You can no longer sign in with it then. This cannot be undone, but you can set it up again.
security-info-delete-text-reset = You can no longer reset your password with it then. This cannot be undone, but you can set it up again.
security-info-keep = Keep it

security-info-mail-added-subject = A sign-in method was added to your account
security-info-mail-added-text =
    Dear { $person },

    On { $time } the sign-in method “{ $name }” was added to your account { $user } at { $organization }.

    If that was you, there is nothing you need to do.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, puts aside what was changed, and has you choose a new password. If the link does not work, open { $page } and type the code { $code }.

    { $organization }
security-info-mail-deleted-subject = A sign-in method was deleted from your account
security-info-mail-deleted-text =
    Dear { $person },

    On { $time } the sign-in method “{ $name }” was deleted from your account { $user } at { $organization }.

    If that was you, there is nothing you need to do.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, puts aside what was changed, and has you choose a new password. If the link does not work, open { $page } and type the code { $code }.

    { $organization }
security-info-mail-changed-subject = A sign-in method of your account was changed
security-info-mail-changed-text =
    Dear { $person },

    On { $time } the sign-in method “{ $name }” of your account { $user } at { $organization } was changed.

    Did you do this yourself? Then you need not do anything.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, puts aside what was changed, and has you choose a new password. If the link does not work, open { $page } and type the code { $code }.

    { $organization }
security-info-mail-kept-subject = A sign-in method serves again for your account
security-info-mail-kept-text =
    Dear { $person },

    On { $time } the sign-in method “{ $name }” of your account { $user } at { $organization }, which had been put aside, was kept. It serves again.

    If that was you, there is nothing you need to do.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, puts the method aside again, and has you choose a new password. If the link does not work, open { $page } and type the code { $code }.

    { $organization }
security-info-mail-default-subject = You are now asked in another way when you sign in
security-info-mail-default-text =
    Dear { $person },

    On { $time } a new default sign-in method was chosen for your account { $user } at { $organization }: “{ $name }”. From now on this is how you are asked first when you sign in.

    If that was you, there is nothing you need to do. Under “Security info” you can choose another one.

    Was this not you? Open this page within 7 days:
    { $link }
    It signs your account out everywhere, puts aside what was set up by whoever did this, and has you choose a new password. If the link does not work, open { $page } and type the code { $code }.

    { $organization }

security-info-change = Change
security-info-changed = The method is changed.
security-info-default = From now on this is how you are asked first.
security-info-default-title = Default sign-in method
security-info-default-label = Ask me first to
security-info-default-save = Save
security-info-lost-title = Lost a device?
security-info-lost-text = Delete its method here, and sign out everywhere.
security-info-lost-sessions = Where you are signed in
security-info-other-method = Choose another method
security-info-resting = { $minutes ->
    [one] Too many messages were sent. Try again in a minute, or choose another method.
   *[other] Too many messages were sent. Try again in { $minutes } minutes, or choose another method.
 }
security-info-again-too-soon = It was sent a moment ago. Wait until it can be sent again.
security-info-again-enough = It cannot be sent again any more. If nothing arrives, check the number.
security-info-again-resting = { $minutes ->
    [one] Too many messages were sent. Wait a minute, or choose another method.
   *[other] Too many messages were sent. Wait { $minutes } minutes, or choose another method.
 }
security-info-recovery-title = Recovery codes
security-info-recovery-text = If you lose your phone, a recovery code still lets you in. Make ten of them now and keep them on paper; it takes a minute.
security-info-recovery-make = Make recovery codes
security-info-recovery-later = Not now

security-info-sign-out-everywhere = Sign out everywhere

two-step-title = Two-step verification
two-step-intro = These are the phones and apps by which we check that it is you.
security-wizard-title = Additional security verification
security-wizard-step-contact = How we contact you
security-wizard-step-trial = A first trial
security-wizard-step-done = Done
security-wizard-contact = How should we contact you?
security-wizard-how = How do you want to verify?
security-wizard-back = Back
security-wizard-done = You are set up
security-wizard-done-text = From now on you show in this way that it is you:
security-wizard-finish = Done

security-info-check-title = Check your security info
security-info-check-intro = You told us that something was not done by you. Look at the methods of your account before you go on.
security-info-check-suspended = Put aside
security-info-check-suspended-text = These were set up or changed around that time. Nobody can sign in with them until you keep them. Delete what you do not recognize.
security-info-check-keep = Keep
security-info-check-yours = In use
security-info-check-waits = First keep or delete each method that was put aside, then choose to go on.
security-info-check-finish = This is right, go on

security-info-confirm-title = Is this still right?
security-info-confirm-intro = This is how you sign in, and how you get back in if you forget your password. Look whether you still have all of it.
security-info-confirm-on-file = What { $organization } has on file
security-info-confirm-on-file-text = You cannot change this yourself. If something is wrong, ask your administrator.
security-info-confirm-mail = Mail address
security-info-confirm-mobile = Mobile phone
security-info-confirm-office = Office phone
security-info-confirm-right = This is right
security-info-confirm-change = Change something
security-info-confirm-later = Not now
security-info-confirm-lacks-title = Add one more method
security-info-confirm-lacks-text = If you forget your password, you show in another way that it is you. You have not set up enough for that yet. Add a method now, so that you can get back in without help.
