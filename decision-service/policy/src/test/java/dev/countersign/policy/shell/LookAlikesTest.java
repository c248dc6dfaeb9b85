package dev.countersign.policy.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.Judged;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ordinary lines, and lines that only resemble dangerous ones. A guard that cries wolf is switched
 * off.
 */
class LookAlikesTest {
    private static final CompiledPolicy BASELINE = CompiledPolicy.baseline();

    static Stream<String> ordinary() {
        return Stream.of(
                "printf 'never use git push -f\\n' >> CONTRIBUTING.md",
                "rg -n \"terraform destroy\" runbooks/",
                "git commit -m 'stop calling dropdb in tests'",
                "cat > doc/incident.md <<'END'\nrm -rf /data\nEND",
                "kubectl drain --help",
                "tofu plan -destroy",
                "git push -n spare",
                "head .env.sample",
                "less src/env/loader.go",
                "python3 -c 'print(\"rm -rf /\")'",
                "psql ledger -c \"select 'drop table x' as note\"",
                "git log --oneline | head -5",
                "npm run build 2>&1 | tail -20",
                "cd backend && npm test",
                "mkdir -p src/x && touch src/x/a.ts",
                "export FOO=bar && npm start",
                "NODE_ENV=test npx jest --coverage",
                "for i in 1 2 3; do echo $i; done",
                "if [ -f package.json ]; then cat package.json; fi",
                "[[ -n \"$X\" ]] && echo yes",
                "grep -rn \"TODO\" src | wc -l",
                "find . -type f -name '*.py' | xargs grep -n import",
                "ps aux | grep node",
                "docker compose up -d",
                "docker compose logs --tail=50 api",
                "git checkout -b feature/x",
                "git stash && git pull --rebase && git stash pop",
                "git push -u origin HEAD",
                "git diff --stat main...HEAD",
                "python -m pytest -x tests/",
                "python manage.py migrate",
                "pip install -r requirements.txt",
                "npm ci",
                "cargo build --release && cargo test",
                "go test ./...",
                "mvn -q verify",
                "./mvnw -q test",
                "make test",
                "node dist/index.js",
                "curl -s localhost:8080/health | jq .",
                "awk '{print $1}' file.txt | sort | uniq -c",
                "sed -n '1,20p' src/a.ts",
                "echo \"done\" > out.txt",
                "rm -f tmp.txt",
                "rm -rf node_modules && npm install",
                "wc -l src/**/*.ts",
                "diff <(sort a) <(sort b)",
                "tar czf build.tgz dist",
                "unzip -l a.zip",
                "chmod +x scripts/run.sh",
                "cp a.txt b.txt",
                "mv a.txt b.txt",
                "kill %1",
                "sleep 5 && curl -sf http://127.0.0.1:3000",
                "which node && node --version",
                "python3 -c 'import json,sys; print(json.load(sys.stdin)[\"a\"])'",
                "jq '.version' package.json",
                "git show HEAD:src/a.ts",
                "git log -p -- src/a.ts",
                "gh pr view 12 --json title",
                "gh pr create --title \"x\" --body \"y\"",
                "terraform plan",
                "kubectl get pods -n dev",
                "docker build -t x .",
                "source venv/bin/activate && pip list",
                "TEST=$(git rev-parse --short HEAD) && echo $TEST",
                "echo $((1+2))",
                "cat package.json | python3 -m json.tool",
                "tail -f logs/app.log",
                "ls *.md",
                "test -d src || mkdir src",
                "git commit -am \"x\" && git push",
                "tsc --noEmit && eslint . --fix",
                "prettier --write \"src/**/*.ts\"");
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void ordinary_work_goes_on(String command) {
        assertThat(Judged.effect(BASELINE, command)).isLessThanOrEqualTo(Effect.WARN);
    }
}
