# Sourced by deploy/up, down, status, demo and bin/agent-policy, which set $root.

. "$root/.mvn/jdk.sh"

classes=$root/deploy/platform/target/classes

# What is built from what: everything, unless whoever sources this says less.
modules=
sources=.
outputs="
  decision-service/app/target/quarkus-app/quarkus-run.jar
  approval-service/app/target/quarkus-app/quarkus-run.jar
  audit-service/app/target/quarkus-app/quarkus-run.jar
  web-ui/target/quarkus-app/quarkus-run.jar
  deploy/platform/target/countersign-platform-1.0.0-SNAPSHOT.jar"

# Says why a build is needed, or nothing.
staleness() {
  oldest=
  for output in $outputs; do
    if [ ! -f "$root/$output" ]; then
      echo "$output is missing"
      return
    fi
    if [ -z "$oldest" ] || [ "$oldest" -nt "$root/$output" ]; then
      oldest=$root/$output
    fi
  done
  # Folders count too, because a deleted file leaves only their date behind.
  newer=$(cd "$root" && find $sources \( -name target -o -name node_modules -o -name .git -o -name .countersign \
    -o -path ./deploy/acceptance -o -path ./deploy/bench -o -path '*/src/test' \) -prune \
    -o \( -name pom.xml -o -path '*/src/main/*' \) -newer "$oldest" -print | head -n 1)
  if [ -n "$newer" ]; then
    echo "${newer#./} has changed"
  fi
}

build_if_stale() {
  reason=$(staleness)
  [ -n "$reason" ] || return 0
  mkdir -p "$root/.countersign"
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$root/.countersign/build.lock"
    flock 9
    reason=$(staleness)
  fi
  if [ -n "$reason" ]; then
    echo "Building Countersign ($reason; the first time takes minutes)."
    build
  fi
  exec 9>&-
}

build() {
  log=$root/.countersign/build.log
  status=$root/.countersign/build.status
  echo 1 >"$status"
  # Maven leaves behind what a renamed or deleted file was compiled to.
  (cd "$root" && find $sources -name node_modules -prune -o -path '*/target/classes' -prune -exec rm -rf {} +)
  {
    cd "$root"
    if ./mvnw -B -Dquick package ${modules:+-pl "$modules" -am} 2>&1; then echo 0 >"$status"; fi
  } | tee "$log" | show_build
  if [ "$(cat "$status")" != 0 ]; then
    echo "The build failed. The whole log is $log" >&2
    grep '^\[ERROR\]' "$log" | grep -v '[[:space:]]at [a-z]' | head -n 12 >&2
    exit 2
  fi
  for output in $outputs; do
    touch "$root/$output"
  done
}

show_build() {
  fetched=0
  while IFS= read -r line; do
    case $line in
      *"Building Countersign"*) echo "  ${line#*"] "}" ;;
      *"Downloaded from"*)
        fetched=$((fetched + 1))
        [ $((fetched % 100)) -ne 0 ] || echo "  ... $fetched files fetched" ;;
    esac
  done
}

require_built() {
  if [ ! -f "$classes/dev/countersign/platform/$1.class" ]; then
    echo "Countersign is not built yet; ./deploy/up does that." >&2
    exit 2
  fi
}

# run CLASS [ARGUMENT...]
run() {
  class=$1
  shift
  exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m \
    -Dcountersign.root="$root" -cp "$classes:$root/deploy/platform/target/lib/*" \
    "dev.countersign.platform.$class" "$@"
}
