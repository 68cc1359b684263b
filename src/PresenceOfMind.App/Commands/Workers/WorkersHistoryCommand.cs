using System.CommandLine;
using PresenceOfMind.App.Commands.Api;

namespace PresenceOfMind.App.Commands.Workers;

/// <summary><c>pom workers history CONTACT</c>.</summary>
internal static class WorkersHistoryCommand
{
    public static Command Make(TeamOptions options)
    {
        var contact = new Argument<string>("contact") { Description = "Who." };
        return options.Look("history", "Shows a person's presence and work, the latest last.", [contact], async (
            api, parsed, json, cancellationToken) =>
            await HistoryOutput.WriteAsync(api, $"workers/{TeamApi.Part(parsed.GetValue(contact)!)}/history", json, cancellationToken));
    }
}
