#!/bin/sh
# Opens a link as a browser or a mail program does: the desktop finds who opens it.
exec xdg-open "$LINK_TO_OPEN"
