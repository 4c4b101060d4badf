//! The statements of this crate.

use store::Sweep;

store::statements! {
    WORK_USED = "SELECT attempt FROM password_resets WHERE organization = $1 AND work = $2";
    BEGIN_RESET = "INSERT INTO password_resets
        (organization, attempt, work, aim, method, way, challenge, challenge_ends_at, used, ends_at)
        VALUES ($1, $2, $3, '', '', '', NULL, 0, '', $4) ON CONFLICT DO NOTHING";
    RESET = "SELECT aim, method, way, challenge, challenge_ends_at, used FROM password_resets
        WHERE organization = $1 AND attempt = $2";
    CHOOSE_AIM = "UPDATE password_resets SET aim = $3 WHERE organization = $1 AND attempt = $2";
    ASK_RESET = "UPDATE password_resets SET method = $3, way = $4, challenge = $5, challenge_ends_at = $6
        WHERE organization = $1 AND attempt = $2";
    PROVED_RESET = "UPDATE password_resets SET used = $3, method = '', way = '', challenge = NULL
        WHERE organization = $1 AND attempt = $2";
    SWEEP_RESETS = "DELETE FROM password_resets WHERE (organization, attempt) IN
        (SELECT organization, attempt FROM password_resets WHERE ends_at < $1 ORDER BY ends_at LIMIT $2)";
}

/// The tables whose rows end.
pub const SWEEPS: &[Sweep] = &[Sweep { table: "password_resets", statement: SWEEP_RESETS }];
