import "htmx.org";
import "./app.css";
import "./theme.js";
import "./times.js";
import "./live.js";
import "./forms.js";
import "./editor.js";
