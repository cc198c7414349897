// Which questionnaires are due, from what the server told and what this phone has entered since. The rule is that of
// domain/measure_schedule.py: an occasion is answered by any response from its `opens_on` on.

const isAnswered = (occasion, id, responses, date) =>
  responses.some((each) => each.measure_id === id && each.local_date >= occasion.opens_on && each.local_date <= date);

/** The occasions of a measure that nothing answers up to `date`, past and to come. */
export const openOccasions = (measure, responses, date) =>
  measure.occasions.filter(
    (each) => (!each.until || date <= each.until) && !isAnswered(each, measure.id, responses, date),
  );

/** The measures that are due on `date`: [{measure, since}], the one that waits longest first. */
export function dueOn(snapshot, responses, date) {
  const found = (snapshot?.measures_due ?? []).map((measure) => ({
    measure,
    since: openOccasions(measure, responses, date)
      .map((each) => each.due_on)
      .filter((day) => day <= date)
      .sort()[0],
  }));
  return found.filter(({ since }) => since).sort((a, b) => a.since.localeCompare(b.since));
}
