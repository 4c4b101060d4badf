//! Setting up an app in the middle of a sign-in.

use accounts::people;
use methods::authenticator_app::AppCode;
use otp::{Secret, step};
use verification::challenges::{Began, SetUp};
use verification::{Given, Method, Permitted, Situation, permit};
use world::Span;

use super::super::model::{App, Attempt, Lacks, Model, Offer, Shown, Why};
use super::super::*;
use super::events::Page;
use super::run::Run;

impl Run {
    /// The room of security info does it so, with the sign-in as its authority.
    pub fn offer(&mut self, page: Page) {
        let (organization, here, attempt) = self.request(page);
        let (school, now) = (&self.schools[organization], self.now());
        let (desk, moment) = (school.desk.clone(), school.moment());
        let offered = school.write(move |t| {
            let Some(attempt) = find_in(t, &desk.vault, &here, moment.now)? else { return Ok(None) };
            let evidence = attempt.evidence.as_ref().filter(|_| attempt.purpose == Purpose::SignIn);
            let Some(evidence) = evidence else { return Ok(None) };
            let Permitted::Yes(_) = permit(t, evidence, moment.now)? else { return Ok(None) };
            let Some(binding) = binding_of(&attempt) else { return Ok(None) };
            let account = people::find(t, here.organization.id, binding.holder.account)?;
            let Some(account) = account else { return Ok(None) };
            let words = desk.texts.wording(here.site.language);
            let situation = Situation {
                words: &words,
                organization: &here.organization.name,
                user_name: &account.user_name,
                account: account.id,
                has: &[],
                host: &here.site.host,
                origin: &here.site.origin,
                ends_at: moment.now + Span::minutes(15),
                asker: verification::method::Asker::default(),
            };
            let (what, around) = ((&AppCode as &dyn Method, None), (&binding, &situation, &Given::default()));
            if let Began::Full(_) = challenges::begin_set_up(t, &desk.means(), what, around, &moment)? {
                return Ok(None);
            }
            let waiting =
                challenges::waiting(t, &desk.vault, &binding, challenges::Purpose::SetUp, moment.now)?;
            Ok(waiting.map(|waiting| (waiting.id, Secret::from_bytes(&waiting.record).unwrap())))
        });
        let has_room = |attempt| self.model.account(attempt).is_some_and(|person| person.apps.len() < 5);
        let may = attempt.filter(|attempt| self.may_set_up(*attempt) && has_room(*attempt));
        assert_eq!(offered.is_some(), may.is_some(), "who may set up an app");
        if let (Some((challenge, secret)), Some(attempt)) = (offered, may) {
            self.model.attempts[attempt].offer = Some(Offer { challenge, secret, at: now, tries: 10 });
        }
    }

    fn may_set_up(&self, attempt: usize) -> bool {
        let Attempt { why, proofs, .. } = &self.model.attempts[attempt];
        let lacks = |person| Model::lacks_to_change(person, proofs, self.now()) == Lacks::Nothing;
        // The evidence outlives a deleted account; what it would be stored for does not.
        *why == Why::SignIn && self.model.account(attempt).is_some_and(lacks)
    }

    pub fn prove(&mut self, page: Page, right: bool) {
        let (organization, here, attempt) = self.request(page);
        let offer = attempt.and_then(|attempt| self.model.attempts[attempt].offer.clone());
        let Some(offer) = offer else { return };
        let (school, now) = (&self.schools[organization], self.now());
        let typed = if right { school.code(&offer.secret, 0) } else { "123456".to_owned() };
        let (desk, moment) = (school.desk.clone(), school.moment());
        let proved = school.write(move |t| {
            let Some(mut attempt) = find_in(t, &desk.vault, &here, moment.now)? else { return Ok(None) };
            let (Some(evidence), Some(binding)) = (&attempt.evidence, binding_of(&attempt)) else {
                return Ok(None);
            };
            let Permitted::Yes(permit) = permit(t, evidence, moment.now)? else { return Ok(None) };
            let name = |_: &dyn Method, _: &[u8]| "app".to_owned();
            let answer = (offer.challenge, typed.as_str(), &name as &dyn Fn(&dyn Method, &[u8]) -> String);
            match challenges::set_up(t, &desk.means(), (&permit, &binding), answer, &moment)? {
                SetUp::Stored { proof, .. } => {
                    Ok(Some(attempts::advance(t, &desk.vault, &mut attempt, proof, &moment)?))
                }
                SetUp::Wrong => Ok(Some(None)),
                SetUp::Full | SetUp::Over | SetUp::Unreadable | SetUp::Waiting | SetUp::Ended(_) => Ok(None),
            }
        });
        let attempt = attempt.unwrap();
        let waits = offer.tries > 0 && offer.at <= now && now < offer.at + Span::minutes(15);
        match proved {
            Some(Some(token)) => {
                let room = self.model.account(attempt).is_some_and(|person| person.apps.len() < 5);
                assert!(right && waits && room && self.may_set_up(attempt), "set up without its proof");
                self.model.attempts[attempt].offer = None;
                let who = self.model.attempts[attempt].who.unwrap();
                let app = App { secret: offer.secret, used: step(now.unix_seconds()) };
                self.model.people[who].apps.push(app);
                self.proved(page.browser, attempt, Shown::Code);
                self.keep_cookie(page.browser, attempt, &token);
            }
            Some(None) => {
                assert!(!right && waits && self.may_set_up(attempt));
                self.model.attempts[attempt].offer = Some(Offer { tries: offer.tries - 1, ..offer });
            }
            None => assert!(!waits || !self.may_set_up(attempt) || self.pool_is_full(attempt)),
        }
    }

    fn pool_is_full(&mut self, attempt: usize) -> bool {
        let full = self.model.account(attempt).is_some_and(|person| person.apps.len() == 5);
        // A code that came too late for the pool ended the offer.
        self.model.attempts[attempt].offer = None;
        full
    }
}

fn find_in(
    t: &mut Transaction<'_>,
    vault: &Vault,
    here: &Here,
    now: Timestamp,
) -> Result<Option<attempts::Attempt>, SignInError> {
    let Some(token) = here.attempt else { return Ok(None) };
    Ok(attempts::find(t, vault, (here.organization.id, here.origin.browser), token, now)?)
}

fn binding_of(attempt: &attempts::Attempt) -> Option<Binding> {
    attempt.holder.map(|holder| Binding { holder, to: *attempt.id.as_bytes() })
}
