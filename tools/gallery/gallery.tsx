import { defaultLanguage, languages } from '@mytone/shared/languages.ts';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { scenes } from './scenes.ts';

const sizes = ['420x600', '960x720', '1920x1080'] as const;

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, values, value, onChange }: ChoiceProps<Value>) {
  return (
    <label>
      {label}{' '}
      <select
        value={value}
        onChange={({ target }) => onChange(values.find((each) => each === target.value) ?? value)}
      >
        {values.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  );
}

/** Every screen in every state, made of the application's own components. */
function Gallery() {
  const [language, setLanguage] = useState(defaultLanguage);
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const [size, setSize] = useState<(typeof sizes)[number]>('960x720');
  const [width, height] = size.split('x').map(Number);
  return (
    <>
      <header className="bar">
        <Choice label="Language" values={languages} value={language} onChange={setLanguage} />
        <Choice label="Theme" values={['light', 'dark']} value={theme} onChange={setTheme} />
        <Choice label="Window" values={sizes} value={size} onChange={setSize} />
      </header>
      <main className="scenes">
        {Object.keys(scenes).map((name) => (
          <figure key={name}>
            <figcaption>{name}</figcaption>
            <iframe
              title={name}
              loading="lazy"
              width={width}
              height={height}
              src={`./scene.html?scene=${name}&language=${language}&theme=${theme}`}
            />
          </figure>
        ))}
      </main>
    </>
  );
}

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
createRoot(root).render(<Gallery />);
