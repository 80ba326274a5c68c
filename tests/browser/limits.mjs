/** Tests with a time limit: what hangs is stopped by the runner, and what only takes long fails here. */
import assert from "node:assert/strict";
import { test as plain } from "node:test";

/** Seconds of this process's own work, so that a busy machine does not count. */
const LIMIT = 15;

/** A test, as of node:test. @param {string} name @param {() => void | Promise<void>} act */
export const test = (name, act) => plain(name, async () => {
  const start = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  assert.ok(seconds < LIMIT, `took ${seconds.toFixed(1)} s of ${LIMIT}`);
});
