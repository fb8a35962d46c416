/**
 * Between getting React ready (instrumentation-client.ts) and bringing the page to life, the page is let draw and answer:
 * on a slow phone each of the two takes a tenth of a second or more.
 *
 * Next waits for the scripts on this list (those of next/script that are to come before hydration), one task for each;
 * of one that is empty there is nothing but the task.
 */
export const PAUSE_SCRIPT = "(self.__next_s=self.__next_s||[]).push([0,{children:``}])";
