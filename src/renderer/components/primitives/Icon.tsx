const shapes = {
  back: 'M11 5 4 12 11 19 M4.5 12H20',
  check: 'M5 12.5 10 17.5 19 7',
  close: 'M6 6 18 18 M18 6 6 18',
  cloudOff: 'M4 4 20 20 M9 7a6 6 0 0 1 8.5 4A4 4 0 0 1 20 17 M7 10a4.5 4.5 0 0 0 .5 9H15',
  copy: 'M9 9h11v11H9z M15 9V4H4v11h5',
  device: 'M3.5 5h17v11h-17z M8 20h8 M12 16v4',
  document: 'M7 3h7l4 4v14H7z M10 11h5 M10 15h5',
  external: 'M9 6H5v13h13v-4 M13 5h6v6 M19 5 11 13',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  eyeOff:
    'M4 4 20 20 M9.5 5.9A9.6 9.6 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7 M6 7.8A17 17 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 3.5-.7 M10 10.3a3 3 0 0 0 4 4',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z M12 11v5.5 M12 7.5v.5',
  key: 'M8 11a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z M11.2 12.8 20 4 M16.5 7.5 19.5 10.5',
  logOut: 'M10 4H5v16h5 M14 8l4 4-4 4 M18 12H9',
  mail: 'M3.5 6h17v12.5h-17z M4 6.5 12 13 20 6.5',
  settings:
    'M4 7h9 M17 7h3 M4 17h3 M11 17h9 M15 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z M9 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  shield: 'M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z M9 12l2.2 2.2L15 10',
  warning: 'M12 4 21.5 20h-19z M12 10v4.5 M12 17v.5',
} as const;

export type IconName = keyof typeof shapes;

/** A decorative line drawing beside a text; hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
