// Which questionnaires are due, from what the server told and what this phone has entered since. The rule is that of
// domain/measure_schedule.py: an occasion is answered by any response from its `opens_on` on.

/** The occasions of a measure that nothing answers up to `date`, past and to come. */
export const openOccasions = ({ id, occasions }, responses, date) =>
  occasions.filter(
    ({ opens_on, until }) =>
      (!until || date <= until) &&
      !responses.some((each) => each.measure_id === id && each.local_date >= opens_on && each.local_date <= date),
  );

/** The measures that are due on `date`; the server has those that wait longest first. */
export const dueOn = (snapshot, responses, date) =>
  snapshot.measures_due.filter((each) => openOccasions(each, responses, date).some(({ due_on }) => due_on <= date));
