import type { ReactNode } from "react";
import { DeskReaderProvider } from "@/components/desk/desk-reader";
import { DeskCommands } from "@/components/desk/palette/desk-commands";
import { AlarmProvider } from "@/components/incidents/alarm-provider";
import { staffActor } from "@/lib/identity/session";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await staffActor();
  return (
    <DeskReaderProvider roles={actor?.roles ?? []}>
      {actor ? (
        <AlarmProvider key={actor.personId}>
          <DeskCommands>{children}</DeskCommands>
        </AlarmProvider>
      ) : (
        children
      )}
    </DeskReaderProvider>
  );
}
