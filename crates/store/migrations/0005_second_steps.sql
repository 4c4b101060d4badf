-- Challenges that send messages and that hear their answer from outside, the method that an account is asked by first, and browsers
-- that are not asked again for some days.
ALTER TABLE challenges ADD COLUMN registration BYTEA;   -- what is asked, or what a set-up replaces; null: all of the kind
ALTER TABLE challenges ADD COLUMN sends BIGINT NOT NULL DEFAULT 0;
ALTER TABLE challenges ADD COLUMN sent_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE challenges ADD COLUMN heard BYTEA;          -- sealed: what came from outside
ALTER TABLE challenges ADD COLUMN heard_at BIGINT;
CREATE INDEX challenges_by_heard ON challenges (heard_at) WHERE heard_at IS NOT NULL;

CREATE TABLE default_methods (
  organization BYTEA NOT NULL,
  account BYTEA NOT NULL,
  method TEXT NOT NULL,
  registration BYTEA,                -- null: all of the method's kind
  PRIMARY KEY (organization, account),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
);

CREATE TABLE remembered_devices (
  organization BYTEA NOT NULL,
  device BYTEA NOT NULL,
  account BYTEA NOT NULL,
  browser BYTEA NOT NULL,            -- SHA-256 of the browser's token
  token BYTEA NOT NULL,              -- SHA-256 of the cookie's token; a new one at every use
  mark BYTEA NOT NULL,               -- sealed: a row that was only written lets nobody in
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  remembered_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (organization, device),
  FOREIGN KEY (organization, account) REFERENCES accounts (organization, account) ON DELETE CASCADE
);
CREATE INDEX remembered_devices_by_account ON remembered_devices (organization, account);
CREATE INDEX remembered_devices_by_end ON remembered_devices (expires_at);

ALTER TABLE organizations ADD COLUMN remember_days BIGINT NOT NULL DEFAULT 14;   -- 0: never offered
ALTER TABLE organizations ADD COLUMN experience TEXT NOT NULL DEFAULT 'security_info';   -- or 'two_step_verification'
ALTER TABLE organizations ADD COLUMN country TEXT NOT NULL DEFAULT 'NL';   -- ISO 3166-1, of telephone numbers without one
