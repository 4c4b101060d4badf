//! The addresses of the web app and of the protocol.

mod files;
mod messages;

use web::{Guard, Routes};

use crate::app_files::APP_PATH;
use crate::desk::AuthenticatorDesk;

/// The addresses of this room.
pub fn routes(desk: AuthenticatorDesk) -> Routes<()> {
    Routes::new()
        .get(APP_PATH, Guard::Open, files::app)
        .get("/authenticator/server", Guard::Open, files::server)
        .get("/authenticator/{*file}", Guard::Open, files::file)
        .post("/authenticator/pair", Guard::Open, messages::pair)
        .post("/authenticator/list", Guard::Open, messages::list)
        .post("/authenticator/answer", Guard::Open, messages::answer)
        .post("/authenticator/subscribe", Guard::Open, messages::subscribe)
        .post("/authenticator/watch", Guard::Open, messages::watch)
        .post("/authenticator/leave", Guard::Open, messages::leave)
        .with_state(desk)
}
