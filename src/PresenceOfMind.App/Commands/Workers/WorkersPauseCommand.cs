using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Workers;

/// <summary><c>pom workers pause CONTACT REASON</c>.</summary>
internal static class WorkersPauseCommand
{
    public static Command Make(TeamOptions options)
    {
        var contact = new Argument<string>("contact") { Description = "Who." };
        var reason = new Argument<string>("reason") { Description = "Why: break, training, ….", };
        return options.Change("pause", "Pauses a person: no work until unpause.", [contact, reason], async (
            api, parsed, json, cancellationToken) => WorkerOutput.Write(
            (await api.SendAsync(
                HttpMethod.Post,
                $"workers/{TeamApi.Part(parsed.GetValue(contact)!)}/pause",
                JsonBody.Create(("reason", parsed.GetValue(reason))),
                cancellationToken))!,
            json));
    }
}
