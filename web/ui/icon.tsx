/** Line icons on a 20 px grid, drawn here so that nothing is fetched. Decorative: the control carries the words. */
const paths = {
  eye: "M1.8 10S4.8 4.5 10 4.5 18.2 10 18.2 10 15.2 15.5 10 15.5 1.8 10 1.8 10Z M10 12.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Z",
  eye_off:
    "M3 3l14 14 M8.2 4.7A7.6 7.6 0 0 1 10 4.5c5.2 0 8.2 5.5 8.2 5.5a14 14 0 0 1-2.4 3 M5.2 6.1A13 13 0 0 0 1.8 10s3 5.5 8.2 5.5c1.5 0 2.8-.4 3.9-1",
  slider:
    "M3 6h7 M15 6h2 M12.5 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z M3 14h2 M10 14h7 M7.5 16.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  back: "M12 4l-6 6 6 6",
  bell: "M5 14V9a5 5 0 0 1 10 0v5l1.500 1.500h-13L5 14Z M8.300 17.500a1.800 1.800 0 0 0 3.400 0",
  close: "M4.5 4.5l11 11 M15.5 4.5l-11 11",
  search: "M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12Z M13.5 13.5L17.5 17.5",
  import: "M10 3v9 M6 8.5l4 4 4-4 M3 13.5V17h14v-3.5",
  dataset:
    "M3 5.5C3 4 6 3 10 3s7 1 7 2.5S14 8 10 8 3 7 3 5.5Z M3 5.5V14.500c0 1.500 3 2.500 7 2.500s7-1 7-2.500V5.500 M3 10c0 1.500 3 2.500 7 2.500s7-1 7-2.500",
  sun: "M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Z M10 1.800v1.900 M10 16.300v1.900 M1.800 10h1.900 M16.300 10h1.900 M4.200 4.200l1.300 1.300 M14.500 14.500l1.300 1.300 M4.200 15.800l1.300-1.300 M14.500 5.500l1.300-1.300",
  moon: "M16.500 12.200A7 7 0 0 1 7.800 3.500a7 7 0 1 0 8.700 8.700Z",
  help: "M7.300 7.300a2.700 2.700 0 1 1 3.700 2.500c-.7.3-1 .8-1 1.700v.5 M10 15v.1 M10 18.200a8.200 8.200 0 1 0 0-16.400 8.200 8.200 0 0 0 0 16.400Z",
  layers: "M10 3l7.500 4L10 11 2.500 7 10 3Z M2.500 10.500l7.500 4 7.500-4 M2.500 14l7.500 4 7.500-4",
  plus: "M10 4v12 M4 10h12",
  minus: "M4 10h12",
  fit: "M3 7V3h4 M13 3h4v4 M17 13v4h-4 M7 17H3v-4",
  north: "M10 2l5 15-5-3.500L5 17 10 2Z",
  street: "M6 17L8 3 M14 17L12 3 M10 4.500v2 M10 9v2 M10 13.500v2",
  chevron: "M5 7.500l5 5 5-5",
  check: "M4 10.500l4 4 8-9",
  warning: "M10 3l8 14H2L10 3Z M10 8v4.500 M10 14.700v.1",
  trash: "M4 6h12 M8 6V3.500h4V6 M5.500 6l.7 11h7.600l.7-11 M8.500 9v5 M11.500 9v5",
  external: "M8 4H4v12h12v-4 M11.500 3.500h5v5 M16 4l-7 7",
  lock: "M5 9h10v8H5z M7 9V6.500a3 3 0 0 1 6 0V9",
  info: "M10 18.200a8.200 8.200 0 1 0 0-16.400 8.200 8.200 0 0 0 0 16.400Z M10 9v5 M10 6v.1",
  undo: "M7 4L3 8l4 4 M3 8h8.500a5 5 0 0 1 0 10H7",
  redo: "M13 4l4 4-4 4 M17 8H8.500a5 5 0 0 0 0 10H13",
  magnet: "M5 3v7a5 5 0 0 0 10 0V3 M5 3h3.500v7a1.500 1.500 0 0 0 3 0V3H15 M5 6.500h3.500 M11.500 6.500H15",
  pen: "M4 16l.8-3.600L13.500 3.700a1.600 1.600 0 0 1 2.300 0l.5.5a1.600 1.600 0 0 1 0 2.300L7.600 15.200 4 16Z M12 5.200l2.800 2.800",
  cloud: "M6 16a3.800 3.800 0 0 1-.5-7.500A5 5 0 0 1 15 7.600 4.200 4.200 0 0 1 14.500 16H6Z",
  copy: "M7 7h9v10H7z M13 7V3H4v10h3",
  cut: "M5.500 16.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M5.500 7.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M7.200 6.600L17 13.500 M7.200 13.400L17 6.500",
  move: "M10 2v16 M2 10h16 M7.500 4.500L10 2l2.500 2.500 M7.500 15.500L10 18l2.500-2.500 M4.500 7.500L2 10l2.500 2.500 M15.500 7.500L18 10l-2.500 2.500",
  cube: "M10 2.500l6.500 3.600v7.800L10 17.500l-6.500-3.600V6.100L10 2.500Z M3.500 6.100L10 9.700l6.500-3.600 M10 9.700v7.800",
  section:
    "M2.500 8.500h15 M10 8.500V5.500 M12.500 3.500a2.500 2.500 0 1 0-5 0 2.500 2.500 0 0 0 5 0Z M6 15.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M14 17.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z",
  person:
    "M10 9.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Z M3.500 17.500c.6-3.600 3.200-5.500 6.500-5.500s5.900 1.900 6.500 5.500",
  spark: "M11 2L4 11.500h5L8.500 18 16 8h-5.500L11 2Z",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      aria-hidden="true"
      focusable="false"
      style={{ flex: "none" }}
    >
      <path
        d={paths[name]}
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The mark: the ground line, a tree over it, a pipe under it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
      style={{ flex: "none" }}
    >
      <circle cx="15" cy="8.500" r="6" fill="var(--accent)" />
      <path d="M15 12v5" stroke="var(--ground)" strokeWidth="2.400" />
      <path d="M2 17h28" stroke="var(--ground)" strokeWidth="2.600" strokeLinecap="round" />
      <circle cx="21" cy="24.500" r="4.600" fill="var(--panel)" stroke="var(--ink)" strokeWidth="2.600" />
    </svg>
  );
}
