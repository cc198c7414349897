// Where it hurts: a drawing of the body, front and back, and the same choice as a list of words.
import { useState } from "react";
import { namesOf, regionsOf, toggled } from "./body_map.js";
import regions from "./body_regions.json";
import { AnyIcon as Icon } from "./any_icon.jsx";

const CHECK = "M-5 0L-1 4L6 -4";

function Region({ region, name, chosen, onToggle }) {
  const press = (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    onToggle();
  };
  return (
    <g
      className="hs-body-region"
      role="checkbox"
      aria-checked={chosen}
      aria-label={name}
      tabIndex={0}
      onClick={onToggle}
      onKeyDown={press}
    >
      <path d={region.d} transform={region.transform} />
      {chosen && <path className="hs-body-check" d={CHECK} transform={`translate(${region.x} ${region.y})`} />}
    </g>
  );
}

function View({ name, sides, view, names, sites, onToggle }) {
  return (
    <div className={`hs-body-view hs-body-${view}`}>
      <p className="hs-body-name">{name}</p>
      <div className="hs-choice-ends" aria-hidden="true">
        <span>{sides[0]}</span>
        <span>{sides[1]}</span>
      </div>
      <svg viewBox="20 0 160 420" role="group" aria-label={name}>
        {regionsOf(regions, view).map((region) => (
          <Region
            key={region.code}
            region={region}
            name={names[region.code]}
            chosen={sites.includes(region.code)}
            onToggle={() => onToggle(region.code)}
          />
        ))}
      </svg>
    </div>
  );
}

function Chosen({ t, names, sites, onToggle }) {
  return (
    <>
      <p role="status" className={sites.length > 0 ? "hs-hidden" : "hs-hint"}>
        {sites.length > 0
          ? t.n("{n} place chosen", "{n} places chosen", sites.length)
          : t("No place chosen yet.")}
      </p>
      {sites.length > 0 && (
        <ul className="hs-body-chosen" aria-label={t("Where it hurts")}>
          {sites.map((code) => {
            const name = names[code] ?? code;
            return (
              <li key={code}>
                <Icon name="check" size="small" />
                <span>{name}</span>
                <button
                  type="button"
                  className="hs-button hs-button-quiet hs-button-icon"
                  aria-label={t("Remove: {name}", { name })}
                  onClick={() => onToggle(code)}
                >
                  <Icon name="close" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

function List({ t, groups, sites, onToggle }) {
  return (
    <details className="hs-details">
      <summary>
        <Icon name="chevron-right" size="small" />
        {t("Choose from a list")}
      </summary>
      {groups.map((group) => (
        <fieldset key={group.code} className="hs-choice hs-body-group">
          <legend className="hs-label">{group.name}</legend>
          {group.sites.map(({ code, name }) => (
            <label key={code} className="hs-tick">
              <input type="checkbox" checked={sites.includes(code)} onChange={() => onToggle(code)} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </details>
  );
}

/** `groups`: the known sites with their names; `sites`: the chosen codes. A word that is no code is shown as it is. */
export function BodyMap({ t, groups, sites, onChange }) {
  const [view, setView] = useState("front");
  const names = namesOf(groups);
  const toggle = (code) => onChange(toggled(sites, code));
  const views = { front: t("Front view"), back: t("Back view") };
  const right = t("Your right");
  const left = t("Your left");
  return (
    <div className="hs-stack hs-body" role="group" aria-labelledby="body-map-name">
      <p id="body-map-name" className="hs-label">
        {t("Where does it hurt?")}
      </p>
      <p className="hs-hint">{t("Tap each place on the drawing, or choose from the list.")}</p>
      <div className="hs-segments" role="group" aria-label={t("Front or back")}>
        {Object.entries(views).map(([key, name]) => (
          <button
            key={key}
            type="button"
            className="hs-segment"
            aria-pressed={view === key}
            onClick={() => setView(key)}
          >
            {name}
          </button>
        ))}
      </div>
      <div className="hs-body-views" data-view={view}>
        <View name={views.front} sides={[right, left]} view="front" names={names} sites={sites} onToggle={toggle} />
        <View name={views.back} sides={[left, right]} view="back" names={names} sites={sites} onToggle={toggle} />
      </div>
      <Chosen t={t} names={names} sites={sites} onToggle={toggle} />
      <List t={t} groups={groups} sites={sites} onToggle={toggle} />
    </div>
  );
}
