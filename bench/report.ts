/** A goal of a bench: what was measured against what was wanted. */
export type Goal = { name: string; wanted: string; measured: number; met: boolean };

type Cell = string | number;

/** Prints rows of one table, columns aligned. */
export function printTable(title: string, header: string[], rows: Cell[][]): void {
  const cells = [
    header,
    ...rows.map((row) => row.map((cell) => (typeof cell === "number" ? format(cell) : cell))),
  ];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  console.log(`\n${title}`);
  for (const row of cells) {
    console.log(
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    );
  }
}

function format(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}

/** Prints the last line of a bench: one JSON object, for machines. */
export function printResult(bench: string, figures: unknown, goals: Goal[]): void {
  console.log();
  for (const goal of goals)
    console.log(
      `${goal.met ? "met    " : "NOT met"}  ${goal.name}: ${format(goal.measured)} (wanted ${goal.wanted})`,
    );
  console.log(JSON.stringify({ bench, figures, goals }));
}
