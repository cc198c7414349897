// Shows one of its two children by the language of the address: for the page that stands for every unknown address.
import { useLocation } from "react-router";

export function ByAddress({ children }) {
  const [english, spanish] = children;
  return /^\/es(\/|$)/.test(useLocation().pathname) ? spanish : english;
}
