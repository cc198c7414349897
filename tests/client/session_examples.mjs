// Slots of a day for the tests of the guided session.

export function slot(id, dose = {}, more = {}) {
  return {
    prescription: {
      id: `p-${id}`,
      line_id: id,
      side: "none",
      sets: 1,
      reps: null,
      hold_seconds: null,
      duration_minutes: null,
      rest_seconds: null,
      times_per_day: 1,
      exercise: { id, name: id, steps: ["Go"], caution: "", figure_url: `/figures/${id}.svg` },
      ...dose,
    },
    dose_text: "as prescribed",
    position: "sitting",
    due_today: 1,
    done: 0,
    flexible: false,
    week_due: 0,
    week_done: 0,
    logs: [],
    ...more,
  };
}

/** Ids in order: 'id-1', 'id-2' ... */
export function idMaker() {
  let made = 0;
  return () => `id-${(made += 1)}`;
}
