// The prescriber's pain rule for one exercise: the same rule as domain/pain.py, for words at once on the phone.

/** 'green', 'amber', 'red', or null without a rule or a pain. `resting` is the day's pain now, or null. */
export function painColour(rule, during, resting) {
  if (!rule || during === null || during === undefined) return null;
  const { green_max: greenMax, amber_max: amberMax } = rule;
  if (resting !== null && resting !== undefined && resting > greenMax) {
    const excess = during - resting;
    if (excess <= 0) return "green";
    return excess <= amberMax - greenMax ? "amber" : "red";
  }
  if (during <= greenMax) return "green";
  return during <= amberMax ? "amber" : "red";
}
