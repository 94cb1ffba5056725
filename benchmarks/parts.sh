# What the long studies consist of; sourced by benchmarks/study and benchmarks/persistence, which set root, folder and quick.

# took NAME SECONDS: the seconds of all calls for one name add up.
took() {
  local before=0
  [[ ! -e "$folder/$1.seconds" ]] || before="$(<"$folder/$1.seconds")"
  echo $((before + $2)) >"$folder/$1.seconds.new"
  mv "$folder/$1.seconds.new" "$folder/$1.seconds"
}

# queue NAME ARGUMENTS..: trains a queue, or goes on with it.
queue() {
  local name="$1" resume=() began=$SECONDS
  shift
  [[ -e "$folder/$name/queue.json" ]] && resume=(--resume)
  "$root/saccade" train "$@" "${quick[@]}" --out "$folder/$name" "${resume[@]}" --json >"$folder/$name.trained" || [[ $? -eq 3 ]]
  took "$name" $((SECONDS - began))
}

# single NAME RECIPE ARGUMENTS..: trains one run, or goes on with it.
single() {
  local name="$1" resume=()
  shift
  grep -qs '"status": *"finished"' "$folder/$name/run.json" && return
  [[ -e "$folder/$name/run.json" ]] && resume=(--resume)
  "$root/saccade" train "$@" "${quick[@]}" --out "$folder/$name" "${resume[@]}" --json >"$folder/$name.trained" || [[ $? -eq 3 ]]
}

# side_by_side RUN..: judges those that are not judged yet, two at a time. What fails here fails again, and says why, where they are compared.
side_by_side() {
  local run
  for run in "$@"; do
    [[ -e "$run/outputs-test.jsonl" ]] || printf '%s\0' "$run"
  done | xargs -0 -r -n 1 -P 2 "$root/saccade" evaluate --json >/dev/null || true
}

# judge NAME RUN..: the test split beside all controls, and the page. Invalid evidence (exit code 3) is a result like any other.
judge() {
  local name="$1" verb=compare kind=json
  shift
  [[ $# -gt 1 ]] || { verb=evaluate kind=evaluation; }
  "$root/saccade" "$verb" "$@" --json >"$folder/$name.new" || [[ $? -eq 3 ]]
  mv "$folder/$name.new" "$folder/$name.$kind"
  "$root/saccade" report "$@" --out "$folder/$name.html" || [[ $? -eq 3 ]]
}

# tables: what was measured, for docs/results*.
tables() {
  dotnet build "$root/benchmarks/Saccade.Benchmarks" -c Release --nologo -v quiet >&2
  dotnet "$root/benchmarks/Saccade.Benchmarks/bin/Release/net10.0/Saccade.Benchmarks.dll" tables "$folder"
}
