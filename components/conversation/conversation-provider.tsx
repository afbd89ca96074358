"use client";

import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from "react";
import { DoorProvider } from "@/components/app-shell/door-provider";
import { LeadsContext } from "@/components/conversation/moves/leads-context";
import type { GroupRowView } from "@/lib/groups/contract";
import { ConversationClient } from "@/lib/realtime/browser/conversation-client";
import type { PersonDoor } from "@/lib/errors/browser/read-view";

const ClientContext = createContext<ConversationClient | null>(null);

type ConversationProviderProps = {
  door: PersonDoor;
  /** The reader's person id. */
  me: string;
  /** The conversation list as the server rendered it. */
  initialGroups: GroupRowView[];
  /** Whether the reader leads the service team in the groups they are in. */
  leads?: boolean;
  /** False for a page that shows how things are and hears nothing of what follows. */
  isLive?: boolean;
  children: ReactNode;
};

/** Holds the one connection of a page: everything below reads from it and sends through it. */
export function ConversationProvider({
  door,
  me,
  initialGroups,
  leads = false,
  isLive = true,
  children,
}: ConversationProviderProps) {
  const [client] = useState(() => new ConversationClient({ door, baseUrl: "", me, initialGroups }));

  useEffect(() => {
    if (!isLive) return undefined;
    client.start();
    const tellVisible = () =>
      client.setVisible(document.visibilityState === "visible" && document.hasFocus());
    tellVisible();
    // While capturing: a list that counts as read what is seen must find the client knowing already.
    document.addEventListener("visibilitychange", tellVisible, true);
    window.addEventListener("focus", tellVisible, true);
    window.addEventListener("blur", tellVisible, true);
    return () => {
      document.removeEventListener("visibilitychange", tellVisible, true);
      window.removeEventListener("focus", tellVisible, true);
      window.removeEventListener("blur", tellVisible, true);
      client.stop();
    };
  }, [client, isLive]);

  return (
    <ClientContext value={client}>
      <DoorProvider door={door}>
        <LeadsContext value={leads}>{children}</LeadsContext>
      </DoorProvider>
    </ClientContext>
  );
}

/** The page's connection. */
export function useConversationClient(): ConversationClient {
  const client = use(ClientContext);
  if (!client) throw new Error("There is no ConversationProvider around this component.");
  return client;
}

/** Whether messages flow, and if not, why. */
export function useConnection() {
  const client = useConversationClient();
  const read = () => client.getConnection();
  return useSyncExternalStore((changed) => client.subscribe(changed), read, read);
}

/** The conversation list, in order. */
export function useGroupRows(): readonly GroupRowView[] {
  const client = useConversationClient();
  const read = () => client.getGroups();
  return useSyncExternalStore((changed) => client.subscribe(changed), read, read);
}

/** What is known of a group the reader ceased to be in while this page was open. */
export function useDeparture(groupId: string) {
  const client = useConversationClient();
  const read = () => client.getDeparture(groupId);
  return useSyncExternalStore((changed) => client.subscribe(changed), read, read);
}

/** One conversation as far as it is loaded. */
export function useGroupState(groupId: string) {
  const client = useConversationClient();
  const read = () => client.getGroup(groupId);
  return useSyncExternalStore((changed) => client.subscribe(changed), read, read);
}
