security-info-title = Security info
security-info-intro = With these methods you show that it is you when you sign in.
security-info-none = You have not set up a method yet.
security-info-add = Add a method
security-info-added-on = Added on
security-info-used-on = last used on
security-info-delete = Delete
security-info-cancel = Cancel
security-info-added = The method was added. From now on you can sign in with it.
security-info-deleted = The method was deleted. Delete the account in the app on your phone as well.
security-info-last = Your organization asks for a second step, so you need at least one method. Add another one first, then delete this one.

security-info-add-title = Add a method
security-info-secure-title = Keep your account secure
security-info-secure-text = Choose how you want to show that it is you when you sign in.
security-info-choose = Choose
security-info-full = You have { $most } apps already, and that is the most that an account can have. Delete one that you no longer use first.

security-info-set-up-title = Set up a method
security-info-name-label = Name
security-info-name-hint = So that you know it again in your list, such as the name of your phone
security-info-unnamed = Unnamed
security-info-prove = Verify and finish

security-info-delete-title = Delete method?
security-info-delete-question = Do you want to delete “{ $name }”?
security-info-delete-text = You can no longer sign in with it then. This cannot be undone, but you can set it up again.
security-info-keep = Keep it
