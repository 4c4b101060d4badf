-- What an organization shows of itself beside its name and colour.
CREATE TABLE organization_looks (
  organization BYTEA PRIMARY KEY REFERENCES organizations (organization),
  contact TEXT,                      -- where people ask for help
  logo BYTEA,
  logo_name TEXT                     -- the last part of its address; another logo has another one
);
