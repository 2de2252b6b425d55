import { readOwnerUrls } from "../config.js";
import { migrateBoth } from "../start/prepare.js";
import { endWith, StartupFailure } from "../start/startupFailure.js";

/** `npm run migrate`: brings both databases up to date, as the owner of their schemas. Repeated it changes nothing. */

const owner = readOwnerUrls(process.env);
if (!owner.ok) endWith(owner.faults);
else
  try {
    const applied = await migrateBoth(owner.config, {
      messages: "OWNER_DATABASE_URL",
      keys: "OWNER_KEY_DATABASE_URL",
    });
    process.stdout.write(applied.length === 0 ? "Nothing to migrate.\n" : `Applied ${applied.join(", ")}.\n`);
  } catch (error) {
    if (error instanceof StartupFailure) endWith([error.message]);
    throw error;
  }
