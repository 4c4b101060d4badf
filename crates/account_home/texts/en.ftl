account-title = Your account
account-hello = Hello, { $name }
account-signed-in-as = You are signed in as
account-security-title = Security info
account-security-text = The methods with which you show that it is you, such as the app on your phone.
account-activity-text = When, where and how someone signed in to your account.
account-sessions-text = The browsers in which you are signed in now.

activity-title = Recent activity
activity-intro = These are the last sign-ins to your account. If you do not recognize one, change your password and check your security info.
activity-password = Password
activity-unknown-browser = Unknown browser
activity-unfamiliar = You had not signed in with this browser before.
activity-step-up = Asked again to protect a change
activity-open = Not completed
activity-passed = Signed in
activity-disabled = Account disabled
activity-blocked = Stopped: you had reported this browser
activity-gone = Not completed
activity-step-right = right
activity-step-wrong = wrong
activity-step-already-used = code had been used already
activity-step-resting = refused after too many wrong tries
activity-step-set-up = set up
activity-step-chosen = a new one was chosen

sessions-title = Where you are signed in
sessions-intro = If you see a browser here that you do not recognize, sign it out and change your password.
sessions-this = This browser
sessions-opened = Signed in on
sessions-seen = last used on
sessions-stays = Stays signed in
sessions-end = Sign out
sessions-end-all = Sign out everywhere

sign-out-title = Sign out?
sign-out-text = You will be signed out in this browser.
sign-out-submit = Sign out
sign-out-cancel = Cancel

activity-step-remembered = recognized, so no second step was asked for
activity-step-copied = not believed: its cookie had been copied
activity-step-reported = said on the phone: I did not ask for this
activity-step-no-answer = nobody answered
activity-step-busy = the line was busy
activity-step-declined = the call was declined
activity-step-voicemail = voicemail answered
activity-step-wrong-number = another number was typed in the app
activity-step-refused = refused in the app
activity-step-no-key = answered, but nothing was pressed
activity-step-hung-up = hung up before anything was pressed
activity-step-failed = could not be carried out
activity-reported = Stopped by you
activity-stopped = Stopped
activity-device = Remembered browser
activity-other-method = Another method
activity-own-pages = Your account
activity-was-me = You said: this was me.
activity-was-not-me = You said: this was not me.
activity-was-this-you = Was this you?
activity-yes = Yes
activity-no = No
activity-advice-signed-in = If this was not you, someone is in your account. Answer No, and change your password.
activity-advice-password-known = The password was right, but it went no further. If this was not you, someone knows your password: answer No, and change it.
activity-advice-wrong-password = Someone typed a wrong password. If it was not you, you need not do anything: your password is still yours alone.

devices-title = Browsers that are not asked again
devices-none = Every browser is asked for your second step. When you sign in, you can choose not to be asked again for some days.
devices-intro = In these browsers your password is enough for some days. Forget a browser that you do not use any more.
devices-since = Since
devices-until = until
devices-forget = Forget
sessions-end-all-text = This signs you out in every browser, this one included, and every browser is asked for your second step again.

not-me-title = This was not me
not-me-text = Type the code of the mail that we sent you. You need not sign in for this.
not-me-code-label = Code of the mail
not-me-code-hint = Four groups of four letters and digits; capitals and hyphens do not matter
not-me-code-form = That is not a code of ours. Check it letter by letter and type it again.
not-me-code-stale = This code was used already, or it is older than seven days. Contact your administrator if something is wrong.
not-me-sign-in = A sign-in to your account
not-me-confirm-text = If this was not you, we do this now:
not-me-confirm-sessions = Your account is signed out in every browser.
not-me-confirm-devices = Every browser is asked for your second step again.
not-me-confirm-method = “{ $name }” is put aside: nobody can sign in with it until you have looked at it.
not-me-confirm-stranded = No other method is left to sign in with then. Your administrator must give your account back to you.
not-me-confirm = It was not me, stop everything
not-me-cancel = Cancel
not-me-done-title = Everything was stopped
not-me-done-text = Your account is signed out everywhere, and what was in doubt is put aside.
not-me-done-next = Now sign in with your password and another of your methods, check your security info, and change your password. If you cannot sign in, please contact your administrator.
not-me-done-sign-in = Sign in
not-me-confirm-password = At your next sign-in you choose a new password.

password-title = Change your password
password-text = The password with which you sign in.
password-change = Change password
password-changed = Your password was changed. We have sent you a mail about it.
password-old-label = Your password now
password-old-empty = Type the password that you have now.
password-old-wrong = That is not the password that you have now. Check it and try again.
password-resting = { $minutes ->
    [one] Too many wrong passwords were typed. Try again in a minute.
   *[other] Too many wrong passwords were typed. Try again in { $minutes } minutes.
 }
password-leave = Sign out in all other browsers, and have every browser asked for my second step again
