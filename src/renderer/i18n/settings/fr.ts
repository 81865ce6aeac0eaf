import { editWords } from '@mytone/shared/settings/edit-words.ts';
import type { SettingsCodeTables } from './code-tables.ts';

export const fr = {
  title: 'Réglages',
  close: 'Fermer les réglages',
  sections: {
    general: 'Général',
    shortcuts: 'Raccourcis clavier',
    keychain: 'Stockage de la session',
    log: 'Journal de la session',
    privacy: 'Confidentialité',
    about: 'À propos',
  },
  general: {
    language: 'Langue',
    theme: 'Thème',
    textSize: 'Taille du texte',
    textSizeHint: 'Aussi avec {{control}} + et {{control}} −.',
  },
  themes: { system: 'Système', light: 'Clair', dark: 'Sombre' },
  shortcuts: {
    groups: { app: 'MyTone', view: 'Affichage', edit: 'Édition', forms: 'Formulaires' },
    names: {
      settings: 'Ouvrir les réglages',
      shortcuts: 'Afficher cette liste',
      close: 'Fermer la fenêtre',
      quit: 'Quitter MyTone',
      zoomIn: 'Agrandir le texte',
      zoomOut: 'Réduire le texte',
      actualSize: 'Taille réelle',
      fullScreen: 'Plein écran',
      ...editWords.fr,
      submit: 'Envoyer le formulaire',
      cancel: 'Fermer une fenêtre ou annuler une demande',
    },
    keys: { control: 'Ctrl', shift: 'Maj', enter: 'Entrée', escape: 'Échap' },
  },
  keychain: {
    question: 'Où ma session est-elle conservée\u202f?',
    inKeychain:
      'Votre session est conservée dans {{keychain}}. Aucun autre utilisateur de cet ordinateur ne peut la lire.',
    inMemory:
      'Votre session n’est qu’en mémoire\u00a0: elle prendra fin quand vous fermerez MyTone. Elle n’a pas pu être placée dans {{keychain}}.',
    signedOut:
      'Aucune session n’est ouverte. Quand vous vous connecterez, elle sera conservée dans {{keychain}}.',
    pending: 'MyTone attend la réponse de votre trousseau.',
    locked: 'Une session est conservée, mais le trousseau n’y donne pas accès.',
    testDetail:
      'Le test écrit une entrée sans contenu personnel, la relit, puis la supprime. Votre session n’est pas touchée.',
    test: 'Tester le trousseau',
    testing: 'Test en cours…',
  },
  keychainNames: {
    windows: 'le Gestionnaire d’identification de Windows',
    mac: 'le Trousseau de macOS',
    linux: 'le trousseau de votre système (GNOME Keyring ou KWallet)',
  },
  keychainTests: {
    works: 'Le trousseau fonctionne\u00a0: l’entrée a été écrite, relue et supprimée.',
    'plain-text':
      'Le trousseau fonctionne, mais il n’a pas de mot de passe\u00a0: son fichier est lisible en clair. Donnez-lui un mot de passe dans «\u00a0Mots de passe et clés\u00a0».',
    locked:
      'Le trousseau est verrouillé. Déverrouillez-le, par exemple en vous reconnectant à votre ordinateur, puis refaites le test.',
    refused:
      'Le système a refusé l’accès. Autorisez MyTone à utiliser le trousseau, puis refaites le test.',
    missing:
      'Aucun trousseau n’a répondu. Installez GNOME Keyring ou KWallet pour rester connecté après la fermeture.',
    lost: 'Le trousseau a confirmé l’entrée, puis a rendu autre chose. Une session n’y serait pas conservée.',
    'timed-out':
      'Le trousseau n’a pas répondu en 10\u00a0secondes. Une fenêtre de votre système attend peut-\u2060être une réponse.',
  },
  log: {
    lead: 'Les derniers changements de la session, sans secret ni adresse. La copie donne le texte technique, à joindre à une demande d’aide.',
    empty: 'Le journal est vide.',
    time: 'Date et heure',
    state: 'État',
    cause: 'Cause',
    http: '(réponse HTTP\u00a0{{status}})',
    copy: 'Copier le journal',
    copied: 'Journal copié.',
    notCopied: 'Le journal n’a pas pu être copié.',
    states: {
      starting: 'Ouverture',
      'signed-out': 'Pas de session',
      'keychain-locked': 'Trousseau verrouillé',
      restoring: 'Reprise de la session',
      'signed-in/verifying': 'Session ouverte, vérification en cours',
      'signed-in/online': 'Session ouverte et confirmée',
      'signed-in/offline': 'Session ouverte, serveur injoignable',
    },
    causes: {
      start: 'Démarrage',
      timer: 'Vérification automatique',
      resume: 'Sortie de veille',
      'network-up': 'Retour du réseau',
      user: 'À votre demande',
      restored: 'Session retrouvée dans le trousseau',
      'signed in': 'Connexion',
      adopted: 'Session changée par une autre copie',
      'slow keychain': 'Le trousseau tarde à répondre',
      absent: 'Aucune session conservée',
      unavailable: 'Le trousseau ne répond pas',
      denied: 'Accès au trousseau refusé',
      'locked-or-cleared': 'Trousseau verrouillé ou vidé',
      'storage: keychain': 'Conservée dans le trousseau',
      'storage: memory': 'Conservée en mémoire seulement',
      expired: 'Session expirée',
      revoked: 'Session fermée par le serveur',
      'account-disabled': 'Compte désactivé',
      'account-deleted': 'Compte supprimé',
      'keychain-lost': 'Session disparue du trousseau',
      network: 'Pas de connexion au serveur',
      certificate: 'Connexion non sûre',
      server: 'Serveur en veille ou en panne',
      'not-the-api': 'Un autre service a répondu',
      busy: 'Serveur très sollicité',
      refused: 'Demande refusée par le serveur',
      'unreadable-answer': 'Réponse illisible',
      'proxy-sign-in': 'Le proxy demande une identification',
    },
  },
  privacy: {
    text: 'MyTone conserve sur cet ordinateur votre session, dans le trousseau du système, et le reste dans un dossier à vous\u00a0: votre profil tel que le serveur l’a donné, vos réglages, la position de la fenêtre, le journal de la session et un journal technique sans secret. Votre mot de passe n’est jamais enregistré. MyTone ne parle qu’au serveur indiqué plus bas et, pour ses mises à jour, au site qui les publie\u202f; il ne mesure rien et n’envoie rien à personne d’autre. Se déconnecter efface la session et le profil\u202f; votre e-mail reste, pour la prochaine fois.',
    folder: 'Dossier',
    server: 'Serveur',
  },
  about: {
    version: 'Version {{version}}',
    openServer: 'Ouvrir la page du serveur',
    licenses: 'Licences',
    licensesLead: 'MyTone contient les logiciels et polices ci-dessous.',
    search: 'Chercher une licence',
    noMatch: 'Aucun élément ne correspond.',
    noList: 'Cette copie a été construite sans liste de licences.',
    chromium:
      'Les licences de Chromium sont dans le fichier LICENSES.chromium.html, livré avec l’application.',
  },
} as const satisfies SettingsCodeTables & Record<string, unknown>;
