//! As much of the authenticator app as an approval needs: paired without going through anybody's hands, and its signed messages.

use std::sync::LazyLock;

use anyhow::{Context, Result, ensure};
use data_encoding::BASE64URL_NOPAD;
use device_protocol::{
    Decision, Endpoint, Envelope, FromDevice, Id, KeyPair, Millis, Number, Sender, Sequence,
    Server as Origin, Subscription, Wish,
};
use methods::authenticator_app::registration_of_paired;
use serde_json::Value;
use store::Transaction;
use vault::Vault;
use verification::apps::{self, Pairing};
use verification::registrations::{self, Added};
use world::{AccountId, AppId, Id as _, Moment, OrganizationId, World};

use crate::browser::{Answer, Browser};
use crate::people::secret;
use crate::push_service;

/// The key of every app.
static KEY: LazyLock<Option<KeyPair>> = LazyLock::new(|| KeyPair::make().ok());

fn key() -> Result<&'static KeyPair> {
    KEY.as_ref().context("a key for the apps")
}

fn app_of(n: usize) -> AppId {
    let mut bytes = [7; 16];
    bytes[..8].copy_from_slice(&(n as u64).to_be_bytes());
    AppId::from_array(bytes)
}

/// Pairs the app of a person.
pub fn pair(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, account, n): (OrganizationId, AccountId, usize),
    moment: &Moment,
) -> Result<()> {
    let (kind, pool, proven) = registration_of_paired(&secret()?, app_of(n));
    let added =
        registrations::import(t, vault, (organization, account), (kind, pool, "Phone"), &proven, moment)?;
    let Added::Stored(registration) = added else { anyhow::bail!("an app is too many") };
    let endpoint = Endpoint::parse(&format!("http://{}/{n}", push_service::ADDRESS))?;
    let subscription = serde_json::to_vec(&Subscription::new(endpoint, key()?.public(), [5; 16]))?;
    let public = key()?.public();
    let pairing = Pairing {
        ticket: "",
        server: "http://127.0.0.1",
        key: public.as_bytes(),
        name: "Phone",
        subscription: Some(&subscription),
    };
    apps::import(t, vault, (organization, account, registration), (app_of(n), &pairing), moment.now)?;
    Ok(())
}

/// The app of a person.
pub struct App {
    wire: Browser,
    origin: Origin,
    device: Id,
    account: Id,
    /// Of the last message.
    sequence: Option<Sequence>,
}

impl App {
    /// At a server, which need not be the one that it spoke with before.
    pub async fn open(address: &str, (n, account): (usize, AccountId)) -> Result<Self> {
        Ok(Self {
            wire: Browser::open(address).await?,
            origin: Origin::parse(&format!("http://{address}"))?,
            device: Id::parse(&app_of(n).to_string())?,
            account: Id::parse(&account.to_string())?,
            sequence: None,
        })
    }

    /// Sends what the app wishes; the message of the answer.
    async fn sends(&mut self, wish: Wish) -> Result<Value> {
        let time = Millis::new(World::system().now().micros() / 1000)?;
        let sequence = Sequence::after(self.sequence, time);
        self.sequence = Some(sequence);
        let sender = Sender {
            server: self.origin.clone(),
            account: self.account.clone(),
            device: self.device.clone(),
            sequence,
            time,
        };
        let path = format!("/authenticator/{}", wish.kind());
        let envelope = Envelope::of_device(&FromDevice::Message(sender, wish), key()?)?;
        let answer = self.wire.post_json(&path, &envelope.to_json()).await?;
        ensure!(answer.status == 200, "an app is answered with {}: {}", answer.status, answer.body());
        let envelope: Value = serde_json::from_str(answer.body())?;
        let message = BASE64URL_NOPAD.decode(envelope["message"].as_str().unwrap_or_default().as_bytes())?;
        Ok(serde_json::from_slice(&message)?)
    }

    /// The first request that waits.
    pub async fn lists(&mut self) -> Result<Id> {
        let waits = self.sends(Wish::List).await?;
        Ok(Id::parse(waits["requests"][0]["challenge"].as_str().context("something waits")?)?)
    }

    /// Whether this request waits.
    pub async fn waits(&mut self, challenge: &str) -> Result<bool> {
        let waits = self.sends(Wish::List).await?;
        let requests = waits["requests"].as_array().context("a list of requests")?;
        Ok(requests.iter().any(|request| request["challenge"] == challenge))
    }

    /// Approves a request with the number that its page shows.
    pub async fn approves(&mut self, challenge: Id, number: &str) -> Result<()> {
        let decision = Decision::Approve(Number::parse(number)?);
        let came = self.sends(Wish::Answer { challenge, decision }).await?;
        ensure!(came["outcome"] == "approved", "{came}");
        Ok(())
    }
}

/// The number that a page shows.
pub fn number(page: &Answer) -> Result<String> {
    let (_, rest) = page.body().split_once("class=\"number\"").context("a page with a number")?;
    let shown = rest.split("</p>").next().unwrap_or_default();
    Ok(shown[shown.len() - 2..].to_owned())
}
