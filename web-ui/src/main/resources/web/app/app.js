import "htmx.org";
import "./app.css";
