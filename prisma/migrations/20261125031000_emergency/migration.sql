-- Who is in need is shown where help is, and a colleague what to do. Null: as the product has it.
ALTER TABLE organisation
  -- A list of `CrisisLine` of packages/protocol.
  ADD COLUMN crisis_lines jsonb,
  -- The steps for colleagues when somebody is in danger: a list of `Localised`.
  ADD COLUMN emergency_procedure jsonb;
