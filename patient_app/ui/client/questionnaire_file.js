// A questionnaire file that was picked: read, and told apart from what cannot be one.

export const LARGEST_BYTES = 1000000;

/** {questionnaire} or {problem}: 'large', 'json'. */
export async function readFile(file) {
  if (file.size > LARGEST_BYTES) return { problem: "large" };
  try {
    const questionnaire = JSON.parse(await file.text());
    const isObject = questionnaire !== null && typeof questionnaire === "object" && !Array.isArray(questionnaire);
    return isObject ? { questionnaire } : { problem: "json" };
  } catch {
    return { problem: "json" };
  }
}
