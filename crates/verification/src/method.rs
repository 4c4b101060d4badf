//! The contract of a verification method: what it is, how it is set up, how it is asked and how an answer is checked.
//!
//! A method is pure: it makes and reads records and never touches the database, the clock or another method. Tries, expiry,
//! single use, resting, sending and sealing are done around it, in [`crate::challenges`] and [`crate::registrations`].

use delivery::{Channel, Message};
use world::{AccountId, AppId, Chance, Markup, RegistrationId, Span, Timestamp, Words};

pub use crate::answer::{ANSWER_FIELDS, Answer, typed};
pub use crate::asker::{Aim, Asker};
pub use crate::contact::Contact;
pub use crate::given::Given;
pub use crate::pool::Pool;
use crate::reset::{OnFile, Reached, Way};
pub use crate::set_up_by::SetUpBy;
use crate::{Factor, MethodName, Registration, Role, VerificationError};

/// What a method is: the same for all its registrations.
#[derive(Debug)]
pub struct About {
    /// Its name in rows and in the keys of its texts: `method-<name>-…`.
    pub name: MethodName,
    /// The kind of registrations that it works with: a text and a call reach the same phone.
    pub kind: &'static str,
    /// What an answer shows.
    pub factor: Factor,
    /// Which step an answer can be.
    pub role: Role,
    /// How long a challenge waits for its answer.
    pub challenge_lasts: Span,
    /// How long a set-up waits for its proof.
    pub set_up_lasts: Span,
    /// How many answers one challenge takes.
    pub tries: i64,
    /// Strongest first: the order in which methods are offered.
    pub rank: u8,
    /// The channel without which it cannot be offered.
    pub channel: Option<Channel>,
    /// How it is answered.
    pub answered: AnsweredBy,
    /// When its message may be sent again; none: a new challenge is begun instead.
    pub again: Option<Again>,
    /// How it is offered to someone who has not set it up.
    pub set_up: SetUpBy,
    /// How a challenge can end from outside without being right, each with a text `method-<name>-<ending>`.
    pub endings: &'static [&'static str],
}

/// How a challenge is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnsweredBy {
    /// On the page, by typing.
    Typing,
    /// Elsewhere, as by a key of a telephone; the page waits.
    Outside,
    /// In a paired authenticator app, which lists it; the page waits.
    App,
}

/// When a message may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    /// So long after the last time.
    pub after: Span,
    /// So often, after the first time.
    pub most: i64,
}

/// Around what a challenge is begun: whose words are spoken, and from which page it is asked for.
pub struct Situation<'a> {
    /// The person's language.
    pub words: &'a dyn Words,
    /// The organization's name.
    pub organization: &'a str,
    /// The user name, `name@domain`.
    pub user_name: &'a str,
    /// The account.
    pub account: AccountId,
    /// What the account has set up.
    pub has: &'a [Registration],
    /// The host name of the page that asks, without a port.
    pub host: &'a str,
    /// The origin of the page that asks, as `https://sign-in.school.example`.
    pub origin: &'a str,
    /// When the challenge ends.
    pub ends_at: Timestamp,
    /// Who asks.
    pub asker: Asker,
}

impl std::fmt::Debug for Situation<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Situation").field("host", &self.host).finish_non_exhaustive()
    }
}

/// A challenge that a method has begun.
#[derive(Clone, Debug)]
pub struct Begun {
    /// The method's record of it; it is sealed before it is stored.
    pub record: Vec<u8>,
    /// What must reach the person: none, one, or one for each paired app.
    pub messages: Vec<Message>,
    /// What whoever answers from outside shows first, once; only its keyed hash is stored.
    pub ticket: Option<String>,
}

impl Begun {
    /// One that sends nothing.
    pub fn quietly(record: Vec<u8>) -> Self {
        Self { record, messages: Vec::new(), ticket: None }
    }

    /// One that sends this.
    pub fn sending(record: Vec<u8>, message: Message) -> Self {
        Self { messages: vec![message], ..Self::quietly(record) }
    }
}

/// One way in which a person can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which registration it is about; none: all of the kind.
    pub registration: Option<RegistrationId>,
    /// What a person reads on its button; a number only masked.
    pub says: String,
}

