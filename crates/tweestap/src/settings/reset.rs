//! The numbers of getting a new password.

use password_reset::Limits;
use verification::attempts::Lifetime;
use verification::throttle::Allowance;
use world::Span;

use super::Settings;

impl Settings {
    /// The numbers of a reset.
    pub fn reset_limits(&self) -> Limits {
        let rest = self.span("reset.rest_hours", Span::hours);
        let counted = |count, within, rest| Allowance {
            tries: self.number(count),
            within,
            rest,
            longest_rest: rest,
            lasts: Span::ZERO,
        };
        let (day, hour) = (self.span("reset.within_hours", Span::hours), Span::hours(1));
        let sign_in = self.limits();
        Limits {
            work_bits: u8::try_from(self.number("reset.work_bits")).unwrap_or_default(),
            questions: counted("reset.questions", hour, hour),
            proofs: counted("reset.wrong_proofs", day, rest),
            proofs_from_address: counted("reset.wrong_proofs_from_address", day, hour),
            of_method: counted("reset.by_method", hour, rest),
            resets: counted("reset.begun", hour, rest),
            mails: counted("reset.mails", Span::minutes(10), rest),
            code_lasts: self.span("reset.code_minutes", Span::minutes),
            attempts: Lifetime {
                lasts: self.span("reset.session_minutes", Span::minutes),
                kept: sign_in.attempts.kept,
            },
            challenges: sign_in.challenges,
        }
    }
}
