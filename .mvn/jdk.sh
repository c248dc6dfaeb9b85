# Sourced by mvnw and by deploy/up: sets JAVA_HOME to a JDK 25 or stops with what to install.
# Looks at JAVA_HOME, the javac on the path and the usual folders, and reads each `release` file
# instead of starting Java.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release"
}

find_jdk_25() {
  if [ -n "${JAVA_HOME-}" ] && is_jdk_25 "$JAVA_HOME"; then
    return 0
  fi
  on_path=$(command -v javac 2>/dev/null) || on_path=
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null) || on_path=
    on_path=${on_path%/bin/javac}
  fi
  # The wrapper switches file name expansion off.
  case $- in *f*) no_glob=yes ;; *) no_glob= ;; esac
  set +f
  for jdk in "$on_path" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*; do
    if [ -n "$jdk" ] && is_jdk_25 "$jdk"; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      [ -z "$no_glob" ] || set -f
      return 0
    fi
  done
  [ -z "$no_glob" ] || set -f
  echo "Countersign needs a JDK 25 and found none." >&2
  echo "Looked at JAVA_HOME (${JAVA_HOME-not set}), the javac on the path and the usual folders." >&2
  echo "Install one (Debian, Ubuntu: openjdk-25-jdk or temurin-25-jdk; macOS: brew install openjdk@25;" >&2
  echo "anywhere: https://adoptium.net) or set JAVA_HOME to it, then run this again." >&2
  return 1
}

find_jdk_25 || exit 2
