import { useId } from 'react';

/** The logo: an M made of the bars of a sound wave. */
function Logo() {
  const gradient = useId();
  return (
    <svg className="logo" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id={gradient} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#9d4edd" />
          <stop offset="1" stopColor="#6200ee" />
        </linearGradient>
      </defs>
      <rect width="64" height="64" rx="15" fill={`url(#${gradient})`} />
      <path
        d="M15 18V46 M23.5 20V33 M32 27V42 M40.5 20V33 M49 18V46"
        stroke="#ffffff"
        strokeWidth="5"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** The logo with the product's name. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <Logo />
      <span>MyTone</span>
    </span>
  );
}
