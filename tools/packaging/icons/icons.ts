import { Resvg } from '@resvg/resvg-js';
import png2icons from 'png2icons';

/** Sizes that Linux desktops look for, in pixels. */
const linuxSizes = [16, 24, 32, 48, 64, 96, 128, 256, 512] as const;

/** The side of the picture from which the sizes for Windows and macOS are made, in pixels. */
const masterSize = 1024;

/** Icons on macOS have a margin: the square takes four fifths of the side. */
const macViewBox = 'viewBox="-8 -8 80 80"';

/**
 * Every icon that the packages need, made from `resources/icon.svg`.
 * @param svg its text, with a view box of 64 by 64
 * @returns file names below `resources/` with their contents
 */
export function drawIcons(svg: string): Map<string, Buffer> {
  const master = drawPng(svg, masterSize);
  const macMaster = drawPng(svg.replace('viewBox="0 0 64 64"', macViewBox), masterSize);
  return new Map([
    ...linuxSizes.map((size) => [`icons/${size}x${size}.png`, drawPng(svg, size)] as const),
    ['icon.ico', present(png2icons.createICO(master, png2icons.BICUBIC, 0, true))],
    ['icon.icns', present(png2icons.createICNS(macMaster, png2icons.BICUBIC, 0))],
  ]);
}

function drawPng(svg: string, size: number): Buffer {
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}

function present(icon: Buffer | null): Buffer {
  if (icon === null) {
    throw new Error('png2icons could not read the picture');
  }
  return icon;
}
