import type { SelfActor } from "@/lib/identity/second-factor";

/** Which sessions are the actor's own: of the same person or principal, whatever role it assumed in them. */
export function ownSessions(actor: SelfActor): { personId: string } | { principalId: string } {
  return actor.kind === "staff" ? { personId: actor.personId } : { principalId: actor.principalId };
}
