-- What serves only where an organization has turned it on, and what serves a password reset and nothing else.
ALTER TABLE organizations ADD COLUMN questions BOOLEAN NOT NULL DEFAULT FALSE;        -- whether security questions serve in a reset
ALTER TABLE registrations ADD COLUMN only_resets BOOLEAN NOT NULL DEFAULT FALSE;      -- it is never asked for at a sign-in
