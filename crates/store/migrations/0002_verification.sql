-- What accounts have set up, what waits for an answer, what was proved, and what rests.
CREATE TABLE registrations (
  organization BYTEA NOT NULL,
  account BYTEA NOT NULL,
  registration BYTEA NOT NULL,
  method TEXT NOT NULL,
  pool TEXT NOT NULL,                -- methods that share one limit share a pool
  slot BIGINT NOT NULL,              -- 0 to the pool's limit; the index below keeps the limit
  name TEXT NOT NULL,
  record BYTEA NOT NULL,             -- sealed; private to the method
  counter BIGINT NOT NULL,           -- the highest value accepted so far: what was used is not accepted again
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (organization, account, registration),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
);
CREATE UNIQUE INDEX registrations_by_slot ON registrations (organization, account, pool, slot);

CREATE TABLE challenges (
  organization BYTEA NOT NULL,
  challenge BYTEA NOT NULL,
  account BYTEA NOT NULL,
  method TEXT NOT NULL,
  purpose TEXT NOT NULL,             -- 'sign_in' or 'set_up'
  bound_to BYTEA NOT NULL,           -- the attempt or session that may answer it
  browser BYTEA NOT NULL,            -- SHA-256 of the browser's token
  record BYTEA NOT NULL,             -- sealed; private to the method
  tries BIGINT NOT NULL,             -- answers that may still be given
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (organization, challenge),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
);
CREATE INDEX challenges_by_binding ON challenges (organization, bound_to);
CREATE INDEX challenges_by_end ON challenges (expires_at);

-- One row for each sign-in: while it runs, its state; afterwards, its record.
CREATE TABLE attempts (
  organization BYTEA NOT NULL,
  attempt BYTEA NOT NULL,
  token BYTEA NOT NULL,              -- SHA-256 of the cookie's token; a new one at every proof
  browser BYTEA NOT NULL,            -- SHA-256 of the browser's token
  account BYTEA,                     -- null: nobody has this user name
  user_name BYTEA NOT NULL,          -- sealed: it may be a password typed into the wrong field
  purpose TEXT NOT NULL,             -- 'sign_in' or 'step_up'
  session BYTEA,                     -- the session that a step-up raises
  evidence BYTEA NOT NULL,           -- sealed: the proofs
  application TEXT NOT NULL,
  continue_to TEXT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  familiar BOOLEAN NOT NULL,         -- this browser had signed in to this account before
  steps TEXT NOT NULL,               -- what was tried, with its results
  outcome TEXT NOT NULL,             -- 'open', 'passed' or the reason of refusal
  started_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  keep_until BIGINT NOT NULL,
  PRIMARY KEY (organization, attempt)
);
CREATE UNIQUE INDEX attempts_by_token ON attempts (organization, token);
CREATE INDEX attempts_by_account ON attempts (organization, account, started_at);
CREATE INDEX attempts_by_end ON attempts (keep_until);

-- Tries that were used up: wrong passwords and wrong codes.
CREATE TABLE throttles (
  organization BYTEA NOT NULL,
  subject BYTEA NOT NULL,            -- a keyed hash of what is counted
  tries BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  resting_until BIGINT NOT NULL,
  next_rest BIGINT NOT NULL,         -- microseconds; doubles with each rest
  recent TEXT NOT NULL,              -- keyed tags of the last three wrong passwords
  forget_at BIGINT NOT NULL,
  PRIMARY KEY (organization, subject)
);
CREATE INDEX throttles_by_end ON throttles (forget_at);
