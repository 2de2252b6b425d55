import * as z from "zod/mini";

// Zod would try out `Function("")` to compile its schemas, which the content security policy of widget and inbox
// refuses and reports. Evaluated before any schema is made; index.ts imports it first.
z.config({ jitless: true });
