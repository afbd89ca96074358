import { hueOf } from "@/components/ui/avatar-initials";

/** White text on each of them passes AA. */
const colours = [
  "bg-[#3a62b8]",
  "bg-[#8a4b9e]",
  "bg-[#1f7a6d]",
  "bg-[#a4511f]",
  "bg-[#5b55b5]",
  "bg-[#a13a5e]",
  "bg-[#4d6f2a]",
  "bg-[#7a5c1e]",
  "bg-[#2b6f96]",
  "bg-[#86405a]",
];

/** A colour for each customer, different ones as long as there are enough, so that two customers are not taken for each other. */
export function customerColours(organizationNames: Iterable<string>): Map<string, string> {
  const taken = new Map<string, string>();
  for (const name of [...new Set(organizationNames)].toSorted()) {
    const start = hueOf(name);
    const free = colours.map((_, step) => colours[(start + step) % colours.length] ?? "");
    const used = new Set(taken.values());
    taken.set(name, free.find((colour) => !used.has(colour)) ?? free[0] ?? "");
  }
  return taken;
}
