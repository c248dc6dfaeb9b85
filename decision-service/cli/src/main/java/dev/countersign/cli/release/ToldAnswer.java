package dev.countersign.cli.release;

import dev.countersign.cli.connection.Answer;
import dev.countersign.cli.terminal.ExitStatus;
import dev.countersign.cli.terminal.Surroundings;
import java.util.List;
import java.util.function.Consumer;

/** What decision-service answered to a change, shown, with the status that a script learns. */
final class ToldAnswer {
    private final Answer answer;
    private final Surroundings here;
    private final Form form;

    ToldAnswer(Answer answer, Surroundings here, Form form) {
        this.answer = answer;
        this.here = here;
        this.form = form;
    }

    /**
     * A change, which may wait for a second person: then a script must not go on as if it were
     * made.
     *
     * @param about what was sent, for places in problems
     * @param made says that the change is made
     */
    int change(String about, Consumer<PublishedPage> made) {
        if (!answer.isFine()) {
            return refused(about);
        }
        boolean waiting = answer.status() == 202 || answer.json().path("waiting").isObject();
        return waiting
                ? shown(ExitStatus.FINDINGS, PublishedPage::waiting)
                : shown(ExitStatus.FINE, made);
    }

    int shown(int status, Consumer<PublishedPage> page) {
        switch (form) {
            case PROGRAMS -> here.out().println(answer.text());
            case PEOPLE -> page.accept(new PublishedPage(answer, here.out()));
        }
        return status;
    }

    int refused(String about) {
        switch (form) {
            case PROGRAMS -> here.out().println(answer.text());
            case PEOPLE -> {
                List<String> lines = answer.problem(about);
                lines.forEach(answer.isAboutTheCall() ? here.err()::println : here.out()::println);
            }
        }
        return answer.isAboutTheCall() ? ExitStatus.UNUSABLE : ExitStatus.FINDINGS;
    }
}
