//! The doors, one line each.

use std::sync::Arc;

use account_home::AccountHomeDesk;
use authenticator::{AuthenticatorDesk, AuthenticatorError, Keys};
use delivery::{Carriers, Mailbox};
use device_protocol::Endpoints;
use methods::METHODS;
use new_password::Judge;
use password_reset::PasswordResetDesk;
use security_info::SecurityInfoDesk;
use sign_in::SignInDesk;
use simulator::Room;
use vault::HashingPool;
use web::{AssetFiles, Bell, Guard, Kit, KitParts, Page, Places, Routes, TextFiles, Visit, links};

use super::logo;
use crate::program::Program;
use crate::settings::Settings;

/// The texts of every room.
pub const TEXTS: &[TextFiles] = &[
    web::TEXTS,
    methods::TEXTS,
    sign_in::TEXTS,
    security_info::TEXTS,
    account_home::TEXTS,
    help::TEXTS,
    notices::TEXTS,
    password_reset::TEXTS,
    new_password::TEXTS,
    simulator::TEXTS,
];

/// The assets of every room.
const ASSETS: &[AssetFiles] = &[
    web::ASSETS,
    methods::ASSETS,
    simulator::ASSETS,
    account_home::ASSETS,
    help::ASSETS,
    new_password::ASSETS,
    password_reset::ASSETS,
];

/// The kit of all pages.
pub fn kit(program: &Program, places: Option<Arc<dyn Places>>) -> Kit {
    Kit::new(KitParts { texts: TEXTS, assets: ASSETS, vault: program.vault.clone(), places })
}

/// The desk of signing in, with the methods for which there is a carrier.
pub fn sign_in_desk(
    program: &Program,
    (pool, judge): (&HashingPool, &Judge),
    kit: &Kit,
    carriers: &Carriers,
) -> SignInDesk {
    SignInDesk {
        store: program.store.clone(),
        vault: program.vault.clone(),
        pool: pool.clone(),
        judge: judge.clone(),
        methods: METHODS.over(&carriers.channels()),
        limits: program.settings.limits(),
        texts: Arc::clone(kit.texts()),
        bell: Bell::default(),
    }
}

/// Every address. The simulator's exist in the demo only, and take the front page.
pub fn routes(
    (kit, settings): (&Kit, &Settings),
    desk: &SignInDesk,
    keys: &Arc<Keys>,
    simulator: Option<Room>,
) -> Routes<()> {
    let private = settings.text("push.allow_private") == "yes";
    let is_demo = simulator.is_some();
    let routes = kit
        .routes()
        .and(sign_in::routes(desk.clone()))
        .and(security_info::routes(SecurityInfoDesk {
            store: desk.store.clone(),
            vault: desk.vault.clone(),
            methods: desk.methods,
            limits: desk.limits.challenges,
            texts: Arc::clone(&desk.texts),
            bell: desk.bell.clone(),
        }))
        .and(account_home::routes(AccountHomeDesk {
            store: desk.store.clone(),
            vault: desk.vault.clone(),
            methods: desk.methods,
            pool: desk.pool.clone(),
            judge: desk.judge.clone(),
            passwords: desk.limits.passwords,
            attempts: desk.limits.attempts,
            texts: Arc::clone(&desk.texts),
        }))
        .and(help::routes())
        .and(logo::routes(desk.store.clone()))
        .and(password_reset::routes(reset_desk(settings, desk)))
        .and(authenticator::routes(AuthenticatorDesk {
            store: desk.store.clone(),
            vault: desk.vault.clone(),
            methods: desk.methods,
            limits: desk.limits.challenges,
            texts: Arc::clone(&desk.texts),
            bell: desk.bell.clone(),
            keys: Arc::clone(keys),
            endpoints: if is_demo || private { Endpoints::AlsoHttp } else { Endpoints::HttpsOnly },
            demo_push: is_demo.then(|| kit.asset("simulator/demo-push.js").to_owned()),
        }));
    routes.and(match simulator {
        Some(desk) => simulator::routes(desk),
        None => Routes::new().get(links::Front::PATH, Guard::Open, front),
    })
}

/// The desk of resetting passwords, beside that of signing in.
fn reset_desk(settings: &Settings, desk: &SignInDesk) -> PasswordResetDesk {
    PasswordResetDesk {
        store: desk.store.clone(),
        vault: desk.vault.clone(),
        pool: desk.pool.clone(),
        methods: desk.methods,
        judge: desk.judge.clone(),
        limits: settings.reset_limits(),
        texts: Arc::clone(&desk.texts),
        bell: desk.bell.clone(),
    }
}

/// Every address of a program, for the tests that try them all.
pub fn all_routes(
    program: &Program,
    pool: &HashingPool,
    simulator: Option<Room>,
) -> Result<Routes<()>, AuthenticatorError> {
    let kit = kit(program, None);
    let nowhere = Carriers::mail_only(Arc::new(Mailbox::default()));
    let keys = Arc::new(Keys::make()?);
    let desk = sign_in_desk(program, (pool, &Judge::default()), &kit, &nowhere);
    Ok(routes((&kit, &program.settings), &desk, &keys, simulator))
}

/// Without a demo the front page leads to the sign-in, which leads on to the account of who is signed in.
async fn front(visit: Visit) -> Page {
    visit.see_other(links::SignIn::default())
}
