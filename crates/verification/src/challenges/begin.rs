//! Beginning a challenge, and sending what it has to say.

use delivery::{Message, outbox};
use store::{Transaction, values};
use world::{ChallengeId, Moment, RegistrationId, Span, Timestamp};

use super::{
    ASKER, Binding, Means, Purpose, RECORD, asked, chance_of, counted_sends, in_app, place, resting_until,
    this_waiting,
};
use crate::method::{AnsweredBy, Begun, Situation};
use crate::throttle::{self, Charge, Counted};
use crate::{Holder, Method, VerificationError, records};

/// What the beginning of a challenge came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Started {
    /// It waits.
    Waiting(ChallengeId),
    /// The method rests until then, or so many messages were sent that no more are until then.
    Resting(Timestamp),
    /// Another browser's request waits in the account's apps until then, at the latest.
    Pending(Timestamp),
    /// The account has nothing of the method's kind, or not this.
    Nothing,
}

/// Begins a sign-in challenge and ends the one that the attempt had.
pub fn begin(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (method, registration): (&dyn Method, Option<RegistrationId>),
    (binding, situation): (&Binding, &Situation<'_>),
    moment: &Moment,
) -> Result<Started, VerificationError> {
    let (about, holder) = (method.about(), &binding.holder);
    if about.answered == AnsweredBy::App
        && let Some(started) = in_app::waits_already(t, method, binding, moment.now)?
    {
        return Ok(started);
    }
    // What sends nothing may be asked for while it rests: its page says so.
    if about.channel.is_some()
        && let Some(until) = resting_until(t, means, holder, method, moment.now)?
    {
        return Ok(Started::Resting(until));
    }
    let registrations = asked(t, means.vault, holder, (about, registration))?;
    if registrations.is_empty() {
        return Ok(Started::Nothing);
    }
    let id: ChallengeId = moment.chance("challenge").id(moment.now);
    let mut begun = method.begin(situation, &registrations, &mut chance_of(means.vault, id))?;
    if about.answered == AnsweredBy::App {
        match in_app::claim(t, means, (holder, id), situation, moment.now)? {
            in_app::Claimed::Rings => {}
            in_app::Claimed::Quietly => begun.messages.clear(),
            in_app::Claimed::Not(started) => return Ok(started),
        }
    }
    let what = (method, Purpose::SignIn, registration);
    put(t, means, (what, binding, situation), (id, begun), moment)
}

/// What is asked by which method, and for what.
pub(super) type What<'a> = (&'a dyn Method, Purpose, Option<RegistrationId>);

/// Writes a challenge and posts its message, if the account and the number may have one more.
pub(super) fn put(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    ((method, purpose, registration), binding, situation): (What<'_>, &Binding, &Situation<'_>),
    (id, begun): (ChallengeId, Begun),
    moment: &Moment,
) -> Result<Started, VerificationError> {
    let (about, holder, now) = (method.about(), &binding.holder, moment.now);
    for message in &begun.messages {
        if let Some(until) = charge_send(t, means, holder, message, now)? {
            return Ok(Started::Resting(until));
        }
    }
    let lasts = match purpose {
        Purpose::SignIn => about.challenge_lasts,
        Purpose::SetUp => about.set_up_lasts,
        Purpose::Reset => situation.ends_at - now,
    };
    let in_app = about.answered == AnsweredBy::App;
    let asker = in_app.then(|| serde_json::to_vec(&situation.asker).unwrap_or_default());
    let ticket = begun.ticket.as_deref().map(|ticket| super::outside::ticket_hash(means.vault, ticket));
    t.run(
        records::END_CHALLENGES,
        &values![holder.organization, binding.to.as_slice(), purpose.as_str(), now],
    )?;
    t.run(
        records::BEGIN_CHALLENGE,
        &values![
            holder.organization,
            id,
            holder.account,
            about.name.as_str(),
            purpose.as_str(),
            binding.to.as_slice(),
            holder.browser.as_bytes().as_slice(),
            means.vault.seal(&place(holder, &id, RECORD), &begun.record),
            about.tries,
            now,
            now + lasts,
            registration,
            i64::from(!begun.messages.is_empty()),
            ticket.map(|hash| hash.to_vec()),
            in_app,
            asker.map(|asker| means.vault.seal(&place(holder, &id, ASKER), &asker)),
        ],
    )?;
    post(t, means, (holder, id), begun.messages, moment)?;
    Ok(Started::Waiting(id))
}

