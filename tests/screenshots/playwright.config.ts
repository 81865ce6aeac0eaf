import { defineConfig } from 'playwright/test';
import endToEnd from '../e2e/playwright.config.ts';

export default defineConfig(endToEnd, { testDir: '.' });
