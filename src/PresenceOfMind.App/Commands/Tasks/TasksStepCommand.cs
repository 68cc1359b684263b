using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary>Steps of a task that need no more than a reason: <c>pom tasks return ID…</c> and the like.</summary>
internal static class TasksStepCommand
{
    /// <summary>Makes one.</summary>
    /// <param name="options">The options.</param>
    /// <param name="name">What the API calls it as well.</param>
    /// <param name="help">What it does.</param>
    /// <param name="takesReason">Whether the command takes a reason.</param>
    public static Command Make(TeamOptions options, string name, string help, bool takesReason = false)
    {
        var ids = new Argument<string[]>("id") { Description = "The tasks' ids.", Arity = ArgumentArity.OneOrMore };
        var reason = new Option<string?>("--reason") { Description = "Why.", HelpName = "text" };
        return options.Change(name, help, takesReason ? [ids, reason] : [ids], async (api, parsed, json, cancellationToken) =>
        {
            options.RequireOneForKey(parsed, parsed.GetValue(ids)!);
            await OperandLoop.ForEachAsync("task", parsed.GetValue(ids)!, async id =>
            {
                var body = takesReason ? JsonBody.Create(("reason", parsed.GetValue(reason))) : null;
                TaskOutput.Write(
                    (await api.SendAsync(HttpMethod.Post, $"tasks/{TeamApi.Part(id)}/{name}", body, cancellationToken))!, json);
            });
        });
    }
}
