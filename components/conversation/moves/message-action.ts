import type { ReactNode } from "react";

/** One thing that can be done with a message. */
export type MessageAction = { id: string; label: string; icon: ReactNode; run: () => void; danger?: boolean };
