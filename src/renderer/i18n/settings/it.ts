import type { SettingsWords } from './words.ts';

export const it = {
  title: 'Impostazioni',
  close: 'Chiudi le impostazioni',
  sections: {
    general: 'Generali',
    keychain: 'Dove è salvata la sessione',
    log: 'Registro della sessione',
    privacy: 'Privacy',
    about: 'Informazioni',
  },
  general: {
    language: 'Lingua',
    theme: 'Tema',
    textSize: 'Dimensione del testo',
    textSizeHint: 'Anche con {{control}} + e {{control}} −.',
    control: 'Ctrl',
  },
  themes: { system: 'Sistema', light: 'Chiaro', dark: 'Scuro' },
  keychain: {
    question: 'Dove è salvata la mia sessione?',
    inKeychain:
      'La tua sessione è salvata qui: {{keychain}}. Nessun altro utente di questo computer può leggerla.',
    inMemory:
      'La tua sessione è solo in memoria: finirà quando chiudi MyTone. Non è stato possibile salvarla qui: {{keychain}}.',
    signedOut: 'Nessuna sessione è aperta. Quando accedi, sarà salvata qui: {{keychain}}.',
    pending: 'MyTone attende la risposta del portachiavi.',
    locked: 'Una sessione è salvata, ma il portachiavi non la rende disponibile.',
    testDetail:
      'La prova scrive una voce senza dati personali, la legge e la elimina. La tua sessione non viene toccata.',
    test: 'Prova il portachiavi',
    testing: 'Prova in corso…',
  },
  keychainNames: {
    windows: 'Gestione credenziali di Windows',
    mac: 'Portachiavi di macOS',
    linux: 'portachiavi del sistema (GNOME Keyring o KWallet)',
  },
  keychainTests: {
    works: 'Il portachiavi funziona: la voce è stata scritta, letta ed eliminata.',
    'plain-text':
      'Il portachiavi funziona, ma non ha una password: il suo file è leggibile come testo. Imposta una password in «Password e chiavi».',
    locked:
      'Il portachiavi è bloccato. Sbloccalo, per esempio accedendo di nuovo al computer, e ripeti la prova.',
    refused:
      'Il sistema ha negato l’accesso. Consenti a MyTone di usare il portachiavi e ripeti la prova.',
    missing:
      'Nessun portachiavi ha risposto. Installa GNOME Keyring o KWallet per restare connesso dopo la chiusura.',
    lost: 'Il portachiavi ha confermato la voce e poi ha restituito altro. Non conserverebbe una sessione.',
    'timed-out':
      'Il portachiavi non ha risposto entro 10 secondi. Una finestra del sistema potrebbe attendere una risposta.',
  },
  log: {
    lead: 'Gli ultimi cambiamenti della sessione, senza segreti né indirizzi. La copia dà il testo tecnico, da allegare a una richiesta di aiuto.',
    empty: 'Il registro è vuoto.',
    time: 'Ora',
    state: 'Stato',
    cause: 'Causa',
    http: 'risposta HTTP {{status}}',
    copy: 'Copia il registro',
    copied: 'Registro copiato.',
    notCopied: 'Non è stato possibile copiare il registro.',
    states: {
      starting: 'Apertura',
      'signed-out': 'Nessuna sessione',
      'keychain-locked': 'Portachiavi bloccato',
      restoring: 'Ripresa della sessione',
      'signed-in/verifying': 'Sessione aperta, verifica in corso',
      'signed-in/online': 'Sessione aperta e confermata',
      'signed-in/offline': 'Sessione aperta, server non raggiungibile',
    },
    causes: {
      start: 'Avvio di MyTone',
      timer: 'Verifica automatica',
      resume: 'Ripresa dallo stop',
      'network-up': 'La rete è tornata',
      user: 'Su tua richiesta',
      restored: 'Sessione trovata nel portachiavi',
      'signed in': 'Accesso',
      adopted: 'Sessione cambiata da un’altra copia',
      'slow keychain': 'Il portachiavi tarda a rispondere',
      absent: 'Nessuna sessione salvata',
      unavailable: 'Il portachiavi non risponde',
      denied: 'Accesso al portachiavi negato',
      'locked-or-cleared': 'Portachiavi bloccato o svuotato',
      'storage: keychain': 'Salvata nel portachiavi',
      'storage: memory': 'Solo in memoria',
      expired: 'Sessione scaduta',
      revoked: 'Sessione chiusa dal server',
      'account-disabled': 'Account disattivato',
      'keychain-lost': 'Sessione sparita dal portachiavi',
      network: 'Nessuna connessione al server',
      certificate: 'Connessione non sicura',
      server: 'Server a riposo o con problemi',
      'not-the-api': 'Ha risposto un altro servizio',
      busy: 'Server molto occupato',
      refused: 'Richiesta rifiutata dal server',
      'unreadable-answer': 'Risposta illeggibile',
      'proxy-sign-in': 'Il proxy chiede di accedere',
    },
  },
  privacy: {
    text: 'Su questo computer MyTone conserva la tua sessione nel portachiavi del sistema e il resto in una tua cartella: il profilo come lo ha dato il server, le impostazioni, la posizione della finestra, il registro della sessione e un registro tecnico senza segreti. La password non viene mai salvata. MyTone parla solo con il server {{origin}}; non misura nulla e non invia nulla a nessun altro. Quando esci, la sessione e il profilo vengono eliminati; l’e-mail resta, per la prossima volta.',
    folder: 'Cartella',
    server: 'Server',
  },
  about: {
    version: 'MyTone {{version}}',
    openServer: 'Apri la pagina del server',
    licenses: 'Licenze',
    licensesLead: 'MyTone contiene i programmi e i caratteri seguenti.',
    search: 'Cerca una licenza',
    noMatch: 'Nessun risultato.',
    noList: 'Questa copia è stata creata senza elenco delle licenze.',
    chromium:
      'Le licenze di Chromium sono nel file LICENSES.chromium.html, fornito con l’applicazione.',
  },
} as const satisfies SettingsWords;
