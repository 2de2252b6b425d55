/** A table whose rows name rows of another. */
export type Reference = { from: string; to: string };

/**
 * The tables with each after those that it refers to, so that every row finds what it names; a table's rows may name each
 * other. Throws when tables refer to each other in a circle: then no order would do.
 */
export const inOrderOfReferences = <Table extends { name: string }>(
  tables: readonly Table[],
  references: readonly Reference[],
): Table[] => {
  const ordered: Table[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const isFree = ({ name }: Table) =>
      !references.some(({ from, to }) => from === name && to !== name && waiting.has(to));
    const free = left.filter(isFree);
    if (free.length === 0) throw new Error(`tables in a circle: ${[...waiting].join(", ")}`);
    ordered.push(...free);
    left = left.filter((table) => !free.includes(table));
  }
  return ordered;
};
