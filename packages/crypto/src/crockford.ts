const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const checkSymbols = `${digits}*~$=U`;

/**
 * Bytes as Crockford base32 with its check symbol (mod 37), in groups of four with hyphens, to be read
 * from paper: 16 bytes give 26 symbols and a check, 20 bytes give 32 and a check. The bytes are one
 * big-endian number, padded with zeros on the left (https://www.crockford.com/base32.html).
 */
export function toCrockford(bytes: Uint8Array): string {
  let number = bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  let text = checkSymbols.charAt(Number(number % 37n));
  for (let left = Math.ceil((bytes.length * 8) / 5); left > 0; left -= 1) {
    text = digits.charAt(Number(number & 31n)) + text;
    number >>= 5n;
  }
  return text.replace(/(.{4})(?=.)/g, "$1-");
}

/**
 * The `length` bytes that `toCrockford` wrote. Case, hyphens and white space do not matter; I and L read
 * as 1, O as 0. Undefined when the length, a symbol or the check symbol is wrong.
 */
export function fromCrockford(text: string, length: number): Uint8Array | undefined {
  const symbols = text.toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replaceAll("O", "0");
  if (symbols.length !== Math.ceil((length * 8) / 5) + 1) return undefined;
  let number = 0n;
  for (const symbol of symbols.slice(0, -1)) {
    const digit = digits.indexOf(symbol);
    if (digit < 0) return undefined;
    number = number * 32n + BigInt(digit);
  }
  if (number >> BigInt(length * 8) !== 0n) return undefined;
  if (checkSymbols.charAt(Number(number % 37n)) !== symbols.at(-1)) return undefined;
  return Uint8Array.from({ length }, (_, i) => Number((number >> BigInt(8 * (length - 1 - i))) & 255n));
}
