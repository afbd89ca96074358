import { durations } from "@/lib/config/durations";
import type { MajorIncidentsView } from "@/lib/incidents/contract";

type Declared = { id: string; accountId: string; declaredAt: Date };

/**
 * Which emergencies might have one cause: those that the most customers declared within one window, the last such window
 * if there are several; null when no two customers did.
 */
export function suggestGrouping(incidents: readonly Declared[]): MajorIncidentsView["suggestion"] {
  const windows = incidents.map((first) => {
    const from = first.declaredAt.getTime();
    const within = incidents.filter(
      ({ declaredAt }) =>
        declaredAt.getTime() >= from && declaredAt.getTime() <= from + durations.majorIncidentWindow,
    );
    return { from, within, customers: new Set(within.map(({ accountId }) => accountId)).size };
  });
  const [best] = windows.toSorted((a, b) => b.customers - a.customers || b.from - a.from);
  if (best === undefined || best.customers < 2) return null;
  return { incidentIds: best.within.map(({ id }) => id), customers: best.customers };
}