fn post(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (holder, challenge): (&Holder, ChallengeId),
    messages: Vec<Message>,
    moment: &Moment,
) -> Result<(), VerificationError> {
    let organization = holder.organization;
    let bound = messages.into_iter().map(|message| match message {
        Message::Call(call) => Message::Call(call.for_challenge(organization, challenge)),
        Message::Push(push) => Message::Push(push.for_challenge(organization, challenge)),
        other => other,
    });
    let messages: Vec<_> = bound.collect();
    outbox::post_each(t, means.vault, (organization, &messages), (moment, "challenge message"))?;
    Ok(())
}

/// Counts a message before it is posted; when the rest ends, if it may not be.
fn charge_send(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    holder: &Holder,
    message: &Message,
    now: Timestamp,
) -> Result<Option<Timestamp>, VerificationError> {
    let Some(number) = message.number() else { return Ok(None) };
    let of_number = Counted::new(means.vault, holder.organization, &[b"number", number.as_bytes()]);
    let both =
        [(counted_sends(means.vault, holder), means.limits.sends), (of_number, means.limits.number_sends)];
    for (counted, allowance) in both {
        if let Charge::Resting(until) = throttle::charge(t, counted, allowance, now)? {
            return Ok(Some(until));
        }
    }
    Ok(None)
}

/// What sending again came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resent {
    /// It is sent.
    Sent,
    /// Not before then.
    TooSoon(Timestamp),
    /// It was sent as often as it may be.
    Enough,
    /// So many messages were sent to this account or number that no more are until then.
    Resting(Timestamp),
    /// No such challenge waits, or it sends nothing.
    Over,
}

/// Sends the message of a challenge again because the person asked for it.
pub fn again(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (binding, purpose): (&Binding, Purpose),
    (challenge, situation): (ChallengeId, &Situation<'_>),
    moment: &Moment,
) -> Result<Resent, VerificationError> {
    let (holder, now) = (&binding.holder, moment.now);
    let Some(waiting) = this_waiting(t, means.vault, (binding, purpose), challenge, now)? else {
        return Ok(Resent::Over);
    };
    let Some(method) = means.methods.find(&waiting.method) else { return Ok(Resent::Over) };
    let Some(rule) = method.about().again else { return Ok(Resent::Over) };
    match waiting.again_in(rule, now) {
        None => return Ok(Resent::Enough),
        Some(left) if left > Span::ZERO => return Ok(Resent::TooSoon(now + left)),
        Some(_) => {}
    }
    // What is asked may have been deleted since; what a set-up replaces says nothing of where its message goes.
    let what = (method.about(), waiting.registration);
    if purpose == Purpose::SignIn && asked(t, means.vault, holder, what)?.is_empty() {
        return Ok(Resent::Over);
    }
    let messages = method.again(situation, &waiting.record, &mut chance_of(means.vault, challenge));
    // One that was listed quietly stays quiet.
    if messages.is_empty() || waiting.sends == 0 {
        return Ok(Resent::Over);
    }
    for message in &messages {
        if let Some(until) = charge_send(t, means, holder, message, now)? {
            return Ok(Resent::Resting(until));
        }
    }
    let values = values![holder.organization, challenge, waiting.sends, now];
    if t.run(records::SENT_AGAIN, &values)? == 0 {
        // Another page was quicker.
        return Ok(Resent::TooSoon(now + rule.after));
    }
    post(t, means, (holder, challenge), messages, moment)?;
    Ok(Resent::Sent)
}

impl Resent {
    /// How long until it may be asked for again, if that is known.
    pub fn wait(&self, now: Timestamp) -> Option<Span> {
        match self {
            Self::TooSoon(until) | Self::Resting(until) => Some(*until - now),
            Self::Sent | Self::Enough | Self::Over => None,
        }
    }
}
