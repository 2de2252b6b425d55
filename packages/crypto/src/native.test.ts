import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

// Debian installs python3-nacl for its own interpreter, which need not be the first on the path.
const python = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
const script = fileURLToPath(new URL("../vectors/check_native.py", import.meta.url));

it("native libsodium reads the vectors, where it is installed", async () => {
  const { stdout } = await promisify(execFile)(python, [script]);
  process.stdout.write(stdout);
  expect(stdout).toMatch(/^(native libsodium agrees: \d+ checks|not checked: .+)\n$/);
});
