import type { Language } from '@mytone/shared/languages.ts';
import { type EditWords, editWords } from '@mytone/shared/settings/edit-words.ts';

/** The labels of the native menus: Electron's roles have English labels only. */
export interface MenuWords extends EditWords {
  readonly file: string;
  readonly edit: string;
  readonly view: string;
  readonly window: string;
  readonly help: string;
  readonly shortcuts: string;
  readonly about: string;
  readonly settings: string;
  readonly checkForUpdates: string;
  readonly hide: string;
  readonly hideOthers: string;
  readonly showAll: string;
  readonly quit: string;
  readonly close: string;
  readonly actualSize: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fullScreen: string;
  readonly minimize: string;
  readonly front: string;
}

export const menuWords: { readonly [Key in Language]: MenuWords } = {
  fr: {
    file: 'Fichier',
    edit: 'Édition',
    view: 'Affichage',
    window: 'Fenêtre',
    help: 'Aide',
    shortcuts: 'Raccourcis clavier',
    about: 'À propos de MyTone',
    settings: 'Réglages…',
    checkForUpdates: 'Rechercher les mises à jour…',
    hide: 'Masquer MyTone',
    hideOthers: 'Masquer les autres',
    showAll: 'Tout afficher',
    quit: 'Quitter MyTone',
    close: 'Fermer la fenêtre',
    ...editWords.fr,
    actualSize: 'Taille réelle',
    zoomIn: 'Agrandir',
    zoomOut: 'Réduire',
    fullScreen: 'Plein écran',
    minimize: 'Placer dans le Dock',
    front: 'Tout ramener au premier plan',
  },
  en: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    help: 'Help',
    shortcuts: 'Keyboard Shortcuts',
    about: 'About MyTone',
    settings: 'Settings…',
    checkForUpdates: 'Check for Updates…',
    hide: 'Hide MyTone',
    hideOthers: 'Hide Others',
    showAll: 'Show All',
    quit: 'Quit MyTone',
    close: 'Close Window',
    ...editWords.en,
    actualSize: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Full Screen',
    minimize: 'Minimize',
    front: 'Bring All to Front',
  },
  es: {
    file: 'Archivo',
    edit: 'Edición',
    view: 'Visualización',
    window: 'Ventana',
    help: 'Ayuda',
    shortcuts: 'Atajos de teclado',
    about: 'Acerca de MyTone',
    settings: 'Ajustes…',
    checkForUpdates: 'Buscar actualizaciones…',
    hide: 'Ocultar MyTone',
    hideOthers: 'Ocultar otros',
    showAll: 'Mostrar todo',
    quit: 'Salir de MyTone',
    close: 'Cerrar ventana',
    ...editWords.es,
    actualSize: 'Tamaño real',
    zoomIn: 'Ampliar',
    zoomOut: 'Reducir',
    fullScreen: 'Pantalla completa',
    minimize: 'Minimizar',
    front: 'Traer todo al frente',
  },
  it: {
    file: 'File',
    edit: 'Modifica',
    view: 'Vista',
    window: 'Finestra',
    help: 'Aiuto',
    shortcuts: 'Scorciatoie da tastiera',
    about: 'Informazioni su MyTone',
    settings: 'Impostazioni…',
    checkForUpdates: 'Verifica aggiornamenti…',
    hide: 'Nascondi MyTone',
    hideOthers: 'Nascondi altre',
    showAll: 'Mostra tutte',
    quit: 'Esci da MyTone',
    close: 'Chiudi finestra',
    ...editWords.it,
    actualSize: 'Dimensioni reali',
    zoomIn: 'Ingrandisci',
    zoomOut: 'Riduci',
    fullScreen: 'Schermo intero',
    minimize: 'Contrai',
    front: 'Porta tutto in primo piano',
  },
  de: {
    file: 'Datei',
    edit: 'Bearbeiten',
    view: 'Ansicht',
    window: 'Fenster',
    help: 'Hilfe',
    shortcuts: 'Tastenkombinationen',
    about: 'Über MyTone',
    settings: 'Einstellungen …',
    checkForUpdates: 'Nach Updates suchen …',
    hide: 'MyTone ausblenden',
    hideOthers: 'Andere ausblenden',
    showAll: 'Alle einblenden',
    quit: 'MyTone beenden',
    close: 'Fenster schließen',
    ...editWords.de,
    actualSize: 'Originalgröße',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    fullScreen: 'Vollbild',
    minimize: 'Im Dock ablegen',
    front: 'Alle nach vorne bringen',
  },
  zh: {
    file: '文件',
    edit: '编辑',
    view: '显示',
    window: '窗口',
    help: '帮助',
    shortcuts: '键盘快捷键',
    about: '关于 MyTone',
    settings: '设置…',
    checkForUpdates: '检查更新…',
    hide: '隐藏 MyTone',
    hideOthers: '隐藏其他',
    showAll: '全部显示',
    quit: '退出 MyTone',
    close: '关闭窗口',
    ...editWords.zh,
    actualSize: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    fullScreen: '全屏',
    minimize: '最小化',
    front: '前置全部窗口',
  },
};
