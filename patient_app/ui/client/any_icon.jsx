// One icon of all there are.
import bar from "./bar_icons.json";
import { Icon } from "./icon.jsx";
import icons from "./icons.json";
import more from "./more_icons.json";

const all = { ...icons, ...bar, ...more };

export function AnyIcon(props) {
  return <Icon {...props} name={props.name in all ? props.name : "dot"} from={all} />;
}
