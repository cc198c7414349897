// Drawings of the pages for visitors. `Hero` is a page of the diary, with one exercise, the week's squares and the pain
// going down; `Lost` stands on the page for unknown addresses. Ornament: the words beside them say the same.

const WEEK = ["done", "done", "rest", "done", "done", "today", "open"];

function Day({ kind, x, y = 268, turn = 0 }) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn} 22 22)`} className={`hs-hero-day-${kind}`}>
      <rect width="44" height="44" rx="11" />
      {kind === "done" && <path d="m12 23 7.5 7.5L33 15.5" />}
      {kind === "rest" && <circle cx="22" cy="22" r="3.5" />}
    </g>
  );
}

/** Bird dog, seen from the side: the far arm and leg reach out, the near ones stand. */
function Figure() {
  return (
    <g className="hs-hero-figure">
      <path className="hs-hero-ground" d="M92 220H508" />
      <g className="hs-hero-far">
        <path d="M374 124 452 92 512 74" strokeWidth="21" />
        <path d="M246 140 176 134 104 124" strokeWidth="25" />
        <path d="M104 124 92 108" strokeWidth="15" />
      </g>
      <path className="hs-hero-trunk" d="M250 138C300 118 330 122 372 130" strokeWidth="46" />
      <path className="hs-hero-region" d="M262 132C286 122 302 121 318 122" strokeWidth="30" />
      <g className="hs-hero-near">
        <path d="M252 146 246 208" strokeWidth="27" />
        <path d="M246 208 176 208" strokeWidth="22" />
        <path d="M176 208 160 212" strokeWidth="14" />
        <path d="M376 132 378 176 376 208" strokeWidth="20" />
        <path d="M376 212H396" strokeWidth="12" />
        <path d="M386 128 404 134" strokeWidth="16" />
        <circle cx="424" cy="140" r="25" />
      </g>
      <path className="hs-hero-arrow" d="M462 62C478 50 494 44 512 42M499 35l14 7-9 12" />
    </g>
  );
}

export function Hero() {
  return (
    <svg viewBox="0 0 600 460" className="hs-hero-drawing" aria-hidden="true">
      <rect className="hs-hero-under" x="44" y="30" width="520" height="414" rx="22" transform="rotate(2.2 300 230)" />
      <rect className="hs-hero-page" x="36" y="20" width="520" height="414" rx="22" />
      <path className="hs-hero-rule" d="M36 246H556M36 338H556" />
      <path className="hs-hero-margin" d="M72 20V434" />
      <Figure />
      {WEEK.map((kind, at) => (
        <Day key={at} kind={kind} x={100 + at * 62} />
      ))}
      <path className="hs-hero-pain" d="M106 362 158 356 210 372 262 368 314 384 366 380 418 398 470 402 522 412" />
      <circle className="hs-hero-pain-end" cx="522" cy="412" r="7" />
    </svg>
  );
}

export function Lost() {
  return (
    <svg viewBox="0 0 460 150" className="hs-hero-drawing" aria-hidden="true">
      <path className="hs-hero-rule" d="M8 74H452" />
      {["done", "done", "done", "done", null, "open", "open"].map(
        (kind, at) => kind && <Day key={at} kind={kind} x={16 + at * 62} y={18} />,
      )}
      <Day kind="today" x={266} y={88} turn={24} />
    </svg>
  );
}
