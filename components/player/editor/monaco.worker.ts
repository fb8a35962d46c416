/** Monaco's own worker, under a name of ours so that the bundler makes it a module of this site. */
import "monaco-editor/editor/editor.worker";
