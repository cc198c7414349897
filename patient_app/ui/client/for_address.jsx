// Shows its first child when the address is about `shown` (an id in the path), else its second: what a state still
// holds of another patient must not flash up on the way to the next one.
import { useLocation } from "react-router";

export function ForAddress({ shown, children }) {
  const [content, waiting] = children;
  const parts = useLocation().pathname.split("/");
  return shown && parts.includes(shown) ? content : waiting;
}
