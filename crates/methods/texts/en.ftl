method-app_notification-title = Authenticator app
method-app_notification-about = Your phone shows who wants to sign in. You type the number of this page there and approve. It also makes codes, for when there is no network.
method-app_notification-default-name = Authenticator app
method-app_notification-choice = Approve a request in my authenticator app
method-app_notification-ask = Open the authenticator app on your phone, type this number there and approve.
method-app_notification-number = The number is
method-app_notification-no-push = No notification? Open the app: the request is there.
method-app_notification-again = Send a new request
method-app_notification-wrong = That was not answered in the app. Ask for a new request.
method-app_notification-used = This request was answered already. Ask for a new one.
method-app_notification-unreadable = This is answered in your authenticator app. Open it on your phone, and choose Continue here afterwards.
method-app_notification-wrong-number = Another number was typed in the app, so this request has ended. Ask for a new one, and type the number that it shows.
method-app_notification-refused = The request was refused in the app. Ask for a new one if you want to go on.
method-app_notification-no-answer = Nobody answered the request. Have your phone at hand and choose how to go on.
method-app_notification-reported = The request was reported in the app as not asked for. If that was a mistake, begin again.
method-app_notification-pending = A request from another browser is waiting in the app. Answer that first, or choose another way.
method-app_notification-add-scan = Scan this QR code with the camera of your phone. The authenticator opens: there is nothing to install from a store.
method-app_notification-add-allow = Follow its steps: put it on your home screen, and let it send notifications.
method-app_notification-add-test = It then shows a first request, to try it out. This page goes on by itself.
method-app_notification-add-picture = QR code that opens the authenticator on your phone
method-app_notification-add-here = Are you on that phone now? Open the authenticator on this device
method-app_notification-add-cannot-scan = Can’t scan the QR code?
method-app_notification-add-open = Open this address on your phone, choose to add an account, and type these letters. Capitals and spaces do not matter.
method-app_notification-add-address = Address
method-app_notification-add-ticket = Letters
method-app_notification-add-lasts = The QR code works once, for ten minutes.
method-app_notification-add-paired = Your phone is connected. Now try it: type this number in the app and approve.

authenticator-app-paired = Approves requests, and makes codes
authenticator-app-codes = Makes codes

method-app_code-title = Another authenticator app
method-app_code-about = An app on your phone makes a new code every 30 seconds. It works without a network.
method-app_code-default-name = Authenticator app
method-app_code-ask = Open your authenticator app and type the code that it shows now.
method-app_code-label = Code
method-app_code-wrong = That is not the code we expect. Wait for the next one in your app and type it.
method-app_code-used = This code has been used already. Wait for the next one in your app and type it.
method-app_code-unreadable = A code has six digits. Type the six digits that your app shows.
method-app_code-add-install = Install an authenticator app on your phone, if you do not have one yet. Any app that makes six-digit codes will do.
method-app_code-add-scan = In the app, choose to add an account and scan this QR code.
method-app_code-add-picture = QR code for your authenticator app
method-app_code-add-cannot-scan = Can’t scan the QR code?
method-app_code-add-type = Choose in the app to type a key, and take over these two. Capitals and spaces do not matter.
method-app_code-add-account = Account
method-app_code-add-key = Key
method-app_code-add-label = Code that the app shows now
method-app_code-choice = Type a code from my authenticator app

phone-place = Which phone is it?
phone-mobile = Mobile phone { $number }
phone-mobile-name = Mobile phone
phone-alternate = Alternate phone { $number }
phone-alternate-name = Alternate phone
phone-office = Office phone { $number }
phone-office-name = Office phone
phone-number = Phone number
phone-number-hint = A number without + is read as a number of { $code }. Begin with + and the country for any other.
phone-extension = Extension
phone-extension-hint = Only for an office phone, if calls are put through there

method-text_message-title = Text message
method-text_message-about = We text a code to your mobile phone, and you type it.
method-text_message-default-name = Mobile phone
method-text_message-choice = Text a code to { $number }
method-text_message-text = { $organization }: { $code } is your code to sign in. It is valid for { $minutes } minutes. You did not ask for it? Then change your password.
method-text_message-text-reset = { $organization }: { $code } is your code for a new password. It is valid for { $minutes } minutes. You did not ask for it? Then do nothing and give it to nobody.
method-text_message-reset-mobile = Text a code to my mobile phone
method-text_message-ask = We have texted a code to { $number }. It may take up to a minute to arrive.
method-text_message-label = Code
method-text_message-wrong = That is not the code that we texted. Check the newest message and try again.
method-text_message-used = This code has been used already. Ask for a new one.
method-text_message-unreadable = A code has six digits. Type the six digits of the message.
method-text_message-no-number = Type your phone number.
method-text_message-no-place = Choose which phone it is.
method-text_message-no-country = Begin with + and the country, as in +31 6 12345678.
method-text_message-no-such-number = No phone has this number. Check it and try again.
method-text_message-not-allowed = We send nothing to premium, pager and voicemail numbers. Give another number.
method-text_message-extension = An extension has one to eight digits.

