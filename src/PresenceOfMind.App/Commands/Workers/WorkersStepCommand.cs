using System.CommandLine;
using PresenceOfMind.App.Commands.Api;

namespace PresenceOfMind.App.Commands.Workers;

/// <summary><c>pom workers unpause CONTACT</c> and the like.</summary>
internal static class WorkersStepCommand
{
    /// <summary>Makes one.</summary>
    /// <param name="options">The options.</param>
    /// <param name="name">What the API calls it as well.</param>
    /// <param name="help">What it does.</param>
    public static Command Make(TeamOptions options, string name, string help)
    {
        var contact = new Argument<string>("contact") { Description = "Who." };
        return options.Change(name, help, [contact], async (api, parsed, json, cancellationToken) => WorkerOutput.Write(
            (await api.SendAsync(HttpMethod.Post, $"workers/{TeamApi.Part(parsed.GetValue(contact)!)}/{name}", null, cancellationToken))!,
            json));
    }
}
