#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fits the hazard again and puts the table with its hash and row count into datasets/.
#   make_fits.sh PROGRAM        (build/release/bin/sourcelight_fits)
# To be run after a change of what the fits learn from: listings, orders, goods, indicators.
set -eu
cd "$(dirname "$0")/.."
folder=datasets/sourcelight/hazard_fits
"$1" datasets configs >"$folder/data.csv.new"
mv "$folder/data.csv.new" "$folder/data.csv"
hash=$(sha256sum "$folder/data.csv" | cut -d' ' -f1)
rows=$(($(wc -l <"$folder/data.csv") - 1))
sed -i -e "s/^\"sha256\": .*/\"sha256\": \"$hash\"/" \
    -e "/^rows:/,/^key:/{s/^  min: .*/  min: $rows/;s/^  max: .*/  max: $rows/}" "$folder/dataset.yaml"