method-phone_call-title = Phone call
method-phone_call-about = We call you, and you press the pound key (#).
method-phone_call-default-name = Phone
method-phone_call-choice = Call { $number }
method-phone_call-reset-mobile = Call my mobile phone
method-phone_call-reset-office = Call my office phone
method-phone_call-ask = We are calling { $number } now. Answer and press the pound key (#).
method-phone_call-wrong = The call was not approved. Try again.
method-phone_call-used = This call is over. Ask for a new one.
method-phone_call-unreadable = This is answered on your phone: wait for the call.
method-phone_call-no-answer = Nobody answered. Have your phone at hand and ask for another call.
method-phone_call-busy = The line was busy. Wait a moment and ask for another call.
method-phone_call-declined = The call was declined. Ask for another one if that was a mistake.
method-phone_call-voicemail = Your voicemail answered. Have your phone at hand and ask for another call.
method-phone_call-no-key = You answered, but we heard no pound key (#). Ask for another call, or have a code spoken instead.
method-phone_call-hung-up = The call was hung up before the pound key (#) was pressed. Ask for another one.
method-phone_call-failed = The call could not be placed. Try again, or sign in another way.
method-phone_call-again = Call me again
method-phone_call-reported = The call was reported as not asked for. If that was a mistake, begin again.
method-phone_call-no-number = Type your phone number.
method-phone_call-no-place = Choose which phone it is.
method-phone_call-no-country = Begin with + and the country, as in +31 6 12345678.
method-phone_call-no-such-number = No phone has this number. Check it and try again.
method-phone_call-not-allowed = We call no premium, pager and voicemail numbers. Give another number.
method-phone_call-extension = An extension has one to eight digits.

method-spoken_code-title = Spoken code
method-spoken_code-about = We call you and speak a code, and you type it.
method-spoken_code-default-name = Phone
method-spoken_code-choice = Call { $number } and speak a code
method-spoken_code-reset-mobile = Call my mobile phone and speak a code
method-spoken_code-reset-office = Call my office phone and speak a code
method-spoken_code-ask = We are calling { $number } now. Press the pound key (#) to hear the code, and type it here.
method-spoken_code-label = Code
method-spoken_code-wrong = That is not the code that was spoken. Check it and try again.
method-spoken_code-used = This code has been used already. Ask for another call.
method-spoken_code-unreadable = A code has six digits. Type the six digits that were spoken.
method-spoken_code-no-answer = Nobody answered. Have your phone at hand and ask for another call.
method-spoken_code-busy = The line was busy. Wait a moment and ask for another call.
method-spoken_code-declined = The call was declined. Ask for another one if that was a mistake.
method-spoken_code-voicemail = Your voicemail answered, so no code was spoken. Ask for another call.
method-spoken_code-no-key = We heard no pound key (#), so no code was spoken. Ask for another call.
method-spoken_code-hung-up = The call was hung up before the code was spoken. Ask for another one.
method-spoken_code-again = Call me again
method-spoken_code-failed = The call could not be placed. Try again, or sign in another way.

call-extension = This is { $organization } with a call for extension { $extension }. Please put it through. If you are there already, press the pound key.
call-greeting = This is { $organization }. If you are signing in now, press the pound key. If you are not, press zero and then the pound key.
call-greeting-code = This is { $organization }. To hear your code, press the pound key. If you are not signing in now, press zero and then the pound key.
call-greeting-reset = This is { $organization }. If you are setting a new password now, press the pound key. If you are not, press zero and then the pound key.
call-greeting-code-reset = This is { $organization }. To hear your code for a new password, press the pound key. If you did not ask for one, press zero and then the pound key.
call-confirm = Someone else may be trying to sign in as you. Press one to stop them and to tell your administrator.
call-reported = Thank you. The sign-in was stopped and your administrator is told. You need not do anything more now. Goodbye.
call-approved = Your sign-in is approved. Goodbye.
call-approved-reset = Thank you. Go on in your browser to set your new password. Goodbye.
call-code = Your code is: { $code }. Once more: { $code }. Goodbye.
call-goodbye = We could not sign you in now. Please try again later. Goodbye.

method-recovery_codes-title = Recovery codes
method-recovery_codes-about = Ten codes on paper, each good once, for when you have lost your phone.
method-recovery_codes-describe = { $left ->
    [one] One code left
   *[other] { $left } codes left
 }
method-recovery_codes-default-name = Recovery codes
method-recovery_codes-choice = Type a recovery code
method-recovery_codes-ask = Take the paper with your recovery codes and type one that you have not used yet.
method-recovery_codes-label = Recovery code
method-recovery_codes-wrong = That is not one of your recovery codes. Check it letter by letter.
method-recovery_codes-used = This recovery code has been used already. Type another one.
method-recovery_codes-unreadable = A recovery code has ten letters and digits, as in abcde-12345. Check what you typed.
method-recovery_codes-add-keep = Print these ten codes or write them down, and keep them in a safe place that is not your phone. We show them only now. Older recovery codes stop working.
method-recovery_codes-add-print = Print
method-recovery_codes-add-label = Type one of the codes, to show that you have kept them

contact-app = Authenticator app
contact-phone = Authentication phone
contact-office = Office phone

method-passkey-title = Passkey or security key
method-passkey-about = You unlock your own device with your fingerprint, your face or a PIN, or you touch a security key. There is nothing to type.
method-passkey-describe = Works on { $host }
method-passkey-default-name = Passkey
method-passkey-choice = Use my passkey or security key
method-passkey-ask = Unlock your passkey, or plug in your security key and touch it. Your browser shows you how.
method-passkey-ask-open = Choose your passkey and unlock it. Your browser shows you how.
method-passkey-waiting = Your browser is asking for your passkey…
method-passkey-cancelled = No passkey was chosen, or it took too long. Use the button to try again.
method-passkey-wrong = We could not verify your passkey. Try again, and unlock it with your fingerprint, your face or your PIN.
method-passkey-used = This answer of your passkey was used before. Try again.
method-passkey-unreadable = Passkeys need JavaScript and a browser that knows them. Try another browser, or choose another way.
method-passkey-no-host = Passkeys work only where this page has a host name, and not at a bare network address. Choose another method, or open this page by its name.
method-passkey-add = Your browser asks where you want to keep your passkey: on this device, on your phone or on a security key. Unlock it there with your fingerprint, your face or a PIN.
method-passkey-add-waiting = Your browser is asking where to keep your passkey…
method-passkey-add-cancelled = No passkey was made, or it took too long. Use the button to try again.
method-passkey-add-known = This device or security key has a passkey for your account already. Choose another one.
method-passkey-open = Sign in with a passkey
method-passkey-refused = This passkey cannot be used to sign in here. Try another one, or go back and type your user name.

method-mail_code-title = Code by mail
method-mail_code-about = We mail a code to the address that your organization has on file, and you type it.
method-mail_code-default-name = Mail
method-mail_code-choice = Mail a code to the address on file
method-mail_code-subject = { $code } is your code for a new password
method-mail_code-text =
    Someone asked for a new password of the account { $user } at { $organization }, and chose to be mailed a code.

    The code is { $code }. It is valid for { $minutes } minutes, in the browser that asked for it.

    Did you not ask for it? Then do nothing, and give this code to nobody. Without it nothing changes.

    { $organization }
method-mail_code-ask = We mail a code to the address that your organization has on file. It may take a minute to arrive; look among unwanted mail as well.
method-mail_code-label = Code
method-mail_code-wrong = That is not the code that we expect. Check the newest mail and try again.
method-mail_code-used = This code has been used already. Ask for a new one.
method-mail_code-unreadable = A code has six digits. Type the six digits of the mail.
method-access_pass-title = Temporary access pass
method-access_pass-about = Your administrator gives you one when you cannot sign in otherwise.
method-access_pass-describe = From { $from } until { $until }
method-access_pass-describe-once = Good once, from { $from } until { $until }
method-access_pass-describe-gone = Was good once, and has been used
method-access_pass-default-name = Temporary access pass
method-access_pass-choice = Type a temporary access pass
method-access_pass-instead = Use a temporary access pass
method-access_pass-ask = Type the pass that your administrator gave you. Capitals and hyphens do not matter.
method-access_pass-label = Temporary access pass
method-access_pass-wrong = That is not a pass that can be used now. Check it letter by letter, or ask your administrator for a new one.
method-access_pass-used = This pass was good once and has been used. Ask for a new one: your administrator can give it to you.
method-access_pass-unreadable = A pass has eight letters and digits or more, as in abcd-2345. Check what you typed.
