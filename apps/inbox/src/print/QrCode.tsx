import { generate } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";
import { useMemo } from "react";

/** The quiet zone around a QR code, in modules (ISO/IEC 18004 §6.3.8). */
const quiet = 4;

/** A QR code as one path of squares, and the box that it stands in. */
const drawn = (text: string) => {
  const code = generate(text);
  const side = code.size + 2 * quiet;
  return { path: toSvgPath(code), box: `${-quiet} ${-quiet} ${side} ${side}` };
};

/** A QR code that a strict content security policy does not stop. */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { path, box } = useMemo(() => drawn(text), [text]);
  return (
    <svg className="qr-code" viewBox={box} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
};

/** The same as a file for whoever lays out a letter: a `data:` address of an SVG, dark on light. */
export const qrFile = (text: string): string => {
  const { path, box } = drawn(text);
  const [x, y, side] = box.split(" ");
  const paper = `<rect x="${x}" y="${y}" width="${side}" height="${side}" fill="#fff"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${paper}<path d="${path}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
};
