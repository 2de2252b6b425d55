import { Heading } from "@nl-design-system-candidate/heading-react";

/** What stands in a room's place while the room itself is fetched. */
export const Opening = ({ title, says }: { title: string; says: string }) => (
  <main className="town">
    <header className="town-header">
      <Heading level={1} appearance="level-3">
        {title}
      </Heading>
    </header>
    <p className="town-body skeleton" role="status">
      {says}
    </p>
  </main>
);
