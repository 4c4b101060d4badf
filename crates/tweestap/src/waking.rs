//! Waking paired apps: where they are reached now, and what they are to read.

use std::sync::Arc;

use anyhow::{Context, Result};
use authenticator::{AuthenticatorError, Keys, push_content};
use delivery::{Asked, Carrier, Client, Patience, Reach, Subscriptions, Wake, Wakes, WebPush};
use device_protocol::Subscription;
use store::{Store, Transaction};
use vault::Vault;
use verification::{apps, challenges};
use web_push::{Authority, Contact, VapidKey};
use world::Timestamp;

use crate::program::Program;

/// What apps are woken by, from the database.
struct Stored {
    store: Store,
    vault: Vault,
    keys: Arc<Keys>,
}

fn wake(
    t: &mut Transaction<'_>,
    (vault, keys): (&Vault, &Keys),
    wakes: Wakes,
    now: Timestamp,
) -> Result<Option<Wake>, AuthenticatorError> {
    let Some(app) = apps::find(t, vault, (wakes.organization, wakes.app), now)? else { return Ok(None) };
    let Some(stored) = app.subscription.as_deref().filter(|_| app.push == apps::Push::Live) else {
        return Ok(None);
    };
    let Ok(subscription) = serde_json::from_slice::<Subscription>(stored) else { return Ok(None) };
    let waiting = challenges::requests(t, vault, &app, now)?;
    let request = waiting.iter().find(|request| request.challenge == wakes.challenge);
    let organization = accounts::organizations::find(t, wakes.organization)?;
    let (Some(request), Some(organization)) = (request, organization) else { return Ok(None) };
    let content = push_content(keys, &app, (request, &organization.name))?;
    Ok(Some(Wake { subscription, content }))
}

impl Subscriptions for Stored {
    fn of(&self, wakes: Wakes, now: Timestamp) -> Asked<'_, Option<Wake>> {
        let (vault, keys) = (self.vault.clone(), Arc::clone(&self.keys));
        Box::pin(async move {
            let found = self.store.glance(move |t| wake(t, (&vault, &keys), wakes, now)).await;
            found.map_err(|error: AuthenticatorError| error.into())
        })
    }

    fn gone(&self, wakes: Wakes, subscription: Subscription, now: Timestamp) -> Asked<'_, ()> {
        let vault = self.vault.clone();
        Box::pin(async move {
            let stored = serde_json::to_vec(&subscription)?;
            let of = (wakes.organization, wakes.app);
            self.store.write(move |t| apps::gone(t, &vault, of, &stored, now)).await?;
            Ok(())
        })
    }
}

/// The carrier of push messages. In the demo the push service is a part of it, on a loopback address.
pub fn carrier(program: &Program, keys: &Arc<Keys>, is_demo: bool) -> Result<Arc<dyn Carrier>> {
    let settings = &program.settings;
    let private = is_demo || settings.text("push.allow_private") == "yes";
    let reach = if private { Reach::Anywhere } else { Reach::Public };
    let client = Client::new(reach, Patience::default()).context("the client of push services")?;
    let named = settings.text("push.contact");
    let from = settings.text("mail.from");
    let contact = if named.is_empty() { format!("mailto:{from}") } else { named.to_owned() };
    let contact = Contact::parse(&contact).with_context(|| format!("push.contact {contact}"))?;
    let key = keys.push.to_pkcs8().context("the key of push messages")?;
    let key = VapidKey::from_pkcs8(&key).context("the key of push messages")?;
    let stored =
        Stored { store: program.store.clone(), vault: program.vault.clone(), keys: Arc::clone(keys) };
    Ok(Arc::new(WebPush::new(Arc::new(stored), Authority::new(key, contact), client)))
}
