using System.CommandLine;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom completion SHELL</c>: prints what a shell needs to complete pom's commands and options.</summary>
internal static class CompletionCommand
{
    // Each script hands the line and the cursor to pom's suggest directive, which knows all commands, options and values.
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            # pom completion bash > ~/.local/share/bash-completion/completions/pom
            _pom() {
                local IFS=$'\n' word="${COMP_LINE:0:COMP_POINT}"
                word="${word##* }"
                COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "$word"))
                # bash takes @, : and = for the ends of words, and replaces only what is behind the last of them.
                local kept="${word%"${word##*[@:=]}"}"
                COMPREPLY=("${COMPREPLY[@]#"$kept"}")
            }
            complete -o default -F _pom pom
            """,
        ["zsh"] = """
            #compdef pom
            # pom completion zsh > "${fpath[1]}/_pom"
            _pom() {
                local -a found
                found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a found
            }
            if [ "${funcstack[1]}" = "_pom" ]; then _pom "$@"; else compdef _pom pom; fi
            """,
        ["fish"] = """
            # pom completion fish > ~/.config/fish/completions/pom.fish
            complete -c pom -f -a '(set -l line (commandline -cp); pom "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)'
            """,
        ["pwsh"] = """
            # pom completion pwsh >> $PROFILE
            Register-ArgumentCompleter -Native -CommandName pom -ScriptBlock {
                param($word, $command, $cursor)
                pom "[suggest:$($cursor - $command.Extent.StartOffset)]" "$command" 2>$null | Where-Object { $_ -like "$word*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """,
    };

    public static Command Make()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.CompletionSources.Add([.. Scripts.Keys]);
        var command = new Command(
            "completion",
            "Prints a script with which a shell completes pom's commands. Its first lines say where to put it.")
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            Terminal.Line(Scripts.TryGetValue(parsed.GetValue(shell)!, out var script)
                ? script
                : throw new UserException(
                    ExitCode.Usage,
                    $"the shell must be one of {string.Join(", ", Scripts.Keys)}, not \"{parsed.GetValue(shell)}\"."));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
