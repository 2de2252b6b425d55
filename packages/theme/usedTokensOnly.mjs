/**
 * A PostCSS step for the builds of both interfaces: leaves out the tokens that nothing refers to, for of the base
 * theme's two thousand each uses a hundred. Own `--ek-*` tokens and all that they refer to stay.
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
        const token = declaration.prop.startsWith("--") && !declaration.prop.startsWith("--ek-");
        if (token && !referredTo.has(declaration.prop)) return;
        for (const [, name] of declaration.value.matchAll(/var\((--[\w-]+)/g)) referredTo.add(name);
      });
    }
    root.walkDecls(/^--(?!ek-)/, (declaration) => {
      if (!referredTo.has(declaration.prop)) declaration.remove();
    });
  },
};
