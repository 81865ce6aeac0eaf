import { editWords } from '@mytone/shared/settings/edit-words.ts';
import type { SettingsWords } from './words.ts';

export const de = {
  title: 'Einstellungen',
  close: 'Einstellungen schließen',
  sections: {
    general: 'Allgemein',
    shortcuts: 'Tastenkombinationen',
    keychain: 'Speicherort der Sitzung',
    log: 'Sitzungsprotokoll',
    privacy: 'Datenschutz',
    about: 'Über MyTone',
  },
  general: {
    language: 'Sprache',
    theme: 'Farbschema',
    textSize: 'Textgröße',
    textSizeHint: 'Auch mit {{control}} + und {{control}} −.',
  },
  themes: { system: 'System', light: 'Hell', dark: 'Dunkel' },
  shortcuts: {
    groups: { app: 'MyTone', view: 'Ansicht', edit: 'Bearbeiten', forms: 'Formulare' },
    names: {
      settings: 'Einstellungen öffnen',
      shortcuts: 'Diese Liste anzeigen',
      close: 'Fenster schließen',
      quit: 'MyTone beenden',
      zoomIn: 'Text vergrößern',
      zoomOut: 'Text verkleinern',
      actualSize: 'Originalgröße',
      fullScreen: 'Vollbild',
      ...editWords.de,
      submit: 'Formular senden',
      cancel: 'Dialog schließen oder Anfrage abbrechen',
    },
    keys: { control: 'Strg', shift: 'Umschalt', enter: 'Eingabe', escape: 'Esc' },
  },
  keychain: {
    question: 'Wo wird meine Sitzung gespeichert?',
    inKeychain:
      'Deine Sitzung liegt im Schlüsselbund deines Systems: {{keychain}}. Andere Benutzer dieses Computers können sie nicht lesen.',
    inMemory:
      'Deine Sitzung liegt nur im Arbeitsspeicher und endet, wenn du MyTone schließt. Im Schlüsselbund ({{keychain}}) konnte sie nicht abgelegt werden.',
    signedOut:
      'Du bist abgemeldet. Wenn du dich anmeldest, wird die Sitzung im Schlüsselbund deines Systems abgelegt: {{keychain}}.',
    pending: 'MyTone wartet auf die Antwort deines Schlüsselbunds.',
    locked: 'Eine Sitzung ist gespeichert, aber der Schlüsselbund gibt sie nicht frei.',
    testDetail:
      'Der Test schreibt einen Eintrag ohne persönliche Daten, liest ihn und löscht ihn wieder. Deine Sitzung bleibt unberührt.',
    test: 'Schlüsselbund testen',
    testing: 'Test läuft …',
  },
  keychainNames: {
    windows: 'Windows-Anmeldeinformationsverwaltung',
    mac: 'macOS-Schlüsselbund',
    linux: 'GNOME Keyring oder KWallet',
  },
  keychainTests: {
    works: 'Der Schlüsselbund funktioniert: Der Eintrag wurde geschrieben, gelesen und gelöscht.',
    'plain-text':
      'Der Schlüsselbund funktioniert, hat aber kein Passwort: Seine Datei ist als Klartext lesbar. Gib ihm in „Passwörter und Verschlüsselung“ ein Passwort.',
    locked:
      'Der Schlüsselbund ist gesperrt. Entsperre ihn, zum Beispiel durch eine neue Anmeldung am Computer, und wiederhole den Test.',
    refused:
      'Das System hat den Zugriff verweigert. Erlaube MyTone, den Schlüsselbund zu benutzen, und wiederhole den Test.',
    missing:
      'Kein Schlüsselbund hat geantwortet. Installiere GNOME Keyring oder KWallet, um nach dem Schließen angemeldet zu bleiben.',
    lost: 'Der Schlüsselbund hat den Eintrag bestätigt und dann etwas anderes zurückgegeben. Eine Sitzung bliebe dort nicht erhalten.',
    'timed-out':
      'Der Schlüsselbund hat 10 Sekunden lang nicht geantwortet. Vielleicht wartet ein Fenster deines Systems auf dich.',
  },
  log: {
    lead: 'Die letzten Änderungen der Sitzung, ohne vertrauliche Daten und Adressen. Kopiert wird der technische Text, den du einer Hilfeanfrage beilegen kannst.',
    empty: 'Das Protokoll ist leer.',
    time: 'Datum und Uhrzeit',
    state: 'Status',
    cause: 'Grund',
    http: '(HTTP\u00a0{{status}})',
    copy: 'Protokoll kopieren',
    copied: 'Protokoll kopiert.',
    notCopied: 'Das Protokoll konnte nicht kopiert werden.',
    states: {
      starting: 'Wird geöffnet',
      'signed-out': 'Abgemeldet',
      'keychain-locked': 'Schlüsselbund gesperrt',
      restoring: 'Sitzung wird fortgesetzt',
      'signed-in/verifying': 'Angemeldet, Server wird gefragt',
      'signed-in/online': 'Angemeldet und bestätigt',
      'signed-in/offline': 'Angemeldet, Server nicht erreichbar',
    },
    causes: {
      start: 'Start von MyTone',
      timer: 'Automatische Prüfung',
      resume: 'Aus dem Ruhezustand',
      'network-up': 'Netzwerk ist zurück',
      user: 'Auf deinen Wunsch',
      restored: 'Sitzung im Schlüsselbund gefunden',
      'signed in': 'Anmeldung',
      adopted: 'Sitzung von einer anderen Kopie geändert',
      'slow keychain': 'Der Schlüsselbund antwortet langsam',
      absent: 'Keine Sitzung gespeichert',
      unavailable: 'Der Schlüsselbund antwortet nicht',
      denied: 'Zugriff auf den Schlüsselbund verweigert',
      'locked-or-cleared': 'Schlüsselbund gesperrt oder geleert',
      'storage: keychain': 'Im Schlüsselbund abgelegt',
      'storage: memory': 'Nur im Arbeitsspeicher',
      expired: 'Sitzung abgelaufen',
      revoked: 'Sitzung vom Server beendet',
      'account-disabled': 'Konto deaktiviert',
      'account-deleted': 'Konto gelöscht',
      'keychain-lost': 'Sitzung nicht mehr im Schlüsselbund',
      network: 'Keine Verbindung zum Server',
      certificate: 'Verbindung nicht sicher',
      server: 'Server schläft oder ist gestört',
      'not-the-api': 'Ein anderer Dienst hat geantwortet',
      busy: 'Server stark ausgelastet',
      refused: 'Anfrage vom Server abgelehnt',
      'unreadable-answer': 'Unlesbare Antwort',
      'proxy-sign-in': 'Proxy verlangt eine Anmeldung',
    },
  },
  privacy: {
    text: 'Auf diesem Computer speichert MyTone deine Sitzung im Schlüsselbund des Systems und alles andere in einem Ordner, der dir gehört: dein Profil, wie der Server es geliefert hat, deine Einstellungen, die Position des Fensters, das Sitzungsprotokoll und ein technisches Protokoll ohne vertrauliche Daten. Dein Passwort wird nie gespeichert. MyTone spricht nur mit dem unten genannten Server und für Updates mit der Seite, die sie veröffentlicht; es misst nichts und sendet nichts an andere. Beim Abmelden werden Sitzung und Profil gelöscht; deine E-\u2060Mail-Adresse bleibt für das nächste Mal.',
    folder: 'Ordner',
    server: 'Server',
  },
  about: {
    version: 'Version {{version}}',
    openServer: 'Seite des Servers öffnen',
    licenses: 'Lizenzen',
    licensesLead: 'MyTone enthält die folgenden Programme und Schriften.',
    search: 'Lizenz suchen',
    noMatch: 'Keine Treffer.',
    noList: 'Diese Kopie wurde ohne Lizenzliste erstellt.',
    chromium:
      'Die Lizenzen von Chromium stehen in der Datei LICENSES.chromium.html, die der App beiliegt.',
  },
} as const satisfies SettingsWords;
