import { Account, OrganisationId } from "@eigenkanaal/protocol";
import pg from "pg";
import { readImportUrl } from "../config.js";
import { endWith, explain } from "../start/startupFailure.js";
import { noteOperator } from "../store/auditLines.js";

/**
 * `node dist/operator/resetSecondFactor.js <account>`: for a colleague who lost phone and recovery codes. As the owner it takes their second factor away, ends their sessions and writes an event; the next sign-in needs the
 * passphrase, and a new enrolment where the town requires one. Exit code 1 and one sentence when it cannot.
 */
const resetSecondFactor = async (
  account: string,
  databaseUrl: string,
): Promise<"reset" | "no_such_account"> => {
  const [name, domain] = account.split("@");
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<{ organisation_id: string; member_id: string }>(
      `SELECT organisation_id, member_id FROM member JOIN organisation USING (organisation_id)
       WHERE account = $1 AND domain = $2`,
      [name, domain],
    );
    const [found] = rows;
    if (!found) return "no_such_account";
    const of = [found.organisation_id, found.member_id];
    const its = "organisation_id = $1 AND member_id = $2";
    await client.query(`DELETE FROM recovery_code WHERE ${its}`, of);
    await client.query(`DELETE FROM pending_sign_in WHERE ${its}`, of);
    await client.query(`DELETE FROM second_factor WHERE ${its}`, of);
    await client.query(
      `UPDATE member_session SET revoked_at = now() WHERE ${its} AND revoked_at IS NULL`,
      of,
    );
    await client.query(
      `INSERT INTO account_event (organisation_id, member_id, kind, actor)
       VALUES ($1, $2, 'second_factor_reset', 'operator')`,
      of,
    );
    const object = { kind: "member", id: found.member_id } as const;
    await noteOperator(client, OrganisationId.parse(found.organisation_id), {
      act: "operator reset-second-factor",
      object,
    });
    await client.query("COMMIT");
    return "reset";
  } finally {
    // Ends an open transaction without effect.
    await client.end();
  }
};

const [account] = process.argv.slice(2);
const owner = readImportUrl(process.env);
if (!account || !Account.safeParse(account).success)
  endWith(["Usage: OWNER_DATABASE_URL=postgresql://… node dist/operator/resetSecondFactor.js <name@town>"]);
else if (!owner.ok) endWith(owner.faults);
else
  try {
    const outcome = await resetSecondFactor(account, owner.config);
    if (outcome === "no_such_account") endWith([`There is no account ${account}.`]);
    process.stdout.write(`The second factor of ${account} is gone and all its sessions have ended.\n`);
  } catch (error) {
    endWith([explain(error, "OWNER_DATABASE_URL").message]);
  }
