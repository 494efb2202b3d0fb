# What run.sh and test.sh share: finding the tools they need, and installing them where they may. Sourced, not run.

say() { printf '%s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# newest MAJOR.MINOR among the names given, each ending in a version: /usr/lib/postgresql/15 → 15
newest_version() {
  printf '%s\n' "$@" | grep -oE '[0-9]+(\.[0-9]+)*$' | sort -V | tail -n 1
}

# at_least WANTED FOUND
at_least() {
  [[ -n "$2" && "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" == "$1" ]]
}

has_dotnet() { dotnet --version >/dev/null 2>&1; }
has_node() { command -v node >/dev/null && command -v npm >/dev/null; }
has_postgres() { at_least 15 "$(newest_version /usr/lib/postgresql/* /usr/pgsql-*)"; }
has_rabbitmq() { at_least 3.10 "$(newest_version /usr/lib/rabbitmq/lib/rabbitmq_server-* /opt/rabbitmq_server-*)"; }
has_containers() { [[ -S /var/run/docker.sock || -S /run/podman/podman.sock || -S "${XDG_RUNTIME_DIR:-/none}/podman/podman.sock" || "$(uname)" == Darwin ]]; }
has_chromium() { command -v chromium >/dev/null; }
has_wrk() { command -v wrk >/dev/null; }
has_cjk_fonts() { [[ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]]; }

package_of() {
  case "$1" in
    dotnet) say dotnet-sdk-10.0 ;;
    node) say nodejs npm ;;
    postgres) say postgresql ;;
    rabbitmq) say rabbitmq-server ;;
    cjk_fonts) say fontconfig fonts-noto-cjk ;;
    *) say "$1" ;;
  esac
}

# need TOOL...: leaves when all are there; installs what is missing where it may, or names the packages and ends.
need() {
  local tool missing=() packages=()
  for tool in "$@"; do "has_$tool" || missing+=("$tool"); done
  ((${#missing[@]} == 0)) && return
  for tool in "${missing[@]}"; do read -ra more <<<"$(package_of "$tool")" && packages+=("${more[@]}"); done

  local root=()
  if ((EUID != 0)); then root=(sudo); fi
  if ! command -v apt-get >/dev/null || { ((EUID != 0)) && ! command -v sudo >/dev/null; }; then
    fail "missing: ${missing[*]}. Install the packages: ${packages[*]}"
  fi

  say "Installing ${packages[*]}"
  # Distributions start a server when they install it; the platform runs its own and has no use for that one.
  local policy=/usr/sbin/policy-rc.d
  local ours=false
  if [[ ! -e $policy ]]; then
    ours=true
    printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee $policy >/dev/null
    "${root[@]}" chmod +x $policy
  fi
  local done=true
  { "${root[@]}" apt-get update -qq &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null; } || done=false
  if $ours; then "${root[@]}" rm -f $policy; fi
  $done || fail "apt could not install: ${packages[*]}"
  for tool in "${missing[@]}"; do "has_$tool" || fail "$tool is installed but too old or not found: see docs/running.md for the versions needed"; done
}

# Where AppHost's restore finds it set, it brings the compiler that compile_ahead needs.
export CompileAhead=true

# compile_ahead CONFIGURATION: turns the assemblies of the built services and of the AppHost into machine code where they lie (ReadyToRun), which halves
# the processor time of a start. What several programs share is compiled once. A matter of speed only: what cannot be compiled runs as it was built.
compile_ahead() {
  local store=obj/ahead rid framework compiler folder folders file sum
  folders=(services/*/bin/"$1"/net10.0 gateway/bin/"$1"/net10.0 AppHost/bin/"$1"/net10.0)
  rid=$(dotnet --info | sed -nE 's/^ *RID: +(.*)$/\1/p')
  framework=$(dotnet --list-runtimes | sed -nE 's/^Microsoft\.NETCore\.App (10\.[^ ]+) \[(.*)\]$/\2\/\1/p' | sort -V | tail -n 1)
  compiler=$(printf '%s\n' "${NUGET_PACKAGES:-$HOME/.nuget/packages}/microsoft.netcore.app.crossgen2.$rid"/*/tools/crossgen2 | sort -V | tail -n 1)
  [[ -x $compiler ]] || return 0
  mkdir -p $store
  for folder in "${folders[@]}"; do
    for file in "$folder"/*.dll; do
      case ${file##*/} in
        Microsoft.CodeAnalysis* | *.Design.dll | DocumentFormat.* | Hex1b* | BouncyCastle* | Mi[mn]* | MailKit* | *.AI.* | ModelContext* | OpenIddict.Client*) continue ;;
        Scalar* | Newtonsoft* | Humanizer* | Mono.*) continue ;;
      esac
      sum=$(md5sum <"$file")
      [[ -e $store/${sum%% *}.done ]] || printf '%s %s\n' "${sum%% *}" "$file"
    done
  done | sort | awk '!seen[$1]++' >$store/todo
  compile() {
    "$1" "$4" -o "$2/$3.dll" -O -r "${5%/*/*}/Microsoft.NETCore.App/${5##*/}/*.dll" -r "${5%/*/*}/Microsoft.AspNetCore.App/${5##*/}/*.dll" \
      -r "${4%/*}/*.dll" >"$2/$3.log" 2>&1 || rm -f "$2/$3.dll"
    touch "$2/$3.done"
  }
  export -f compile
  xargs -r -P "$(nproc)" -L 1 bash -c 'compile "$0" "$1" "$3" "$4" "$2"' "$compiler" $store "$framework" <$store/todo
  for folder in "${folders[@]}"; do
    for file in "$folder"/*.dll; do
      sum=$(md5sum <"$file")
      [[ -e $store/${sum%% *}.dll ]] || continue
      cp "$store/${sum%% *}.dll" "$file.new"
      mv "$file.new" "$file"
      sum=$(md5sum <"$file")
      touch "$store/${sum%% *}.done"
    done
  done
}
