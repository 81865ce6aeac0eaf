import type { PowerMonitor } from 'electron';
import { createEvents } from '../stand-in/events.ts';
import { loud } from '../stand-in/loud.ts';

/** `powerMonitor`: its events come from tests only (`powerMonitor.emit('resume')`). */
export function createPowerMonitor(): PowerMonitor {
  const names = [
    'suspend',
    'resume',
    'lock-screen',
    'unlock-screen',
    'on-ac',
    'on-battery',
    'shutdown',
    'user-did-become-active',
    'user-did-resign-active',
    'thermal-state-change',
    'speed-limit-change',
  ];
  const powerMonitor: PowerMonitor = loud<PowerMonitor>('electron.powerMonitor', {
    ...createEvents<PowerMonitor>('powerMonitor', names, () => powerMonitor).members,
  });
  return powerMonitor;
}
