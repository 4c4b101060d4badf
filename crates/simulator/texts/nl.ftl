demo-title = Welkom bij de demo
demo-intro = Dit is een verzonnen school. Meld u aan als een van de mensen daar; hun telefoons vindt u in de telefoonsimulator.
demo-samples = Voorbeeldaccounts
demo-password = Ze hebben allemaal het wachtwoord
demo-kind-new = Nog geen tweede stap: bij het aanmelden wordt u geholpen die in te stellen
demo-kind-app = Meldt zich aan met de code van een authenticator-app
demo-kind-apps = Heeft twee authenticator-apps; ze werken allebei
demo-kind-dutch = Spreekt Nederlands, wat de browser ook zegt
demo-kind-locked = Even vergrendeld, na onjuiste wachtwoorden van een onbekende
demo-kind-disabled = Uitgeschakeld door een beheerder
demo-kind-administrator = Beheerder; moet een tweede stap hebben
demo-kind-full = Heeft vijf apps; meer kan een account er niet hebben

simulator-title = Telefoonsimulator
simulator-intro = Elke telefoon hoort bij een voorbeeldaccount en toont de codes van de authenticator-apps.
simulator-back = Terug naar de startpagina
