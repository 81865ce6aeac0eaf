; What electron-builder's installer does not do by itself: links of mytone:// open MyTone, for the
; one user it is installed for. The same keys as Electron's setAsDefaultProtocolClient.

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\mytone" "" "URL:mytone"
  WriteRegStr SHCTX "Software\Classes\mytone" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\mytone\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  ; An update runs the uninstaller too; the installer writes the keys again.
  DeleteRegKey SHCTX "Software\Classes\mytone"
!macroend
