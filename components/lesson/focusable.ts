/** For what may scroll sideways: not every browser lets the keyboard scroll what cannot take the focus. */
export const FOCUSABLE = { tabIndex: 0 } as const;
