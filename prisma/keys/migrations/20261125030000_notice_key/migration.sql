-- One purpose more: what seals the addresses to which notices go.
ALTER TABLE organisation_key DROP CONSTRAINT organisation_key_purpose_check,
  ADD CONSTRAINT organisation_key_purpose_check CHECK (purpose IN ('second_factor', 'notice'));
