//! Tweestap: sign-in for work and school accounts, with a second step.

fn main() -> std::process::ExitCode {
    tweestap::run()
}
