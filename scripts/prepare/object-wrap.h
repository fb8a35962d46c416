// Included before everything else when better-sqlite3 is compiled (scripts/prepare/install.mjs).
//
// From Node 24.19 on, node::ObjectWrap takes its cleanup hook back in its destructor, which aborts the process where
// no context is entered: in any garbage collection that runs as a task of its own. better-sqlite3 12 derives its
// statements from ObjectWrap, so a server ended at the first idle collection after a query. Here ObjectWrap is declared
// as it was before, without that hook; better-sqlite3's own hook closes the databases at exit as it always did.
#include <node.h>

namespace node {
inline void NoCleanupHook(v8::Isolate*, void (*)(void*), void*) {}
}  // namespace node

#define AddEnvironmentCleanupHook NoCleanupHook
#define RemoveEnvironmentCleanupHook NoCleanupHook
#include <node_object_wrap.h>
#undef AddEnvironmentCleanupHook
#undef RemoveEnvironmentCleanupHook
