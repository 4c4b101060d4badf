//! `organization passes`: what an organization allows of temporary access passes.

use accounts::AccountsError;
use accounts::pass_policy::{self, MINUTES, PassPolicy, Terms};
use anyhow::{Result, bail};
use clap::Args;
use world::Span;

use super::account::organization_of;
use super::output::{say, say_aside};
use super::switch::{self, on_or_off};
use crate::program::Program;

/// What changes of an organization's passes.
#[derive(Debug, Args)]
pub struct Passes {
    /// The domain of its user names
    domain: String,
    /// For how many minutes a pass serves at least: 10 to 43200, which is 30 days
    #[arg(long, value_name = "MINUTES")]
    least: Option<i64>,
    /// For how many minutes it serves at most: 10 to 43200
    #[arg(long, value_name = "MINUTES")]
    most: Option<i64>,
    /// For how many minutes it serves if nothing else is said when it is made: from the least to the most
    #[arg(long, value_name = "MINUTES")]
    lifetime: Option<i64>,
    /// Whether every pass serves once only, whatever is said when it is made
    #[arg(long, value_name = "on|off")]
    once: Option<String>,
    /// How many letters and digits a pass has at least, and if nothing else is said: 8 to 48
    #[arg(long, value_name = "N")]
    length: Option<usize>,
    /// Whether passes serve at all; off: none is made, and nobody can sign in with one that there is
    #[arg(long, value_name = "on|off")]
    serve: Option<String>,
    /// Whose passes serve: all, or those of a group of `tweestap group`
    #[arg(long = "for", value_name = "all|GROUP")]
    people: Option<String>,
}

/// Shows what is allowed, or changes it.
pub fn run(wanted: &Passes, program: &Program) -> Result<()> {
    let organization = organization_of(&wanted.domain, program)?;
    let known = program.store.read_now(move |t| pass_policy::read(t, organization))?.terms();
    if !wanted.says_something() {
        show(known, &switch::name_of(known.group, organization, program)?);
        return Ok(());
    }
    let group = switch::group(wanted.people.as_deref(), (organization, known.group), program)?;
    let terms = wanted.over(Terms { group, ..known })?;
    let policy = PassPolicy::new(terms)?;
    program.store.write_now(move |t| {
        pass_policy::set(t, organization, &policy)?;
        Ok::<_, AccountsError>(())
    })?;
    if known.serve && !terms.serve {
        say_aside("nobody signs in with a pass any more; who is signed in by one stays so until it ends");
    }
    Ok(())
}

impl Passes {
    fn says_something(&self) -> bool {
        let Self { domain: _, least, most, lifetime, once, length, serve, people } = self;
        [least, most, lifetime].into_iter().any(Option::is_some)
            || [once, serve, people].into_iter().any(Option::is_some)
            || length.is_some()
    }

    /// These terms with what is said in the place of what was.
    fn over(&self, known: Terms) -> Result<Terms> {
        Ok(Terms {
            serve: on_or_off("--serve", self.serve.as_deref(), known.serve)?,
            least: minutes("--least", self.least, known.least)?,
            most: minutes("--most", self.most, known.most)?,
            lifetime: minutes("--lifetime", self.lifetime, known.lifetime)?,
            once: on_or_off("--once", self.once.as_deref(), known.once)?,
            length: self.length.unwrap_or(known.length),
            group: known.group,
        })
    }
}

fn minutes(option: &str, said: Option<i64>, known: Span) -> Result<Span> {
    match said {
        None => Ok(known),
        Some(minutes) if MINUTES.contains(&minutes) => Ok(Span::minutes(minutes)),
        Some(_) => bail!("{option} must be {} to {}", MINUTES.start(), MINUTES.end()),
    }
}

fn show(terms: Terms, people: &str) {
    let Terms { serve, group: _, least, most, lifetime, once, length } = terms;
    say(format!("serve          {}", switch::shown(serve)));
    say(format!("for            {people}"));
    say(format!("least          {} minutes", least.as_minutes()));
    say(format!("most           {} minutes", most.as_minutes()));
    say(format!("lifetime       {} minutes, if nothing else is said", lifetime.as_minutes()));
    say(format!("once           {}", switch::shown(once)));
    say(format!("length         {length} letters and digits, or more"));
}
