# Sourced by run, test and zhiping: what the program needs from the machine, who it runs as, where it keeps its data.
# Shell options are those of the script that sources it.

ZP_REPO="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
ZP_PACKAGES="chromium-headless-shell libvips42 libturbojpeg0 tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-osd poppler-utils qpdf fonts-noto-cjk fonts-wqy-zenhei fonts-arphic-uming postgresql-15 util-linux"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

zp_say() { printf '%s\n' "$*" >&2; }
zp_stop() { zp_say "$*"; exit 2; }
zp_is_root() { [ "$(id -u)" = 0 ]; }

# The two things that we do not install.
zp_check_tools() {
  command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.' ||
    zp_stop "The .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and start again."
  local node
  node="$(node --version 2>/dev/null | sed 's/^v//; s/\..*//')"
  [ "${node:-0}" -ge 18 ] 2>/dev/null && command -v npm >/dev/null ||
    zp_stop "Node.js 18 or newer with npm is missing: install it and start again."
}

# Debian's packages: as root they are installed, else the one line to run is said.
zp_check_packages() {
  command -v dpkg-query >/dev/null || { zp_say "This is not Debian: make sure that these are installed: $ZP_PACKAGES"; return; }
  local missing="" package
  for package in $ZP_PACKAGES; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if ! zp_is_root; then
    zp_stop "Some packages are missing. Run this once, then start again:
  sudo sh -c 'mkdir -p /etc/postgresql-common && echo create_main_cluster=false > /etc/postgresql-common/createcluster.conf && apt-get update && apt-get install -y --no-install-recommends$missing'"
  fi
  zp_say "Installing:$missing"
  # Debian would start a cluster of its own that nobody needs.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >&2 ||
    zp_stop "The packages could not be installed; see above."
}

# The user that everything runs as when we are root.
zp_make_user() {
  zp_is_root || return 0
  id zhiping >/dev/null 2>&1 || useradd --system --user-group --home-dir /var/lib/zhiping --shell /usr/sbin/nologin zhiping
}

# Sets ZHIPING_DATA where it is not set, and makes it.
zp_make_home() {
  if [ -z "${ZHIPING_DATA:-}" ]; then
    if zp_is_root; then ZHIPING_DATA=/var/lib/zhiping; else ZHIPING_DATA="$ZP_REPO/data"; fi
  fi
  export ZHIPING_DATA
  mkdir -p -m 0700 "$ZHIPING_DATA"
  zp_is_root && chown zhiping: "$ZHIPING_DATA" || true
}

# Runs a command as the user zhiping when we are root, else as we are.
zp_as_zhiping() {
  if zp_is_root; then
    setpriv --reuid=zhiping --regid=zhiping --init-groups -- env HOME="${ZP_HOME:-$ZHIPING_DATA}" "$@"
  else
    "$@"
  fi
}

# One hash over all that the published program is made of.
zp_sources() {
  ( cd "$ZP_REPO" && find src notices Directory.*.props global.json .editorconfig \
      \( -name bin -o -name obj -o -name node_modules -o -path src/Zhiping/wwwroot \) -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1 )
}

# zp_publish_to FOLDER [options of dotnet]: the program as it is installed and as ./test tries it.
zp_publish_to() {
  local folder="$1"
  shift
  dotnet publish "$ZP_REPO/src/Zhiping" -c Release -o "$folder" -v q --nologo "$@"
}

# Publishes the program into the data folder when the sources changed. The old one stands until the new one is whole.
# The analyzers judge those who change it, in ./test; who starts it need not wait for them.
zp_publish() {
  local app="$ZHIPING_DATA/app" now log
  now="$(zp_sources)"
  [ "$(cat "$app/.sources" 2>/dev/null)" = "$now" ] && return 0
  zp_say "Building; this happens again only when the sources change."
  rm -rf "$app.new"
  log="$(mktemp /tmp/zp-build.XXXXXX)"
  if ! zp_publish_to "$app.new" -p:RunAnalyzers=false > "$log" 2>&1; then
    cat "$log" >&2
    zp_stop "The program could not be built; see above."
  fi
  rm -f "$log"
  echo "$now" > "$app.new/.sources"
  rm -rf "$app"
  mv "$app.new" "$app"
  zp_is_root && chown -R zhiping: "$app" || true
}
