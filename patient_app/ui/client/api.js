// Calls to the HTTP API from the page. The session is an HttpOnly cookie that scripts never see.

/** A problem that the server answered with (RFC 9457), or a network that did not answer (`status` 0). */
export class ApiProblem extends Error {
  constructor(status, detail, errors = []) {
    super(detail);
    this.status = status;
    this.detail = detail;
    this.errors = errors;
  }

  /** Nothing was refused: the same call may succeed later. */
  get mayRetry() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Call `/api/v1{path}`; the answer's JSON, or null. Throws `ApiProblem`.
 *  `owner`: the id of the person whose entry it is; the server takes it from nobody else. */
export async function api(method, path, body, language, owner) {
  let answer;
  try {
    answer = await fetch(`/api/v1${path}`, {
      method,
      headers: {
        Accept: "application/json",
        "Accept-Language": language,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(owner ? { "Homestretch-Person": owner } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
    });
  } catch {
    throw new ApiProblem(0, "");
  }
  const text = await answer.text();
  let json = null;
  try {
    json = text ? JSON.parse(text) : null;
  } catch {
    json = null;
  }
  if (!answer.ok) {
    throw new ApiProblem(answer.status, json?.detail ?? "", json?.errors ?? []);
  }
  return json;
}

/** To the sign-in page, and back here afterwards. */
export function goToSignIn(language) {
  const here = window.location.pathname + window.location.search;
  const prefix = language === "es" ? "/es" : "";
  window.location.assign(`${prefix}/sign-in?next=${encodeURIComponent(here)}`);
}
