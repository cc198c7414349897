// The notices themselves: a sentence each, when, where it leads, and 'OK'.
import { Link } from "react-router";
import { AnyIcon as Icon } from "./any_icon.jsx";

const SHOWN = 3;

function Notice({ t, notice, seen }) {
  return (
    <li className="hs-notice hs-told">
      <Icon name="bell" />
      <p className="hs-grow">
        {notice.text} <span className="hs-muted">{notice.at}</span>
      </p>
      {notice.route && (
        <Link className="hs-button" to={t.href(notice.route)} onClick={() => seen([notice.id])}>
          {t("Show")}
        </Link>
      )}
      <button
        type="button"
        className="hs-button"
        aria-label={t("OK: {text}", { text: notice.text })}
        onClick={() => seen([notice.id])}
      >
        {t("OK")}
      </button>
    </li>
  );
}

export default function NoticeList({ t, notices, seen }) {
  const rest = notices.length - SHOWN;
  return (
    <ul className="hs-told-list" aria-label={t("News for you")}>
      {notices.slice(0, SHOWN).map((one) => (
        <Notice key={one.id} t={t} notice={one} seen={seen} />
      ))}
      {rest > 0 && <li className="hs-hint">{t.n("{n} more", "{n} more", rest)}</li>}
    </ul>
  );
}
