//! The statements of this crate.

use store::Sweep;

store::statements! {
    REGISTRATIONS = "SELECT registration, method, name, record, counter, created_at, used_at, starts_at, ends_at
        FROM registrations
        WHERE organization = $1 AND account = $2 AND suspended_at IS NULL ORDER BY registration LIMIT 100";
    SUSPENDED_REGISTRATIONS = "SELECT registration, method, name, record, counter, created_at, used_at, starts_at, ends_at
        FROM registrations
        WHERE organization = $1 AND account = $2 AND suspended_at IS NOT NULL ORDER BY registration LIMIT 100";
    HOLDINGS = "SELECT r.registration, r.method, r.name, r.record, r.counter, r.created_at, r.used_at,
        r.starts_at, r.ends_at, r.suspended_at IS NOT NULL, v.since, d.method, d.registration FROM (SELECT 1 AS one) AS who
        LEFT JOIN registrations r ON r.organization = $1 AND r.account = $2 AND NOT r.only_resets
        LEFT JOIN reviews v ON v.organization = $1 AND v.account = $2
        LEFT JOIN default_methods d ON d.organization = $1 AND d.account = $2 LIMIT 100";
    SUSPEND_REGISTRATIONS = "UPDATE registrations SET suspended_at = $5
        WHERE organization = $1 AND account = $2 AND suspended_at IS NULL AND (registration = $3 OR created_at >= $4)";
    KEEP_REGISTRATION = "UPDATE registrations SET suspended_at = NULL
        WHERE organization = $1 AND account = $2 AND registration = $3";
    REMOVE_SUSPENDED = "DELETE FROM registrations
        WHERE organization = $1 AND account = $2 AND suspended_at IS NOT NULL";

    DEMAND_REVIEW = "INSERT INTO reviews (organization, account, since) VALUES ($1, $2, $3)
        ON CONFLICT (organization, account) DO UPDATE SET since = $3";
    REVIEW_SINCE = "SELECT since FROM reviews WHERE organization = $1 AND account = $2";
    END_REVIEW = "DELETE FROM reviews WHERE organization = $1 AND account = $2";
    ANY_REGISTRATION = "SELECT slot FROM registrations
        WHERE organization = $1 AND account = $2 AND ends_at IS NULL AND NOT only_resets LIMIT 1";
    ANY_ENDING = "SELECT slot FROM registrations WHERE organization = $1 AND ends_at > $2 AND suspended_at IS NULL LIMIT 1";
    COUNT_POOL = "SELECT count(*) FROM registrations WHERE organization = $1 AND account = $2 AND pool = $3";
    ADD_REGISTRATION = "INSERT INTO registrations
        (organization, account, registration, method, pool, slot, name, record, counter, created_at, starts_at, ends_at,
        only_resets) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (organization, account, pool, slot) DO NOTHING";
    HOLD_REGISTRATIONS = "UPDATE registrations SET slot = slot WHERE organization = $1 AND account = $2";
    REMOVE_REGISTRATION = "DELETE FROM registrations WHERE organization = $1 AND account = $2 AND registration = $3";
    REMOVE_POOL = "DELETE FROM registrations WHERE organization = $1 AND account = $2 AND pool = $3";
    REMOVE_ALL_REGISTRATIONS = "DELETE FROM registrations WHERE organization = $1 AND account = $2";
    IN_POOL = "SELECT slot FROM registrations
        WHERE organization = $1 AND account = $2 AND registration = $3 AND pool = $4";
    NOTE_USE = "UPDATE registrations SET used_at = $4
        WHERE organization = $1 AND account = $2 AND registration = $3 AND suspended_at IS NULL";
    ADVANCE_RECORD = "UPDATE registrations SET counter = $4, used_at = $5, record = $6
        WHERE organization = $1 AND account = $2 AND registration = $3 AND counter < $4 AND suspended_at IS NULL";
    ADVANCE_COUNTER = "UPDATE registrations SET counter = $4, used_at = $5
        WHERE organization = $1 AND account = $2 AND registration = $3 AND counter < $4 AND suspended_at IS NULL";

    BEGIN_CHALLENGE = "INSERT INTO challenges
        (organization, challenge, account, method, purpose, bound_to, browser, record, tries, created_at, expires_at,
         registration, sends, sent_at, ticket, in_app, asker)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $10, $14, $15, $16)";
    END_CHALLENGES = "UPDATE challenges SET used_at = $4
        WHERE organization = $1 AND bound_to = $2 AND purpose = $3 AND used_at IS NULL";
    WAITING_CHALLENGE = "SELECT challenge, method, record, expires_at, registration, sends, sent_at, heard FROM challenges
        WHERE organization = $1 AND bound_to = $2 AND purpose = $3 AND account = $4 AND browser = $5
        AND used_at IS NULL AND expires_at > $6 AND created_at <= $6 AND tries > 0
        ORDER BY challenge DESC LIMIT 1";
    TAKE_CHALLENGE = "UPDATE challenges SET tries = tries - 1
        WHERE organization = $1 AND challenge = $2 AND bound_to = $3 AND purpose = $4 AND account = $5 AND browser = $6
        AND used_at IS NULL AND expires_at > $7 AND tries > 0";
    SENT_AGAIN = "UPDATE challenges SET sends = sends + 1, sent_at = $4
        WHERE organization = $1 AND challenge = $2 AND sends = $3 AND used_at IS NULL";
    CHALLENGE_OF = "SELECT account, method, bound_to, purpose, record, asker, browser FROM challenges
        WHERE organization = $1 AND challenge = $2";
    HEAR_CHALLENGE = "UPDATE challenges SET heard = $3, heard_at = $4, stage = $5
        WHERE organization = $1 AND challenge = $2 AND stage < $5 AND used_at IS NULL AND expires_at > $4";
    TICKET = "SELECT challenge, account FROM challenges
        WHERE organization = $1 AND ticket = $2 AND stage = 0 AND used_at IS NULL AND expires_at > $3 AND created_at <= $3";
    HEARD_SINCE = "SELECT challenge, stage FROM challenges WHERE heard_at >= $1 ORDER BY heard_at LIMIT 1000";
    CONSUME_CHALLENGE = "UPDATE challenges SET used_at = $3 WHERE organization = $1 AND challenge = $2 AND used_at IS NULL";

    HOLD_REQUEST = "INSERT INTO app_requests (organization, account, challenge, ends_at, refused_at) VALUES ($1, $2, $3, 0, 0)
        ON CONFLICT (organization, account) DO UPDATE SET ends_at = app_requests.ends_at";
    CLAIM_REQUEST = "UPDATE app_requests SET challenge = $3, ends_at = $4
        WHERE organization = $1 AND account = $2
        AND (ends_at <= $5 OR ends_at > $6 OR NOT EXISTS (SELECT 1 FROM challenges c
            WHERE c.organization = app_requests.organization AND c.challenge = app_requests.challenge
            AND c.used_at IS NULL AND c.stage < 2))
        RETURNING refused_at";
    PENDING_REQUEST = "SELECT c.challenge, c.browser, c.bound_to, c.expires_at, c.method FROM app_requests q JOIN challenges c
        ON c.organization = q.organization AND c.challenge = q.challenge
        WHERE q.organization = $1 AND q.account = $2 AND c.used_at IS NULL AND c.stage < 2 AND c.expires_at > $3";
    NOTE_REFUSAL = "UPDATE app_requests SET refused_at = $3 WHERE organization = $1 AND account = $2";
    IN_APP = "SELECT challenge, asker, created_at, expires_at, sends, purpose FROM challenges
        WHERE organization = $1 AND account = $2 AND in_app AND used_at IS NULL AND stage < 2 AND expires_at > $3
        AND created_at <= $3 AND (purpose <> $4 OR challenge = $5) ORDER BY challenge DESC LIMIT 10";
    LAPSED = "SELECT method, stage, expires_at FROM challenges
        WHERE organization = $1 AND bound_to = $2 AND purpose = $3 AND in_app ORDER BY challenge DESC LIMIT 1";
    BEGUN_SINCE = "SELECT account, challenge FROM challenges WHERE in_app AND created_at >= $1 ORDER BY created_at LIMIT 1000";

    PAIR_APP = "INSERT INTO apps (organization, app, account, registration, challenge, key, name, server, sequence, subscription,
        push, notifications, paired_at, seen_at, expires_at)
        VALUES ($1, $2, $3, NULL, $4, $5, $6, $12, 0, $7, $8, $9, $10, $10, $11)";
    FIND_APP = "SELECT a.account, a.registration, a.challenge, a.key, a.name, a.subscription, a.push, a.notifications, a.seen_at,
        r.suspended_at, a.server FROM apps a LEFT JOIN registrations r
        ON r.organization = a.organization AND r.account = a.account AND r.registration = a.registration
        WHERE a.organization = $1 AND a.app = $2 AND a.expires_at > $3";
    TAKE_SEQUENCE = "UPDATE apps SET sequence = $3, seen_at = $4 WHERE organization = $1 AND app = $2 AND sequence < $3";
    SEQUENCE_OF = "SELECT sequence FROM apps WHERE organization = $1 AND app = $2";
    SUBSCRIBE_APP = "UPDATE apps SET subscription = $3, push = $4, notifications = $5 WHERE organization = $1 AND app = $2";
    PUSH_GONE = "UPDATE apps SET push = 'gone' WHERE organization = $1 AND app = $2";
    APPS_OF = "SELECT registration, name, push, notifications, seen_at FROM apps
        WHERE organization = $1 AND account = $2 AND registration IS NOT NULL ORDER BY app LIMIT 20";
    PROVE_APP = "UPDATE apps SET registration = $4, expires_at = $5
        WHERE organization = $1 AND account = $2 AND app = $3 AND challenge = $6 AND registration IS NULL";
    OLD_APPS = "SELECT organization, account, app, key, subscription FROM apps
        WHERE substr(key, 1, 5) <> $1 OR (subscription IS NOT NULL AND substr(subscription, 1, 5) <> $1) LIMIT $2";
    RESEAL_APP = "UPDATE apps SET key = $4, subscription = $5
        WHERE organization = $1 AND account = $2 AND app = $3 AND key = $6";

    BLOCK_ASKER = "INSERT INTO blocked_askers (organization, account, asker, ends_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (organization, account, asker) DO UPDATE SET ends_at = $4";
    BLOCKED_ASKER = "SELECT ends_at FROM blocked_askers
        WHERE organization = $1 AND account = $2 AND asker = $3 AND ends_at > $4";

    SIGNING_KEY = "SELECT key FROM signing_keys WHERE purpose = $1";
    MAKE_SIGNING_KEY = "INSERT INTO signing_keys (purpose, key, made_at) VALUES ($1, $2, $3) ON CONFLICT (purpose) DO NOTHING";
    OLD_SIGNING_KEYS = "SELECT purpose, key FROM signing_keys WHERE substr(key, 1, 5) <> $1 LIMIT $2";
    RESEAL_SIGNING_KEY = "UPDATE signing_keys SET key = $3 WHERE purpose = $1 AND key = $2";

    BEGIN_OPEN = "INSERT INTO open_challenges (organization, challenge, browser, method, record, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    OPEN_CHALLENGE = "SELECT method, record, expires_at FROM open_challenges
        WHERE organization = $1 AND challenge = $2 AND browser = $3 AND used_at IS NULL AND expires_at > $4";
    USE_OPEN = "UPDATE open_challenges SET used_at = $4
        WHERE organization = $1 AND challenge = $2 AND browser = $3 AND used_at IS NULL AND expires_at > $4";

    DEFAULT_METHOD = "SELECT method, registration FROM default_methods WHERE organization = $1 AND account = $2";
    SET_DEFAULT = "INSERT INTO default_methods (organization, account, method, registration) VALUES ($1, $2, $3, $4)
        ON CONFLICT (organization, account) DO UPDATE SET method = $3, registration = $4";
    MOVE_DEFAULT = "UPDATE default_methods SET registration = $4
        WHERE organization = $1 AND account = $2 AND registration = $3";

    REMEMBER_DEVICE = "INSERT INTO remembered_devices
        (organization, device, account, browser, token, mark, address, agent, remembered_at, used_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)";
    FIND_DEVICE = "SELECT token, mark, expires_at FROM remembered_devices
        WHERE organization = $1 AND device = $2 AND account = $3 AND browser = $4";
    USE_DEVICE = "UPDATE remembered_devices SET token = $4, used_at = $5
        WHERE organization = $1 AND device = $2 AND token = $3 AND expires_at > $5";
    DEVICES = "SELECT device, address, agent, remembered_at, used_at, expires_at FROM remembered_devices
        WHERE organization = $1 AND account = $2 AND expires_at > $3 ORDER BY used_at DESC LIMIT 100";
    SHORTEN_DEVICES = "UPDATE remembered_devices SET expires_at = remembered_at + $2
        WHERE organization = $1 AND expires_at > remembered_at + $2";
    FORGET_DEVICE = "DELETE FROM remembered_devices WHERE organization = $1 AND account = $2 AND device = $3";
    FORGET_BROWSER = "DELETE FROM remembered_devices WHERE organization = $1 AND account = $2 AND browser = $3";
    FORGET_DEVICES = "DELETE FROM remembered_devices WHERE organization = $1 AND account = $2";

    BEGIN_ATTEMPT = "INSERT INTO attempts
        (organization, attempt, token, browser, account, user_name, purpose, session, evidence, application, continue_to,
         address, agent, familiar, steps, outcome, started_at, expires_at, keep_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'open', $16, $17, $18)";
    FIND_ATTEMPT = "SELECT attempt, account, user_name, session, evidence, continue_to, familiar, steps, started_at, purpose
        FROM attempts WHERE organization = $1 AND token = $2 AND browser = $3 AND outcome = 'open' AND expires_at > $4
        AND purpose IN ('sign_in', 'step_up')";
    FIND_RESET = "SELECT attempt, CASE WHEN outcome = 'open' THEN account ELSE NULL END, user_name, session, evidence,
        continue_to, familiar, steps, started_at, purpose
        FROM attempts WHERE organization = $1 AND token = $2 AND browser = $3 AND outcome <> 'passed' AND expires_at > $4
        AND purpose = 'reset'";
    ADVANCE_ATTEMPT = "UPDATE attempts SET token = $4, evidence = $5, steps = $6
        WHERE organization = $1 AND attempt = $2 AND token = $3 AND outcome = 'open'";
    NOTE_STEPS = "UPDATE attempts SET steps = $3 WHERE organization = $1 AND attempt = $2 AND outcome = 'open'";
    END_ATTEMPT = "UPDATE attempts SET outcome = $4, steps = $5, ended_at = $6
        WHERE organization = $1 AND attempt = $2 AND token = $3 AND outcome = 'open'";
    OPEN_CHANGE = "SELECT attempt, steps FROM attempts WHERE organization = $1 AND account = $2 AND session = $3
        AND purpose = 'change' AND outcome = 'open' AND expires_at > $4 ORDER BY started_at DESC LIMIT 1";
    OPEN_STEPS = "SELECT steps FROM attempts WHERE organization = $1 AND attempt = $2 AND outcome = 'open'";
    REPORT_ATTEMPT = "UPDATE attempts SET outcome = $3, steps = $4, ended_at = $5
        WHERE organization = $1 AND attempt = $2 AND outcome = 'open'";
    ENDED_ATTEMPT = "SELECT outcome FROM attempts
        WHERE organization = $1 AND token = $2 AND browser = $3 AND ended_at > $4";
    RECENT_ATTEMPTS = "SELECT attempt, started_at, address, agent, application, familiar, purpose, steps, outcome, recognized
        FROM attempts WHERE organization = $1 AND account = $2 AND started_at < $3
        ORDER BY started_at DESC LIMIT $4";

    STOP_ATTEMPTS = "UPDATE attempts SET outcome = $3, ended_at = $4
        WHERE organization = $1 AND account = $2 AND outcome = 'open'";
    STOP_OTHER_ATTEMPTS = "UPDATE attempts SET outcome = $3, ended_at = $4
        WHERE organization = $1 AND account = $2 AND outcome = 'open' AND attempt <> $5";
    SHORTEN_ATTEMPT = "UPDATE attempts SET expires_at = $3
        WHERE organization = $1 AND attempt = $2 AND outcome = 'open' AND expires_at > $3";
    LENGTHEN_ATTEMPT = "UPDATE attempts SET expires_at = $3
        WHERE organization = $1 AND attempt = $2 AND outcome = 'open' AND expires_at < $3";
    HOLD_ATTEMPT = "UPDATE attempts SET steps = steps WHERE organization = $1 AND attempt = $2 AND outcome = 'open'";
    NOTE_SITE = "UPDATE attempts SET site = $3 WHERE organization = $1 AND attempt = $2";
    SITE = "SELECT site FROM attempts WHERE organization = $1 AND attempt = $2";
    PAST_ATTEMPT = "SELECT attempt, started_at, address, agent, application, familiar, purpose, steps, outcome, recognized
        FROM attempts WHERE organization = $1 AND attempt = $2 AND account = $3";
    STEPPED_UP = "SELECT session FROM attempts WHERE organization = $1 AND attempt = $2 AND purpose = 'step_up'";
    RECOGNIZE_ATTEMPT = "UPDATE attempts SET recognized = $4
        WHERE organization = $1 AND attempt = $2 AND account = $3";

    CHARGE_TRY = "INSERT INTO throttles
        (organization, subject, tries, started_at, resting_until, next_rest, recent, forget_at)
        VALUES ($1, $2, 1, $3, 0, $6, '', $8)
        ON CONFLICT (organization, subject) DO UPDATE SET
        tries = CASE WHEN (throttles.started_at <= $9 AND (throttles.started_at >= $4 OR ($7 > $6 AND throttles.resting_until >= $4)))
            THEN throttles.tries + 1 ELSE 1 END,
        started_at = CASE WHEN (throttles.started_at <= $9 AND (throttles.started_at >= $4 OR ($7 > $6 AND throttles.resting_until >= $4)))
            THEN throttles.started_at ELSE $3 END,
        resting_until = CASE WHEN (throttles.started_at <= $9 AND (throttles.started_at >= $4 OR ($7 > $6 AND throttles.resting_until >= $4)))
            AND throttles.tries + 1 >= $5 THEN $10 + throttles.next_rest ELSE 0 END,
        next_rest = CASE WHEN NOT (throttles.started_at <= $9 AND (throttles.started_at >= $4 OR ($7 > $6 AND throttles.resting_until >= $4))) THEN $6
            WHEN throttles.tries + 1 < $5 THEN throttles.next_rest
            WHEN throttles.next_rest * 2 > $7 THEN $7
            ELSE throttles.next_rest * 2 END,
        forget_at = $8
        WHERE throttles.resting_until <= $3 OR throttles.started_at > $9
        RETURNING tries";
    REFUND_TRY = "UPDATE throttles SET tries = tries - 1, resting_until = 0,
        next_rest = CASE WHEN resting_until = 0 OR next_rest / 2 < $3 THEN next_rest ELSE next_rest / 2 END
        WHERE organization = $1 AND subject = $2 AND tries > 0";
    CLEAR_TRIES = "DELETE FROM throttles WHERE organization = $1 AND subject = $2";
    CLEAR_TOGETHER = "DELETE FROM throttles WHERE organization = $1 AND subject >= $2 AND subject <= $3";
    RESTING_UNTIL = "SELECT resting_until FROM throttles
        WHERE organization = $1 AND subject = $2 AND resting_until > $3 AND started_at <= $4";
    RECENT_TAGS = "SELECT recent FROM throttles WHERE organization = $1 AND subject = $2";
    NOTE_TAGS = "UPDATE throttles SET recent = $3 WHERE organization = $1 AND subject = $2";

    RESEAL_CANDIDATES = "SELECT organization, account, registration, record FROM registrations
        WHERE substr(record, 1, 5) <> $1 LIMIT $2";
    RESEAL = "UPDATE registrations SET record = $5
        WHERE organization = $1 AND account = $2 AND registration = $3 AND record = $4";

    SWEEP_CHALLENGES = "DELETE FROM challenges WHERE (organization, challenge) IN
        (SELECT organization, challenge FROM challenges WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
    SWEEP_REGISTRATIONS = "DELETE FROM registrations WHERE (organization, account, registration) IN
        (SELECT organization, account, registration FROM registrations WHERE ends_at < $1 ORDER BY ends_at LIMIT $2)";
    SWEEP_OPEN = "DELETE FROM open_challenges WHERE (organization, challenge) IN
        (SELECT organization, challenge FROM open_challenges WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
    SWEEP_APPS = "DELETE FROM apps WHERE (organization, app) IN
        (SELECT organization, app FROM apps WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
    SWEEP_BLOCKED = "DELETE FROM blocked_askers WHERE (organization, account, asker) IN
        (SELECT organization, account, asker FROM blocked_askers WHERE ends_at < $1 ORDER BY ends_at LIMIT $2)";
    SWEEP_ATTEMPTS = "DELETE FROM attempts WHERE (organization, attempt) IN
        (SELECT organization, attempt FROM attempts WHERE keep_until < $1 ORDER BY keep_until LIMIT $2)";
    SWEEP_DEVICES = "DELETE FROM remembered_devices WHERE (organization, device) IN
        (SELECT organization, device FROM remembered_devices WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
    SWEEP_THROTTLES = "DELETE FROM throttles WHERE (organization, subject) IN
        (SELECT organization, subject FROM throttles WHERE forget_at < $1 ORDER BY forget_at LIMIT $2)";
}

/// The tables whose rows end.
pub const SWEEPS: &[Sweep] = &[
    Sweep { table: "challenges", statement: SWEEP_CHALLENGES },
    Sweep { table: "open_challenges", statement: SWEEP_OPEN },
    Sweep { table: "registrations", statement: SWEEP_REGISTRATIONS },
    Sweep { table: "apps", statement: SWEEP_APPS },
    Sweep { table: "blocked_askers", statement: SWEEP_BLOCKED },
    Sweep { table: "attempts", statement: SWEEP_ATTEMPTS },
    Sweep { table: "remembered_devices", statement: SWEEP_DEVICES },
    Sweep { table: "throttles", statement: SWEEP_THROTTLES },
];
