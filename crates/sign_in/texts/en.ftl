sign-in-title = Sign in
sign-in-next = Next
sign-in-submit = Sign in
sign-in-verify = Verify
sign-in-other-account = Use another account
sign-in-stale = This sign-in took too long, or it went on in another window. Please begin again.
sign-in-busy = Many people are signing in right now. We try again for you in a moment; you need not do anything.

sign-in-user-name-label = User name
sign-in-user-name-hint = Your work or school account at { $organization }, such as name@school.example
sign-in-user-name-empty = Type your user name.
sign-in-user-name-form = A user name looks like name@school.example. Check what you typed.
sign-in-with-user-name = Use a user name and password

sign-in-password-title = Enter password
sign-in-password-label = Password
sign-in-password-empty = Type your password.
sign-in-password-wrong = The user name or the password is not right. Check both and try again.
sign-in-forgot = Forgot your password?
sign-in-password-resting = { $minutes ->
    [one] Your account is locked for a moment because of wrong passwords. Try again in a minute.
   *[other] Your account is locked for a moment because of wrong passwords. Try again in { $minutes } minutes.
 }

sign-in-ask-title = Verify that it is you
sign-in-ask-resting = { $minutes ->
    [one] Too many wrong codes were typed. For your safety, codes are refused for one more minute.
   *[other] Too many wrong codes were typed. For your safety, codes are refused for { $minutes } more minutes.
 }
sign-in-ask-resting-advice = If those codes were not typed by you, someone knows your password. Change it as soon as you are signed in.

sign-in-more-title = More information required
sign-in-more-text = Your organization protects your account with a second step. We help you to set it up; it takes about two minutes and you need your phone.

sign-in-stay-title = Stay signed in?
sign-in-stay-text = Then you need to sign in less often in this browser. Choose No on a computer that others use too.
sign-in-stay-yes = Yes
sign-in-stay-no = No

sign-in-disabled-title = Your account is disabled
sign-in-disabled-text = Your password is right, but your administrator has disabled this account. Please contact your administrator.
sign-in-blocked-title = This browser cannot sign in to this account now
sign-in-blocked-text = Your password is right, but a sign-in from this browser was reported as not asked for. Try again later, or use another device. If you did not report anything, contact your administrator.

sign-in-continue = Continue
sign-in-approved = You approved this on your phone.
sign-in-waiting = Waiting for your answer on the phone…
sign-in-waiting-no-script = Choose Continue when you have answered.
sign-in-remember = { $days ->
    [one] Don’t ask again on this device for one day
   *[other] Don’t ask again on this device for { $days } days
 }
sign-in-again-too-soon = It was sent a moment ago. Wait until it can be sent again.
sign-in-again-enough = It cannot be sent again any more. If nothing arrives, sign in another way.
sign-in-again-resting = { $minutes ->
    [one] Too many messages were sent. Wait a minute, or sign in another way.
   *[other] Too many messages were sent. Wait { $minutes } minutes, or sign in another way.
 }
sign-in-another = Sign in another way
sign-in-another-title = Sign in another way
sign-in-another-text = Choose how you show that it is you.
sign-in-another-none = None of your methods can be used now. Please contact your administrator.
sign-in-another-help = Can you use none of these? Please contact your administrator.
sign-in-way-resting = { $minutes ->
    [one] Can be used again in a minute
   *[other] Can be used again in { $minutes } minutes
 }
sign-in-way-rests = { $minutes ->
    [one] For your safety you are not asked in this way for one more minute. Choose another way meanwhile.
   *[other] For your safety you are not asked in this way for { $minutes } more minutes. Choose another way meanwhile.
 }
sign-in-reported-title = This sign-in was stopped
sign-in-reported-text = On the phone it was said that nobody had asked for it. If it was you, use another browser or device, or wait a while: this one cannot sign in to your account for now. If it was not you, you need not do anything more.
sign-in-begin-again = Begin again


sign-in-no-way-title = Your administrator must help you
sign-in-no-way-text = You told us that something was not done by you, and since then your sign-in methods are put aside for your safety. Please contact your administrator, who can give your account back to you.

sign-in-new-password-title = Choose a new password
sign-in-new-password-temporary = The password that your administrator gave you is only for getting in. Choose one of your own now.
sign-in-new-password-not-me = You told us that something was not done by you. Choose a new password now, so that only you know it.
sign-in-new-password-expired = Your organization asks for a new password from time to time. Choose one now.
sign-in-instead-password = Use my password
