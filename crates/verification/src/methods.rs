//! The methods that a server has.

use std::net::IpAddr;

use delivery::Channel;

use crate::method::{Method, SetUpBy};
use crate::reset::AsksIn;
use crate::{Proof, Registration, Role, VerificationError};

/// The list of methods that this server has, strongest first.
#[derive(Clone, Copy)]
pub struct Methods {
    list: &'static [&'static dyn Method],
    text: bool,
    call: bool,
    host_name: bool,
    turned_on: TurnedOn,
    aim: For,
}

/// What methods are looked for.
#[derive(Clone, Copy)]
enum For {
    SignIn,
    Reset,
    SetUp,
}

/// What becomes of the methods that an organization must turn on.
#[derive(Clone, Copy)]
enum TurnedOn {
    LeftOut,
    Serve,
}

impl Methods {
    /// Takes the list, with every channel.
    pub const fn new(list: &'static [&'static dyn Method]) -> Self {
        Self { list, text: true, call: true, host_name: true, turned_on: TurnedOn::LeftOut, aim: For::SignIn }
    }

    /// Those that may show in a password reset that it is the person, some of which serve for nothing else.
    #[must_use]
    pub fn for_reset(self) -> Self {
        Self { aim: For::Reset, ..self }
    }

    /// Those that are set up, for a sign-in or only for a reset.
    #[must_use]
    pub fn for_set_up(self) -> Self {
        Self { aim: For::SetUp, ..self }
    }

    /// With those that must be turned on, for somebody whom they serve. Without this they are left out.
    #[must_use]
    pub fn with_turned_on(self, serve: bool) -> Self {
        Self { turned_on: if serve { TurnedOn::Serve } else { TurnedOn::LeftOut }, ..self }
    }

    /// Without those whose channel this server does not have.
    #[must_use]
    pub fn over(self, channels: &[Channel]) -> Self {
        let has = |channel| channels.contains(&channel);
        Self { text: has(Channel::Text), call: has(Channel::Call), ..self }
    }

    /// Without those that do not serve on a page of this host.
    #[must_use]
    pub fn on_host(self, host: &str) -> Self {
        let address = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
        Self { host_name: !address && !host.is_empty(), ..self }
    }

    /// All of them that can be offered.
    pub fn all(self) -> impl Iterator<Item = &'static dyn Method> {
        let reachable = move |method: &&'static dyn Method| match method.about().channel {
            Some(Channel::Text) => self.text,
            Some(Channel::Call) => self.call,
            // A device that is not woken asks by itself.
            Some(Channel::Mail | Channel::Push) | None => true,
        };
        let serves = move |method: &&'static dyn Method| self.host_name || !method.needs_host_name();
        let wanted = move |method: &&'static dyn Method| match self.aim {
            For::SignIn => method.about().role != Role::Reset,
            For::Reset => !method.reset_ways().is_empty(),
            For::SetUp => method.about().set_up != SetUpBy::OnFile,
        };
        let allowed = move |method: &&'static dyn Method| match self.turned_on {
            TurnedOn::Serve => true,
            TurnedOn::LeftOut => !method.must_be_turned_on(),
        };
        self.list.iter().copied().filter(reachable).filter(serves).filter(wanted).filter(allowed)
    }

    /// The ways in which a password reset can ask by them.
    pub fn all_ways(self) -> impl Iterator<Item = AsksIn> {
        self.all().flat_map(|method| method.reset_ways().iter().map(move |way| (method, way)))
    }

    /// The method of this name.
    pub fn find(self, name: &str) -> Option<&'static dyn Method> {
        self.all().find(|method| method.about().name.as_str() == name)
    }

    /// The method of a stored row.
    pub fn stored(self, name: &str) -> Result<&'static dyn Method, VerificationError> {
        self.find(name).ok_or_else(|| VerificationError::UnknownMethod(name.to_owned()))
    }

    /// The methods that work with a kind of registrations.
    pub fn of_kind(self, kind: &str) -> impl Iterator<Item = &'static dyn Method> {
        self.all().filter(move |method| method.about().kind == kind)
    }

    /// The method whose answer can be typed in the place of a password.
    pub fn instead(self) -> Option<&'static dyn Method> {
        self.all().find(|method| method.is_instead())
    }

    /// Whether a proof is of what can be typed in the place of a password, wherever it was typed.
    pub fn is_instead(self, proof: &Proof) -> bool {
        self.find(proof.method().as_str()).is_some_and(Method::is_instead)
    }

    /// Whether a registration serves a method of this list.
    pub fn serve(self, registration: &Registration) -> bool {
        self.of_kind(&registration.kind).next().is_some()
    }

    /// Whether a registration is enough to sign in with, and not only stands in for another.
    pub fn stands_alone(self, registration: &Registration) -> bool {
        self.of_kind(&registration.kind).any(|method| method.about().set_up.stands_alone())
    }
}

impl std::fmt::Debug for Methods {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.all().map(|method| method.about().name.as_str())).finish()
    }
}
