/**
 * A PostCSS step for the builds of both interfaces: leaves out the tokens that nothing refers to, for of the base
 * theme's two thousand each uses a hundred, and of our own the widget not all that the inbox does.
 *
 * @type {import("postcss").Plugin}
 */
export const usedTokensOnly = {
  postcssPlugin: "used-tokens-only",
  OnceExit: (root) => {
    const referredTo = new Set();
    let before = -1;
    while (before !== referredTo.size) {
      before = referredTo.size;
      root.walkDecls((declaration) => {
        if (declaration.prop.startsWith("--") && !referredTo.has(declaration.prop)) return;
        for (const [, name] of declaration.value.matchAll(/var\((--[\w-]+)/g)) referredTo.add(name);
      });
    }
    root.walkDecls(/^--/, (declaration) => {
      if (!referredTo.has(declaration.prop)) declaration.remove();
    });
  },
};
