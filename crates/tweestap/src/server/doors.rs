//! The doors, one line each.

use std::sync::Arc;

use account_home::AccountHomeDesk;
use methods::METHODS;
use security_info::SecurityInfoDesk;
use sign_in::SignInDesk;
use simulator::SimulatorDesk;
use vault::HashingPool;
use web::{AssetFiles, Guard, Kit, KitParts, Page, Routes, TextFiles, Visit, links};

use crate::program::Program;

/// The texts of every room.
pub const TEXTS: &[TextFiles] = &[
    web::TEXTS,
    methods::TEXTS,
    sign_in::TEXTS,
    security_info::TEXTS,
    account_home::TEXTS,
    simulator::TEXTS,
];

/// The assets of every room.
const ASSETS: &[AssetFiles] = &[web::ASSETS, simulator::ASSETS];

/// The kit of all pages.
pub fn kit(program: &Program) -> Kit {
    Kit::new(KitParts { texts: TEXTS, assets: ASSETS, vault: program.vault.clone() })
}

/// Every address. The simulator's exist in the demo only, and take the front page.
pub fn all_routes(program: &Program, pool: &HashingPool, simulator: Option<SimulatorDesk>) -> Routes<()> {
    let Program { store, vault, settings, .. } = program.clone();
    let kit = kit(program);
    let routes = kit
        .routes()
        .and(sign_in::routes(SignInDesk {
            store: store.clone(),
            vault: vault.clone(),
            pool: pool.clone(),
            methods: METHODS,
            limits: settings.limits(),
        }))
        .and(security_info::routes(SecurityInfoDesk {
            store: store.clone(),
            vault,
            methods: METHODS,
            texts: Arc::clone(kit.texts()),
        }))
        .and(account_home::routes(AccountHomeDesk { store }));
    routes.and(match simulator {
        Some(desk) => simulator::routes(desk),
        None => Routes::new().get(links::Front::PATH, Guard::Open, front),
    })
}

/// Without a demo the front page leads to the sign-in, which leads on to the account of who is signed in.
async fn front(visit: Visit) -> Page {
    visit.see_other(links::SignIn::default())
}
