#!/bin/sh
# sh make_files.sh writes files/*.docx, *.doc and *.pdf anew from the .fodt beside them, as LibreOffice saves it.
# The PDF takes its letters along, so the font has to be installed: apt install libreoffice-writer fonts-wqy-microhei
set -eu
cd "$(dirname "$0")/files"

if ! fc-list | grep -q 'WenQuanYi Micro Hei'; then
  echo "The Chinese font is missing: apt install fonts-wqy-microhei" >&2
  exit 1
fi
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
for source in *.fodt; do
  for form in docx doc pdf; do
    soffice "-env:UserInstallation=file://$profile" --headless --norestore --convert-to "$form" "$source" >/dev/null
    [ -s "${source%.fodt}.$form" ] || { echo "LibreOffice made no $form of $source" >&2; exit 1; }
  done
done
