// Sends a file with its progress: `fetch` does not tell how much has gone over the line.
import { ApiProblem } from "./api.js";

/** Send `file` to `/api/v1{path}`, with further `fields` when given; the answer's JSON. `onProgress`: the part that is
 *  sent, 0 to 1. `signal` breaks it off (the promise then never settles). Throws `ApiProblem`. */
export function upload(path, file, language, { onProgress, signal, fields = {} }) {
  const request = new XMLHttpRequest();
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", file);
  return new Promise((done, fail) => {
    request.open("POST", `/api/v1${path}`);
    request.setRequestHeader("Accept-Language", language);
    request.responseType = "text";
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.addEventListener("load", () => {
      const json = parsed(request.responseText);
      if (request.status === 201 && json) done(json);
      else fail(new ApiProblem(request.status, json?.detail ?? "", { type: json?.type, errors: json?.errors }));
    });
    request.addEventListener("error", () => fail(new ApiProblem(0, "")));
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
