-- Authenticator apps that are paired, what they are asked, and what keeps requests from wearing a person down.
ALTER TABLE challenges ADD COLUMN ticket BYTEA;                          -- a keyed hash of what whoever answers from outside shows first
ALTER TABLE challenges ADD COLUMN stage BIGINT NOT NULL DEFAULT 0;       -- of what was heard: 1 on the way, 2 at its end
ALTER TABLE challenges ADD COLUMN in_app BOOLEAN NOT NULL DEFAULT FALSE; -- paired apps list it
ALTER TABLE challenges ADD COLUMN asker BYTEA;                           -- sealed: who asks, as a paired app shows it
UPDATE challenges SET stage = 2 WHERE heard IS NOT NULL;
CREATE UNIQUE INDEX challenges_by_ticket ON challenges (organization, ticket) WHERE ticket IS NOT NULL;
CREATE INDEX challenges_in_app ON challenges (organization, account) WHERE in_app;
CREATE INDEX challenges_in_app_by_age ON challenges (created_at) WHERE in_app;

CREATE TABLE apps (
  organization BYTEA NOT NULL,
  app BYTEA NOT NULL,
  account BYTEA NOT NULL,
  registration BYTEA,                -- null until the set-up is proved
  challenge BYTEA NOT NULL,          -- the set-up by which it was paired
  key BYTEA NOT NULL,                -- sealed: its public key
  name TEXT NOT NULL,                -- what it called itself
  server TEXT NOT NULL,              -- the origin at which it was paired
  sequence BIGINT NOT NULL,          -- of the last message that was taken
  subscription BYTEA,                -- sealed: where push messages reach it
  push TEXT NOT NULL,                -- 'none', 'live' or 'gone'
  notifications TEXT NOT NULL,       -- what it says of showing them: 'granted', 'blocked', 'unsupported', 'later' or 'left'
  paired_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,        -- of one whose set-up was never proved
  PRIMARY KEY (organization, app),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE,
  FOREIGN KEY (organization, account, registration) REFERENCES registrations (organization, account, registration) ON DELETE CASCADE
);
CREATE INDEX apps_by_account ON apps (organization, account);
CREATE INDEX apps_by_end ON apps (expires_at);

-- The one request that waits for an account, and when one was refused last.
CREATE TABLE app_requests (
  organization BYTEA NOT NULL,
  account BYTEA NOT NULL,
  challenge BYTEA NOT NULL,
  ends_at BIGINT NOT NULL,
  refused_at BIGINT NOT NULL,
  PRIMARY KEY (organization, account),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
);

-- Browsers at an address whose requests the owner of an account has reported.
CREATE TABLE blocked_askers (
  organization BYTEA NOT NULL,
  account BYTEA NOT NULL,
  asker BYTEA NOT NULL,              -- a keyed hash of browser and address
  ends_at BIGINT NOT NULL,
  PRIMARY KEY (organization, account, asker),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
);
CREATE INDEX blocked_askers_by_end ON blocked_askers (ends_at);

-- Keys with which the server signs; of the whole installation.
CREATE TABLE signing_keys (
  purpose TEXT NOT NULL PRIMARY KEY,
  key BYTEA NOT NULL,                -- sealed: PKCS #8
  made_at BIGINT NOT NULL
);
