import { expect, it } from "vitest";
import { embedTag } from "./embedTag.js";

it("the embed tag pins the script by its SHA-384 and the organisation by its root key", () => {
  const script = new TextEncoder().encode("alert('Hello, world.');");
  // The script and hash of the specification's own example (W3C Subresource Integrity, §1.1).
  const contact = { phone: "14 0000", counterUrl: "http://localhost:3001/contact" };
  expect(embedTag({ chatOrigin: "http://localhost:3000", script, rootVk: "cm9vdA", contact })).toBe(
    '<script src="http://localhost:3000/embed.js" ' +
      'integrity="sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO" ' +
      'crossorigin="anonymous" data-root="cm9vdA" ' +
      'data-phone="14 0000" data-counter="http://localhost:3001/contact" async></script>',
  );
});