/// A right answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    /// The registration that the answer belongs to.
    pub registration: RegistrationId,
    /// What must not be accepted again: above every value that was accepted before. None: the challenge's end is enough.
    pub counter: Option<i64>,
    /// The registration's record from now on; none: it stays. It is stored only with a counter.
    pub record: Option<Vec<u8>>,
}

impl Right {
    /// For this registration, which stays as it is.
    pub fn of(registration: RegistrationId) -> Self {
        Self { registration, counter: None, record: None }
    }
}

/// What a method says of an answer to a sign-in challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Right.
    Right(Right),
    /// It was right once, and has been used.
    Used,
    /// Wrong.
    Wrong,
}

/// What a method makes of what came from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something on the way to an answer: the page shows it and waits on.
    OnTheWay,
    /// The person approved.
    Right,
    /// It came to nothing, for this reason: one of [`About::endings`].
    Ended(&'static str),
    /// The person did not ask for this and says so.
    Reported,
}

/// A registration that was proved during set-up and may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The method's record; it is sealed before it is stored.
    pub record: Vec<u8>,
    /// The first value of the registration's counter: the answer that proved it is not accepted again.
    pub counter: i64,
    /// The paired app that it stands for.
    pub app: Option<AppId>,
    /// From when until when it serves; none: for good.
    pub serves: Option<(Timestamp, Timestamp)>,
    /// Whether it serves a password reset and nothing else. What a person sets up has it from [`About::role`].
    pub only_resets: bool,
}

impl Proven {
    /// A record that no answer must be kept for.
    pub fn of(record: Vec<u8>) -> Self {
        Self { record, counter: 0, app: None, serves: None, only_resets: false }
    }
}

/// What a page knows of a set-up that waits.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    /// The method's record of what it offered.
    pub record: &'a [u8],
    /// What came from outside so far.
    pub heard: Option<&'a str>,
    /// What went wrong with the last answer.
    pub problem: Option<&'a str>,
}

impl<'a> Offered<'a> {
    /// An offer of which nothing was heard yet.
    pub fn of(record: &'a [u8]) -> Self {
        Self { record, heard: None, problem: None }
    }
}

/// What a page knows of a challenge that waits.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The method's record.
    pub record: &'a [u8],
    /// The registrations that may answer.
    pub registrations: &'a [Registration],
    /// What went wrong with the last answer.
    pub problem: Option<&'a str>,
}

/// A verification method.
pub trait Method: Send + Sync {
    /// What it is.
    fn about(&self) -> &'static About;

    /// What to say beside a registration's name in a list: never a secret, a number only masked.
    fn describe(&self, words: &dyn Words, registration: &Registration) -> String;

    /// The ways in which it can ask someone who has these registrations of its kind.
    fn choices(&self, words: &dyn Words, registrations: &[Registration]) -> Vec<Choice>;

    /// A typed text in the form that is checked; none if it cannot be an answer at all, which costs no try.
    fn read(&self, typed: &str) -> Option<Answer>;

    /// Begins a sign-in challenge for these registrations, one or more. The same chance makes the same challenge.
    fn begin(
        &self,
        situation: &Situation<'_>,
        registrations: &[Registration],
        chance: &mut Chance,
    ) -> Result<Begun, VerificationError>;

    /// Begins a challenge of a reset for whoever it cannot ask, which looks like any other. `own` is always the same for a user name, so
    /// that what it asks is the same whenever it asks; `chance` is what [`Method::begin`] has.
    fn begin_for_nobody(
        &self,
        situation: &Situation<'_>,
        _own: &mut Chance,
        chance: &mut Chance,
    ) -> Result<Begun, VerificationError> {
        self.begin(situation, &[], chance)
    }

    /// The messages of a challenge once more, from its record and the chance with which it was begun.
    fn again(&self, _: &Situation<'_>, _: &[u8], _: &mut Chance) -> Vec<Message> {
        Vec::new()
    }

    /// What the page shows that is typed elsewhere, for programs that cannot see the page.
    fn shows(&self, _: &[u8]) -> Option<String> {
        None
    }

