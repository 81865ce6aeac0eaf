#!/bin/sh
# Starts the installed application with the command of its menu entry.
entry=/usr/share/applications/com.mytone.MyTone.desktop
exec "$(sed -n 's/^Exec=\(.*\) %U$/\1/p' "$entry")" "$@"
