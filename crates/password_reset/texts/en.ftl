reset-title = Get back into your account
reset-text = Have you forgotten your password, or are you locked out? We help you in a few steps.
reset-next = Next
reset-continue = Continue
reset-again = Begin again with another account
reset-another = Choose another way
reset-to-sign-in = Go to signing in
reset-stale = That took too long, or it went on in another window. Please begin again.
reset-closed-title = Your administrator resets your password
reset-closed-text = At your organization you cannot reset your password by yourself. Please contact your administrator.

reset-name-label = User name
reset-name-hint = Your work or school account at { $organization }, such as name@school.example
reset-name-empty = Type your user name.
reset-name-form = A user name looks like name@school.example. Check what you typed.
reset-question-plus = To show that you are a person: what is { $first } plus { $second }?
reset-question-minus = To show that you are a person: what is { $first } minus { $second }?
reset-question-hint = Type the answer in digits or as a word.
reset-answer-wrong = That was not the answer. Here is another question: try again.
reset-task-stale = This page was open for too long, or it was sent twice. Please try again.
reset-working = We check that you are a person, which takes a moment…

reset-aim-title = What can we help you with?
reset-aim-forgotten = I have forgotten my password
reset-aim-locked = I know my password, but I am locked out
reset-aim-text = You have { $minutes } minutes. Have your phone at hand.

reset-choose-title = Show that it is you
reset-choose-text = Choose a way that you have set up, or a phone or mail address that your organization has on file. Everybody sees the same list here, whatever they have.
reset-choose-more = Thank you. Your account asks for one more way, another than the first.
reset-choose-help = Can you use none of these? Please contact your administrator.
reset-choose-help-some = Not everybody at { $organization } can get a new password here. If you can use none of these, or no code is right, please contact your administrator.
reset-lapsed = Nothing came in time. Try again, or choose another way.

reset-number-title = Type your phone number
reset-number-text = Before we text or call, type the whole number that we know of you.
reset-number-label = Phone number
reset-number-hint = The number that ends in { $end }
reset-number-wrong = That is not the number that we know. Check it and try again.
reset-number-unreadable = That cannot be a phone number. Check it, and begin with + and the country if it is a number of another country.

reset-ask-title = Show that it is you
reset-ask-help = If nothing comes, wait a few minutes or choose another way. Nothing is sent to a phone or address that we do not have.
reset-approved = You approved this on your phone.
reset-waiting = Waiting for your answer on the phone…
reset-waiting-no-script = Choose Continue when you have answered.

reset-resting-title = Please try again later
reset-resting-minutes = { $minutes ->
    [one] There were too many tries. For your safety, try again in a minute.
   *[other] There were too many tries. For your safety, try again in { $minutes } minutes.
 }
reset-resting-hours = { $hours ->
    [one] There were too many tries. For your safety, try again in an hour.
   *[other] There were too many tries. For your safety, try again in { $hours } hours.
 }
reset-resting-advice = Can you not wait? Please contact your administrator.

reset-password-title = Choose a new password
reset-password-text = Choose one that you use nowhere else. A few words that do not belong together are easy to remember and hard to guess.
reset-password-submit = Set password

reset-unlock-title = Unlock your account
reset-unlock-text = Your password stays as it is. After this you can sign in with it again.
reset-unlock-submit = Unlock

reset-done-title = Your password is reset
reset-done-text = You were signed out everywhere. Sign in with your new password. If we know a mail address of yours, we have told you there as well.
reset-unlocked-title = Your account is unlocked
reset-unlocked-text = Sign in with your password. If we know a mail address of yours, we have told you there as well.

reset-number-0 = zero
reset-number-1 = one
reset-number-2 = two
reset-number-3 = three
reset-number-4 = four
reset-number-5 = five
reset-number-6 = six
reset-number-7 = seven
reset-number-8 = eight
reset-number-9 = nine
reset-number-10 = ten
reset-number-11 = eleven
reset-number-12 = twelve
reset-number-13 = thirteen
reset-number-14 = fourteen
reset-number-15 = fifteen
reset-number-16 = sixteen
reset-number-17 = seventeen
reset-number-18 = eighteen
