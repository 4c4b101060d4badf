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
activity-gone = Not completed
activity-step-right = right
activity-step-wrong = wrong
activity-step-already-used = code had been used already
activity-step-resting = refused after too many wrong tries
activity-step-set-up = set up

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
