// A photo or a video of an exercise: chosen, sent at once, and shown as it will be. The form names it when it is saved.
import { useEffect, useRef, useState } from "react";
import { AnyIcon as Icon } from "./any_icon.jsx";
import { problemText } from "./form_parts.jsx";
import { upload } from "./upload.js";

const TAKEN = "image/jpeg,image/png,image/webp,video/mp4,video/quicktime,video/webm";
const MOST_BYTES = 100 * 1024 * 1024;
const TOO_LARGE = 413;

function problemOf(t, problem) {
  if (problem.status === TOO_LARGE) return t("This file is larger than 100 MB. Choose a smaller one.");
  return problemText(t, problem);
}

/** `media`: what is kept, [{id, kind, picture_url}], one at most. `error`: the server's word on it. */
export function MediaField({ t, media, name, error, onChange, onBusy }) {
  const [sent, setSent] = useState(null);
  const [problem, setProblem] = useState("");
  const going = useRef(null);
  const input = useRef(null);
  useEffect(() => () => going.current?.abort(), []);
  const stop = () => {
    going.current?.abort();
    going.current = null;
    setSent(null);
    onBusy(false);
  };
  const send = async (file) => {
    if (!file) return;
    setProblem("");
    if (file.size > MOST_BYTES) {
      setProblem(t("This file is larger than 100 MB. Choose a smaller one."));
      return;
    }
    const breaking = new AbortController();
    going.current = breaking;
    setSent(0);
    onBusy(true);
    try {
      const found = await upload("/media", file, t.language, { onProgress: setSent, signal: breaking.signal });
      onChange([found]);
    } catch (failed) {
      setProblem(problemOf(t, failed));
    }
    stop();
  };
  const [shown] = media;
  const said = problem || error;
  return (
    <fieldset className="hs-field" aria-describedby="media-hint">
      <legend className="hs-label">{t("Photo or video")}</legend>
      <p id="media-hint" className="hs-hint">
        {t("A photo up to 15 MB, or a video up to 60 seconds and 100 MB. It is made smaller. Sound and place are taken out.")}
      </p>
      {shown && (
        <figure className="hs-media">
          <img src={shown.picture_url} alt={t("What patients see for {name}", { name: name || t("this exercise") })} />
          <figcaption className="hs-hint">
            {shown.kind === "video" ? t("A video, with this still picture") : t("A photo")}
          </figcaption>
        </figure>
      )}
      {sent !== null && (
        <div className="hs-stack hs-stack-tight" role="status">
          <p>{sent < 1 ? t("Sending: {n}%", { n: Math.floor(sent * 100) }) : t("Being made ready. A video takes a minute.")}</p>
          <progress value={sent < 1 ? sent : undefined} max="1" aria-label={t("Sending the file")} />
          <button type="button" className="hs-button hs-self-start" onClick={stop}>
            {t("Cancel")}
          </button>
        </div>
      )}
      <div className="hs-row">
        <label className={`hs-button hs-file ${sent !== null ? "hs-file-busy" : ""}`}>
          <Icon name={shown ? "refresh" : "plus"} />
          {shown ? t("Choose another") : t("Choose a photo or video")}
          <input
            ref={input}
            type="file"
            accept={TAKEN}
            className="hs-hidden"
            disabled={sent !== null}
            aria-describedby={said ? "media-error media-hint" : "media-hint"}
            aria-invalid={said ? true : undefined}
            onChange={(event) => {
              send(event.target.files[0]);
              // The same file may be chosen again after a failure.
              event.target.value = "";
            }}
          />
        </label>
        {shown && sent === null && (
          <button type="button" className="hs-button" onClick={() => onChange([])}>
            <Icon name="trash" />
            {t("Take it out")}
          </button>
        )}
      </div>
      <div id="media-error" role="alert">
        {said && (
          <p className="hs-error">
            <Icon name="alert" size="small" />
            <span>{said}</span>
          </p>
        )}
      </div>
    </fieldset>
  );
}
