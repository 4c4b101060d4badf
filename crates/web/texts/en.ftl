language-name = English
skip-to-content = Skip to the content
choose-language = Language
person-menu = Your account
menu-account = Account
menu-security-info = Security info
menu-sign-out = Sign out

help-all = Help with signing in
contact-administrator = Your administrator:
help-cannot-sign-in = Can’t sign in?

waiting-nothing-yet = Nothing has come from your phone yet. Finish there first, and then continue here.

send-again = Send again
send-again-in = You can ask again in { $seconds } s.

problem-again = Try again
problem-home = To the front page
problem-request = If you ask for help, mention this number:
problem-not-found-title = This page does not exist
problem-not-found-text = Check the address for a typing mistake, or begin again at the front page.
problem-host-title = No organization uses this address
problem-host-text = Check the address, or contact your administrator.
problem-form-title = We could not read that
problem-form-text = What your browser sent was not complete. Go back and try again.
problem-expired-title = This page was open for too long
problem-expired-text = For your safety a form is valid for one day. Go back and try again.
problem-foreign-title = This form is not valid here
problem-foreign-text = It was not made by this site in this browser. Go back, and check that your browser accepts cookies.
problem-busy-title = One moment, please
problem-busy-text = Many people are signing in right now. This page tries again by itself in a few seconds.
problem-unavailable-title = Signing in is not possible for a moment
problem-unavailable-text = Our database does not answer. This page tries again by itself. Nothing of yours is lost.
problem-full-title = We cannot save anything right now
problem-full-text = Our storage is full. Nothing was changed. Please tell your administrator.
problem-internal-title = Something went wrong on our side
problem-internal-text = Nothing was changed. Try again; if it happens again, tell your administrator.
