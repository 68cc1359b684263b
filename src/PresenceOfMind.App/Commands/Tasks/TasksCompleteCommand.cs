using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks complete ID…</c>.</summary>
internal static class TasksCompleteCommand
{
    public static Command Make(TeamOptions options)
    {
        var ids = new Argument<string[]>("id") { Description = "The tasks' ids.", Arity = ArgumentArity.OneOrMore };
        var outcome = new Option<string?>("--outcome") { Description = "One of the queue's outcomes.", HelpName = "outcome" };
        var note = new Option<string?>("--note") { Description = "A note.", HelpName = "text" };
        return options.Change("complete", "Completes a task. Its worker is then free for the next one.", [ids, outcome, note], async (
            api, parsed, json, cancellationToken) =>
        {
            options.RequireOneForKey(parsed, parsed.GetValue(ids)!);
            await OperandLoop.ForEachAsync("task", parsed.GetValue(ids)!, async id =>
            {
                var body = JsonBody.Create(("outcome", parsed.GetValue(outcome)), ("note", parsed.GetValue(note)));
                TaskOutput.Write(
                    (await api.SendAsync(HttpMethod.Post, $"tasks/{TeamApi.Part(id)}/complete", body, cancellationToken))!, json);
            });
        });
    }
}
