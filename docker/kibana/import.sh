#!/bin/sh
# Brings the saved objects of a folder into Kibana once, marks that it has, and then idles: a container
# that ends would make `docker compose up --wait` fail. When Kibana does not take all, it ends, and the
# restart tries again.
#
# usage: import.sh FOLDER MARK, with the address of Kibana in KIBANA_URL
set -eu

folder=$1
mark=$2

rm -f "$mark"
cat "$folder"/*.ndjson "$folder"/dashboards/*.ndjson >"$mark.ndjson"
answer=$(curl -sS -H 'kbn-xsrf: watershed' -F "file=@$mark.ndjson;filename=watershed.ndjson" \
  "$KIBANA_URL/api/saved_objects/_import?overwrite=true")
echo "$answer"
case $answer in
  *'"success":true'*) ;;
  *)
    echo "Kibana at $KIBANA_URL did not take all of $folder" >&2
    exit 1
    ;;
esac
touch "$mark"
exec sleep infinity
