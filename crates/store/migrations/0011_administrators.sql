-- Who looks after an organization, found without reading all its accounts.
CREATE INDEX accounts_by_administrator ON accounts (organization, user_name) WHERE role = 'administrator';
