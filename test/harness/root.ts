/** The folder of the whole product: tests run as they are written, the benchmark as compiled, one folder deeper. */
export const rootUrl = new URL(
  import.meta.url.includes("/test/dist/") ? "../../../" : "../../",
  import.meta.url,
);
