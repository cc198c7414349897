// The notices themselves: a sentence each, when, where it leads, and a way to put it away. One at a time, so that the
// screen below stays in sight.
import { useState } from "react";
import { Link } from "react-router";
import { AnyIcon as Icon } from "./any_icon.jsx";

function Notice({ t, notice, seen }) {
  const words = (
    <>
      {notice.text} <span className="hs-muted">{notice.at}</span>
    </>
  );
  return (
    <li className="hs-notice hs-told">
      <Icon name="bell" />
      {notice.route ? (
        <Link className="hs-grow hs-told-link" to={t.href(notice.route)} onClick={() => seen([notice.id])}>
          {words}
        </Link>
      ) : (
        <p className="hs-grow">{words}</p>
      )}
      <button
        type="button"
        className="hs-button hs-button-quiet hs-button-icon"
        aria-label={t("I have read this: {text}", { text: notice.text })}
        onClick={() => seen([notice.id])}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

export default function NoticeList({ t, notices, seen }) {
  const [isOpen, setIsOpen] = useState(false);
  const rest = notices.length - 1;
  return (
    <div className="hs-told-list">
      <ul className="hs-told-list" aria-label={t("News for you")}>
        {notices.slice(0, isOpen ? undefined : 1).map((one) => (
          <Notice key={one.id} t={t} notice={one} seen={seen} />
        ))}
      </ul>
      {rest > 0 && !isOpen && (
        <button type="button" className="hs-link hs-told-more" onClick={() => setIsOpen(true)}>
          {t.n("{n} more piece of news", "{n} more pieces of news", rest)}
        </button>
      )}
    </div>
  );
}
