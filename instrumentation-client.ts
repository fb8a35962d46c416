/**
 * What Next runs before it brings a page to life: React's own part, in a task of its own (components/shell/hydration.ts).
 */
import "react-dom/client";
