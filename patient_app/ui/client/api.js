// Calls to the HTTP API from the page. The session is an HttpOnly cookie that scripts never see.

/** A problem that the server answered with (RFC 9457), or a network that did not answer (`status` 0). */
export class ApiProblem extends Error {
  constructor(status, detail, { type = "", errors = [], retryAfter = 0 } = {}) {
    super(detail);
    this.status = status;
    this.detail = detail;
    this.type = type;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }

  /** The entry is not of the person who is signed in now. */
  get isOfSomeoneElse() {
    return this.type.endsWith("/someone-else");
  }
}

/** Call `/api/v1{path}`; the answer's JSON, or null (nothing to tell, or nothing new). Throws `ApiProblem`.
 *  `owner`: the id of the person whose entry it is; the server takes it from nobody else. `etag`: of the answer that is
 *  here already. `patience`: milliseconds to wait for an answer. */
export async function api(method, path, body, language, { owner, etag, patience = 60000 } = {}) {
  let answer;
  let text;
  const waiting = new AbortController();
  const late = setTimeout(() => waiting.abort(), patience);
  try {
    answer = await fetch(`/api/v1${path}`, {
      method,
      headers: {
        Accept: "application/json",
        "Accept-Language": language,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(owner ? { "Homestretch-Person": owner } : {}),
        ...(etag ? { "If-None-Match": `"${etag}"` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      signal: waiting.signal,
    });
    text = await answer.text();
  } catch {
    // No network, or the connection broke while the answer came.
    throw new ApiProblem(0, "");
  } finally {
    clearTimeout(late);
  }
  if (answer.status === 304) return null;
  const json = parsed(text);
  if (!answer.ok) {
    const retryAfter = Number(answer.headers.get("Retry-After")) || 0;
    throw new ApiProblem(answer.status, json?.detail ?? "", { type: json?.type, errors: json?.errors, retryAfter });
  }
  // Something between here and the server answered in its place, such as the page of a guest network.
  if (text && json === null) throw new ApiProblem(0, "");
  return json;
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** To the sign-in page, and back here afterwards. */
export function goToSignIn(language) {
  const here = window.location.pathname + window.location.search;
  const prefix = language === "es" ? "/es" : "";
  window.location.assign(`${prefix}/sign-in?next=${encodeURIComponent(here)}`);
}
