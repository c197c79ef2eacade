package io.redoubt.cli;

import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        description = {
            "Prints a script with which bash and zsh complete this command:",
            "  source <(redoubt completion)"
        })
final class Completion extends Action {

    Completion(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer act() {
        return new Script(AutoComplete.bash("redoubt", spec().root().commandLine()));
    }

    private record Script(String text) implements Answer {

        @Override
        public Map<String, Object> members() {
            return Members.of("script", text).map();
        }

        @Override
        public void print(Page page) {
            page.line(text);
        }
    }
}
