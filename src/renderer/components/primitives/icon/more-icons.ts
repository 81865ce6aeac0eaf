/** The shapes that come with the screens that show them. */
export const moreIcons = {
  back: 'M11 5 4 12 11 19 M4.5 12H20',
  chevron: 'M6 9.5 12 15.5 18 9.5',
  cloudOff: 'M4 4 20 20 M9 7a6 6 0 0 1 8.5 4A4 4 0 0 1 20 17 M7 10a4.5 4.5 0 0 0 .5 9H15',
  copy: 'M9 9h11v11H9z M15 9V4H4v11h5',
  device: 'M3.5 5h17v11h-17z M8 20h8 M12 16v4',
  document: 'M7 3h7l4 4v14H7z M10 11h5 M10 15h5',
  external: 'M9 6H5v13h13v-4 M13 5h6v6 M19 5 11 13',
  key: 'M8 11a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z M11.2 12.8 20 4 M16.5 7.5 19.5 10.5',
  keyboard: 'M3 6.5h18v11H3z M7 10h.01 M10.3 10h.01 M13.7 10h.01 M17 10h.01 M8 14h8',
  logOut: 'M10 4H5v16h5 M14 8l4 4-4 4 M18 12H9',
  mail: 'M3.5 6h17v12.5h-17z M4 6.5 12 13 20 6.5',
  shield: 'M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z M9 12l2.2 2.2L15 10',
} as const;
