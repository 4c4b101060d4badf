//! The statements of this crate.

use store::Sweep;

store::statements! {
    ADD_ORGANIZATION = "INSERT INTO organizations (organization, name, language, accent, second_step, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    SET_ORGANIZATION = "UPDATE organizations SET remember_days = $2, experience = $3, country = $4, password_days = $5
        WHERE organization = $1";
    ADD_DOMAIN = "INSERT INTO organization_domains (domain, organization) VALUES ($1, $2)";
    ADD_HOST = "INSERT INTO organization_hosts (host, organization) VALUES ($1, $2)";
    DROP_HOSTS = "DELETE FROM organization_hosts WHERE organization = $1";
    ORGANIZATION_OF_HOST = "SELECT o.organization, o.name, o.language, o.accent, o.second_step, o.remember_days,
        o.experience, o.country, o.password_days, o.reset, o.questions, o.reset_for, o.reset_ways,
        o.reset_administrators, o.reset_told, o.confirm_days, o.reset_set_up
        FROM organization_hosts h JOIN organizations o ON o.organization = h.organization
        WHERE h.host = $1 OR h.host = '*' ORDER BY CASE WHEN h.host = '*' THEN 1 ELSE 0 END LIMIT 1";
    OWN_HOST = "SELECT host FROM organization_hosts WHERE organization = $1 AND host <> '*' ORDER BY host LIMIT 1";
    ORGANIZATION_OF_DOMAIN = "SELECT o.organization, o.name, o.language, o.accent, o.second_step, o.remember_days,
        o.experience, o.country, o.password_days, o.reset, o.questions, o.reset_for, o.reset_ways,
        o.reset_administrators, o.reset_told, o.confirm_days, o.reset_set_up
        FROM organization_domains d JOIN organizations o ON o.organization = d.organization WHERE d.domain = $1";
    ORGANIZATION = "SELECT organization, name, language, accent, second_step, remember_days, experience, country,
        password_days, reset, questions, reset_for, reset_ways, reset_administrators, reset_told, confirm_days, reset_set_up
        FROM organizations WHERE organization = $1";
    ORGANIZATIONS = "SELECT o.organization, o.name, o.language, o.accent, o.second_step, o.remember_days,
        o.experience, o.country, o.password_days, o.reset, o.questions, o.reset_for, o.reset_ways,
        o.reset_administrators, o.reset_told, o.confirm_days, o.reset_set_up, min(d.domain)
        FROM organizations o JOIN organization_domains d ON d.organization = o.organization
        GROUP BY o.organization, o.name, o.language, o.accent, o.second_step, o.remember_days, o.experience, o.country,
        o.password_days, o.reset, o.questions, o.reset_for, o.reset_ways,
        o.reset_administrators, o.reset_told, o.confirm_days, o.reset_set_up
        ORDER BY o.organization LIMIT 1000";

    SET_RESET_RULES = "UPDATE organizations SET reset = $2, questions = $3, reset_for = $4, reset_ways = $5,
        reset_administrators = $6, reset_told = $7, confirm_days = $8, reset_set_up = $9 WHERE organization = $1";

    ADD_GROUP = "INSERT INTO people_groups (organization, people, name, folded) VALUES ($1, $2, $3, $4)";
    GROUP_OF_NAME = "SELECT people FROM people_groups WHERE organization = $1 AND folded = $2";
    GROUPS = "SELECT g.people, g.name, (SELECT count(*) FROM group_members m
            WHERE m.organization = g.organization AND m.people = g.people)
        FROM people_groups g WHERE g.organization = $1 ORDER BY g.folded LIMIT 1000";
    GROUP_IN_USE = "SELECT organization FROM organizations WHERE organization = $1 AND reset_for = $2
        UNION ALL SELECT organization FROM pass_policies WHERE organization = $1 AND people = $2";
    REMOVE_GROUP = "DELETE FROM people_groups WHERE organization = $1 AND people = $2";
    JOIN_GROUP = "INSERT INTO group_members (organization, people, account) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    LEAVE_GROUP = "DELETE FROM group_members WHERE organization = $1 AND people = $2 AND account = $3";
    IN_GROUP = "SELECT account FROM group_members WHERE organization = $1 AND people = $2 AND account = $3";
    GROUP_MEMBERS = "SELECT a.user_name FROM group_members m
        JOIN accounts a ON a.organization = m.organization AND a.account = m.account
        WHERE m.organization = $1 AND m.people = $2 AND a.user_name > $3 ORDER BY a.user_name LIMIT $4";
    GROUPS_OF_ACCOUNT = "SELECT g.name FROM group_members m
        JOIN people_groups g ON g.organization = m.organization AND g.people = m.people
        WHERE m.organization = $1 AND m.account = $2 ORDER BY g.folded LIMIT 1000";

    LOOK = "SELECT contact, logo_name FROM organization_looks WHERE organization = $1";
    LOGO = "SELECT logo FROM organization_looks WHERE organization = $1 AND logo_name = $2";
    SET_CONTACT = "INSERT INTO organization_looks (organization, contact) VALUES ($1, $2)
        ON CONFLICT (organization) DO UPDATE SET contact = excluded.contact";
    SET_LOGO = "INSERT INTO organization_looks (organization, logo, logo_name) VALUES ($1, $2, $3)
        ON CONFLICT (organization) DO UPDATE SET logo = excluded.logo, logo_name = excluded.logo_name";
    SET_ACCENT = "UPDATE organizations SET accent = $2 WHERE organization = $1";

    PASS_POLICY = "SELECT serve, least_minutes, most_minutes, lifetime_minutes, once, length, people FROM pass_policies
        WHERE organization = $1";
    SET_PASS_POLICY = "INSERT INTO pass_policies
        (organization, serve, least_minutes, most_minutes, lifetime_minutes, once, length, people)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (organization) DO UPDATE SET serve = excluded.serve, least_minutes = excluded.least_minutes,
        most_minutes = excluded.most_minutes, lifetime_minutes = excluded.lifetime_minutes, once = excluded.once,
        length = excluded.length, people = excluded.people";

    BANNED_WORDS = "SELECT word FROM banned_words WHERE organization = $1 ORDER BY place LIMIT 1000";
    BAN_WORD = "INSERT INTO banned_words (organization, place, word) VALUES ($1, $2, $3)";
    ALLOW_WORDS = "DELETE FROM banned_words WHERE organization = $1";

    ADD_ACCOUNT = "INSERT INTO accounts
        (organization, account, user_name, display_name, language, role, second_step, password, password_at, mail,
         mobile_phone, office_phone, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    ACCOUNT = "SELECT account, user_name, display_name, language, role, second_step, disabled_at, password IS NOT NULL,
        password_at, password_demand FROM accounts WHERE organization = $1 AND account = $2";
    ACCOUNT_OF_USER_NAME = "SELECT account, user_name, display_name, language, role, second_step, disabled_at,
        password IS NOT NULL, password_at, password_demand FROM accounts WHERE organization = $1 AND user_name = $2";
    ACCOUNTS_AFTER = "SELECT account, user_name, display_name, language, role, second_step, disabled_at,
        password IS NOT NULL, password_at, password_demand FROM accounts WHERE organization = $1 AND user_name > $2 ORDER BY user_name LIMIT $3";
    ADMINISTRATORS = "SELECT account, user_name, display_name, language, role, second_step, disabled_at,
        password IS NOT NULL, password_at, password_demand FROM accounts
        WHERE organization = $1 AND role = 'administrator' AND disabled_at IS NULL AND mail IS NOT NULL
        ORDER BY user_name LIMIT $2";
    CONTACT = "SELECT mail, mobile_phone, office_phone FROM accounts WHERE organization = $1 AND account = $2";
    CHANGE_CONTACT = "UPDATE accounts SET mail = $3, mobile_phone = $4, office_phone = $5, language = $6
        WHERE organization = $1 AND account = $2";
    SET_DISABLED = "UPDATE accounts SET disabled_at = $3 WHERE organization = $1 AND account = $2";
    CONFIRMED_AT = "SELECT confirmed_at, created_at FROM accounts WHERE organization = $1 AND account = $2";
    CONFIRM_INFO = "UPDATE accounts SET confirmed_at = $3 WHERE organization = $1 AND account = $2";
    SET_LANGUAGE = "UPDATE accounts SET language = $3 WHERE organization = $1 AND account = $2";
    DELETE_ACCOUNT = "DELETE FROM accounts WHERE organization = $1 AND account = $2";

    PASSWORD = "SELECT password FROM accounts WHERE organization = $1 AND account = $2";
    SET_PASSWORD = "UPDATE accounts SET password = $3, password_at = $4, password_demand = NULL
        WHERE organization = $1 AND account = $2";
    REPLACE_PASSWORD = "UPDATE accounts SET password = $4, password_at = $5, password_demand = NULL
        WHERE organization = $1 AND account = $2 AND password = $3";
    DEMAND_PASSWORD = "UPDATE accounts SET password_demand = $3 WHERE organization = $1 AND account = $2";
    UPGRADE_PASSWORD = "UPDATE accounts SET password = $4 WHERE organization = $1 AND account = $2 AND password = $3";

    OPEN_SESSION = "INSERT INTO sessions
        (organization, session, token, account, browser, evidence, stays, address, agent, opened_at, seen_at, expires_at)
        SELECT organization, $3, $4, account, $5, $6, $7, $8, $9, $10, $10, $11
        FROM accounts WHERE organization = $1 AND account = $2 AND disabled_at IS NULL";
    RAISE_SESSION = "UPDATE sessions SET token = $5, evidence = $6, seen_at = $7
        WHERE organization = $1 AND session = $2 AND account = $3 AND browser = $4 AND expires_at > $7
        RETURNING stays, expires_at";
    FIND_SESSION = "SELECT s.session, s.account, s.evidence, s.stays, s.opened_at, s.seen_at, s.expires_at
        FROM sessions s JOIN accounts a ON a.organization = s.organization AND a.account = s.account
        WHERE s.organization = $1 AND s.token = $2 AND s.browser = $3 AND s.expires_at > $4 AND a.disabled_at IS NULL";
    SEEN_SESSION = "UPDATE sessions SET seen_at = $3 WHERE organization = $1 AND session = $2 AND seen_at < $3";
    HOLD_SESSION = "UPDATE sessions SET seen_at = seen_at
        WHERE organization = $1 AND account = $2 AND session = $3 AND expires_at > $4";
    SESSIONS = "SELECT session, address, agent, stays, opened_at, seen_at, expires_at FROM sessions
        WHERE organization = $1 AND account = $2 AND expires_at > $3 ORDER BY seen_at DESC LIMIT 100";
    END_SESSION = "DELETE FROM sessions WHERE organization = $1 AND account = $2 AND session = $3";
    END_SESSIONS = "DELETE FROM sessions WHERE organization = $1 AND account = $2";
    END_OTHER_SESSIONS = "DELETE FROM sessions WHERE organization = $1 AND account = $2 AND session <> $3";

    FAMILIAR_BROWSER = "SELECT seen_at FROM familiar_browsers WHERE organization = $1 AND account = $2 AND browser = $3";
    REMEMBER_BROWSER = "INSERT INTO familiar_browsers (organization, account, browser, seen_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (organization, account, browser) DO UPDATE SET seen_at = $4";

    OLD_MAIL = "SELECT organization, account, mail FROM accounts
        WHERE mail IS NOT NULL AND substr(mail, 1, 5) <> $1 LIMIT $2";
    RESEAL_MAIL = "UPDATE accounts SET mail = $4 WHERE organization = $1 AND account = $2 AND mail = $3";
    OLD_MOBILE = "SELECT organization, account, mobile_phone FROM accounts
        WHERE mobile_phone IS NOT NULL AND substr(mobile_phone, 1, 5) <> $1 LIMIT $2";
    RESEAL_MOBILE = "UPDATE accounts SET mobile_phone = $4 WHERE organization = $1 AND account = $2 AND mobile_phone = $3";
    OLD_OFFICE = "SELECT organization, account, office_phone FROM accounts
        WHERE office_phone IS NOT NULL AND substr(office_phone, 1, 5) <> $1 LIMIT $2";
    RESEAL_OFFICE = "UPDATE accounts SET office_phone = $4 WHERE organization = $1 AND account = $2 AND office_phone = $3";
    OLD_EVIDENCE = "SELECT organization, session, evidence, account, browser FROM sessions
        WHERE substr(evidence, 1, 5) <> $1 LIMIT $2";
    RESEAL_EVIDENCE = "UPDATE sessions SET evidence = $4 WHERE organization = $1 AND session = $2 AND evidence = $3";

    SWEEP_SESSIONS = "DELETE FROM sessions WHERE (organization, session) IN
        (SELECT organization, session FROM sessions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)";
    SWEEP_BROWSERS = "DELETE FROM familiar_browsers WHERE (organization, account, browser) IN
        (SELECT organization, account, browser FROM familiar_browsers WHERE seen_at < $1 - 34560000000000
         ORDER BY seen_at LIMIT $2)";
}

/// The tables whose rows end: sessions at their end, familiar browsers 400 days after they were last seen.
pub const SWEEPS: &[Sweep] = &[
    Sweep { table: "sessions", statement: SWEEP_SESSIONS },
    Sweep { table: "familiar_browsers", statement: SWEEP_BROWSERS },
];
