demo-title = Welcome to the demo
demo-intro = This is a school of make-believe. Sign in as one of its people; their phones are in the phone simulator.
demo-samples = Sample accounts
demo-password = All of them have the password
demo-kind-new = No second step yet: signing in leads through setting one up
demo-kind-app = Signs in with the code of an authenticator app
demo-kind-apps = Has two authenticator apps; both work
demo-kind-dutch = Speaks Dutch, whatever the browser says
demo-kind-locked = Locked for a moment, after wrong passwords from a stranger
demo-kind-disabled = Disabled by an administrator
demo-kind-administrator = Administrator; must have a second step
demo-kind-full = Has five apps, the most that an account can have

simulator-title = Phone simulator
simulator-intro = Each phone belongs to a sample account and shows the codes of its authenticator apps.
simulator-back = Back to the front page
