import { editWords } from '@mytone/shared/settings/edit-words.ts';
import type { SettingsWords } from './words.ts';

export const es = {
  title: 'Ajustes',
  close: 'Cerrar los ajustes',
  sections: {
    general: 'General',
    shortcuts: 'Atajos de teclado',
    keychain: 'Almacenamiento',
    log: 'Registro de la sesión',
    privacy: 'Privacidad',
    about: 'Acerca de',
  },
  general: {
    language: 'Idioma',
    theme: 'Tema',
    textSize: 'Tamaño del texto',
    textSizeHint: 'También con {{control}} + y {{control}} −.',
  },
  themes: { system: 'Sistema', light: 'Claro', dark: 'Oscuro' },
  shortcuts: {
    groups: { app: 'MyTone', view: 'Visualización', edit: 'Edición', forms: 'Formularios' },
    names: {
      settings: 'Abrir los ajustes',
      shortcuts: 'Mostrar esta lista',
      close: 'Cerrar la ventana',
      quit: 'Salir de MyTone',
      zoomIn: 'Ampliar el texto',
      zoomOut: 'Reducir el texto',
      actualSize: 'Tamaño real',
      fullScreen: 'Pantalla completa',
      ...editWords.es,
      submit: 'Enviar el formulario',
      cancel: 'Cerrar un cuadro o cancelar una solicitud',
    },
    keys: { control: 'Ctrl', shift: 'Mayús', enter: 'Intro', escape: 'Esc' },
  },
  keychain: {
    question: '¿Dónde se guarda mi sesión?',
    inKeychain:
      'Tu sesión se guarda en {{keychain}}. Ningún otro usuario de este ordenador puede leerla.',
    inMemory:
      'Tu sesión está solo en memoria: terminará cuando cierres MyTone. No se ha podido guardar en {{keychain}}.',
    signedOut:
      'No hay ninguna sesión iniciada. Cuando inicies sesión, se guardará en {{keychain}}.',
    pending: 'MyTone espera la respuesta de tu llavero.',
    locked: 'Hay una sesión guardada, pero el llavero no permite acceder a ella.',
    testDetail:
      'La prueba escribe una entrada sin datos personales, la lee y la borra. Tu sesión no se toca.',
    test: 'Probar el llavero',
    testing: 'Probando…',
  },
  keychainNames: {
    windows: 'el Administrador de credenciales de Windows',
    mac: 'el Llavero de macOS',
    linux: 'el llavero de tu sistema (GNOME Keyring o KWallet)',
  },
  keychainTests: {
    works: 'El llavero funciona: la entrada se ha escrito, leído y borrado.',
    'plain-text':
      'El llavero funciona, pero no tiene contraseña: su archivo se puede leer como texto. Ponle una contraseña en «Contraseñas y claves».',
    locked:
      'El llavero está bloqueado. Desbloquéalo, por ejemplo iniciando de nuevo sesión en el ordenador, y repite la prueba.',
    refused:
      'El sistema ha denegado el acceso. Permite que MyTone use el llavero y repite la prueba.',
    missing:
      'Ningún llavero ha respondido. Instala GNOME Keyring o KWallet para que la sesión siga abierta al cerrar MyTone.',
    lost: 'El llavero ha confirmado la entrada y luego ha devuelto otra cosa. No guardaría una sesión.',
    'timed-out':
      'El llavero no ha respondido en 10 segundos. Puede que una ventana del sistema espere tu respuesta.',
  },
  log: {
    lead: 'Los últimos cambios de la sesión, sin secretos ni direcciones. Al copiar se obtiene el texto técnico, para adjuntarlo cuando pidas ayuda.',
    empty: 'El registro está vacío.',
    time: 'Fecha y hora',
    state: 'Estado',
    cause: 'Causa',
    http: '(respuesta HTTP\u00a0{{status}})',
    copy: 'Copiar el registro',
    copied: 'Registro copiado.',
    notCopied: 'No se ha podido copiar el registro.',
    states: {
      starting: 'Abriendo',
      'signed-out': 'Sin sesión',
      'keychain-locked': 'Llavero bloqueado',
      restoring: 'Recuperando la sesión',
      'signed-in/verifying': 'Sesión abierta, consultando al servidor',
      'signed-in/online': 'Sesión abierta y confirmada',
      'signed-in/offline': 'Sesión abierta, servidor fuera de alcance',
    },
    causes: {
      start: 'Inicio de MyTone',
      timer: 'Comprobación automática',
      resume: 'Salida de la suspensión',
      'network-up': 'Ha vuelto la red',
      user: 'A petición tuya',
      restored: 'Sesión encontrada en el llavero',
      'signed in': 'Inicio de sesión',
      adopted: 'Sesión cambiada por otra copia',
      'slow keychain': 'El llavero tarda en responder',
      absent: 'Ninguna sesión guardada',
      unavailable: 'El llavero no responde',
      denied: 'Acceso al llavero denegado',
      'locked-or-cleared': 'Llavero bloqueado o vaciado',
      'storage: keychain': 'Guardada en el llavero',
      'storage: memory': 'Guardada solo en memoria',
      expired: 'Sesión caducada',
      revoked: 'Sesión cerrada por el servidor',
      'account-disabled': 'Cuenta desactivada',
      'account-deleted': 'Cuenta eliminada',
      'keychain-lost': 'La sesión ya no está en el llavero',
      network: 'Sin conexión con el servidor',
      certificate: 'Conexión no segura',
      server: 'Servidor en reposo o con problemas',
      'not-the-api': 'Ha respondido otro servicio',
      busy: 'Servidor muy ocupado',
      refused: 'Petición rechazada por el servidor',
      'unreadable-answer': 'Respuesta ilegible',
      'proxy-sign-in': 'El proxy pide identificarse',
    },
  },
  privacy: {
    text: 'En este ordenador, MyTone guarda tu sesión en el llavero del sistema y lo demás en una carpeta tuya: tu perfil tal como lo dio el servidor, tus ajustes, la posición de la ventana, el registro de la sesión y un registro técnico sin secretos. Tu contraseña no se guarda nunca. MyTone solo habla con el servidor indicado abajo y, para actualizarse, con el sitio que publica las versiones; no mide nada ni envía nada a nadie más. Al cerrar sesión se borran la sesión y el perfil; tu correo se conserva para la próxima vez.',
    folder: 'Carpeta',
    server: 'Servidor',
  },
  about: {
    version: 'Versión {{version}}',
    openServer: 'Abrir la página del servidor',
    licenses: 'Licencias',
    licensesLead: 'MyTone contiene los programas y tipos de letra siguientes.',
    search: 'Buscar una licencia',
    noMatch: 'No hay coincidencias.',
    noList: 'Esta copia se creó sin lista de licencias.',
    chromium:
      'Las licencias de Chromium están en el archivo LICENSES.chromium.html, que acompaña a la aplicación.',
  },
} as const satisfies SettingsWords;
