import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { scramVerifier } from "./scram.js";

it("makes the keys of the example in RFC 7677 §3", () => {
  const verifier = scramVerifier("pencil", Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64"));
  const [, salt, keys] = verifier.split("$");
  expect(salt).toBe("4096:W22ZaJ0SNY7soEsUEjb6gQ==");
  const serverKey = Buffer.from(keys?.split(":")[1] ?? "", "base64");
  const exchange =
    "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  expect(createHmac("sha256", serverKey).update(exchange).digest("base64")).toBe(
    "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
  );
});

it("refuses a password that would first need normalising", () => {
  expect(scramVerifier("wachtwoord")).toMatch(/^SCRAM-SHA-256\$/);
  for (const password of ["", "wachtwóórd", "a\u0000b"])
    expect(() => scramVerifier(password)).toThrow(RangeError);
});
