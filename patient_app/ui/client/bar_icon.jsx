// One icon of bar_icons.json: the bar below a patient's screens.
import icons from "./bar_icons.json";
import { Icon } from "./icon.jsx";

export function BarIcon(props) {
  return <Icon {...props} from={icons} />;
}