    /// What the page says and asks of a sign-in challenge, inside the door's form.
    fn ask(&self, words: &dyn Words, asked: &Asked<'_>) -> Markup;

    /// Holds an answer against a challenge.
    fn check(
        &self,
        record: &[u8],
        registrations: &[Registration],
        answer: &Answer,
        now: Timestamp,
    ) -> Checked;

    /// What something that came from outside means for the challenge of this record.
    fn hears(&self, _: &[u8], _: &str) -> Heard {
        Heard::Ended("failed")
    }

    /// Which of the registrations that were asked answered from outside; none if it is not among them any more.
    fn answered_with(&self, _: &str, asked: &[Registration]) -> Option<RegistrationId> {
        asked.first().map(|one| one.id)
    }

    /// How it contacts a person; none: it goes by its own title.
    fn contacts(&self) -> &'static [Contact] {
        &[]
    }

    /// The names of the fields of [`Method::details`].
    fn given_fields(&self) -> &'static [&'static str] {
        &[]
    }

    /// The fields that are asked before a set-up begins; none: nothing is asked. When a contact was chosen, what it gives is settled.
    fn details(&self, _: &dyn Words, _: &Given, _: Option<&str>) -> Option<Markup> {
        None
    }

    /// What was given to begin a set-up that came to nothing elsewhere, so that it can begin once more.
    fn gave(&self, _: &[u8]) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Begins a set-up. An error is the end of the key of what is wrong with what was given.
    fn offer(
        &self,
        situation: &Situation<'_>,
        given: &Given,
        chance: &mut Chance,
    ) -> Result<Begun, &'static str>;

    /// The pool of what is being set up.
    fn pool(&self, offer: &[u8]) -> Pool;

    /// What a person does to set it up, and the fields that prove it, inside the door's form.
    fn add(
        &self,
        words: &dyn Words,
        situation: &Situation<'_>,
        offered: &Offered<'_>,
    ) -> Result<Markup, VerificationError>;

    /// What is stored if the answer proves the offer.
    fn prove(&self, offer: &[u8], answer: &Answer, now: Timestamp) -> Option<Proven>;

    /// What is stored if the offer was approved from outside by what was heard last.
    fn prove_heard(&self, _: &[u8], _: &str) -> Option<Proven> {
        None
    }

    /// The name that a new registration gets if the person gives none.
    fn default_name(&self, words: &dyn Words, offer: &[u8]) -> String;

    /// Whether the person is asked for a name.
    fn is_named(&self) -> bool {
        true
    }

    /// The ways in which a password reset can ask by it, whatever an account has; none: it does not serve there.
    fn reset_ways(&self) -> &'static [Way] {
        &[]
    }

    /// What an account has for one of these ways, if it has anything.
    fn reset_reaches(&self, _: &Way, registrations: &[Registration], _: &OnFile) -> Option<Reached> {
        registrations.first().map(|_| Reached::all())
    }

    /// Whether it serves only where an organization has turned it on, and never that organization's administrators.
    fn must_be_turned_on(&self) -> bool {
        false
    }

    /// The scripts of its pages, as `room/file.js`.
    fn scripts(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether it serves only on a page whose host has a name, and not at a bare address.
    fn needs_host_name(&self) -> bool {
        false
    }

    /// Whether its answers say whose they are, so that it serves without a user name.
    fn is_open(&self) -> bool {
        false
    }

    /// Whether its answer can be typed in the place of a password: it is both steps, and there is no question to it.
    fn is_instead(&self) -> bool {
        false
    }

    /// Whether what this registration holds is good for one sign-in only.
    fn is_good_once(&self, _: &Registration) -> bool {
        false
    }

    /// Begins a sign-in challenge that is bound to no account, asked from a page with this host name and origin.
    fn begin_open(&self, _: (&str, &str), _: &mut Chance) -> Result<Vec<u8>, VerificationError> {
        Err(VerificationError::Form("open challenge"))
    }

    /// What the page says and asks of a challenge that is bound to no account, inside the door's form.
    fn ask_open(&self, _: &dyn Words, _: &Asked<'_>) -> Markup {
        Markup::default()
    }

    /// Whose an answer says it is. Nothing is proved before [`Method::check`] has held it against what that account has set up.
    fn names(&self, _: &Answer) -> Option<AccountId> {
        None
    }
}
