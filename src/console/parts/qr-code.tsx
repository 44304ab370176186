import encode from 'qrcode-generator';

/** Modules that readers want free around the code. Source: ISO/IEC 18004 */
const quietZone = 4;

/** A text as QR code, dark on light in every theme. */
export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const code = encode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_, column) =>
      code.isDark(row, column) ? `M${column + quietZone} ${row + quietZone}h1v1h-1z` : '',
    ).join(''),
  );
  const size = count + 2 * quietZone;
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path class="ground" d={`M0 0h${size}v${size}H0z`} />
      <path class="modules" d={rows.join('')} />
    </svg>
  );
};
