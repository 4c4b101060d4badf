//! The statements of this crate.

use store::Sweep;

store::statements! {
    ADD_NOTICE = "INSERT INTO notices
        (organization, notice, account, code, kind, registration, since, made_at, ends_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND_NOTICE = "SELECT account, kind, registration, since, made_at FROM notices
        WHERE organization = $1 AND code = $2 AND used_at IS NULL AND ends_at > $3";
    USE_NOTICE = "UPDATE notices SET used_at = $3
        WHERE organization = $1 AND code = $2 AND used_at IS NULL AND ends_at > $3";
    SWEEP_NOTICES = "DELETE FROM notices WHERE (organization, notice) IN
        (SELECT organization, notice FROM notices WHERE ends_at < $1 ORDER BY ends_at LIMIT $2)";
}

/// The tables whose rows end.
pub const SWEEPS: &[Sweep] = &[Sweep { table: "notices", statement: SWEEP_NOTICES }];
