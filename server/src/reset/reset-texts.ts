import type { Language } from '@mytone/shared/languages.ts';

/** The texts of the mail and the page for a new password. `{minutes}` is the life of a link. */
export interface ResetTexts {
  readonly subject: string;
  readonly hello: string;
  readonly mailIntro: string;
  readonly mailIgnore: string;
  readonly title: string;
  readonly openApp: string;
  readonly orHere: string;
  readonly newPassword: string;
  readonly rule: string;
  readonly save: string;
  readonly tooShort: string;
  readonly tooLong: string;
  readonly done: string;
  readonly doneHint: string;
  readonly broken: string;
  readonly brokenHint: string;
  readonly busy: string;
}

const texts = {
  fr: {
    subject: 'MyTone\u00a0: votre nouveau mot de passe',
    hello: 'Bonjour,',
    mailIntro:
      'Pour choisir un nouveau mot de passe, ouvrez ce lien. Il est valable une seule fois, pendant {minutes}\u00a0minutes.',
    mailIgnore:
      'Si vous n’avez rien demandé, ignorez ce message\u00a0: votre mot de passe ne change pas.',
    title: 'Choisir un nouveau mot de passe',
    openApp: 'Ouvrir dans MyTone',
    orHere: 'Ou choisissez-le ici, sans l’application\u00a0:',
    newPassword: 'Nouveau mot de passe',
    rule: 'Au moins 10 caractères.',
    save: 'Enregistrer',
    tooShort: 'Ce mot de passe est trop court\u00a0: il faut au moins 10 caractères.',
    tooLong: 'Ce mot de passe est trop long.',
    done: 'Votre mot de passe est changé',
    doneHint:
      'Vous êtes déconnecté de tous vos appareils. Connectez-vous avec le nouveau mot de passe.',
    broken: 'Ce lien n’est plus valable',
    brokenHint: 'Il a déjà servi ou il a expiré. Demandez-en un nouveau dans MyTone.',
    busy: 'Le service est occupé. Réessayez dans un instant.',
  },
  en: {
    subject: 'MyTone: your new password',
    hello: 'Hello,',
    mailIntro: 'To choose a new password, open this link. It works once, for {minutes} minutes.',
    mailIgnore: 'If you did not ask for this, ignore this message: your password does not change.',
    title: 'Choose a new password',
    openApp: 'Open in MyTone',
    orHere: 'Or choose it here, without the app:',
    newPassword: 'New password',
    rule: 'At least 10 characters.',
    save: 'Save',
    tooShort: 'This password is too short: it needs at least 10 characters.',
    tooLong: 'This password is too long.',
    done: 'Your password has been changed',
    doneHint: 'You are signed out on all your devices. Sign in with the new password.',
    broken: 'This link no longer works',
    brokenHint: 'It was used already, or it has expired. Ask for a new one in MyTone.',
    busy: 'The service is busy. Try again in a moment.',
  },
  es: {
    subject: 'MyTone: tu nueva contraseña',
    hello: 'Hola:',
    mailIntro:
      'Para elegir una contraseña nueva, abre este enlace. Sirve una sola vez, durante {minutes} minutos.',
    mailIgnore: 'Si no lo has pedido, ignora este mensaje: tu contraseña no cambia.',
    title: 'Elegir una contraseña nueva',
    openApp: 'Abrir en MyTone',
    orHere: 'O elígela aquí, sin la aplicación:',
    newPassword: 'Contraseña nueva',
    rule: 'Al menos 10 caracteres.',
    save: 'Guardar',
    tooShort: 'Esta contraseña es demasiado corta: necesita al menos 10 caracteres.',
    tooLong: 'Esta contraseña es demasiado larga.',
    done: 'Tu contraseña ha cambiado',
    doneHint:
      'Se ha cerrado la sesión en todos tus dispositivos. Inicia sesión con la contraseña nueva.',
    broken: 'Este enlace ya no es válido',
    brokenHint: 'Ya se ha usado o ha caducado. Pide uno nuevo en MyTone.',
    busy: 'El servicio está ocupado. Inténtalo de nuevo en un momento.',
  },
  it: {
    subject: 'MyTone: la tua nuova password',
    hello: 'Ciao,',
    mailIntro:
      'Per scegliere una nuova password, apri questo link. Funziona una sola volta, per {minutes} minuti.',
    mailIgnore: 'Se non l’hai chiesto tu, ignora questo messaggio: la tua password non cambia.',
    title: 'Scegli una nuova password',
    openApp: 'Apri in MyTone',
    orHere: 'Oppure sceglila qui, senza l’app:',
    newPassword: 'Nuova password',
    rule: 'Almeno 10 caratteri.',
    save: 'Salva',
    tooShort: 'Questa password è troppo corta: servono almeno 10 caratteri.',
    tooLong: 'Questa password è troppo lunga.',
    done: 'La tua password è stata cambiata',
    doneHint: 'Sei stato disconnesso da tutti i dispositivi. Accedi con la nuova password.',
    broken: 'Questo link non è più valido',
    brokenHint: 'È già stato usato oppure è scaduto. Chiedine uno nuovo in MyTone.',
    busy: 'Il servizio è occupato. Riprova tra un momento.',
  },
  de: {
    subject: 'MyTone: Ihr neues Passwort',
    hello: 'Guten Tag,',
    mailIntro:
      'um ein neues Passwort zu wählen, öffnen Sie diesen Link. Er gilt einmal, {minutes} Minuten lang.',
    mailIgnore:
      'Wenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht: Ihr Passwort bleibt unverändert.',
    title: 'Neues Passwort wählen',
    openApp: 'In MyTone öffnen',
    orHere: 'Oder wählen Sie es hier, ohne die App:',
    newPassword: 'Neues Passwort',
    rule: 'Mindestens 10 Zeichen.',
    save: 'Speichern',
    tooShort: 'Dieses Passwort ist zu kurz: Es braucht mindestens 10 Zeichen.',
    tooLong: 'Dieses Passwort ist zu lang.',
    done: 'Ihr Passwort wurde geändert',
    doneHint: 'Sie sind auf allen Geräten abgemeldet. Melden Sie sich mit dem neuen Passwort an.',
    broken: 'Dieser Link gilt nicht mehr',
    brokenHint: 'Er wurde schon benutzt oder ist abgelaufen. Fordern Sie in MyTone einen neuen an.',
    busy: 'Der Dienst ist ausgelastet. Versuchen Sie es gleich noch einmal.',
  },
  zh: {
    subject: 'MyTone：设置新密码',
    hello: '您好：',
    mailIntro: '要设置新密码，请打开此链接。链接只能使用一次，{minutes} 分钟内有效。',
    mailIgnore: '如果这不是您本人的请求，请忽略此邮件：您的密码不会改变。',
    title: '设置新密码',
    openApp: '在 MyTone 中打开',
    orHere: '或者不使用应用，直接在这里设置：',
    newPassword: '新密码',
    rule: '至少 10 个字符。',
    save: '保存',
    tooShort: '密码太短：至少需要 10 个字符。',
    tooLong: '密码太长。',
    done: '密码已更改',
    doneHint: '您已在所有设备上退出登录。请使用新密码登录。',
    broken: '此链接已失效',
    brokenHint: '链接已被使用或已过期。请在 MyTone 中重新申请。',
    busy: '服务繁忙，请稍后再试。',
  },
} as const satisfies Record<Language, ResetTexts>;

export const resetTexts: Readonly<Record<Language, ResetTexts>> = texts;
