/** Reads the conformance suite's own account of a run, as its machine-readable one leaves the baseline out. */

const SCENARIO = /^[✓✗] (\S+): (\d+) passed, (\d+) failed$/gmu;
const EXPECTED = /^ {2}~ (\S+)$/gmu;
const STALE = /^ {2}✓ (\S+)$/gmu;
const UNEXPECTED = /^ {2}✗ (\S+)$/gmu;
const BASELINE_ENTRY = /^\s*-\s*(\S+)/gm;
const COLORS = /\x1b\[[0-9;]*m/g;

/**
 * What a run came to, in scenarios or single checks of one: `failed` are those that failed against the baseline,
 * `expected` those that failed with it. `failedUnscored` names failures that the suite reports but does not count;
 * `unmatchedEntries` are lines of the baseline that named nothing that ran, a typo perhaps.
 */
export function verdict(output, baseline) {
  const plain = output.replace(COLORS, '');
  const summary = plain.slice(plain.indexOf('=== SUMMARY ==='));
  const scenarios = [...summary.matchAll(SCENARIO)].map(([, name, , failures]) => ({ name, failed: failures !== '0' }));
  const expected = entries(summary, EXPECTED);
  const stale = entries(summary, STALE);
  const unexpected = entries(summary, UNEXPECTED);
  // The summary does not count warnings, which the baseline counts as failures.
  const judged = new Set([...expected, ...unexpected].map((entry) => entry.split(':')[0]));
  return {
    scenarios: scenarios.length,
    passed: scenarios.filter(({ name, failed }) => !failed && !judged.has(name)).length,
    failed: unexpected.length,
    expected: expected.length,
    unexpectedFailures: unexpected,
    expectedFailures: expected,
    staleEntries: stale,
    unmatchedEntries: entries(baseline, BASELINE_ENTRY).filter(
      (entry) => !expected.includes(entry) && !stale.includes(entry),
    ),
    failedUnscored: scenarios.filter(({ name, failed }) => failed && !judged.has(name)).map(({ name }) => name),
  };
}

function entries(text, pattern) {
  return [...text.matchAll(pattern)].map(([, entry]) => entry);
}
